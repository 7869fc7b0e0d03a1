//! The key of a signature, from a secret.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use flowright_stdlib::catalogue::KeyEncoding;

use super::signature::nibble;
use crate::Secret;

/// Providers write keys with and without padding, and some keys end in superfluous bits.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The key that a secret encodes; `None` if the secret is not in that encoding.
pub(super) fn key(encoding: KeyEncoding, secret: &Secret) -> Option<Secret> {
    let text = secret.expose();
    match encoding {
        KeyEncoding::Text => Some(Secret::new(text)),
        KeyEncoding::Hex => {
            let (pairs, []) = text.as_chunks::<2>() else {
                return None;
            };
            let mut key = Vec::with_capacity(pairs.len());
            for [high, low] in pairs {
                key.push(nibble(*high)? << 4 | nibble(*low)?);
            }
            Some(Secret::new(key))
        }
        KeyEncoding::Base64 => base64(text),
        KeyEncoding::Whsec => base64(text.strip_prefix(b"whsec_")?),
    }
}

fn base64(text: &[u8]) -> Option<Secret> {
    BASE64.decode(text).ok().map(Secret::new)
}

/// The name of an encoding.
pub(super) fn name(encoding: KeyEncoding) -> &'static str {
    match encoding {
        KeyEncoding::Text => "text",
        KeyEncoding::Hex => "hex",
        KeyEncoding::Base64 => "base64",
        KeyEncoding::Whsec => "whsec",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(encoding: KeyEncoding, text: &str) -> Option<Vec<u8>> {
        key(encoding, &Secret::new(text)).map(|key| key.expose().to_vec())
    }

    #[test]
    fn a_key_is_decoded_by_its_encoding() {
        assert_eq!(read(KeyEncoding::Text, "k\u{fc}"), Some("k\u{fc}".into()));
        assert_eq!(read(KeyEncoding::Hex, "00fFA9"), Some(vec![0, 255, 0xa9]));
        for text in ["/+8=", "/+8"] {
            assert_eq!(read(KeyEncoding::Base64, text), Some(vec![0xff, 0xef]));
            let text = format!("whsec_{text}");
            assert_eq!(read(KeyEncoding::Whsec, &text), Some(vec![0xff, 0xef]));
        }
    }

    #[test]
    fn anything_else_is_no_key() {
        for text in ["0", "0g", " 00", "0x00"] {
            assert_eq!(read(KeyEncoding::Hex, text), None, "{text}");
        }
        for text in ["_-8=", "/+8==", "/", "a b="] {
            assert_eq!(read(KeyEncoding::Base64, text), None, "{text}");
        }
        for text in ["/+8=", "WHSEC_/+8=", "whsec/+8=", "whsec_ /+8="] {
            assert_eq!(read(KeyEncoding::Whsec, text), None, "{text}");
        }
    }
}
