//! Positions as the compiler passes them around: a byte range relative to a declaration.

use std::ops::Range;

/// A file of the project, an index into [`Sources`](crate::Sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// The origin of a [`Span`]'s offsets: the start of a declaration, or of its file.
///
/// [`Anchors`](crate::Anchors) know its position. Anchors are ordered, but not by the positions of
/// their declarations in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The file.
    pub file: FileId,
    /// The number of the declaration; 0 is the file itself.
    declaration: u32,
}

impl Anchor {
    /// The start of a file, for text that belongs to no declaration.
    #[must_use]
    pub fn file(file: FileId) -> Anchor {
        Anchor {
            file,
            declaration: 0,
        }
    }

    /// The start of a declaration, which is identified by a nonzero number.
    #[must_use]
    pub fn declaration(file: FileId, declaration: u32) -> Anchor {
        Anchor { file, declaration }
    }

    /// Whether this is the start of a file.
    #[must_use]
    pub fn is_file(self) -> bool {
        self.declaration == 0
    }
}

/// A range of bytes relative to a declaration. It does not change if the declaration merely moves.
///
/// Spans with the same anchor compare in source order; [resolve](crate::Anchors::resolve) spans
/// with different anchors first.
///
/// Invariant: `start <= end`. Both are on character boundaries if the span comes from the lexer;
/// the renderers clamp them anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The origin of `start` and `end`.
    pub anchor: Anchor,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` relative to `anchor`.
    #[must_use]
    pub fn new(anchor: Anchor, start: u32, end: u32) -> Span {
        Span {
            anchor,
            start,
            end: end.max(start),
        }
    }

    /// From the start of this span to the end of `other`.
    ///
    /// Invariant: both are spans of the same declaration. Otherwise, this span is returned
    /// unchanged.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.anchor, other.anchor, "spans of two declarations");
        if self.anchor != other.anchor {
            return self;
        }
        Span {
            anchor: self.anchor,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The empty span just after this one.
    #[must_use]
    pub fn after(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// The empty span just before this one.
    #[must_use]
    pub fn before(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// The last `length` bytes of this span.
    #[must_use]
    pub fn last(self, length: u32) -> Span {
        Span {
            start: self.end.saturating_sub(length),
            ..self
        }
    }

    /// Whether `other` lies entirely within this span.
    #[must_use]
    pub fn covers(self, other: Span) -> bool {
        self.anchor == other.anchor && self.start <= other.start && other.end <= self.end
    }
}

/// A range of bytes in a file: a position for code that handles texts but not declarations.
///
/// Invariant: `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileRange {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl FileRange {
    /// The bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FileId, start: u32, end: u32) -> FileRange {
        FileRange {
            file,
            start,
            end: end.max(start),
        }
    }

    /// From the start of this range to the end of `other`, which must be in the same file.
    #[must_use]
    pub fn to(self, other: FileRange) -> FileRange {
        FileRange {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether `other` lies entirely within this range.
    #[must_use]
    pub fn covers(self, other: FileRange) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The range as byte offsets.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
