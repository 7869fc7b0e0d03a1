//! `text.is_email()`.
//!
//! The production for `<input type=email>` of the HTML Living Standard: what people and browsers
//! consider an address, without the comments, quoted names and address literals of RFC 5322. For an
//! internationalised domain, the length of its ASCII form counts, which is the form that browsers
//! send. Only sending a mail shows whether the address exists.

use std::borrow::Cow;

use crate::failure::Failure;
use crate::functions::{Call, Example, Function, Implementation, Pattern};

pub(in crate::functions) const IS_EMAIL: Function = Function {
    name: "is_email",
    on: Pattern::Text,
    property: false,
    parameters: &[],
    returns: Pattern::Bool,
    docs: "Whether the text is a single mail address, by the rules of HTML, of at most 254 characters. Its domain may be internationalised.",
    examples: &[
        Example {
            code: r#""zoe@example.com".is_email()"#,
            value: r#"true"#,
        },
        Example {
            code: r#""zoe@".is_email()"#,
            value: r#"false"#,
        },
    ],
    code: Implementation::Host(is_email),
};

/// The longest address that SMTP can carry in a path (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;
/// The longest label of a host name (RFC 1034, 3.5).
const LONGEST_LABEL: usize = 63;

fn is_email(call: &mut Call<'_>) -> Result<(), Failure> {
    let holds = valid(call.text(0)?);
    call.give(&[u64::from(holds)]);
    Ok(())
}

fn valid(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let domain = if domain.is_ascii() {
        Cow::Borrowed(domain)
    } else {
        match idna::domain_to_ascii_strict(domain) {
            Ok(domain) => Cow::Owned(domain),
            Err(_) => return false,
        }
    };
    // One more for the `@` between them.
    let fits = local.len() + domain.len() < LONGEST;
    !local.is_empty()
        && fits
        && local.bytes().all(is_local)
        && domain
            .as_bytes()
            .split(|octet| *octet == b'.')
            .all(is_label)
}

/// `atext` of RFC 5322, 3.2.3, and the dot.
fn is_local(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
        || matches!(octet, b'.' | b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'=' | b'?' | b'^'..=b'`' | b'{'..=b'~')
}

fn is_label(label: &[u8]) -> bool {
    let of_names = |octet: &u8| octet.is_ascii_alphanumeric() || *octet == b'-';
    (1..=LONGEST_LABEL).contains(&label.len())
        && label.iter().all(of_names)
        && label.first() != Some(&b'-')
        && label.last() != Some(&b'-')
}

#[cfg(test)]
mod tests {
    use super::IS_EMAIL;
    use crate::functions::testing::*;

    #[test]
    fn addresses_of_html_are_accepted() {
        for good in [
            "a@b",
            "zoe+tag@mail.example.com",
            "x.!#$%&'*+/=?^_`{|}~-@a-b.c1",
            ".a.@b",
            "zoe@bücher.example",
            "zoe@例え.テスト",
        ] {
            assert!(on_text(&IS_EMAIL, &[good]).bool(), "{good}");
        }
    }

    #[test]
    fn the_octets_before_the_at_are_those_of_the_standard() {
        let standard =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
        for octet in 0..=127_u8 {
            let address = format!("{}@b", char::from(octet));
            let wanted = standard.as_bytes().contains(&octet);
            assert_eq!(
                on_text(&IS_EMAIL, &[&address]).bool(),
                wanted,
                "{address:?}"
            );
        }
    }

    #[test]
    fn everything_else_is_not() {
        let label = format!("a@{}.com", "b".repeat(64));
        let long = format!("{}@example.com", "a".repeat(250));
        let bad = [
            "",
            "@",
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@c",
            "a@b..c",
            "a@.b",
            "a@b.",
            "a@-b",
            "a@b-",
            "a@b_c",
            "zoë@b",
            "a@b\u{200b}ü..c",
            "a@-ü",
            "a@b\n",
            "<a@b>",
            "\"a\"@b",
            "a@[127.0.0.1]",
            &label,
            &long,
        ];
        for bad in bad {
            assert!(!on_text(&IS_EMAIL, &[bad]).bool(), "{bad}");
        }
    }
}
