//! Whether an expression depends on the row.

use flowright_syntax::ast::{self, ExpressionKind, Node};

/// Whether the expression contains a `.field` in a position where a step can evaluate it.
pub(super) fn has_column(e: &ast::Expression) -> bool {
    match &e.kind {
        ExpressionKind::Column(_) => true,
        ExpressionKind::Text(_)
        | ExpressionKind::Field { .. }
        | ExpressionKind::MethodCall { .. }
        | ExpressionKind::Call { .. }
        | ExpressionKind::Index { .. }
        | ExpressionKind::Unary { .. }
        | ExpressionKind::Binary { .. }
        | ExpressionKind::List(_) => {
            let mut found = false;
            Node::Expression(e).for_each_child(|child| {
                if let Node::Expression(inner) = child {
                    found |= has_column(inner);
                }
            });
            found
        }
        ExpressionKind::Null
        | ExpressionKind::Bool(_)
        | ExpressionKind::Int(_)
        | ExpressionKind::Float(_)
        | ExpressionKind::Duration(_)
        | ExpressionKind::Size(_)
        | ExpressionKind::Name(_)
        | ExpressionKind::Record(_)
        | ExpressionKind::If { .. }
        | ExpressionKind::Branch { .. }
        | ExpressionKind::Match { .. }
        | ExpressionKind::Lambda { .. }
        | ExpressionKind::For(_)
        | ExpressionKind::While(_)
        | ExpressionKind::Try(_)
        | ExpressionKind::Parallel(_)
        | ExpressionKind::Fail(_)
        | ExpressionKind::Step(_)
        | ExpressionKind::Decode { .. }
        | ExpressionKind::NotBuilt(_)
        | ExpressionKind::Error => false,
    }
}
