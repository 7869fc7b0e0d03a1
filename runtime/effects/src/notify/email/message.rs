//! Builds a message from texts that cannot inject anything into it.

use std::time::{Duration, SystemTime};

use flowright_host::Host;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, Mailboxes,
        header::{Cc, To},
    },
};

use super::EmailError;
use super::address::{mailbox, mailboxes};
use super::content::{Content, add};
use super::random::random;

/// The number of recipients that every server accepts (RFC 5321, 4.5.3.1.8).
const MAX_RECIPIENTS: usize = 100;

/// A mail. An address is `a@b.example` or `Name <a@b.example>`.
#[derive(Clone, Copy)]
pub struct Email<'a> {
    /// The recipients, at least one.
    pub to: &'a [&'a str],
    /// The recipients that get a copy.
    pub cc: &'a [&'a str],
    /// The recipients that get a copy without being named in the mail.
    pub bcc: &'a [&'a str],
    /// The address for replies; if `None`, the channel's address for replies, or the sender.
    pub reply_to: Option<&'a str>,
    /// The subject; control characters, including line breaks, become spaces.
    pub subject: &'a str,
    /// The body.
    pub content: Content<'a>,
}

/// The range of dates that a mail can have: years with four digits.
const DATES: std::ops::Range<u64> = 0..253_402_300_800;

/// The message and its Message-ID.
pub(super) fn build(
    host: &Host,
    from: &Mailbox,
    reply_to: Option<&Mailbox>,
    email: &Email<'_>,
) -> Result<(Message, String), EmailError> {
    let id = message_id(host, from)?;
    let (to, cc) = (mailboxes("to", email.to)?, mailboxes("cc", email.cc)?);
    let bcc = mailboxes("bcc", email.bcc)?;
    let own = email.reply_to.map(|text| mailbox("reply_to", text));
    let reply_to = own.transpose()?.or_else(|| reply_to.cloned());
    // The `bcc` recipients are in the envelope and nowhere else.
    let envelope = envelope(from, [&to, &cc, &bcc])?;
    let mut builder = Message::builder()
        .envelope(envelope)
        .from(from.clone())
        .header(To::from(to.into_iter().collect::<Mailboxes>()));
    if !cc.is_empty() {
        builder = builder.header(Cc::from(cc.into_iter().collect::<Mailboxes>()));
    }
    if let Some(reply_to) = reply_to {
        builder = builder.reply_to(reply_to);
    }
    let builder = builder
        .date(date(host)?)
        .subject(one_line(email.subject))
        .message_id(Some(id.clone()));
    Ok((add(builder, email.content, host)?, id))
}

/// The sender, and each recipient once.
fn envelope(from: &Mailbox, recipients: [&[Mailbox]; 3]) -> Result<Envelope, EmailError> {
    let [to, ..] = recipients;
    let none = || EmailError::BadAddress { field: "to" };
    if to.is_empty() {
        return Err(none());
    }
    let count = recipients.iter().map(|list| list.len()).sum();
    if count > MAX_RECIPIENTS {
        return Err(EmailError::TooManyRecipients { count });
    }
    let mut addresses: Vec<Address> = Vec::with_capacity(count);
    for recipient in recipients.into_iter().flatten() {
        if !addresses.contains(&recipient.email) {
            addresses.push(recipient.email.clone());
        }
    }
    Envelope::new(Some(from.email.clone()), addresses).map_err(|_| none())
}

/// Control characters in a subject are never intended: a line break in a stranger's name must not
/// make the mail fail, and must not start a header.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The time in whole seconds, which is the resolution of a mail's date.
fn date(host: &Host) -> Result<SystemTime, EmailError> {
    // The library panics if the year does not have four digits.
    u64::try_from(host.clock.now() / 1_000_000)
        .ok()
        .filter(|seconds| DATES.contains(seconds))
        .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)))
        .ok_or_else(|| EmailError::BadMessage {
            reason: "the clock shows a time outside of the years 1970 to 9999".to_owned(),
        })
}

fn message_id(host: &Host, from: &Mailbox) -> Result<String, EmailError> {
    let domain = from.email.domain();
    Ok(format!("<{:032x}@{domain}>", random(host)?))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use flowright_host::{ManualClock, SeededRandom};

    use super::*;

    const MAIL: Email<'_> = Email {
        to: &["a@b.example"],
        cc: &[],
        bcc: &[],
        reply_to: None,
        subject: "s",
        content: Content::Text("text"),
    };

    fn host_at(time: i64) -> Host {
        Host {
            clock: Arc::new(ManualClock::at(time)),
            random: Arc::new(SeededRandom::new(0)),
        }
    }

    fn message(
        reply_to: Option<&Mailbox>,
        email: &Email<'_>,
    ) -> Result<(Message, String), EmailError> {
        let from = mailbox("from", "Shop <hello@shop.example>").expect("valid");
        build(&host_at(1_700_000_000_999_999), &from, reply_to, email)
    }

    fn built(email: &Email<'_>) -> String {
        let (message, _) = message(None, email).expect("a message");
        String::from_utf8(message.formatted()).expect("ASCII")
    }

    /// The names of the headers.
    fn names(headers: &str) -> Vec<&str> {
        let lines = headers.split("\r\n").filter(|line| !line.starts_with(' '));
        let names = lines.filter_map(|line| Some(line.split_once(':')?.0));
        names.collect()
    }

    #[test]
    fn date_and_id_come_from_the_host() {
        let message = built(&MAIL);
        assert!(
            message.contains("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"),
            "{message}"
        );
        let again = built(&MAIL);
        assert_eq!(message, again, "the same clock and seed give the same mail");
    }

    #[test]
    fn a_clock_without_a_date_is_an_error() {
        let from = mailbox("from", "hello@shop.example").expect("valid");
        for (time, is_date) in [
            (i64::MIN, false),
            (-1_000_000, false),
            (0, true),
            (253_402_300_799_999_999, true),
            (253_402_300_800_000_000, false),
            (i64::MAX, false),
        ] {
            let built = build(&host_at(time), &from, None, &MAIL);
            assert_eq!(built.is_ok(), is_date, "{time}");
        }
    }

    #[test]
    fn a_subject_cannot_begin_a_header() {
        for subject in [
            "a\r\nBcc: c@d.example",
            "a\nBcc: c@d.example",
            "a\rBcc: c@d.example",
            "a\r\n\r\nb",
        ] {
            let message = built(&Email { subject, ..MAIL });
            let (headers, _) = message.split_once("\r\n\r\n").expect("headers and a body");
            let names = names(headers);
            assert!(!names.contains(&"Bcc"), "{message}");
            assert_eq!(
                names.iter().filter(|name| **name == "Subject").count(),
                1,
                "{message}"
            );
        }
    }

    #[test]
    fn a_body_is_encoded_ascii_with_crlf_only() {
        let long = "x".repeat(3000);
        for text in [
            "a\rb\nc\r\nd",
            "\r\n.\r\nMAIL FROM:<x@y.example>",
            "ü\u{2028}é",
            long.as_str(),
        ] {
            for content in [
                Content::Text(text),
                Content::Html(text),
                Content::Both { text, html: text },
            ] {
                let message = built(&Email { content, ..MAIL });
                assert!(message.is_ascii());
                assert!(message.contains("Content-Transfer-Encoding: quoted-printable\r\n"));
                for line in message.split("\r\n") {
                    assert!(
                        !line.contains(['\r', '\n']) && line.len() <= 998,
                        "{line:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn text_and_html_are_alternatives() {
        let content = Content::Both {
            text: "plain",
            html: "<p>rich</p>",
        };
        let message = built(&Email { content, ..MAIL });
        let (headers, body) = message.split_once("\r\n\r\n").expect("headers and a body");
        let kind = "Content-Type: multipart/alternative;\r\n boundary=\"";
        let (_, boundary) = headers.split_once(kind).expect(headers);
        let (boundary, _) = boundary.split_once('"').expect("a quote");
        assert_eq!(boundary.len(), 32, "{headers}");
        let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
        let [_, text, html, end] = parts.as_slice() else {
            panic!("{body}")
        };
        assert!(
            text.contains("Content-Type: text/plain; charset=utf-8\r\n") && text.contains("plain"),
            "{text}"
        );
        assert!(
            html.contains("Content-Type: text/html; charset=utf-8\r\n")
                && html.contains("<p>rich</p>"),
            "{html}"
        );
        assert_eq!(*end, "--\r\n");
        assert_eq!(message, built(&Email { content, ..MAIL }), "the same seed");
    }

    #[test]
    fn html_alone_has_no_other_part() {
        let content = Content::Html("<p>rich</p>");
        let message = built(&Email { content, ..MAIL });
        assert!(
            message.contains("Content-Type: text/html; charset=utf-8\r\n"),
            "{message}"
        );
        assert!(!message.contains("multipart"), "{message}");
    }

    #[test]
    fn hidden_recipients_are_in_the_envelope_only() {
        let email = Email {
            to: &["a@b.example", "Zoë <c@d.example>"],
            cc: &["e@f.example"],
            bcc: &["hidden@g.example", "a@b.example"],
            ..MAIL
        };
        let (message, _) = message(None, &email).expect("a message");
        let envelope = message.envelope().to().iter().map(ToString::to_string);
        assert_eq!(
            envelope.collect::<Vec<_>>(),
            [
                "a@b.example",
                "c@d.example",
                "e@f.example",
                "hidden@g.example"
            ],
            "each address once"
        );
        let text = String::from_utf8(message.formatted()).expect("ASCII");
        assert!(!text.contains("hidden") && !text.contains("Bcc"), "{text}");
        assert!(text.contains("Cc: e@f.example\r\n"), "{text}");
        assert!(text.contains("To: a@b.example, =?utf-8?"), "{text}");
        assert!(text.contains("<c@d.example>"), "{text}");
    }

    #[test]
    fn replies_go_where_the_message_says_or_else_the_channel() {
        let reply_to = |channel: Option<&str>, message: Option<&str>| {
            let channel = channel.map(|text| mailbox("reply_to", text).expect("valid"));
            let email = Email {
                reply_to: message,
                ..MAIL
            };
            let (message, _) = super::tests::message(channel.as_ref(), &email).expect("a message");
            let text = String::from_utf8(message.formatted()).expect("ASCII");
            let mut lines = text.lines();
            let line = lines.find_map(|line| line.strip_prefix("Reply-To: "));
            line.map(str::to_owned)
        };
        assert_eq!(reply_to(None, None), None);
        let help = Some("help@shop.example");
        assert_eq!(reply_to(help, None).as_deref(), help);
        let order = Some("order-7@shop.example");
        assert_eq!(reply_to(help, order).as_deref(), order);
        assert_eq!(reply_to(None, order).as_deref(), order);
    }

    #[test]
    fn an_address_of_any_field_is_one_address_on_one_line() {
        let evil = "a@b.example\r\nBcc: c@d.example";
        for (field, email) in [
            (
                "to",
                Email {
                    to: &["x@y.example", evil],
                    ..MAIL
                },
            ),
            (
                "cc",
                Email {
                    cc: &[evil],
                    ..MAIL
                },
            ),
            (
                "bcc",
                Email {
                    bcc: &[evil],
                    ..MAIL
                },
            ),
            (
                "reply_to",
                Email {
                    reply_to: Some(evil),
                    ..MAIL
                },
            ),
        ] {
            let error = message(None, &email).err();
            assert!(
                matches!(error, Some(EmailError::BadAddress { field: it }) if it == field),
                "{field}: {error:?}"
            );
        }
    }

    #[test]
    fn many_recipients_stay_within_lines_and_too_many_are_refused() {
        let name = "A quite long name of somebody";
        let all: Vec<String> = (0..=MAX_RECIPIENTS)
            .map(|number| format!("{name} <somebody-{number}@example.com>"))
            .collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let message = built(&Email {
            to: &all[1..],
            ..MAIL
        });
        assert!(message.split("\r\n").all(|line| line.len() <= 998));
        let email = Email { cc: &all, ..MAIL };
        let error = super::tests::message(None, &email).err();
        assert!(
            matches!(error, Some(EmailError::TooManyRecipients { count: 102 })),
            "{error:?}"
        );
    }

    #[test]
    fn without_recipients_there_is_no_mail() {
        let error = message(None, &Email { to: &[], ..MAIL }).err();
        assert!(
            matches!(error, Some(EmailError::BadAddress { field: "to" })),
            "{error:?}"
        );
    }
}
