//! What is written of a URL as it is, and how values are escaped for their place in it.

use flowright_check::program::TextPart;
use flowright_stdlib::write::url_part;

use crate::code::Escape;

/// How each value of a target is escaped. A segment of nothing but values and dots could come out empty, as `.` or as `..`, which
/// would be another path: each of its values is held to be a segment by itself.
pub(super) fn escapes(parts: &[TextPart]) -> Vec<Escape> {
    let mut escapes = Vec::new();
    // The first value of the segment at hand.
    let mut first = 0;
    let mut parts = parts.iter();
    let mut settle = |escapes: &mut Vec<Escape>, written: &mut bool| {
        if std::mem::take(written) {
            for escape in escapes.iter_mut().skip(first) {
                *escape = Escape::UrlPart;
            }
        }
        first = escapes.len();
    };
    let mut written = false;
    for part in parts.by_ref() {
        let TextPart::Literal(text) = part else {
            escapes.push(Escape::UrlPathSegment);
            continue;
        };
        let path = text.split('?').next().unwrap_or_default();
        for (index, text) in path.split('/').enumerate() {
            if index > 0 {
                settle(&mut escapes, &mut written);
            }
            written |= !is_dots(text);
        }
        if path.len() < text.len() {
            break;
        }
    }
    settle(&mut escapes, &mut written);
    let values = parts.filter(|part| matches!(part, TextPart::Value(_)));
    escapes.extend(values.map(|_| Escape::UrlPart));
    escapes
}

/// Whether a text is dots, some of them perhaps encoded: readers of URLs take `%2e` for one.
fn is_dots(text: &str) -> bool {
    let dots = text.replace("%2e", ".").replace("%2E", ".");
    dots.bytes().all(|octet| octet == b'.')
}

/// What the author wrote of a URL, with what cannot stand in one percent-encoded.
pub(super) fn literal(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for character in text.chars() {
        if character.is_ascii_graphic() && !"\"#<>\\^`{|}".contains(character) {
            out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            let mut octets = [0; 4];
            // Without a limit this cannot fail.
            url_part(&mut out, character.encode_utf8(&mut octets), usize::MAX).unwrap_or_default();
        }
    }
    out
}
