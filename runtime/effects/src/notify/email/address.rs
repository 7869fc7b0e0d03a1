//! Mail addresses. A value can get into an address header or the envelope only as a mail address.

use lettre::{Address, message::Mailbox};

use super::EmailError;

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

/// Several mail addresses.
pub(super) fn mailboxes(field: &'static str, texts: &[&str]) -> Result<Vec<Mailbox>, EmailError> {
    texts.iter().map(|text| mailbox(field, text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
