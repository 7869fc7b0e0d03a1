//! Text for humans, wrapped to a width.

use crate::visible::visible;

/// The text wrapped between words to at most `columns` columns, with invisible characters escaped.
pub(super) fn wrapped(text: &str, columns: usize) -> String {
    let text = visible(text);
    let mut lines = String::with_capacity(text.len() + 8);
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            lines.push('\n');
        }
        let mut used = 0;
        for word in words(line, columns) {
            let width = word.chars().count();
            if used > 0 && used + 1 + width > columns {
                lines.push('\n');
                used = 0;
            } else if used > 0 {
                lines.push(' ');
                used += 1;
            }
            lines.push_str(word);
            used += width;
        }
    }
    lines
}

/// The text on one line, truncated to `columns` columns.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    let text = visible(text).replace('\n', " ");
    if text.chars().count() <= columns {
        return text;
    }
    let mut short: String = text.chars().take(columns.saturating_sub(1)).collect();
    short.push('…');
    short
}

/// The words of a line. Text between backticks is one word, unless it is longer than a line.
fn words(line: &str, columns: usize) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut quoted_at = None;
    for (at, c) in line.char_indices() {
        if c == '`' {
            quoted_at = if quoted_at.is_some() { None } else { Some(at) };
        }
        let is_kept = |open: usize| {
            let rest = line.get(open + 1..).unwrap_or("");
            rest.find('`').is_some_and(|length| length + 2 <= columns)
        };
        if c == ' ' && !quoted_at.is_some_and(is_kept) {
            words.push(line.get(start..at).unwrap_or(""));
            start = at + 1;
        }
    }
    words.push(line.get(start..).unwrap_or(""));
    words
}
