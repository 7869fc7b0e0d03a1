//! Characters that are invisible, or that make text display in a different order than it is read.

/// Whether the character changes the display order of text.
pub(crate) fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Whether the character is part of a visible one: it joins letters, or selects a variant of the
/// preceding character.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}'
    )
}

/// Whether the character is invisible.
pub(crate) fn is_invisible(c: char) -> bool {
    is_joiner(c)
        || matches!(
            c,
            '\u{200B}'
                | '\u{2060}'
                | '\u{FEFF}'
                | '\u{00AD}'
                | '\u{180E}'
                | '\u{3164}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{FFA0}'
                | '\u{E0001}'
        )
}

/// Whether the character may be displayed as a line break, though it is not a newline.
pub(crate) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}'
    )
}

/// Whether the character must be escaped in a string.
pub(crate) fn is_refused_in_text(c: char) -> bool {
    is_direction(c)
        || is_line_break(c)
        || (is_invisible(c) && !is_joiner(c))
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether the character is forbidden in code, where even joiners can make two names look alike.
pub(crate) fn is_hidden(c: char) -> bool {
    is_direction(c) || is_invisible(c) || is_line_break(c) || (c.is_control() && !c.is_whitespace())
}
