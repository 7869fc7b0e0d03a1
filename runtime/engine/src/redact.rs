//! Redacts secrets from texts before they are written.
//!
//! The type system keeps secrets out of messages; this module covers the remaining cases, such as a
//! service that echoes the key it was sent, or a library that quotes an address.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Shorter secrets are not searched for: they occur in too many other words.
const SHORTEST: usize = 6;

/// The forms in which the program's secrets may appear.
pub(crate) struct Redactor {
    /// The forms of the secrets by themselves.
    whole: Vec<Zeroizing<String>>,
    /// The base64 of the secrets as a part of a longer text, such as the user and the password of
    /// `Authorization: Basic`.
    embedded: Vec<Zeroizing<String>>,
}

impl Redactor {
    /// Searches for these values: verbatim, in both alphabets of base64, alone and as a part of a
    /// longer text, in hex, and percent-encoded.
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Redactor {
        let secrets = secrets.into_iter();
        let secrets: Vec<&str> = secrets.filter(|secret| secret.len() >= SHORTEST).collect();
        Redactor {
            whole: longest_first(secrets.iter().flat_map(|secret| whole(secret))),
            embedded: longest_first(secrets.iter().flat_map(|secret| embedded(secret))),
        }
    }

    /// The text with each secret replaced by `***`.
    pub(crate) fn redact(&self, text: &str) -> String {
        let embedded = self.embedded.iter();
        let text = embedded.fold(text.to_owned(), |text, form| without_runs(text, form));
        self.whole.iter().fold(text, |text, form| {
            if text.contains(form.as_str()) {
                text.replace(form.as_str(), "***")
            } else {
                text
            }
        })
    }
}

/// The forms of a secret by itself.
fn whole(secret: &str) -> [Zeroizing<String>; 6] {
    let hex = || {
        let digits = secret.bytes().map(|byte| format!("{byte:02x}"));
        digits.collect::<String>()
    };
    [
        secret.to_owned(),
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        hex(),
        hex().to_uppercase(),
        percent_encoded(secret),
    ]
    .map(Zeroizing::new)
}

/// What the base64 of every text that contains the secret has in common, in both alphabets, for
/// each position of the secret relative to the groups of three bytes. Characters that also depend
/// on the text around the secret are left out.
fn embedded(secret: &str) -> Vec<Zeroizing<String>> {
    let mut forms = Vec::new();
    for before in 0..3_usize {
        let padded = Zeroizing::new(format!("{:before$}{secret}", ""));
        let first = (before * 8).div_ceil(6);
        let last = padded.len() * 8 / 6;
        for alphabet in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            let encoded = Zeroizing::new(alphabet.encode(padded.as_bytes()));
            let part = encoded.get(first..last);
            forms.extend(part.map(|part| Zeroizing::new(part.to_owned())));
        }
    }
    forms
}

/// The forms without duplicates. The longest forms come first, so that replacing one form leaves no
/// part of another one behind.
fn longest_first(forms: impl Iterator<Item = Zeroizing<String>>) -> Vec<Zeroizing<String>> {
    let mut forms: Vec<Zeroizing<String>> = forms.collect();
    forms.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    forms.dedup();
    forms
}

/// The text with each run of base64 that contains the form replaced as a whole: the characters next
/// to the form contain some bits of the secret.
fn without_runs(text: String, form: &str) -> String {
    if !text.contains(form) {
        return text;
    }
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || "+/-_".contains(letter);
    let mut shown = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once(form) {
        shown.push_str(before.trim_end_matches(is_base64));
        shown.push_str("***");
        rest = after.trim_start_matches(is_base64).trim_start_matches('=');
    }
    shown + rest
}

fn percent_encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| match byte {
            byte if plain(byte) => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    use super::Redactor;

    #[test]
    fn a_secret_is_found_in_every_form() {
        let redactor = Redactor::new(["s3cr/t+k y", "tiny"]);
        for text in [
            "key s3cr/t+k y!",
            "key czNjci90K2sgeQ!",
            "key 733363722f742b6b2079!",
            "key 733363722F742B6B2079!",
            "key s3cr%2Ft%2Bk%20y!",
        ] {
            assert_eq!(redactor.redact(text), "key ***!");
        }
        assert_eq!(redactor.redact("a tiny thing"), "a tiny thing");
    }

    #[test]
    fn a_secret_is_found_in_the_base64_of_a_longer_text() {
        for secret in ["s3cr/t", "s3cr/t+k y", "\u{fb}\u{ff}\u{fe}?>~!"] {
            let redactor = Redactor::new([secret]);
            for before in ["", "u", "us", "user", "user:"] {
                for after in ["", "!", "!!", "!!!"] {
                    let text = format!("{before}{secret}{after}");
                    for encoded in [STANDARD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                        let shown = redactor.redact(&format!("?a={encoded}&b \"{encoded}\", x"));
                        assert_eq!(shown, "?a=***&b \"***\", x", "{text}");
                    }
                }
            }
        }
        let other = "got \"Basic dXNlcjpvdGhlcg==\"";
        assert_eq!(Redactor::new(["s3cr/t"]).redact(other), other);
    }
}
