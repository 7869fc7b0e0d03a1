//! Settings: what each does, and how it is written.

use flowright_check::vocabulary::SettingsOf;

/// A setting in words.
pub(crate) struct SettingDocs {
    /// As a snippet: `${1:…}` is a place to fill in.
    pub snippet: &'static str,
    /// What it does.
    pub docs: &'static str,
}

/// A setting of something, if it has it.
pub(crate) fn setting(of: SettingsOf, name: &str) -> Option<SettingDocs> {
    let (snippet, docs) = match of {
        SettingsOf::Webhook => webhook(name)?,
        SettingsOf::Github => github(name)?,
        SettingsOf::Hmac => hmac(name)?,
        SettingsOf::Service => service(name)?,
        SettingsOf::SlackChannel | SettingsOf::EmailChannel => channel(of, name)?,
        SettingsOf::Respond => respond(name)?,
        SettingsOf::Http => http(name)?,
        SettingsOf::SlackMessage | SettingsOf::Mail => message(name)?,
    };
    Some(SettingDocs { snippet, docs })
}

type Docs = Option<(&'static str, &'static str)>;

fn webhook(name: &str) -> Docs {
    Some(match name {
        "allow" => (
            "allow [\"${1:198.51.100.0/24}\"]",
            "Accepts these addresses only; others get 403.",
        ),
        "deny" => (
            "deny [\"${1:192.0.2.0/24}\"]",
            "Refuses these addresses, also allowed ones, with 403.",
        ),
        "max_body" => (
            "max_body ${1:64kb}",
            "The largest body; a larger one gets 413. 1 MB by default.",
        ),
        "verify" => (
            "verify ${1|github,hmac,none|}",
            "Looks who sent the request; others get 401. It is never left out.",
        ),
        "when" => (
            "when ${1:context.headers[\"x-event\"] == \"push\"}",
            "Which requests are wanted at all: others get 204. It sees `context`, but not `data`.",
        ),
        "body" => (
            "body ${1|json,form,text,bytes,none|} ",
            "What the body is, for `context.data`; another one gets 400.",
        ),
        "mode" => ("mode ${1:sync}", "`sync`: the sender waits for the answer."),
        _ => return None,
    })
}

fn github(name: &str) -> Docs {
    Some(match name {
        "secret" => (
            "secret [secrets.${1:name}, secrets.${2:name_old}]",
            "The secret, or several of which any may have signed, for rotation.",
        ),
        _ => return None,
    })
}

fn hmac(name: &str) -> Docs {
    Some(match name {
        "secret" => (
            "secret secrets.${1:name}",
            "Required: the secret, or a list of which any may have signed, for rotation.",
        ),
        "algorithm" => (
            "algorithm ${1|sha256,sha1,sha512|}",
            "The hash; `sha256` by default.",
        ),
        "header" => (
            "header \"${1:X-Signature}\"",
            "Required: the header that holds the signature.",
        ),
        "prefix" => (
            "prefix \"${1:sha256=}\"",
            "What stands before the signature in its header; nothing by default.",
        ),
        "encoding" => (
            "encoding ${1|hex,base64|}",
            "How the signature is written; `hex` by default.",
        ),
        "signed" => (
            "signed \"${1:{timestamp\\}.{body\\}}\"",
            "What was signed: text with `{body}`, and `{timestamp}`, `{method}`, `{path}`, `{query}`, `{headers[\"x-name\"]}`; the body by default.",
        ),
        "timestamp" => (
            "timestamp header \"${1:X-Timestamp}\" within ${2:5m}",
            "A header with whole seconds since 1970, at most that far from now in either direction. It must be signed.",
        ),
        _ => return None,
    })
}

fn service(name: &str) -> Docs {
    Some(match name {
        "url" => (
            "url \"${1:https://}\"",
            "Required: the address that paths are added to: a literal, a `config`, a secret, or a string of those.",
        ),
        "timeout" => (
            "timeout ${1:5s}",
            "How long a call may take; 10 s by default. A step can give its own.",
        ),
        "header" => (
            "header \"${1:Authorization}\" \"${2:Bearer {secrets.name\\}}\"",
            "Sent with every call; may hold secrets, and may be repeated.",
        ),
        _ => return None,
    })
}

fn channel(of: SettingsOf, name: &str) -> Docs {
    Some(match (of, name) {
        (SettingsOf::SlackChannel, "url") => (
            "url secrets.${1:slack_url}",
            "Required: the address of an incoming webhook of Slack.",
        ),
        (_, "smtp") => (
            "smtp ${1:config.smtp_url}",
            "Required: `smtp://host:25`; `smtp://user:password@host` uses STARTTLS or fails, `smtps://…` is TLS from the start.",
        ),
        (_, "from") => (
            "from \"${1:Shop <hello@shop.example>}\"",
            "Required: the sender.",
        ),
        _ => return None,
    })
}

fn respond(name: &str) -> Docs {
    Some(match name {
        "header" => (
            "header \"${1:Location}\" ${2:value}",
            "A header of the answer; may be repeated.",
        ),
        "json" => ("json { $1 }", "The body as JSON."),
        "text" => ("text \"$1\"", "The body as text."),
        "html" => (
            "html \"$1\"",
            "The body as HTML; what is interpolated is escaped.",
        ),
        "bytes" => ("bytes ${1:context.body}", "The body as octets."),
        _ => return None,
    })
}

fn http(name: &str) -> Docs {
    Some(match name {
        "header" => (
            "header \"${1:X-Name}\" ${2:value}",
            "A header of the request; may be repeated.",
        ),
        "query" => (
            "query { $1 }",
            "Added to the URL; a null leaves a parameter out.",
        ),
        "json" => ("json { $1 }", "The body as JSON."),
        "text" => ("text \"$1\"", "The body as text."),
        "timeout" => (
            "timeout ${1:5s}",
            "The time for all of it, from the look-up of the host to the last byte; the service's, or 10 s.",
        ),
        "expect" => (
            "expect { $1 }",
            "What the answer's body is, for `.body`: a type, or `text`.",
        ),
        "accept" => (
            "accept any",
            "Another status than 2xx is no failure; `.body` is then null.",
        ),
        "max_response" => (
            "max_response ${1:1mb}",
            "The largest answer; 1 MB by default.",
        ),
        _ => return None,
    })
}

fn message(name: &str) -> Docs {
    Some(match name {
        "to" => ("to ${1:address}", "Required: the one address it goes to."),
        "subject" => ("subject \"$1\"", "Required: the subject."),
        "text" => ("text \"$1\"", "Required: the text."),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use flowright_check::vocabulary::SettingsOf;

    #[test]
    fn every_setting_has_its_docs() {
        for of in SettingsOf::ALL {
            for name in of.names() {
                let docs = super::setting(*of, name);
                assert!(
                    docs.is_some_and(|one| one.snippet.starts_with(name)),
                    "{of:?} {name}"
                );
            }
        }
    }
}
