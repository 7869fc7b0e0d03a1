//! Lists where other languages write them otherwise: `xs + ys`, `", ".join(xs)`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::{Checker, text};
use crate::convert;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind};

/// Suggests the function that joins two lists, or adds an element to one.
pub(super) fn added(
    report: Diagnostic,
    operator: Span,
    left: (&ast::Expression, &Expression),
    right: (&ast::Expression, &Expression),
) -> Diagnostic {
    let Type::List(element) = &left.1.ty else {
        return report.help("write the list first: `list.append(x)` adds an element at its end");
    };
    let (function, what) = match &right.1.ty {
        Type::List(_) => ("concat", "two lists are joined with"),
        _ if convert::value_fits(right.1, element) || element.is_text() && right.1.ty.is_text() => {
            ("append", "an element is added with")
        }
        _ => return report.help("only a list, or a value of the type of its elements, is added"),
    };
    let shown =
        |one: (&ast::Expression, &str)| text::source(one.0).unwrap_or_else(|| one.1.to_owned());
    let (list, other) = (shown((left.0, "list")), shown((right.0, "…")));
    let help = format!("{what} `{list}.{function}({other})`");
    // Parentheses around an operand would be outside of its span.
    let is_close = |end: u32, start: u32| start.checked_sub(end).is_some_and(|gap| gap <= 1);
    let are_close =
        is_close(left.0.span.end, operator.start) && is_close(operator.end, right.0.span.start);
    if !are_close || !has_end(left.0) {
        return report.help(help);
    }
    let edits = vec![
        Edit {
            span: left.0.span.after().to(right.0.span.before()),
            text: format!(".{function}("),
        },
        Edit {
            span: right.0.span.after(),
            text: ")".to_owned(),
        },
    ];
    report.fix(help, edits, Applicability::Unsafe)
}

/// Whether a function can be called on the expression without parentheses.
fn has_end(e: &ast::Expression) -> bool {
    matches!(
        e.kind,
        ast::ExpressionKind::Name(_)
            | ast::ExpressionKind::Field { .. }
            | ast::ExpressionKind::MethodCall { .. }
            | ast::ExpressionKind::List(_)
    )
}

impl Checker<'_> {
    /// `E0104`: `", ".join(xs)`; `None` for other calls.
    pub(super) fn joined_by(
        &mut self,
        base: &Expression,
        name: &Name,
        given: &[ast::Expression],
        span: Span,
    ) -> Option<Diagnostic> {
        let [list] = given else {
            return None;
        };
        if &*name.text != "join" || !base.ty.is_text() {
            return None;
        }
        let value = self.value(list, None);
        let report = Diagnostic::new(
            Code::UnknownFunction,
            name.span,
            "`join` is called on the list",
        )
        .label("not on the text between its elements")
        .because(base.span, format!("this is `{}`", brief(&Type::Text)));
        let between = if let ExpressionKind::Constant(Constant::Text(text)) = &base.kind {
            is_plain(text).then(|| format!("\"{text}\""))
        } else {
            self.source(base)
        };
        let is_list = matches!(value.ty, Type::List(_));
        Some(match (text::source(list), between) {
            (Some(list), Some(between)) if is_list => {
                let meant = format!("{list}.join({between})");
                let edit = Edit {
                    span: base.span.to(span),
                    text: meant.clone(),
                };
                report.fix(
                    format!("write `{meant}`"),
                    vec![edit],
                    Applicability::Unsafe,
                )
            }
            _ => report.help("write `list.join(\", \")`"),
        })
    }
}

/// Whether a text is written without escapes.
fn is_plain(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_control() || "\"\\{}".contains(letter))
}
