//! Records.

use super::{Builder, Children};
use crate::ast::RecordEntry;
use crate::grammar::{Pair, Rule};

impl Builder<'_> {
    /// `record`, or the entries of an `upsert_record`.
    pub(super) fn record(&mut self, pair: Pair<'_>) -> Vec<RecordEntry> {
        pair.into_inner()
            .filter(|child| child.as_rule() == Rule::entry)
            .filter_map(|entry| self.entry(entry))
            .collect()
    }

    fn entry(&mut self, pair: Pair<'_>) -> Option<RecordEntry> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let unread = |span| {
            Some(RecordEntry {
                name: super::setting::no_name(span),
                value: Some(super::setting::error_operand(span)),
                spread: false,
                omit_null: false,
                span,
            })
        };
        if let Some(spread) = children.take(Rule::spread) {
            let value = Children::of(spread).find(Rule::expression)?;
            return Some(RecordEntry {
                name: super::setting::no_name(span),
                value: Some(self.expression(value)),
                spread: true,
                omit_null: false,
                span,
            });
        }
        if children.take(Rule::poison).is_some() {
            return unread(span);
        }
        let name = children.take(Rule::field_name)?;
        let name = self.field_name(name);
        let omit_null = children.take(Rule::question).is_some();
        let value = match children.take(Rule::field_colon) {
            Some(sign) => {
                self.field_colon(&sign, "value");
                children.next().map(|value| self.nested(value))
            }
            None => None,
        };
        Some(RecordEntry {
            name,
            value,
            spread: false,
            omit_null,
            span,
        })
    }
}
