//! The URL that requests go to.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::SettingSpec;
use flowright_syntax::ast::{ExpressionKind, Setting};

use super::fixed;
use crate::declare::Globals;
use crate::declare::setting_text::literal_start;
use crate::program::{SettingTextPart, SettingValue};
use crate::reports::Reports;

/// The URL given for a setting; its scheme and host are fixed when the server starts.
pub(super) fn setting(
    setting: &Setting,
    spec: &SettingSpec,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<SettingValue> {
    let (operand, text) = fixed::text(setting, spec, globals, user, reports)?;
    let problem = match literal_start(&text) {
        Some(start) => url_problem(start, text.parts.len() == 1),
        None if text.parts.is_empty() && matches!(operand.kind, ExpressionKind::Text(_)) => {
            Some("it is empty")
        }
        None => None,
    };
    let mut literals = text.parts.iter();
    let has_fragment =
        literals.any(|part| matches!(part, SettingTextPart::Literal(text) if text.contains('#')));
    match problem {
        Some(problem) => reports.push(not_url(operand.span, problem)),
        None if has_fragment => reports.push(fragment(operand.span, "a URL")),
        None if literal_start(&text).is_some_and(is_credential) => {
            reports.push(credential(operand.span));
        }
        None => {}
    }
    Some(SettingValue::Text(text))
}

/// The starts of URLs whose path is a credential: whoever knows it can send messages.
const CREDENTIALS: &[&str] = &[
    "https://hooks.slack.com/",
    "https://discord.com/api/webhooks/",
    "https://discordapp.com/api/webhooks/",
    "https://chat.googleapis.com/v1/spaces/",
    "https://api.telegram.org/bot",
];

fn is_credential(url: &str) -> bool {
    CREDENTIALS
        .iter()
        .any(|start| url.strip_prefix(start).is_some_and(|rest| !rest.is_empty()))
}

/// `E0601`: a credential in the source.
fn credential(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SecretLeak,
        span,
        "this URL is a credential, so it must be a secret",
    )
    .label("whoever reads the program could send messages")
    .help("declare `secret webhook_url`, and write `url secrets.webhook_url`")
}

/// `E0604`: an invalid URL.
pub(crate) fn not_url(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(Code::NotUrl, span, format!("this is not a URL: {problem}"))
        .label(problem)
        .help("write it as `\"https://example.com/path\"`")
}

/// `E0604`: a `#`; the part after it is never sent.
pub(crate) fn fragment(span: Span, what: &str) -> Diagnostic {
    let message = format!("{what} cannot contain a fragment (`#…`) here");
    Diagnostic::new(Code::NotUrl, span, message)
        .label("a fragment is never sent")
        .help("remove it, or write `%23` for the character `#`")
}

/// Why the start of a URL is invalid; `whole` if nothing follows it.
pub(crate) fn url_problem(start: &str, whole: bool) -> Option<&'static str> {
    let lower = start.to_ascii_lowercase();
    let schemes = ["https://", "http://"];
    let Some(rest) = schemes.iter().find_map(|scheme| lower.strip_prefix(scheme)) else {
        return Some("it does not begin with `https://` or `http://`");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.starts_with(':') || host.is_empty() && (whole || !rest.is_empty()) {
        return Some("it has no host");
    }
    if host.contains('@') {
        return Some("it contains a user or password");
    }
    if start.contains(char::is_whitespace) || host.contains('\\') {
        return Some("it contains a space or a backslash");
    }
    if rest.contains('#') {
        return Some("it has a fragment (`#…`), which is never sent");
    }
    None
}
