//! `verify …`: never left out.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::{
    Expression, ExpressionKind, Name, Setting, SettingTail, WebhookTrigger,
};

use super::hmac;
use super::secrets::{secret_setting, secrets};
use crate::declare::Globals;
use crate::program::Verify;
use crate::reports::Reports;
use crate::settings::{self, Owner};
use crate::words::{self, WordPlace};

pub(crate) const SCHEMES: &[&str] = &["github", "hmac", "none"];

pub(crate) const GITHUB: Owner = Owner {
    what: "`verify github`",
    known: &["secret"],
    repeated: &[],
    place: None,
};

/// `E0402`: a webhook that nobody verifies. `head` is its trigger without the settings.
pub(super) fn missing(head: Span, trigger: &WebhookTrigger) -> Diagnostic {
    let setting = "verify none because \"say why anyone may call this\"";
    let edit = match trigger.settings.first() {
        Some(first) => Edit {
            span: first.span.before(),
            text: format!("{setting}\n    "),
        },
        None if head.end < trigger.span.end => {
            let brace = trigger.span.end.saturating_sub(1);
            Edit {
                span: Span::new(head.anchor, brace, brace),
                text: format!(" {setting} "),
            }
        }
        None => Edit {
            span: head.after(),
            text: format!(" {{ {setting} }}"),
        },
    };
    Diagnostic::new(
        Code::MissingVerify,
        head,
        "this webhook does not say how requests are verified",
    )
    .label("anyone could send anything")
    .help("by GitHub's signature: `verify github(secrets.NAME)`")
    .help("by another signature: `verify hmac { secret secrets.NAME, header \"X-Signature\" }`")
    .fix(
        "not at all: `verify none because \"…\"`, with the reason",
        vec![edit],
        Applicability::Unsafe,
    )
}

/// How requests are verified; none where it was not understood.
pub(super) fn read(
    setting: &Setting,
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<Verify> {
    let SettingTail::Operands { operands, block } = &setting.tail else {
        if !matches!(setting.tail, SettingTail::Error) {
            reports.push(unclear(setting.span));
        }
        return None;
    };
    let Some((first, rest)) = operands.split_first() else {
        reports.push(unclear(setting.span));
        return None;
    };
    let (scheme, given) = if let ExpressionKind::Call {
        function,
        arguments,
    } = &first.kind
    {
        (function, Some(arguments.as_slice()))
    } else if let Some(name) = settings::word(first) {
        (name, None)
    } else {
        if !matches!(first.kind, ExpressionKind::Error) {
            reports.push(unclear(first.span));
        }
        return None;
    };
    let block = block.as_deref();
    match &*scheme.text {
        "none" => none(setting, given.is_none() && block.is_none(), rest, reports),
        "github" => {
            let secrets = github(setting, given, block, rest, globals, user, reports)?;
            Some(Verify::Github { secrets })
        }
        "hmac" => match (given, block) {
            (None, Some(block)) if rest.is_empty() => {
                hmac::read(setting.span, block, globals, user, reports).map(Verify::Hmac)
            }
            _ => {
                let sample = "verify hmac { secret secrets.NAME, header \"X-Signature\" }";
                let expected = "its settings between braces";
                reports.push(settings::wrong(
                    setting.span,
                    "verify hmac",
                    expected,
                    sample,
                ));
                None
            }
        },
        word if words::is_not_built(WordPlace::Scheme, word) => {
            reports.push(words::not_built(setting.span, &format!("`verify {word}`")));
            None
        }
        _ => {
            reports.push(unknown_scheme(scheme));
            None
        }
    }
}

fn unclear(span: Span) -> Diagnostic {
    let expected = "a way to verify requests";
    settings::wrong(span, "verify", expected, "verify github(secrets.NAME)")
}

/// `E0403`: a way to verify that is not there.
fn unknown_scheme(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownScheme,
        name.span,
        format!("there is no way to verify called `{}`", name.text),
    )
    .label("not a way to verify")
    .did_you_mean(name.span, &name.text, SCHEMES.iter().copied())
    .help("most providers sign with an HMAC: `verify hmac { secret secrets.NAME, header \"X-Signature\" }`")
    .note(format!("built so far: `{}`", SCHEMES.join("`, `")))
}

fn none(
    setting: &Setting,
    bare: bool,
    rest: &[Expression],
    reports: &mut Reports,
) -> Option<Verify> {
    if let ([because, reason], true) = (rest, bare) {
        let word = settings::word(because).is_some_and(|name| &*name.text == "because");
        if let (true, Some(reason)) = (word, settings::plain(reason))
            && !reason.trim().is_empty()
        {
            return Some(Verify::None { because: reason });
        }
    }
    let sample = "verify none because \"a public form\"";
    reports.push(settings::wrong(
        setting.span,
        "verify none",
        "the reason",
        sample,
    ));
    None
}

fn github(
    setting: &Setting,
    given: Option<&[Expression]>,
    block: Option<&[Setting]>,
    rest: &[Expression],
    globals: &Globals,
    user: &str,
    reports: &mut Reports,
) -> Option<Vec<usize>> {
    match (given, block) {
        (Some([secret]), None) if rest.is_empty() => secrets(secret, globals, user, reports),
        (None, Some(block)) if rest.is_empty() => {
            let known = settings::known(block, GITHUB, reports);
            let Some(secret) = (&known).into_iter().next() else {
                if known.complete {
                    let sample = "secret secrets.NAME";
                    reports.push(settings::missing(
                        setting.span,
                        GITHUB.what,
                        "secret",
                        sample,
                    ));
                }
                return None;
            };
            secret_setting(secret, globals, user, reports)
        }
        _ => {
            let sample = "verify github(secrets.NAME)";
            reports.push(settings::wrong(
                setting.span,
                "verify github",
                "one secret",
                sample,
            ));
            None
        }
    }
}
