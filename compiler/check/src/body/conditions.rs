//! Conditions: bools, and nothing that is like one.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, text};
use crate::convert;
use crate::describe::found;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// A condition: a bool.
    pub fn condition(&mut self, e: &ast::Expression) -> Expression {
        let value = self.value(e, None);
        if matches!(value.ty, Type::Bool) || convert::holds_error(&value.ty) {
            return value;
        }
        let report = not_a_condition(e, &value);
        self.report(report);
        error(value.span)
    }

    /// `and`, else `or`.
    pub(super) fn logic(
        &mut self,
        and: bool,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        let left = self.condition(left);
        let facts = self.facts(&left);
        let mark = self.enter();
        self.know(if and { &facts.holds } else { &facts.fails });
        let right = self.condition(right);
        self.leave(mark);
        let (left, right) = (Box::new(left), Box::new(right));
        Expression {
            kind: if and {
                ExpressionKind::And(left, right)
            } else {
                ExpressionKind::Or(left, right)
            },
            ty: Type::Bool,
            span,
        }
    }
}

/// `E0202`: a condition that is not a bool.
fn not_a_condition(e: &ast::Expression, value: &Expression) -> Diagnostic {
    let found = found(&value.ty, &Type::Bool);
    let report = Diagnostic::new(
        Code::Condition,
        value.span,
        format!("a condition is a `bool`, and this is `{found}`"),
    )
    .label(format!("expected `bool`, found `{found}`"));
    let Some(source) = text::source(e) else {
        return match &value.ty {
            Type::Optional(_) => report.help("compare it: `… != null`"),
            _ => report.help("compare it with something"),
        };
    };
    let written = match &value.ty {
        Type::Optional(inner) if **inner == Type::Bool => format!("{source} == true"),
        Type::Optional(_) => format!("{source} != null"),
        Type::Int | Type::Float => format!("{source} != 0"),
        Type::Text => format!("{source} != \"\""),
        Type::List(_) => format!("{source}.length > 0"),
        _ => return report.help("compare it with something"),
    };
    let edit = Edit {
        span: value.span,
        text: written.clone(),
    };
    let help = format!("say what is meant: `{written}`");
    report.fix(help, vec![edit], Applicability::Unsafe)
}
