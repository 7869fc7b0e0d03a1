//! Makes text from outside safe to display: the result contains no characters that control the
//! terminal, and no invisible characters.
//!
//! In: text of a program or of a message. Out: the text with such characters escaped: `␛` for an
//! escape, `\u{200B}` for a character without a picture. Not done here: colours, lines and their
//! width.

use std::borrow::Cow;

/// The replacement for a character that must not be displayed unchanged; `None` for all others, and
/// for tabs and newlines.
#[must_use]
pub(crate) fn picture(c: char) -> Option<String> {
    match c {
        '\t' | '\n' => None,
        // Unicode has the pictures of the ASCII control characters in the same order.
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).map(String::from),
        '\u{7F}' => Some('␡'.to_string()),
        _ if is_unseen(c) => Some(format!("\\u{{{:04X}}}", u32::from(c))),
        _ => None,
    }
}

/// Whether the character is invisible, reorders other text, breaks the line, or is white space
/// other than the ASCII space. Variation selectors are kept, because emoji often contain them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && !matches!(c, ' ' | '\u{3000}'))
        || matches!(
            c,
            '\u{00AD}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// The text with such characters escaped.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| picture(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match picture(c) {
            Some(picture) => shown.push_str(&picture),
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_controls_the_terminal() {
        assert_eq!(visible("a\u{1B}[31mred\r\u{7F}\0"), "a␛[31mred␍␡␀");
        assert_eq!(
            visible("x\u{200B}y\u{9B}z\u{202E}\u{A0}"),
            r"x\u{200B}y\u{009B}z\u{202E}\u{00A0}"
        );
        assert_eq!(visible("größe\t😀\n"), "größe\t😀\n");
    }
}
