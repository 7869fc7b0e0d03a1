//! `verify …`, which is mandatory.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::{self, GITHUB, HMAC, Owner, SCHEMES, SchemeSpec, Written};
use flowright_syntax::ast::{
    Expression, ExpressionKind, Name, Setting, SettingTail, WebhookTrigger,
};

use super::one_of::one_is_given;
use super::signature::goes_together;
use crate::declare::Globals;
use crate::describe::listed;
use crate::program::{Settings, Verify};
use crate::reports::Reports;
use crate::settings;
use crate::unbuilt::{self, WordPlace};

/// `E0402`: a webhook without `verify`. `head` is its trigger without the settings.
pub(super) fn missing(head: Span, trigger: &WebhookTrigger, globals: &Globals) -> Diagnostic {
    let edit = |setting: &str| match trigger.settings.first() {
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
    // If only one secret is declared, the fix uses it.
    let mut secrets = globals.secrets.names();
    let name = secrets.next().filter(|_| secrets.next().is_none());
    let with_secret = |sample: &str| match name {
        Some(name) => sample.replace("secrets.NAME", &format!("secrets.{name}")),
        None => sample.to_owned(),
    };
    let (github, hmac) = (with_secret(GITHUB.sample), with_secret(HMAC.sample));
    Diagnostic::new(
        Code::MissingVerify,
        head,
        "this webhook does not say how requests are verified",
    )
    .label("anyone could send requests")
    .fix(
        format!("for GitHub's signature, write `{github}`"),
        vec![edit(&github)],
        Applicability::Unsafe,
    )
    .fix(
        format!("for another signature, write `{hmac}`"),
        vec![edit(&hmac)],
        Applicability::Unsafe,
    )
    .fix(
        "to accept unverified requests, write `verify none because \"…\"` with the reason",
        vec![edit("verify none because \"say why anyone may call this\"")],
        Applicability::Unsafe,
    )
}

/// `E0307`: a `verify` that reads the body of a webhook that takes neither JSON nor a form.
pub(super) fn needs_body(settings: &[Setting]) -> Option<Diagnostic> {
    let verify = settings.iter().find(|one| &*one.name.text == "verify")?;
    let SettingTail::Operands {
        operands: _,
        block: Some(block),
    } = &verify.tail
    else {
        return None;
    };
    let reads = block.iter().find(|one| &*one.name.text == "body")?;
    Some(
        Diagnostic::new(
            Code::SettingValue,
            reads.span,
            "this webhook has no body with members",
        )
        .label("looks for a text in the body")
        .help("declare the body beside `verify`: `body json { … }` or `body form { … }`"),
    )
}

/// The `verify` among the settings of a trigger, if its scheme does not identify callers.
pub(super) fn nobody_named(settings: &[Setting]) -> Option<Span> {
    let verify = settings.iter().find(|one| &*one.name.text == "verify")?;
    let SettingTail::Operands { operands, block: _ } = &verify.tail else {
        return None;
    };
    let first = operands.first()?;
    let scheme = if let ExpressionKind::Call { function, .. } = &first.kind {
        function
    } else {
        settings::word(first)?
    };
    let spec = catalogue::scheme(&scheme.text)?;
    (!spec.names_callers()).then_some(verify.span)
}

/// How requests are verified; `None` if the setting had an error.
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
    let Some(spec) = catalogue::scheme(&scheme.text) else {
        if unbuilt::is_unbuilt(WordPlace::Scheme, &scheme.text) {
            let what = format!("`verify {}`", scheme.text);
            reports.push(unbuilt::report(setting.span, &what));
        } else {
            reports.push(unknown_scheme(scheme));
        }
        return None;
    };
    let written = match (spec.written, given, block.as_deref(), rest) {
        (Written::Because, None, None, [because, reason]) => {
            return because_of(setting, spec, because, reason, reports);
        }
        (Written::Secret, Some([secret]), None, []) => {
            let value = settings::secrets(secret, globals, user, reports)?;
            return Some(Verify::Scheme {
                scheme: spec,
                settings: Settings {
                    values: vec![("secret", value)],
                },
            });
        }
        (Written::Secret | Written::Block, None, Some(block), []) => block,
        (Written::Because | Written::Secret | Written::Block, _, _, _) => {
            reports.push(otherwise(setting.span, spec));
            return None;
        }
    };
    let owner = Owner::Scheme(spec);
    let read = settings::declared(owner, written, globals, user, reports);
    read.require(owner, setting.span, None, reports);
    if !read.sound
        || !one_is_given(spec, &read, setting.span, reports)
        || !goes_together(owner, &read, setting.span, reports)
    {
        return None;
    }
    Some(Verify::Scheme {
        scheme: spec,
        settings: read.into_settings(),
    })
}

/// `E0307`: a scheme written with the wrong syntax.
fn otherwise(span: Span, spec: &SchemeSpec) -> Diagnostic {
    let name = format!("verify {}", spec.name);
    settings::wrong(span, &name, spec.takes, spec.sample)
}

fn unclear(span: Span) -> Diagnostic {
    let expected = "a verification scheme";
    settings::wrong(span, "verify", expected, GITHUB.sample)
}

/// `E0403`: an unknown scheme.
fn unknown_scheme(name: &Name) -> Diagnostic {
    let schemes = SCHEMES.iter().map(|one| one.name);
    Diagnostic::new(
        Code::UnknownScheme,
        name.span,
        format!("unknown verification scheme `{}`", name.text),
    )
    .label("no such scheme")
    .did_you_mean(name.span, &name.text, schemes.clone())
    .help(format!(
        "most providers sign with an HMAC: `{}`",
        HMAC.sample
    ))
    .note(format!("the schemes are {}", listed(schemes)))
}

/// `because "…"`
fn because_of(
    setting: &Setting,
    spec: &SchemeSpec,
    because: &Expression,
    reason: &Expression,
    reports: &mut Reports,
) -> Option<Verify> {
    let is_word = settings::word(because).is_some_and(|name| &*name.text == "because");
    let reason = settings::plain(reason).filter(|reason| is_word && !reason.trim().is_empty());
    if reason.is_none() {
        reports.push(otherwise(setting.span, spec));
    }
    reason.map(|because| Verify::None { because })
}
