//! The source form of a value, for help texts.

use flowright_stdlib::types::Type;
use flowright_syntax::tokens::is_word;

use super::Checker;
use crate::program::{ContextMember, Expression, ExpressionKind};

impl Checker<'_> {
    /// The source form of a name or a field path.
    pub(crate) fn source(&self, value: &Expression) -> Option<String> {
        if let ExpressionKind::Binding(id) = value.kind {
            let name = &self.binding(id)?.name;
            return (&**name != "_").then(|| name.to_string());
        }
        if let ExpressionKind::NotNull(inner) = &value.kind {
            return self.source(inner);
        }
        if let ExpressionKind::Context(member) = &value.kind {
            return match member {
                ContextMember::Data => Some("context.data".to_owned()),
                ContextMember::Header(name) => Some(format!("context.headers[{name:?}]")),
                ContextMember::Query(name) => Some(format!("context.query[{name:?}]")),
                ContextMember::DeclaredQuery => Some("context.query".to_owned()),
                ContextMember::Param(_)
                | ContextMember::Headers
                | ContextMember::DeclaredHeaders
                | ContextMember::Method
                | ContextMember::Path
                | ContextMember::Ip
                | ContextMember::Caller
                | ContextMember::RequestId
                | ContextMember::ReceivedAt
                | ContextMember::Body
                | ContextMember::BodyHash => None,
            };
        }
        if let ExpressionKind::Field { record, field } = &value.kind
            && let Type::Record(ty) = &record.ty
        {
            let name = &ty.fields.get(*field)?.name;
            if let ExpressionKind::Context(ContextMember::DeclaredHeaders) = record.kind {
                return Some(format!("context.headers[{name:?}]"));
            }
            if let ExpressionKind::Context(ContextMember::DeclaredQuery) = record.kind
                && !is_word(name)
            {
                return Some(format!("context.query[{name:?}]"));
            }
            return Some(format!("{}.{name}", self.source(record)?));
        }
        None
    }
}
