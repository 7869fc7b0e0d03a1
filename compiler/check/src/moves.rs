//! Where things stand now that stood elsewhere when they were checked.
//!
//! An edit moves all that stands behind it in its file. What was found out about that is still right, but for its places.
//!
//! Invariant: every field of what is kept is named by its implementation of [`Moved`], so that a new one cannot be forgotten.

use flowright_diagnostics::{Diagnostic, Edit, FileId, Help, Label, Span};
use flowright_syntax::ast::Name;

/// How far each item of a program moved.
#[derive(Debug, Default)]
pub(crate) struct Moves {
    /// Of each file in which something moved: where each item stood, in order, and what is added to its places, around zero. Most often it
    /// is one file.
    files: Vec<(FileId, Vec<(u32, u32)>)>,
}

impl Moves {
    /// From where items stood, and how far each moved.
    pub fn new(mut items: Vec<(Span, u32)>) -> Moves {
        items.sort_unstable();
        let mut files: Vec<(FileId, Vec<(u32, u32)>)> = Vec::new();
        for (stood, by) in items {
            let one = (stood.start, by);
            match files.last_mut() {
                Some((file, items)) if *file == stood.file => items.push(one),
                _ => files.push((stood.file, vec![one])),
            }
        }
        files.retain(|(_, items)| items.iter().any(|(_, by)| *by != 0));
        Moves { files }
    }

    /// Whether everything stands where it stood.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn distance(&self, span: Span) -> u32 {
        let Some((_, items)) = self.files.iter().find(|(file, _)| *file == span.file) else {
            return 0;
        };
        let next = items.partition_point(|(start, _)| *start <= span.start);
        let item = next.checked_sub(1).and_then(|item| items.get(item));
        item.map_or(0, |(_, by)| *by)
    }
}

/// Something with places in items.
pub(crate) trait Moved {
    /// Gives each place where it is now.
    fn follow(&mut self, moves: &Moves);
}

impl Moved for Span {
    fn follow(&mut self, moves: &Moves) {
        let by = moves.distance(*self);
        let Span {
            file: _,
            start,
            end,
        } = self;
        *start = start.wrapping_add(by);
        *end = end.wrapping_add(by);
    }
}

impl<T: Moved> Moved for Option<T> {
    fn follow(&mut self, moves: &Moves) {
        if let Some(one) = self {
            one.follow(moves);
        }
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn follow(&mut self, moves: &Moves) {
        for one in self {
            one.follow(moves);
        }
    }
}

impl<A: Moved, B: Moved> Moved for (A, B) {
    fn follow(&mut self, moves: &Moves) {
        let (a, b) = self;
        a.follow(moves);
        b.follow(moves);
    }
}

/// What has fields with places, and after the `;` fields without.
macro_rules! moved {
    ($($name:ty { $($field:ident),* ; $($other:ident),* })*) => {
        $(impl $crate::moves::Moved for $name {
            fn follow(&mut self, moves: &$crate::moves::Moves) {
                let Self { $($field,)* $($other: _,)* } = self;
                $($field.follow(moves);)*
            }
        })*
    };
}
pub(crate) use moved;

moved! {
    Diagnostic { primary, reasons, helps; code, severity, message, notes }
    Label { span; text }
    Help { edits; text, applicability }
    Edit { span; text }
    Name { span; text }
}
