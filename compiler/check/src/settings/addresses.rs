//! Mail addresses computed by the flow.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Setting};

use super::operands::operand;
use super::reports::wrong_value;
use super::value::Value;
use crate::body::{Checker, Reason, source};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// `reply_to e`: one address.
    pub(super) fn address(&mut self, setting: &Setting, spec: &SettingSpec) -> Option<Value> {
        let address = operand(setting, spec, self.reports)?;
        self.one_address(address, false);
        let address = self.expect(address, &Type::Text, &Reason::Address);
        Some(Value::Message(address))
    }

    /// `E0307`: several addresses in one text.
    fn one_address(&mut self, written: &ast::Expression, takes_list: bool) {
        let ast::ExpressionKind::Text(parts) = &written.kind else {
            return;
        };
        let separates = |part: &ast::TextPart| match part {
            // A display name in quotes may have a comma.
            ast::TextPart::Literal(text) => text.contains([',', ';']) && !text.contains('"'),
            ast::TextPart::Interpolation(_) => false,
        };
        if !parts.iter().any(separates) {
            return;
        }
        let report = Diagnostic::new(
            Code::SettingValue,
            written.span,
            "a text is one mail address",
        )
        .label("several addresses");
        let list = listed(parts).filter(|_| takes_list);
        self.report(match list {
            Some(list) => report.fix(
                format!("write a list: `{list}`"),
                vec![Edit {
                    span: written.span,
                    text: list,
                }],
                Applicability::Safe,
            ),
            None if takes_list => report.help("write a list: `[\"a@b.example\", c]`"),
            None => report.help("write one address in each text"),
        });
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
            let address = |item| {
                self.one_address(item, false);
                self.expect(item, &Type::Text, &Reason::Address)
            };
            let addresses: Vec<Expression> = items.iter().map(address).collect();
            let is_wrong = addresses.iter().any(|one| one.ty == Type::Error);
            return (!is_wrong).then_some(Value::Message(Expression {
                kind: ExpressionKind::List(addresses),
                ty: list,
                span: written.span,
            }));
        }
        self.one_address(written, true);
        let value = self.value(written, Some(&Type::Text));
        let wanted = match value.ty.without_null() {
            Type::List(_) => &list,
            _ => &Type::Text,
        };
        let addresses = self.coerce(value, wanted, &Reason::Address);
        Some(Value::Message(addresses))
    }
}

/// The addresses of a text as a list; `None` if a part of it is not simple.
fn listed(parts: &[ast::TextPart]) -> Option<String> {
    let mut addresses = vec![String::new()];
    for part in parts {
        match part {
            ast::TextPart::Literal(text) => {
                for (index, piece) in text.split([',', ';']).enumerate() {
                    if index > 0 {
                        addresses.push(String::new());
                    }
                    let is_plain = |letter: char| !letter.is_control() && !"\"\\{".contains(letter);
                    if !piece.chars().all(is_plain) {
                        return None;
                    }
                    addresses.last_mut()?.push_str(piece.trim());
                }
            }
            ast::TextPart::Interpolation(value) => {
                addresses
                    .last_mut()?
                    .push_str(&format!("{{{}}}", source(value)?));
            }
        }
    }
    addresses.retain(|one| !one.is_empty());
    // The comma may be part of a name.
    if !addresses.iter().all(|one| one.contains(['@', '{'])) {
        return None;
    }
    let written = addresses.iter().map(|one| {
        let value = one.strip_prefix('{').and_then(|one| one.strip_suffix('}'));
        match value.filter(|value| !value.contains(['{', '}'])) {
            Some(value) => value.to_owned(),
            None => format!("\"{one}\""),
        }
    });
    Some(format!("[{}]", written.collect::<Vec<_>>().join(", ")))
}
