//! `.field in list` after `where`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind};

use super::condition::Condition;
use super::has_column::has_column;
use super::json_reports::not_compared;
use super::predicate::comparable;
use super::target::Target;
use crate::body::{Checker, never_in, not_a_list};
use crate::convert;
use crate::describe::brief;

impl Checker<'_> {
    /// `.field in list`, `.field not in list`
    pub(super) fn is_one_of(
        &mut self,
        target: &Target<'_>,
        negated: bool,
        value: &ast::Expression,
        list: &ast::Expression,
    ) -> Option<Condition> {
        let holds = if let ExpressionKind::List(items) = &list.kind {
            self.is_one_written(target, value, list.span, items)?
        } else if has_column(list) {
            self.report(in_a_field(target, negated, value, list));
            // The value that is searched for may use names that would otherwise seem unused.
            if !has_column(value) {
                self.value(value, None);
            }
            return None;
        } else {
            self.is_in_computed(target, value, list)?
        };
        Some(if negated {
            Condition::Not(Box::new(holds))
        } else {
            holds
        })
    }

    /// A list literal: a chain of comparisons, each of which may use fields.
    fn is_one_written(
        &mut self,
        target: &Target<'_>,
        value: &ast::Expression,
        list: Span,
        items: &[ast::Expression],
    ) -> Option<Condition> {
        let mut conditions = Vec::with_capacity(items.len());
        for item in items {
            conditions.push(self.compare(target, Comparison::Equal, value, item)?);
        }
        let whole = any_of(conditions);
        if whole.is_none() {
            self.report(in_nothing(list));
        }
        whole
    }

    /// A list that the workflow computes: a single value of the step.
    fn is_in_computed(
        &mut self,
        target: &Target<'_>,
        value: &ast::Expression,
        list: &ast::Expression,
    ) -> Option<Condition> {
        let field = self.term(target, value, None);
        let own = field.as_ref().map(|(_, ty)| ty.without_null().clone());
        let hint = own.clone().filter(|own| !matches!(own, Type::Literals(_)));
        let list = self.value(list, hint.map(Type::list).as_ref());
        let ((term, ty), own) = (field?, own?);
        if ty.is_json_column() {
            self.report(not_compared(value.span, &ty));
            return None;
        }
        let list = self.not_null(list)?;
        if convert::holds_error(&list.ty) {
            return None;
        }
        let Type::List(element) = list.ty.clone() else {
            let report = not_a_list(&list);
            self.report(match &list.ty {
                Type::Map(_) => report.help("search its keys: `.field in entries.keys()`"),
                _ => report,
            });
            return None;
        };
        let wanted = if element.is_nullable() {
            own.clone().optional()
        } else {
            own.clone()
        };
        let list = if comparable(&own, element.without_null()) {
            list
        } else if convert::fits(&element, &wanted) {
            convert::apply(list, &wanted.list())
        } else {
            let report = never_in(&own, value.span, &element, list.span);
            self.report(match &*element {
                Type::Record(_) => {
                    report.help("take a field of its records: `list.map(one => one.field)`")
                }
                _ if report.helps.is_empty() => report.help(format!(
                    "make it a list of `{}`: `list.map(one => …)`",
                    brief(&own)
                )),
                _ => report,
            });
            return None;
        };
        Some(Condition::In(term, list))
    }
}

/// Whether any of the conditions holds. They are combined pairwise, as a balanced tree, because the
/// store limits the nesting depth.
fn any_of(mut conditions: Vec<Condition>) -> Option<Condition> {
    while conditions.len() > 1 {
        let mut pairs = Vec::with_capacity(conditions.len().div_ceil(2));
        let mut rest = conditions.into_iter();
        while let Some(first) = rest.next() {
            pairs.push(match rest.next() {
                Some(second) => Condition::Or(Box::new(first), Box::new(second)),
                None => first,
            });
        }
        conditions = pairs;
    }
    conditions.pop()
}

/// `E0211`: a membership test on an empty list.
fn in_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(Code::EmptyList, span, "an empty list contains nothing")
        .label("never true")
        .help("write the values: `.field in [\"a\", \"b\"]`")
}

/// `E0204`: a membership test on something that depends on the row.
fn in_a_field(
    target: &Target<'_>,
    negated: bool,
    value: &ast::Expression,
    list: &ast::Expression,
) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Operands,
        list.span,
        "`in` takes a list of the workflow, not a field",
    )
    .label("a field of the row");
    let ExpressionKind::Column(name) = &list.kind else {
        return report.help("compute the list before the step, without fields of the row");
    };
    let field = target.collection.field(&name.text);
    match field.map(|(_, field)| field.ty.without_null()) {
        Some(Type::List(_)) => {
            let not = if negated { "not " } else { "" };
            let edits = vec![
                Edit {
                    span: value.span.before(),
                    text: format!("{not}.{}.contains(", name.text),
                },
                Edit {
                    span: value.span.after().to(list.span),
                    text: ")".to_owned(),
                },
            ];
            report.fix(
                format!("search the list: `{not}.{}.contains(…)`", name.text),
                edits,
                Applicability::Safe,
            )
        }
        Some(_) => report.help("compare the two: `.field == value`"),
        None => report,
    }
}
