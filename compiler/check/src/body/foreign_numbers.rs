//! `Math.max(a, b)`, `Math.round(x)`: functions on numbers of another language.

use flowright_diagnostics::{Edit, Span};
use flowright_syntax::ast::{Expression, ExpressionKind, Name};

/// What a member of `Math` is called here, with the edits; `None` if there is nothing like it.
pub(super) fn own(
    group: &Name,
    function: &Name,
    arguments: &[Expression],
    span: Span,
) -> Option<(String, Vec<Edit>)> {
    let head = group.span.to(function.span);
    let edit = |span, text: &str| Edit {
        span,
        text: text.to_owned(),
    };
    match (&*function.text, arguments) {
        (name @ ("max" | "min"), [first, second]) => {
            let (first, second) = (shown(first, "a"), shown(second, "b"));
            let help = format!("write `{name}({first}, {second})`");
            Some((help, vec![edit(head, name)]))
        }
        (name, [value]) => {
            let call = match name {
                "round" => ".round(0)",
                "floor" => ".floor()",
                "ceil" => ".ceil()",
                "abs" => ".abs()",
                _ => return None,
            };
            let is_path = matches!(
                value.kind,
                ExpressionKind::Name(_) | ExpressionKind::Field { .. }
            );
            let edits = if is_path {
                vec![
                    edit(span.before().to(value.span.before()), ""),
                    edit(value.span.after().to(span.after()), call),
                ]
            } else {
                vec![edit(head, ""), edit(span.after(), call)]
            };
            Some((format!("write `{}{call}`", shown(value, "(…)")), edits))
        }
        _ => None,
    }
}

/// A simple value as it is written, or what to show in its place.
fn shown(value: &Expression, other: &str) -> String {
    super::text::literal(value).unwrap_or_else(|| other.to_owned())
}
