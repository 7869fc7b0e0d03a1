//! Where something stands, as the compiler passes it around: a range of bytes of one declaration.

use std::ops::Range;

/// Which file of the project, an index into [`Sources`](crate::Sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// What the offsets of a [`Span`] are counted from: the start of a declaration, or of its file.
///
/// Where that is, [`Anchors`](crate::Anchors) know. Anchors are ordered, but not as their declarations stand in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The file.
    pub file: FileId,
    /// Which of its declarations; 0 is the file itself.
    declaration: u32,
}

impl Anchor {
    /// The start of a file, for what belongs to no declaration of it.
    #[must_use]
    pub fn file(file: FileId) -> Anchor {
        Anchor {
            file,
            declaration: 0,
        }
    }

    /// The start of a declaration, which is known by a number other than 0.
    #[must_use]
    pub fn declaration(file: FileId, declaration: u32) -> Anchor {
        Anchor { file, declaration }
    }

    /// Whether it is the start of the file.
    #[must_use]
    pub fn is_file(self) -> bool {
        self.declaration == 0
    }
}

/// A range of bytes of one declaration. It stays the same where the declaration only moves.
///
/// Two spans of one anchor compare as they stand in the text; of several anchors, [resolve](crate::Anchors::resolve) them first.
///
/// Invariant: `start <= end`. Both stand on character boundaries where the span comes from the lexer;
/// the renderers clamp them anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// What `start` and `end` are counted from.
    pub anchor: Anchor,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` behind `anchor`.
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
    /// Invariant: both are spans of one declaration. Of spans of two, this one is given as it is.
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

    /// The bytes before the end of this span, that many.
    #[must_use]
    pub fn last(self, length: u32) -> Span {
        Span {
            start: self.end.saturating_sub(length),
            ..self
        }
    }

    /// Whether all of `other` stands in this span.
    #[must_use]
    pub fn covers(self, other: Span) -> bool {
        self.anchor == other.anchor && self.start <= other.start && other.end <= self.end
    }
}

/// A range of bytes of a file: where something stands for those who see texts and no declarations.
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

    /// From the start of this range to the end of `other`, which stands in the same file.
    #[must_use]
    pub fn to(self, other: FileRange) -> FileRange {
        FileRange {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether all of `other` stands in this range.
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
