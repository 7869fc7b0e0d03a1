//! Reports on missing, duplicate, unknown and invalid settings.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::{Owner, SCHEMES, SchemeSpec, SettingSpec};
use flowright_syntax::ast::{ExpressionKind, Name, Setting, SettingTail};

use crate::body::literal;

/// `E0108`: an unknown setting.
pub(super) fn unknown_setting(setting: &Setting, owner: Owner) -> Diagnostic {
    let name = &setting.name;
    if let Some(report) = value_alone(setting, owner) {
        return report;
    }
    let names: Vec<&str> = owner.settings().iter().map(|one| one.name).collect();
    let report = Diagnostic::new(
        Code::UnknownSetting,
        name.span,
        format!("{owner} has no setting `{}`", name.text),
    )
    .label("unknown setting");
    if let Some(help) = unlike(&name.text, owner) {
        return match as_lines(setting) {
            Some((meant, edit)) if &*name.text == "headers" => report.fix(
                format!("write one line for each header: `{meant}`"),
                vec![edit],
                Applicability::Unsafe,
            ),
            _ => report.help(help),
        };
    }
    if let Owner::Scheme(own) = owner
        && let Some(other) = other_scheme(own, &name.text)
    {
        return report
            .help(format!(
                "`verify {}` has it: `{}`",
                other.name, other.sample
            ))
            .note(format!("the settings here are `{}`", names.join("`, `")));
    }
    if names.is_empty() {
        return report.help("remove it");
    }
    let proposed = report
        .clone()
        .did_you_mean(name.span, &name.text, names.iter().copied());
    let found = elsewhere(&name.text, &names)
        .filter(|_| proposed.helps.is_empty() || &*name.text == "headers");
    let report = if found.is_some() { report } else { proposed };
    if let Some((meant, says)) = found {
        let edit = Edit {
            span: name.span,
            text: meant.to_owned(),
        };
        return report.fix(
            format!("{says} `{meant}`"),
            vec![edit],
            Applicability::Unsafe,
        );
    }
    report.note(format!("its settings are `{}`", names.join("`, `")))
}

/// The settings `header` in place of a record of them; `None` if the setting holds anything else.
fn as_lines(setting: &Setting) -> Option<(String, Edit)> {
    let SettingTail::Operands {
        operands,
        block: None,
    } = &setting.tail
    else {
        return None;
    };
    let [record] = operands.as_slice() else {
        return None;
    };
    let ExpressionKind::Record(entries) = &record.kind else {
        return None;
    };
    let lines = entries.iter().map(|entry| {
        let value = match &entry.value {
            Some(value) => literal(value)?,
            None => entry.name.text.to_string(),
        };
        let is_line = !entry.spread && !entry.omit_null;
        is_line.then(|| format!("header {:?} {value}", entry.name.text))
    });
    let lines: Vec<String> = lines.collect::<Option<_>>()?;
    let first = lines.first()?.clone();
    let edit = Edit {
        span: setting.span,
        text: lines.join(", "),
    };
    Some((first, edit))
}

/// The scheme that has all the settings in `own`, and also one with that name.
fn other_scheme(own: &SchemeSpec, name: &str) -> Option<&'static SchemeSpec> {
    let takes =
        |scheme: &SchemeSpec, name: &str| scheme.settings.iter().any(|one| one.name == name);
    let all = SCHEMES.iter().copied().filter(|scheme| {
        takes(scheme, name) && own.settings.iter().all(|one| takes(scheme, one.name))
    });
    all.min_by_key(|scheme| scheme.settings.len())
}

/// `E0108`: a value whose setting is not named, such as `{ secrets.key }`; `None` if the setting is
/// not such a value.
fn value_alone(setting: &Setting, owner: Owner) -> Option<Diagnostic> {
    let group = &*setting.name.text;
    let SettingTail::Operands { operands, block: _ } = &setting.tail else {
        return None;
    };
    let [member] = operands.as_slice() else {
        return None;
    };
    let ExpressionKind::Column(member) = &member.kind else {
        return None;
    };
    if !matches!(group, "secrets" | "config" | "context") {
        return None;
    }
    let value = format!("{group}.{}", member.text);
    let report = Diagnostic::new(
        Code::UnknownSetting,
        setting.span,
        "the name of the setting is missing before its value",
    )
    .label("a value, not a setting");
    let wanted = if group == "secrets" { "secret" } else { "url" };
    let names = owner.settings().iter().map(|one| one.name);
    let meant = names
        .clone()
        .find(|name| *name == wanted)
        .or_else(|| names.clone().next().filter(|_| owner.settings().len() == 1));
    Some(match meant {
        Some(name) => report.fix(
            format!("write `{name} {value}`"),
            vec![Edit {
                span: setting.span.before(),
                text: format!("{name} "),
            }],
            Applicability::Safe,
        ),
        None => report.note(format!(
            "its settings are `{}`",
            names.collect::<Vec<_>>().join("`, `")
        )),
    })
}

/// What to do instead, for a setting that does not exist here under any name.
fn unlike(name: &str, owner: Owner) -> Option<&'static str> {
    match (owner, name) {
        (Owner::Call, _) => {
            Some("remove it: the webhook that calls it has the settings of the request")
        }
        (Owner::Webhook, "rate_limit" | "ratelimit" | "throttle" | "limit_rate") => {
            Some("limit requests in the proxy in front of the server")
        }
        (Owner::Message(_), "channel" | "to" | "room" | "chat") => Some(
            "an incoming webhook belongs to one channel: declare another `channel` for another one",
        ),
        (
            Owner::Message(kind),
            "attach" | "attachment" | "attachments" | "file" | "files" | "upload",
        ) if kind.name == "email" => Some(
            "a mail has no attachments: keep the file with a service, and write its address into the text",
        ),
        (Owner::Http, "headers") => {
            Some("write one line for each header: `header \"X-Name\" \"value\"`")
        }
        _ => None,
    }
}

/// The name used here for a setting that has another name elsewhere, if it is among `names`.
fn elsewhere(name: &str, names: &[&'static str]) -> Option<(&'static str, &'static str)> {
    const ELSEWHERE: &[(&[&str], &str, &str)] = &[
        (
            &["body", "data", "payload"],
            "json",
            "to send a body, write",
        ),
        (
            &[
                "file",
                "files",
                "upload",
                "attachment",
                "attachments",
                "formdata",
                "form_data",
                "formData",
            ],
            "multipart",
            "a form with files is",
        ),
        (&["binary", "raw", "buffer"], "bytes", "it is called"),
        (
            &["body", "message", "content", "html", "msg", "json"],
            "text",
            "the text of a message is called",
        ),
        (&["title", "topic"], "subject", "it is called"),
        (&["headers"], "header", "write one line for each header:"),
        (&["params", "search"], "query", "it is called"),
        (
            &["recipient", "recipients", "receiver"],
            "to",
            "it is called",
        ),
        (&["sender"], "from", "it is called"),
        (
            &[
                "uri", "address", "endpoint", "host", "base_url", "baseUrl", "webhook",
            ],
            "url",
            "it is called",
        ),
        (&["key", "token", "password"], "secret", "it is called"),
        (&["server"], "smtp", "it is called"),
        (
            &["response", "returns"],
            "expect",
            "the body of the response is declared by",
        ),
        (&["retries"], "retry", "it is called"),
        (&["limit", "size", "max_size"], "max_body", "it is called"),
        (
            &["auth", "authentication", "signature"],
            "verify",
            "how requests are verified is declared by",
        ),
        (&["filter", "if", "condition"], "when", "it is called"),
        (&["timeout", "time_limit"], "deadline", "it is called"),
        (
            &["origins", "allow_origin", "allowed_origins"],
            "cors",
            "it is called",
        ),
    ];
    let mut all = ELSEWHERE.iter();
    let found = all.find(|(theirs, ours, _)| theirs.contains(&name) && names.contains(ours));
    found.map(|(_, ours, says)| (*ours, *says))
}

/// `E0306`: a duplicate setting.
pub(crate) fn twice(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::SettingTwice,
        name.span,
        format!("`{}` is given twice", name.text),
    )
    .label("given again here")
    .because(first, "first given here")
    .help("keep one of them")
}

/// `E0305`: a missing required setting.
pub(crate) fn missing(span: Span, owner: Owner, setting: &str, sample: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingSetting,
        span,
        format!("{owner} needs the setting `{setting}`"),
    )
    .label(format!("`{setting}` is missing"))
    .help(format!("add `{sample}`"))
}

/// `E0305`: of several settings, one is required, but none is given.
pub(crate) fn none_of(span: Span, owner: Owner, names: &[&str]) -> Diagnostic {
    let samples = names.iter().filter_map(|name| {
        let setting = owner.setting(name)?;
        Some(format!("`{}`", setting.sample))
    });
    let samples: Vec<String> = samples.collect();
    Diagnostic::new(
        Code::MissingSetting,
        span,
        format!("{owner} needs one of the settings `{}`", names.join("`, `")),
    )
    .label("none of them is given")
    .help(format!("add {}", samples.join(" or ")))
}

/// `E0307`: an invalid value for a setting.
pub(super) fn wrong_value(span: Span, spec: &SettingSpec, expected: &str) -> Diagnostic {
    wrong(span, spec.name, expected, spec.sample)
}

/// `E0307`: an invalid value for a setting.
pub(crate) fn wrong(span: Span, name: &str, expected: &str, sample: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SettingValue,
        span,
        format!("`{name}` takes {expected}"),
    )
    .label(format!("expected {expected}"))
    .help(format!("write it as `{sample}`"))
}

/// `E0110`: a keyword that is not one of the choices.
pub(crate) fn unknown_word(name: &Name, of: &str, choices: &[&str]) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownWord,
        name.span,
        format!("`{}` is not {of}", name.text),
    )
    .label("not one of the choices")
    .did_you_mean(name.span, &name.text, choices.iter().copied())
    .note(self::choices(choices))
}

/// A note that lists the choices.
pub(crate) fn choices(all: &[&str]) -> String {
    match all {
        [only] => format!("the only choice is `{only}`"),
        several => format!("the choices are `{}`", several.join("`, `")),
    }
}

/// `E0512`: a second body.
pub(super) fn two_bodies(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(Code::TwoBodies, span, "only one body is allowed")
        .label("a second body")
        .because(first, "the body is given here")
        .help("keep one of them")
}
