//! Builds a message from texts that cannot inject anything into it.

use std::time::{Duration, SystemTime};

use flowright_host::Host;
use lettre::{
    Address, Message,
    message::{
        Body, Mailbox,
        header::{ContentTransferEncoding, ContentType},
    },
};

use super::EmailError;

/// A mail to one recipient, as plain text.
#[derive(Clone, Copy)]
pub struct Email<'a> {
    /// The recipient: `a@b.example` or `Name <a@b.example>`.
    pub to: &'a str,
    /// The subject; control characters, including line breaks, become spaces.
    pub subject: &'a str,
    /// The body.
    pub text: &'a str,
}

/// The dates a mail can have: years with four digits.
const DATES: std::ops::Range<u64> = 0..253_402_300_800;

/// The message and its Message-ID.
pub(super) fn build(
    host: &Host,
    from: &Mailbox,
    email: &Email<'_>,
) -> Result<(Message, String), EmailError> {
    let id = message_id(host, from)?;
    let body = Body::new_with_encoding(
        with_crlf(email.text),
        // Always encoded, so no bare CR or LF, no overlong line and nothing but ASCII reaches the
        // server.
        ContentTransferEncoding::QuotedPrintable,
    )
    .map_err(|_| EmailError::BadMessage {
        reason: "the text cannot be encoded".to_owned(),
    })?;
    let message = Message::builder()
        .from(from.clone())
        .to(mailbox("to", email.to)?)
        .date(date(host)?)
        .subject(one_line(email.subject))
        .message_id(Some(id.clone()))
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .map_err(|error| EmailError::BadMessage {
            reason: error.to_string(),
        })?;
    Ok((message, id))
}

/// One mail address, without control characters. An internationalised domain is converted to its
/// ASCII form, which every server accepts.
pub(super) fn mailbox(field: &'static str, text: &str) -> Result<Mailbox, EmailError> {
    let refused = || EmailError::BadAddress { field };
    if text.chars().any(char::is_control) {
        return Err(refused());
    }
    let mailbox: Mailbox = text.parse().map_err(|_| refused())?;
    let address = &mailbox.email;
    if address.domain().is_ascii() {
        return Ok(mailbox);
    }
    let domain = url::Host::parse(address.domain()).map_err(|_| refused())?;
    let address = Address::new(address.user(), domain.to_string()).map_err(|_| refused())?;
    Ok(Mailbox::new(mailbox.name, address))
}

/// Control characters in a subject are never intended: a line break in a stranger's name must not
/// make the mail fail, and must not start a header.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Normalises CRLF, CR and LF to CRLF.
fn with_crlf(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\n', "\r\n")
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
    let mut random = [0; 16];
    host.random
        .fill(&mut random)
        .map_err(|error| EmailError::BadMessage {
            reason: error.to_string(),
        })?;
    let domain = from.email.domain();
    Ok(format!("<{:032x}@{domain}>", u128::from_be_bytes(random)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use flowright_host::{ManualClock, SeededRandom};

    use super::*;

    fn host_at(time: i64) -> Host {
        Host {
            clock: Arc::new(ManualClock::at(time)),
            random: Arc::new(SeededRandom::new(0)),
        }
    }

    fn built(to: &str, subject: &str, text: &str) -> String {
        let from = mailbox("from", "Shop <hello@shop.example>").expect("valid");
        let (message, _) = build(
            &host_at(1_700_000_000_999_999),
            &from,
            &Email { to, subject, text },
        )
        .expect("a message");
        String::from_utf8(message.formatted()).expect("ASCII")
    }

    #[test]
    fn date_and_id_come_from_the_host() {
        let message = built("a@b.example", "s", "text");
        assert!(
            message.contains("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"),
            "{message}"
        );
        let again = built("a@b.example", "s", "text");
        assert_eq!(message, again, "the same clock and seed give the same mail");
    }

    #[test]
    fn a_clock_without_a_date_is_an_error() {
        let from = mailbox("from", "hello@shop.example").expect("valid");
        let email = Email {
            to: "a@b.example",
            subject: "s",
            text: "text",
        };
        for (time, is_date) in [
            (i64::MIN, false),
            (-1_000_000, false),
            (0, true),
            (253_402_300_799_999_999, true),
            (253_402_300_800_000_000, false),
            (i64::MAX, false),
        ] {
            let built = build(&host_at(time), &from, &email);
            assert_eq!(built.is_ok(), is_date, "{time}");
        }
    }

    #[test]
    fn an_address_is_one_address_on_one_line() {
        for text in [
            "",
            "a",
            "a@",
            "@b.example",
            "a@b.example, c@d.example",
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example\n",
            "a\r@b.example",
            "a@b.example\0",
            "A\r\nBcc: c@d.example <a@b.example>",
            "a@b.example> RCPT TO:<c@d.example",
            "<a@b.example> <c@d.example>",
            "a@b.example;c@d.example",
        ] {
            let error = mailbox("to", text);
            assert!(
                matches!(error, Err(EmailError::BadAddress { field: "to" })),
                "{text:?}"
            );
        }
    }

    #[test]
    fn an_internationalised_domain_is_sent_in_ascii() {
        for (text, address) in [
            ("zoe@bücher.example", "zoe@xn--bcher-kva.example"),
            ("Zoë <zoe@BÜCHER.example>", "zoe@xn--bcher-kva.example"),
            ("zoe@例え.テスト", "zoe@xn--r8jz45g.xn--zckzah"),
            ("zoe@Mail.example", "zoe@Mail.example"),
        ] {
            let mailbox = mailbox("to", text).expect(text);
            assert_eq!(mailbox.email.to_string(), address);
        }
        assert!(built("zoe@bücher.example", "s", "text").contains("zoe@xn--bcher-kva.example"));
    }

    #[test]
    fn a_subject_cannot_begin_a_header() {
        for subject in [
            "a\r\nBcc: c@d.example",
            "a\nBcc: c@d.example",
            "a\rBcc: c@d.example",
            "a\r\n\r\nb",
        ] {
            let message = built("a@b.example", subject, "text");
            let (headers, _) = message.split_once("\r\n\r\n").expect("headers and a body");
            let names: Vec<&str> = headers
                .split("\r\n")
                .filter(|line| !line.starts_with(' '))
                .filter_map(|line| Some(line.split_once(':')?.0))
                .collect();
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
            let message = built("a@b.example", "s", text);
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
