//! The signature that a request carries, decoded onto the stack.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flowright_stdlib::catalogue::Encoding;

/// The longest digest in hexadecimal; anything longer is not a signature.
const LONGEST: usize = 128;

/// Decoded bytes. The buffer has the size that the base64 decoder needs for 88 characters.
pub(super) struct Decoded {
    bytes: [u8; 72],
    length: usize,
}

impl Decoded {
    /// `None` if the text is not in that encoding, or is longer than any digest.
    pub(super) fn read(encoding: Encoding, text: &[u8]) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; 72];
        let length = match encoding {
            Encoding::Hex => hex(text, &mut bytes)?,
            Encoding::Base64 => STANDARD.decode_slice(text, &mut bytes).ok()?,
        };
        Some(Self { bytes, length })
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// The digest in the encoding of a signature.
pub(super) fn written(encoding: Encoding, digest: &[u8]) -> String {
    match encoding {
        Encoding::Hex => digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        Encoding::Base64 => STANDARD.encode(digest),
    }
}

fn hex(text: &[u8], bytes: &mut [u8]) -> Option<usize> {
    let (pairs, []) = text.as_chunks::<2>() else {
        return None;
    };
    for ([high, low], byte) in pairs.iter().zip(bytes) {
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(pairs.len())
}

/// The value of a hexadecimal digit.
pub(super) fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(encoding: Encoding, text: &str) -> Option<Vec<u8>> {
        Decoded::read(encoding, text.as_bytes()).map(|decoded| decoded.as_bytes().to_vec())
    }

    #[test]
    fn hex_is_read_in_either_case_and_nothing_else_is_hex() {
        assert_eq!(read(Encoding::Hex, "00fFA9"), Some(vec![0, 255, 0xa9]));
        assert_eq!(read(Encoding::Hex, "0"), None);
        assert_eq!(read(Encoding::Hex, "0g"), None);
        assert_eq!(read(Encoding::Hex, " 0"), None);
        assert_eq!(read(Encoding::Hex, &"0".repeat(128)), Some(vec![0; 64]));
        assert_eq!(read(Encoding::Hex, &"0".repeat(130)), None);
    }

    #[test]
    fn base64_has_one_form() {
        assert_eq!(read(Encoding::Base64, "/+8="), Some(vec![0xff, 0xef]));
        assert_eq!(read(Encoding::Base64, "/+8"), None);
        assert_eq!(read(Encoding::Base64, "/+9="), None);
        assert_eq!(read(Encoding::Base64, "_-8="), None);
        let longest = STANDARD.encode([7; 64]);
        assert_eq!(read(Encoding::Base64, &longest), Some(vec![7; 64]));
        assert_eq!(read(Encoding::Base64, &"A".repeat(128)), None);
    }
}
