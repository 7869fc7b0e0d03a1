//! Assembles lines, however the reads have split them.

/// The longest line whose text is kept in full. The lines that have to be read completely
/// (`Content-Length`, `Transfer-Encoding`, a chunk's size) are far shorter; of a longer line, only
/// the start is kept, with a flag that it was longer.
const KEPT: usize = 1024;

/// The part of a line read so far.
#[derive(Debug, Default)]
pub(super) struct Partial {
    text: Vec<u8>,
    last: Option<u8>,
    cut: bool,
}

/// A line without its line feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Without the carriage return before the line feed.
    pub(super) text: &'a [u8],
    /// Whether there was a carriage return: only some servers accept a bare line feed as the end of
    /// a line (RFC 9112, 2.2).
    pub(super) ended_well: bool,
    /// Whether the line was longer than `text`.
    pub(super) cut: bool,
}

impl Partial {
    /// Keeps a piece that contains no line feed.
    pub(super) fn add(&mut self, piece: &[u8]) {
        let room = KEPT.saturating_sub(self.text.len());
        let kept = piece.get(..room).unwrap_or(piece);
        self.text.extend_from_slice(kept);
        self.cut |= kept.len() < piece.len();
        self.last = piece.last().copied().or(self.last);
    }

    /// Whether nothing of the line has been read.
    pub(super) fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// Ends the line with its last piece, and passes it to `read`. A line that arrived in one piece
    /// is not copied.
    pub(super) fn end<T>(&mut self, piece: &[u8], read: impl FnOnce(Line<'_>) -> T) -> T {
        if self.is_empty() {
            return read(Line::of(piece, piece.last().copied(), piece.len() > KEPT));
        }
        self.add(piece);
        let result = read(Line::of(&self.text, self.last, self.cut));
        self.text.clear();
        self.last = None;
        self.cut = false;
        result
    }
}

impl<'a> Line<'a> {
    fn of(text: &'a [u8], last: Option<u8>, cut: bool) -> Self {
        let ended_well = last == Some(b'\r');
        let text = if ended_well && !cut {
            text.strip_suffix(b"\r").unwrap_or(text)
        } else {
            text
        };
        Self {
            text,
            ended_well,
            cut,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_line_is_cut_and_still_known_to_end_well() {
        let mut partial = Partial::default();
        partial.add(&[b'a'; 5000]);
        partial.end(b"\r", |line| {
            assert_eq!(
                (line.text.len(), line.ended_well, line.cut),
                (KEPT, true, true)
            );
        });
        partial.end(b"b", |line| {
            assert_eq!((line.text, line.ended_well), (&b"b"[..], false));
        });
    }

    proptest! {
        #[test]
        fn a_line_is_the_same_in_however_many_pieces(
            text in proptest::collection::vec(any::<u8>(), 0..300),
            cuts in proptest::collection::vec(0..300_usize, 0..4),
        ) {
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(text.len())).collect();
            cuts.sort_unstable();
            let mut partial = Partial::default();
            let mut from = 0;
            for cut in cuts {
                partial.add(&text[from..cut]);
                from = cut;
            }
            let whole = Line::of(&text, text.last().copied(), false);
            partial.end(&text[from..], |line| assert_eq!(line, whole));
        }
    }
}
