//! Checks and repairs a whole JSON text before parsing, so that skipped members are covered too.

use memchr::memmem;

use super::Problem;

/// Checks that the text is UTF-8 and that lists and objects are not nested deeper than
/// [`Problem::MAX_DEPTH`]. Invalid JSON is left for the parser to reject.
///
/// A `\u` escape for an unpaired surrogate is replaced by one for U+FFFD; the result is then the
/// text to parse, which has the same length.
pub(super) fn check(json: &[u8]) -> Result<Option<Vec<u8>>, Problem> {
    let marks = Marks::of(json);
    if !marks.ascii {
        std::str::from_utf8(json).map_err(|error| Problem::NotUtf8 {
            at: error.valid_up_to(),
        })?;
    }
    // Most bodies have fewer opening brackets than the limit, wherever they are.
    if marks.opening > Problem::MAX_DEPTH && deepest(json) > Problem::MAX_DEPTH {
        return Err(Problem::TooDeep);
    }
    if !marks.escapes {
        return Ok(None);
    }
    Ok(half_character(json, 0).map(|first| mended(json, first)))
}

/// The text with U+FFFD for each unpaired surrogate; the first unpaired surrogate is at `half`.
#[cold]
fn mended(json: &[u8], half: usize) -> Vec<u8> {
    const REPLACEMENT: &[u8] = b"\\ufffd";
    let mut text = json.to_vec();
    let mut next = Some(half);
    while let Some(half) = next {
        let behind = half + REPLACEMENT.len();
        if let Some(escape) = text.get_mut(half..behind) {
            escape.copy_from_slice(REPLACEMENT);
        }
        next = half_character(json, behind);
    }
    text
}

/// Properties that can be determined without knowing where strings start and end.
struct Marks {
    /// `[` and `{`
    opening: usize,
    /// Whether there is a backslash.
    escapes: bool,
    /// Whether the text is pure ASCII.
    ascii: bool,
}

impl Marks {
    /// Written so that the compiler vectorizes it: a count and two flags for each of 32 lanes.
    fn of(json: &[u8]) -> Marks {
        const LANES: usize = 32;
        // As many iterations as a lane's counter can hold.
        const BLOCK: usize = LANES * 255;
        let mut opening = 0;
        let mut escapes = [0_u8; LANES];
        let mut all = [0_u8; LANES];
        for block in json.chunks(BLOCK) {
            let mut counts = [0_u8; LANES];
            let (rows, rest) = block.as_chunks::<LANES>();
            for row in rows {
                let flags = escapes.iter_mut().zip(&mut all);
                for ((octet, count), (escape, all)) in row.iter().zip(&mut counts).zip(flags) {
                    *count = count.wrapping_add(u8::from(is_opening(*octet)));
                    *escape |= u8::from(*octet == b'\\');
                    *all |= *octet;
                }
            }
            opening += rest.iter().filter(|octet| is_opening(**octet)).count();
            opening += counts.iter().copied().map(usize::from).sum::<usize>();
            for (octet, (escape, all)) in rest.iter().zip(escapes.iter_mut().zip(&mut all)) {
                *escape |= u8::from(*octet == b'\\');
                *all |= *octet;
            }
        }
        Marks {
            opening,
            escapes: escapes.iter().any(|escape| *escape != 0),
            ascii: all.iter().all(u8::is_ascii),
        }
    }
}

/// `[` is 0x5B and `{` is 0x7B; no other byte differs from 0x7B in only that bit.
fn is_opening(octet: u8) -> bool {
    octet | 0x20 == b'{'
}

fn deepest(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut octets = json.iter();
    while let Some(octet) = octets.next() {
        match octet {
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => skip_string(&mut octets),
            _ => {}
        }
    }
    deepest
}

fn skip_string(octets: &mut std::slice::Iter<'_, u8>) {
    while let Some(at) = memchr::memchr2(b'"', b'\\', octets.as_slice()) {
        // An escaped byte is skipped together with its backslash.
        if octets.nth(at) == Some(&b'"') {
            return;
        }
        octets.next();
    }
    *octets = [].iter();
}

/// The position of an escape for an unpaired surrogate. `from` must not be inside an escape.
fn half_character(json: &[u8], from: usize) -> Option<usize> {
    // An escaped backslash before it belongs to another escape, so start at the first backslash of
    // the run.
    let mut at = from + memmem::find(json.get(from..)?, b"\\u")?;
    at -= json
        .get(from..at)?
        .iter()
        .rev()
        .take_while(|octet| **octet == b'\\')
        .count();
    while let Some(next) = memchr::memchr(b'\\', json.get(at..)?) {
        at += next;
        match unit(json, at) {
            Some(0xD800..0xDC00) => match unit(json, at + 6) {
                Some(0xDC00..0xE000) => at += 12,
                _ => return Some(at),
            },
            Some(0xDC00..0xE000) => return Some(at),
            Some(_) => at += 6,
            None => at += 2,
        }
    }
    None
}

/// The UTF-16 unit of a `\uXXXX` escape at `at`.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at.checked_add(6)?)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit * 16 + u16::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::{Marks, check};
    use crate::decode::Problem;
    use proptest::prelude::*;

    fn too_deep(json: &[u8]) -> bool {
        check(json) == Err(Problem::TooDeep)
    }

    fn mended(json: &str) -> String {
        let text = check(json.as_bytes()).unwrap().unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn half_a_character_is_replaced_wherever_it_stands() {
        assert_eq!(mended(r#"["a", "\ud83e"]"#), r#"["a", "\ufffd"]"#);
        assert_eq!(mended(r#"["\udd80"]"#), r#"["\ufffd"]"#);
        assert_eq!(mended(r#"["\ud83e\u0041"]"#), r#"["\ufffd\u0041"]"#);
        assert_eq!(mended(r#"["\\\ud83e"]"#), r#"["\\\ufffd"]"#);
        assert_eq!(mended(r#"["\ud83e\n\udd80"]"#), r#"["\ufffd\n\ufffd"]"#);
        assert_eq!(
            mended(r#"["\ud83e\ud83e\udd80\\\ud83e"]"#),
            r#"["\ufffd\ud83e\udd80\\\ufffd"]"#
        );
    }

    #[test]
    fn whole_characters_and_escaped_backslashes_are_fine() {
        for good in [
            r#""\ud83e\uDD80 \u0041""#,
            r#""\\ud83e""#,
            r#""\n\\\\ud83e\"""#,
            r#""\u12""#,
        ] {
            assert_eq!(check(good.as_bytes()), Ok(None), "{good}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_counted_in_texts_of_any_length(json in "[\\[{a\"\\\\]{0,200}ë?", times in 1..200_usize) {
            let json = json.repeat(times);
            let marks = Marks::of(json.as_bytes());
            prop_assert_eq!(marks.opening, json.matches(['[', '{']).count());
            prop_assert_eq!(marks.escapes, json.contains('\\'));
            prop_assert_eq!(marks.ascii, json.is_ascii());
        }
    }

    fn nested(depth: usize) -> String {
        "[".repeat(depth) + &"]".repeat(depth)
    }

    #[test]
    fn the_limit_is_128() {
        assert!(!too_deep(nested(128).as_bytes()));
        assert!(too_deep(nested(129).as_bytes()));
    }

    #[test]
    fn brackets_side_by_side_and_in_texts_do_not_count() {
        let wide = format!("[{}]", vec!["{}"; 500].join(","));
        assert!(!too_deep(wide.as_bytes()));
        let texts = format!(r#"["\"{}\\", "{}"]"#, "[".repeat(200), "{".repeat(200));
        assert!(!too_deep(texts.as_bytes()));
        let behind = format!(r#"["\\", {}]"#, nested(128));
        assert!(too_deep(behind.as_bytes()));
    }

    #[test]
    fn an_open_text_ends_it() {
        assert!(!too_deep(format!("\"{}", "[".repeat(200)).as_bytes()));
        assert!(!too_deep(format!("\"{}\\", "[".repeat(200)).as_bytes()));
    }
}
