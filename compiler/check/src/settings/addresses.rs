//! Mail addresses computed by the flow.

use flowright_stdlib::catalogue::SettingSpec;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Setting};

use super::operands::operand;
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, Reason};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// `reply_to e`: one address.
    pub(super) fn address(&mut self, setting: &Setting, spec: &SettingSpec) -> Option<Value> {
        let address = operand(setting, spec, self.reports)?;
        let address = self.expect(address, &Type::Text, &Reason::Address);
        Some(Value::Message(address))
    }

    /// `to e`: one address, or a list of them.
    pub(super) fn recipients(&mut self, setting: &Setting, spec: &SettingSpec) -> Option<Value> {
        let written = operand(setting, spec, self.reports)?;
        let list = Type::list(Type::Text);
        if let ast::ExpressionKind::List(items) = &written.kind {
            if items.is_empty() {
                self.report(wrong_value(written.span, spec, "at least one mail address"));
                return None;
            }
            let address = |item| self.expect(item, &Type::Text, &Reason::Address);
            let addresses: Vec<Expression> = items.iter().map(address).collect();
            let is_wrong = addresses.iter().any(|one| one.ty == Type::Error);
            return (!is_wrong).then_some(Value::Message(Expression {
                kind: ExpressionKind::List(addresses),
                ty: list,
                span: written.span,
            }));
        }
        let value = self.value(written, Some(&Type::Text));
        let wanted = match value.ty.without_null() {
            Type::List(_) => &list,
            _ => &Type::Text,
        };
        let addresses = self.coerce(value, wanted, &Reason::Address);
        Some(Value::Message(addresses))
    }
}
