//! A text and its lines: converts positions between the client's units and the compiler's, and
//! applies changes.

use std::ops;

use gen_lsp_types::{Position, Range};
use serde::Deserialize;

use super::encoding::Encoding;

/// A text with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    text: String,
    lines: Vec<Line>,
}

/// A line; it ends with `\n`, `\r\n` or `\r`, as the protocol defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    start: usize,
    /// Whether all units have the same width, so that nothing has to be counted however long the
    /// line is.
    is_ascii: bool,
}

/// One change of a text. Without a range it replaces the whole text.
///
/// The type of the protocol crate would read a change with a malformed range as a change without a
/// range, which would discard the text.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Change {
    pub range: Option<Range>,
    pub text: String,
}

impl Text {
    pub(super) fn new(text: impl Into<String>) -> Text {
        let text = text.into();
        let lines = lines(&text, 0);
        Text { text, lines }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte offset of a position. A position past the end of a line maps to the line's end, one
    /// past the last line to the end of the text, and one inside a character to its first byte.
    pub(super) fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let (mut at, line, is_ascii) = self.line(position.line as usize);
        let mut units = position.character as usize;
        if is_ascii {
            return at + units.min(line.len());
        }
        for letter in line.chars() {
            let length = encoding.length(letter);
            if length > units {
                break;
            }
            units -= length;
            at += letter.len_utf8();
        }
        at
    }

    /// The bytes of a range; if its end precedes its start, the two are swapped.
    pub(super) fn bytes(&self, range: Range, encoding: Encoding) -> ops::Range<usize> {
        let one = self.offset(range.start, encoding);
        let other = self.offset(range.end, encoding);
        one.min(other)..one.max(other)
    }

    /// The position of a byte offset. An offset inside a line ending maps to the position before
    /// it, one inside a character to the character's start.
    pub(super) fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let index = self.index(offset);
        let (start, line, is_ascii) = self.line(index);
        let length = offset.saturating_sub(start);
        let mut character = 0;
        if is_ascii {
            character = length.min(line.len());
        } else {
            for (at, letter) in line.char_indices() {
                if at + letter.len_utf8() > length {
                    break;
                }
                character += encoding.length(letter);
            }
        }
        Position {
            line: count(index),
            character: count(character),
        }
    }

    /// The range of a byte range.
    pub(super) fn range(&self, bytes: ops::Range<usize>, encoding: Encoding) -> Range {
        Range {
            start: self.position(bytes.start, encoding),
            end: self.position(bytes.end, encoding),
        }
    }

    /// The text after changes, each of which applies to the result of the one before it.
    pub(super) fn changed(&self, changes: Vec<Change>, encoding: Encoding) -> Text {
        let mut text = self.clone();
        for change in changes {
            match change.range {
                None => text = Text::new(change.text),
                Some(range) => text.replace(text.bytes(range, encoding), &change.text),
            }
        }
        text
    }

    /// Replaces bytes that begin and end at character boundaries. Only the affected lines are
    /// scanned again.
    fn replace(&mut self, bytes: ops::Range<usize>, with: &str) {
        // A preceding `\r` may end up in front of a `\n` and form one line ending with it.
        let first = self.index(bytes.start.saturating_sub(1));
        let behind = self.index(bytes.end) + 1;
        let start = self.lines.get(first).map_or(0, |line| line.start);
        let moved = |at: usize| (at + with.len()).saturating_sub(bytes.len());
        let rest = self.lines.get_mut(behind..).unwrap_or_default();
        for line in rest.iter_mut() {
            line.start = moved(line.start);
        }
        let end = rest.first().map(|line| line.start);
        self.text.replace_range(bytes, with);
        let end = end.unwrap_or(self.text.len());
        let mut fresh = lines(self.text.get(start..end).unwrap_or(""), start);
        if behind < self.lines.len() {
            // The text after the last line ending belongs to the next line.
            fresh.pop();
        }
        let behind = behind.min(self.lines.len());
        self.lines.splice(first..behind, fresh);
    }

    /// The line of a byte.
    fn index(&self, offset: usize) -> usize {
        let behind = self.lines.partition_point(|line| line.start <= offset);
        behind.saturating_sub(1)
    }

    /// The start of a line, its text without the line ending, and whether the text is ASCII; past
    /// the last line, the end of the text.
    fn line(&self, index: usize) -> (usize, &str, bool) {
        let Some(Line { start, is_ascii }) = self.lines.get(index).copied() else {
            return (self.text.len(), "", true);
        };
        let next = self.lines.get(index + 1);
        let end = next.map_or(self.text.len(), |line| line.start);
        let line = self.text.get(start..end).unwrap_or("");
        (start, line.trim_end_matches(['\r', '\n']), is_ascii)
    }
}

/// The lines of a text that begins at that offset of a larger text; the last line is the text after
/// the last line ending.
fn lines(text: &str, offset: usize) -> Vec<Line> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
    let is_whole = |at: &usize| bytes.get(*at..*at + 2) != Some(b"\r\n");
    let mut lines = Vec::new();
    let mut start = 0;
    let ends = ends.filter(is_whole).map(|at| at + 1);
    for end in ends.chain([bytes.len()]) {
        let is_ascii = bytes.get(start..end).is_some_and(<[u8]>::is_ascii);
        lines.push(Line {
            start: offset + start,
            is_ascii,
        });
        start = end;
    }
    lines
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
