//! Redacts secrets from texts before they are written.
//!
//! The type system keeps secrets out of messages; this covers the ways around it, such as a service
//! that echoes the key it was sent, or a library that quotes an address.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Shorter secrets are not searched for: they occur in too many other words.
const SHORTEST: usize = 6;

/// The forms in which the program's secrets may appear.
pub(crate) struct Redactor(Vec<Zeroizing<String>>);

impl Redactor {
    /// Searches for these values: verbatim, in both alphabets of base64, in hex, and
    /// percent-encoded.
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Redactor {
        let mut forms: Vec<Zeroizing<String>> = secrets
            .into_iter()
            .filter(|secret| secret.len() >= SHORTEST)
            .flat_map(|secret| {
                let hex = || {
                    secret
                        .bytes()
                        .map(|byte| format!("{byte:02x}"))
                        .collect::<String>()
                };
                [
                    secret.to_owned(),
                    STANDARD_NO_PAD.encode(secret),
                    URL_SAFE_NO_PAD.encode(secret),
                    hex(),
                    hex().to_uppercase(),
                    percent_encoded(secret),
                ]
            })
            .map(Zeroizing::new)
            .collect();
        // The longest first, so that replacing one leaves no part of another behind.
        forms.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        forms.dedup();
        Redactor(forms)
    }

    /// The text with each secret replaced by `***`.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, form| {
            if text.contains(form.as_str()) {
                text.replace(form.as_str(), "***")
            } else {
                text
            }
        })
    }
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
}
