//! The pieces of a masked source: the lines and entries between its braces, each of which can be
//! discarded without the others.

use std::ops::Range;

/// The kind of an open bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Brace,
    Other,
    Text,
    Interpolation,
}

/// A walk over a masked source that tracks the open brackets and where each began.
struct Walk<'a> {
    bytes: &'a [u8],
    frames: Vec<(Frame, usize)>,
}

impl Walk<'_> {
    fn step(&mut self, at: usize) {
        let Some(byte) = self.bytes.get(at).copied() else {
            return;
        };
        let top = self.frames.last().map(|(frame, _)| *frame);
        match (byte, top) {
            (b'"', Some(Frame::Text)) => {
                self.frames.pop();
            }
            (b'"', _) => self.frames.push((Frame::Text, at)),
            (b'{', Some(Frame::Text)) => self.frames.push((Frame::Interpolation, at)),
            (b'{', _) => self.frames.push((Frame::Brace, at)),
            (b'(' | b'^' | b'[' | b'$', _) => self.frames.push((Frame::Other, at)),
            (b'}' | b')' | b']', _) => {
                self.frames.pop();
            }
            _ => {}
        }
    }
}

/// The innermost piece around `at`, and the brace that encloses it, if any.
pub(super) fn around(text: &str, at: usize) -> (Range<usize>, Option<usize>) {
    let mut walk = Walk {
        bytes: text.as_bytes(),
        frames: Vec::new(),
    };
    // The start of the current piece in each open brace; the first is the declaration itself.
    let mut starts: Vec<usize> = vec![0];
    for (index, byte) in text.bytes().enumerate().take(at) {
        let depth = braces(&walk);
        let separates = matches!(byte, b'\n' | b',')
            && !matches!(
                walk.frames.last(),
                Some((Frame::Other | Frame::Text | Frame::Interpolation, _))
            );
        walk.step(index);
        let now = braces(&walk);
        if now > depth {
            starts.push(index + 1);
        } else if now < depth {
            starts.pop();
        } else if separates && let Some(start) = starts.last_mut().filter(|_| depth > 0) {
            *start = index + 1;
        }
    }
    let depth = braces(&walk);
    let open = walk
        .frames
        .iter()
        .rev()
        .find(|(frame, _)| *frame == Frame::Brace)
        .map(|(_, at)| *at);
    let start = starts.last().copied().unwrap_or(0);
    let mut end = text.len();
    for (index, byte) in text.bytes().enumerate().skip(at) {
        let inside = walk.frames.last().map(|(frame, _)| *frame);
        let level = braces(&walk) == depth && matches!(inside, None | Some(Frame::Brace));
        if level && depth > 0 && matches!(byte, b'\n' | b',' | b'}') {
            end = index;
            break;
        }
        walk.step(index);
    }
    (trim(text, start..end), open)
}

fn braces(walk: &Walk<'_>) -> usize {
    walk.frames
        .iter()
        .filter(|(frame, _)| *frame == Frame::Brace)
        .count()
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or("");
    let start = range.start + piece.len() - piece.trim_start_matches([' ', '\n']).len();
    let end = range.start + piece.trim_end_matches([' ', '\n']).len();
    start..end.max(start)
}

/// The part of a piece that can be discarded so that the rest stays meaningful: the value of a
/// `let`, of a field or of a setting, or the condition before a block.
pub(super) fn broken_part(text: &str, piece: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let whole = text.get(piece.clone())?;
    if let Some(head) = head_before(text, piece, at) {
        return Some(head);
    }
    let first = word_at(whole);
    let after = whole.get(first.len()..)?.trim_start();
    let rest = piece.end - after.len();
    match first {
        "let" | "var" => {
            let name = word_at(after);
            let equal = top_level(text, piece, "=").filter(|equal| *equal < at);
            let start = equal.map_or(rest + name.len(), |equal| equal + 1);
            (!name.is_empty()).then_some(start..piece.end)
        }
        _ if after.starts_with(':') => Some(rest + 1..piece.end),
        _ => {
            if let Some(arrow) = top_level(text, piece, "=>").filter(|arrow| *arrow < at) {
                return Some(arrow + 2..piece.end);
            }
            (!first.is_empty() && !after.is_empty()).then_some(rest..piece.end)
        }
    }
}

/// The range between `if`, `while`, `when`, `match` or `for` and the brace that follows, if the
/// mistake is there.
fn head_before(text: &str, piece: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let before = text.get(piece.start..at)?;
    let open = at + text.get(at..piece.end)?.find(['{', '\n'])?;
    if text.as_bytes().get(open) != Some(&b'{') {
        return None;
    }
    let (start, word) = ["if", "while", "when", "match", "for"]
        .iter()
        .filter_map(|word| {
            before
                .match_indices(word)
                .filter(|(start, _)| is_whole_word(before, *start, word.len()))
                .last()
                .map(|(start, _)| (start, *word))
        })
        .max()?;
    let mut head = piece.start + start + word.len();
    // The names that a loop binds are kept, so that its body can still use them.
    if word == "for"
        && let Some(names) = text.get(head..at)
        && let Some((end, _)) = names.match_indices(" in ").next()
    {
        head += end + " in".len();
    }
    let between = text.get(head..open)?;
    let count = |brackets: [char; 4]| between.matches(brackets).count();
    let balanced = count(['(', '[', '^', '$']) == between.matches([')', ']']).count();
    (balanced && !between.contains(['{', '}', '\n'])).then_some(head..open)
}

fn is_whole_word(text: &str, start: usize, length: usize) -> bool {
    let part_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let before = text.get(..start).unwrap_or("").ends_with(part_of_word);
    let after = text
        .get(start + length..)
        .unwrap_or("")
        .starts_with(part_of_word);
    !before && !after
}

/// The first position of a sign in a piece, outside all brackets.
fn top_level(text: &str, piece: &Range<usize>, sign: &str) -> Option<usize> {
    let mut walk = Walk {
        bytes: text.as_bytes(),
        frames: Vec::new(),
    };
    piece.clone().find(|at| {
        walk.step(*at);
        let rest = text.get(*at..).unwrap_or("");
        let before = text.get(..*at).unwrap_or("");
        walk.frames.is_empty()
            && rest.starts_with(sign)
            && (sign != "="
                || (!rest.starts_with("==")
                    && !rest.starts_with("=>")
                    && !before.ends_with(['=', '!', '<', '>'])))
    })
}

/// The word at the start of a text; may be empty.
pub(super) fn word_at(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    let word = text.get(..end).unwrap_or("");
    match word.starts_with(|c: char| c.is_ascii_digit()) {
        true => "",
        false => word,
    }
}
