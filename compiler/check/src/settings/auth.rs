//! `auth`: the credentials of a request.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{HeaderValue, SettingKind, SettingSpec};
use flowright_syntax::ast::{self, ExpressionKind, Setting, TextPart};

use super::block::{Given, Read};
use super::operands::operand;
use super::reports::{unknown_word, wrong, wrong_value};
use super::value::Value;
use crate::body::Checker;
use crate::declare::setting_text::setting_text;
use crate::program::{AuthScheme, Credentials, SettingValue};
use crate::reports::Reports;

const BASIC: &str = "auth basic(\"user\", secrets.NAME)";

impl Checker<'_> {
    /// `auth bearer(token)` or `auth basic(user, password)`
    pub(super) fn auth(
        &mut self,
        setting: &Setting,
        spec: &SettingSpec,
        value: HeaderValue,
    ) -> Option<Value> {
        let written = operand(setting, spec, self.reports)?;
        let ExpressionKind::Call {
            function,
            arguments,
        } = &written.kind
        else {
            self.report(wrong_value(written.span, spec, &spec.kind.expected()));
            return None;
        };
        let scheme = match &*function.text {
            "bearer" => AuthScheme::Bearer,
            "basic" => AuthScheme::Basic,
            _ => {
                let report = unknown_word(function, "a scheme of `auth`", &["bearer", "basic"]);
                self.report(report);
                return None;
            }
        };
        if arguments.len() != scheme.operands().len() {
            let (expected, sample) = match scheme {
                AuthScheme::Bearer => ("one token in `bearer(…)`", spec.sample),
                AuthScheme::Basic => ("a user and a password in `basic(…, …)`", BASIC),
            };
            self.report(wrong(written.span, spec.name, expected, sample));
            return None;
        }
        if let (AuthScheme::Basic, [user, _]) = (scheme, arguments.as_slice())
            && has_colon(user)
        {
            let expected = "a user without `:`, which separates it from the password";
            self.report(wrong(user.span, spec.name, expected, BASIC));
            return None;
        }
        match value {
            HeaderValue::Fixed => {
                let mut text = |e| setting_text(self.globals, e, &self.user, self.reports);
                let credentials = match arguments.as_slice() {
                    [user, password] => Credentials::Basic {
                        user: text(user),
                        password: text(password),
                    },
                    [token, ..] => Credentials::Bearer(text(token)),
                    [] => return None,
                };
                Some(Value::Fixed(SettingValue::Credentials(credentials)))
            }
            HeaderValue::Computed { what, secrets: _ } => {
                let values = arguments.iter().map(|e| self.text_or_secret(e, what));
                Some(Value::Auth(scheme, values.collect()))
            }
        }
    }
}

/// Whether a literal part of a text contains a colon.
fn has_colon(text: &ast::Expression) -> bool {
    let ExpressionKind::Text(parts) = &text.kind else {
        return false;
    };
    let mut parts = parts.iter();
    parts.any(|part| matches!(part, TextPart::Literal(literal) if literal.contains(':')))
}

/// `E0306`: `auth` in addition to a header `Authorization`, which it would replace.
pub(crate) fn one_authorization(read: &Read<'_>, reports: &mut Reports) {
    let is_auth = |one: &&Given<'_>| matches!(one.spec.kind, SettingKind::Auth(_));
    let given: Vec<&Given<'_>> = read
        .given
        .iter()
        .filter(|one| is_authorization(one))
        .collect();
    if let [first, others @ ..] = given.as_slice()
        && given.iter().any(is_auth)
    {
        for second in others {
            reports.push(twice(second.setting.span, first.setting.span));
        }
    }
}

fn is_authorization(one: &Given<'_>) -> bool {
    let is_it = |name: &str| name.eq_ignore_ascii_case("authorization");
    match &one.value {
        Some(Value::Header(name, _) | Value::Fixed(SettingValue::Header(name, _))) => is_it(name),
        _ => matches!(one.spec.kind, SettingKind::Auth(_)),
    }
}

fn twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SettingTwice,
        span,
        "`auth` and `header \"Authorization\"` set the same header",
    )
    .label("set again here")
    .because(first, "first set here")
    .help("keep one of them")
}
