//! How deep JSON is nested, also where it is skipped.

use super::Problem;

/// Whether lists and objects are nested deeper than [`Problem::MAX_DEPTH`]. For text that is not JSON the answer says nothing.
pub(super) fn too_deep(json: &[u8]) -> bool {
    // Most bodies have fewer opening brackets than that, wherever they stand.
    let brackets = memchr::memchr2_iter(b'{', b'[', json).take(Problem::MAX_DEPTH + 1);
    brackets.count() > Problem::MAX_DEPTH && deepest(json) > Problem::MAX_DEPTH
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
        // An escaped octet is skipped with its backslash.
        if octets.nth(at) == Some(&b'"') {
            return;
        }
        octets.next();
    }
    *octets = [].iter();
}

#[cfg(test)]
mod tests {
    use super::too_deep;

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
