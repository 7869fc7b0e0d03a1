//! Members of `context` as operands: `context.headers.user-agent`, `context.query.page + 1`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::{BinaryOperator, Expression, ExpressionKind, Name};

use super::Checker;
use crate::program::Arithmetic;

impl Checker<'_> {
    /// Whether a difference is the name of a header with a dash, or an operand an undeclared query
    /// parameter; reports it.
    pub(super) fn member_operand(
        &mut self,
        operator: Arithmetic,
        operator_span: Span,
        left: &Expression,
        right: &Expression,
    ) -> bool {
        if operator == Arithmetic::Subtract
            && let Some((group, name)) = dashed(operator_span, left, right)
        {
            let key = format!("[\"{name}\"]");
            let written = group.span.to(right.span);
            let report = Diagnostic::new(
                Code::UnknownField,
                written,
                "a header is read by its name in brackets",
            )
            .label("`-` subtracts here")
            .fix(
                format!("write `context.headers{key}`"),
                vec![Edit {
                    span: group.span.after().to(right.span),
                    text: key,
                }],
                Applicability::Safe,
            );
            self.report(report);
            return true;
        }
        let mut found = false;
        for (one, other) in [(left, right), (right, left)] {
            let Some((group, member)) = member_of(one, "query") else {
                continue;
            };
            if found || !self.is_undeclared_query() {
                continue;
            }
            self.member_in_brackets(group, member, "int");
            found = true;
            if member_of(other, "query").is_none() {
                self.value(other, None);
            }
        }
        found
    }
}

/// The name after `context.headers.` and the group, if a difference is one name with dashes.
fn dashed<'e>(
    operator: Span,
    left: &'e Expression,
    right: &'e Expression,
) -> Option<(&'e Name, String)> {
    let ExpressionKind::Name(last) = &right.kind else {
        return None;
    };
    if left.span.end != operator.start || operator.end != right.span.start {
        return None;
    }
    let (group, first) = if let ExpressionKind::Binary {
        operator: BinaryOperator::Subtract,
        operator_span,
        left,
        right,
    } = &left.kind
    {
        dashed(*operator_span, left, right)?
    } else {
        let (group, member) = member_of(left, "headers")?;
        (group, member.text.to_string())
    };
    Some((group, format!("{first}-{}", last.text)))
}

/// The group and the member of `context.group.member`.
fn member_of<'e>(e: &'e Expression, wanted: &str) -> Option<(&'e Name, &'e Name)> {
    let ExpressionKind::Field {
        base,
        field: member,
        ..
    } = &e.kind
    else {
        return None;
    };
    let ExpressionKind::Field {
        base, field: group, ..
    } = &base.kind
    else {
        return None;
    };
    let ExpressionKind::Name(context) = &base.kind else {
        return None;
    };
    (&*context.text == "context" && &*group.text == wanted).then_some((group, member))
}
