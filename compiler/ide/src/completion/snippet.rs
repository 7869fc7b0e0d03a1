//! Snippets: texts with placeholders.

/// Escapes a text for use in a snippet.
pub(super) fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('$', "\\$")
        .replace('}', "\\}")
}

/// A snippet with its placeholders replaced by their defaults.
pub(super) fn plain(snippet: &str) -> String {
    let mut plain = String::new();
    let mut letters = snippet.chars().peekable();
    let mut open = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '$' => {
                let has_braces = letters.next_if_eq(&'{').is_some();
                while letters.next_if(char::is_ascii_digit).is_some() {}
                if !has_braces {
                    continue;
                }
                match letters.next() {
                    Some(':') => open += 1,
                    Some('|') => {
                        // The default of a choice is its first option.
                        let mut is_first = true;
                        for letter in letters.by_ref() {
                            match letter {
                                '|' => break,
                                ',' => is_first = false,
                                _ if is_first => plain.push(letter),
                                _ => {}
                            }
                        }
                        letters.next_if_eq(&'}');
                    }
                    _ => {}
                }
            }
            '}' if open > 0 => open -= 1,
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn places_are_filled_in_as_proposed() {
        assert_eq!(plain("verify ${1|github,none|} x"), "verify github x");
        assert_eq!(
            plain("signed \"${1:{a\\}.{b\\}}\" { $0 }"),
            "signed \"{a}.{b}\" {  }"
        );
        assert_eq!(plain("a ${1:b ${2:c}} d"), "a b c d");
    }
}
