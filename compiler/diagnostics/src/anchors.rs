//! The positions of the declarations of a project.
//!
//! In: the start of each declaration of a file. Out: conversion of spans to file positions, and
//! back. Not done here: splitting files into declarations.

use std::sync::Arc;

use crate::{Anchor, FileId, FileRange, Span};

/// The starts of the declarations of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileAnchors {
    file: FileId,
    /// In source order.
    by_start: Vec<(u32, Anchor)>,
    /// In the order of anchors.
    by_anchor: Vec<(Anchor, u32)>,
}

impl FileAnchors {
    /// The declarations of a file with their starts, in source order.
    #[must_use]
    pub fn new(file: FileId, declarations: Vec<(u32, Anchor)>) -> FileAnchors {
        let by_anchor = declarations.iter().map(|(start, anchor)| (*anchor, *start));
        let mut by_anchor: Vec<(Anchor, u32)> = by_anchor.collect();
        by_anchor.sort_unstable();
        FileAnchors {
            file,
            by_start: declarations,
            by_anchor,
        }
    }

    /// The declarations, in source order.
    pub fn declarations(&self) -> impl Iterator<Item = Anchor> {
        self.by_start.iter().map(|(_, anchor)| *anchor)
    }

    /// The start of an anchor, if it belongs to this file.
    fn start(&self, anchor: Anchor) -> Option<u32> {
        if anchor.is_file() {
            return Some(0);
        }
        let at = self
            .by_anchor
            .binary_search_by_key(&anchor, |(known, _)| *known)
            .ok()?;
        self.by_anchor.get(at).map(|(_, start)| *start)
    }

    /// The last declaration that starts at or before a position, and its start.
    fn before(&self, at: u32) -> (u32, Anchor) {
        let end = self.by_start.partition_point(|(start, _)| *start <= at);
        let last = end.checked_sub(1).and_then(|at| self.by_start.get(at));
        last.copied().unwrap_or((0, Anchor::file(self.file)))
    }
}

/// The starts of the declarations of all files in a project.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// In the order of the files.
    files: Vec<Arc<FileAnchors>>,
}

impl Anchors {
    /// The anchors of several files, one item per file.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Arc<FileAnchors>>) -> Anchors {
        let mut files: Vec<Arc<FileAnchors>> = files.into_iter().collect();
        files.sort_by_key(|one| one.file);
        Anchors { files }
    }

    fn of(&self, file: FileId) -> Option<&FileAnchors> {
        let at = self
            .files
            .binary_search_by_key(&file, |one| one.file)
            .ok()?;
        self.files.get(at).map(Arc::as_ref)
    }

    /// The file range of a span. An unknown declaration is treated as empty, at the start of its
    /// file.
    #[must_use]
    pub fn resolve(&self, span: Span) -> FileRange {
        let file = span.anchor.file;
        let start = if span.anchor.is_file() {
            Some(0)
        } else {
            self.of(file).and_then(|of| of.start(span.anchor))
        };
        let Some(start) = start else {
            return FileRange::new(file, 0, 0);
        };
        let at = |offset: u32| start.saturating_add(offset);
        FileRange::new(file, at(span.start), at(span.end))
    }

    /// The span of a file range, in the last declaration that starts at or before it. This is the
    /// inverse of [`resolve`] for spans of declarations.
    ///
    /// [`resolve`]: Anchors::resolve
    #[must_use]
    pub fn locate(&self, place: FileRange) -> Span {
        let (start, anchor) = match self.of(place.file) {
            Some(of) => of.before(place.start),
            None => (0, Anchor::file(place.file)),
        };
        Span::new(anchor, place.start - start, place.end - start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors() -> (Anchors, Anchor, Anchor) {
        let file = FileId(1);
        let (first, second) = (Anchor::declaration(file, 9), Anchor::declaration(file, 3));
        let of = FileAnchors::new(file, vec![(10, first), (20, second)]);
        (Anchors::new([Arc::new(of)]), first, second)
    }

    #[test]
    fn a_span_is_counted_from_its_declaration() {
        let (anchors, first, second) = anchors();
        let file = FileId(1);
        for (span, place) in [
            (Span::new(first, 2, 5), FileRange::new(file, 12, 15)),
            (Span::new(second, 0, 40), FileRange::new(file, 20, 60)),
            (
                Span::new(Anchor::file(file), 3, 4),
                FileRange::new(file, 3, 4),
            ),
        ] {
            assert_eq!(anchors.resolve(span), place);
            assert_eq!(anchors.locate(place), span);
        }
    }

    #[test]
    fn what_is_not_known_is_at_the_start_of_its_file() {
        let (anchors, _, _) = anchors();
        let gone = Span::new(Anchor::declaration(FileId(1), 4), 7, 8);
        assert_eq!(anchors.resolve(gone), FileRange::new(FileId(1), 0, 0));
        let place = FileRange::new(FileId(2), 7, 8);
        assert_eq!(anchors.resolve(anchors.locate(place)), place);
    }
}
