//! Renamed fields of a collection: `was` preserves the values of the column.

use flowright_diagnostics::{Edit, Span};
use flowright_syntax::ast::Node;

use super::{Renaming, Subject};
use crate::Analysis;

impl Analysis {
    /// Adds `was` after a renamed field. If the field already has a `was`, that one is kept,
    /// because the store may still know the column by that name. If the field is renamed back to
    /// that name, the `was` is removed.
    pub(super) fn former_name(&self, subject: &Subject, new_name: &str) -> Option<Renaming> {
        let tree = self.tree(subject.symbol.anchor.file)?;
        let field = tree.walk().find_map(|node| {
            let Node::Column(field) = node else {
                return None;
            };
            (field.name.span == subject.symbol).then_some(field)
        })?;
        let written = self.written(field.span).trim_end();
        let length = u32::try_from(written.len()).ok()?;
        let end = field.span.start.saturating_add(length);
        let (place, text) = match &field.was {
            Some(was) if &*was.text == new_name => {
                let before = field
                    .default
                    .as_ref()
                    .map_or(field.ty.span, |default| default.span);
                // The former name may contain the keyword, so the search ends before it.
                let rest = Span::new(field.span.anchor, before.start, was.span.start);
                let rest = self.written(rest);
                let kept = rest.rfind("was")?;
                let kept = rest.get(..kept)?.trim_end().len();
                let start = before.start.saturating_add(u32::try_from(kept).ok()?);
                (Span::new(field.span.anchor, start, end), String::new())
            }
            Some(_) => return None,
            None => {
                let place = Span::new(field.span.anchor, end, end);
                let old = self.written(subject.symbol);
                (place, format!(" was {old}"))
            }
        };
        Some(Renaming {
            place,
            edit: Edit {
                span: self.anchors.resolve(place),
                text,
            },
            at: 0,
        })
    }
}
