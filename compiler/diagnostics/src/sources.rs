//! The files of a project, with their line starts.

use std::sync::Arc;

use crate::{FileId, FileRange};

/// One file: its path as the user wrote it, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path shown in messages.
    pub path: String,
    /// The whole text.
    pub text: String,
    line_starts: Vec<u32>,
    /// The end of each multi-byte character, with the number of bytes minus characters up to it.
    wide: Vec<(u32, u32)>,
}

/// A position for humans: line and column start at 1, and columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, in characters from 1.
    pub column: u32,
}

impl SourceFile {
    /// A file with the given path and text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> SourceFile {
        let text = text.into();
        let mut line_starts: Vec<u32> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| offset(at + 1)))
            .collect();
        line_starts.shrink_to_fit();
        let mut more = 0;
        let wide = text.char_indices().filter(|(_, c)| !c.is_ascii());
        let wide = wide.map(|(at, c)| {
            more += offset(c.len_utf8()) - 1;
            (offset(at + c.len_utf8()), more)
        });
        let wide = wide.collect();
        SourceFile {
            path: path.into(),
            text,
            line_starts,
            wide,
        }
    }

    /// The line and column of a byte offset; offsets past the end count as the end. The time does
    /// not depend on the length of the line. A byte order mark at the start of a file does not
    /// count as a column.
    #[must_use]
    pub fn line_column(&self, at: u32) -> LineColumn {
        let at = self.floor(at);
        let line = self.line_of(at);
        let index = (line as usize).saturating_sub(1);
        let start = self.line_starts.get(index).copied().unwrap_or(0);
        let more = |at: u32| {
            let before = self.wide.partition_point(|(end, _)| *end <= at);
            let last = before.checked_sub(1).and_then(|last| self.wide.get(last));
            last.map_or(0, |(_, more)| *more)
        };
        let mark = line == 1 && at > 0 && self.text.starts_with('\u{FEFF}');
        LineColumn {
            line,
            column: at.saturating_sub(start) - (more(at) - more(start)) + 1 - u32::from(mark),
        }
    }

    /// The line of a byte offset, starting at 1.
    #[must_use]
    pub fn line_of(&self, at: u32) -> u32 {
        let before = self.line_starts.partition_point(|start| *start <= at);
        offset(before.max(1))
    }

    /// The text of a line, without its newline; lines start at 1. Empty if there is no such line.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        self.line_at(line).1
    }

    /// The start of a line and its text without its newline; lines start at 1.
    pub(crate) fn line_at(&self, line: u32) -> (u32, &str) {
        let index = (line as usize).saturating_sub(1);
        let Some(start) = self.line_starts.get(index) else {
            return (offset(self.text.len()), "");
        };
        let end = self
            .line_starts
            .get(index + 1)
            .copied()
            .unwrap_or(offset(self.text.len()));
        let text = self.slice(*start, end);
        let text = text.strip_suffix('\n').unwrap_or(text);
        (*start, text.strip_suffix('\r').unwrap_or(text))
    }

    /// The text between two offsets, each rounded down to a character boundary within the file.
    #[must_use]
    pub fn slice(&self, start: u32, end: u32) -> &str {
        let start = self.floor(start) as usize;
        self.text.get(start..self.floor(end) as usize).unwrap_or("")
    }

    /// The offset rounded down to a character boundary within the file.
    #[must_use]
    pub fn floor(&self, at: u32) -> u32 {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        offset(at)
    }
}

/// All files of a project.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// A project without files.
    #[must_use]
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a file and returns its id for spans.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.share(Arc::new(SourceFile::new(path, text)))
    }

    /// Adds a shared file.
    pub fn share(&mut self, file: Arc<SourceFile>) -> FileId {
        self.files.push(file);
        FileId(offset(self.files.len() - 1))
    }

    /// The file with that id, if it belongs to this project.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize).map(Arc::as_ref)
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (FileId(offset(index)), &**file))
    }

    /// The text of a range; empty if the file is unknown.
    #[must_use]
    pub fn text(&self, place: FileRange) -> &str {
        self.get(place.file)
            .map_or("", |file| file.slice(place.start, place.end))
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::SourceFile;

    fn column(text: &str, at: &str) -> (u32, u32) {
        let file = SourceFile::new("a.flow", text);
        let at = text.find(at).and_then(|at| u32::try_from(at).ok());
        let place = file.line_column(at.unwrap_or(u32::MAX));
        (place.line, place.column)
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(column("a\n\tb = x\n", "x"), (2, 6));
        assert_eq!(column("ä ö\nüß x", "x"), (2, 4));
        assert_eq!(column("a\r\nb x", "x"), (2, 3));
        assert_eq!(column("\u{FEFF}ab x", "x"), (1, 4));
        assert_eq!(column("\u{FEFF}ab", "\u{FEFF}"), (1, 1));
        assert_eq!(column("👨\u{200D}👩 x", "x"), (1, 5));
        assert_eq!(column("ab", "none"), (1, 3));
    }
}
