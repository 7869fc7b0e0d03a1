//! Completes an unfinished line, so that the code already on it can be analysed.
//!
//! Someone typing from left to right has no closing brace yet, and often neither the braces of an
//! `if` nor the closing quotes of a string. With these inserted after the cursor, the line has a
//! tree, and the tree has types.

use flowright_syntax::tokens::{Quotes, Token, TokenKind};

use super::{Inside, Place};

impl Place<'_> {
    /// The closers of the interpolation around a place, which the lexer treated as text because it
    /// is unclosed.
    pub fn unclosed_interpolation(&self, offset: u32) -> Option<(u32, String)> {
        let (start, quotes) = match self.inside {
            Inside::Text { start, quotes, .. } => (start, quotes),
            _ => self.unclosed_before_brace(offset)?,
        };
        if quotes.is_raw() {
            return None;
        }
        let mut closers = open_in_text(self.slice(start, offset))?;
        let length = self.text.len();
        let behind = self.text.get(offset as usize..).unwrap_or_default();
        let rest = behind.trim_start_matches(|next: char| next.is_alphanumeric() || next == '_');
        let end = u32::try_from(length - rest.len()).ok()?;
        let line = rest.lines().next().unwrap_or_default();
        // Closers that an editor has already inserted must not be repeated. The editor may have
        // inserted all of them or only the last ones.
        let all = format!("{closers}{}", quotes.closing());
        let stands_there = |at: &usize| rest.starts_with(all.get(*at..).unwrap_or(&all));
        if let Some(at) = (0..all.len()).find(stands_there) {
            closers = all.get(..at)?.to_owned();
        } else if quotes == Quotes::Plain && line.matches('"').count().is_multiple_of(2) {
            closers = all;
        }
        Some((end, closers))
    }

    /// The unclosed string before a `{` at the place: the lexer interprets the `{` as the start of
    /// a block.
    fn unclosed_before_brace(&self, offset: u32) -> Option<(u32, Quotes)> {
        let count = self.tokens.partition_point(|token| token.end <= offset);
        let mut before = self.tokens.get(..count)?.iter().rev();
        let brace = before.next()?;
        let end = before.find(|token| token.kind != TokenKind::Blank)?;
        let is_missing = matches!(end.kind, TokenKind::StringEnd(_)) && end.start == end.end;
        if brace.kind != TokenKind::BraceOpen || brace.end != offset || !is_missing {
            return None;
        }
        before.find_map(|token| match token.kind {
            TokenKind::StringStart(quotes) => Some((token.end, quotes)),
            _ => None,
        })
    }

    /// The text that the line lacks if nothing follows `end` on it: the braces of an `if`, the `set
    /// { }` of an `update`, or the braces of an `upsert` with a condition.
    pub fn lacking(&self, end: u32) -> String {
        let rest = self.text.get(end as usize..).unwrap_or_default();
        let mut lines = rest.split('\n');
        if !lines.next().unwrap_or_default().trim().is_empty() {
            return String::new();
        }
        let line = self.text.get(..self.word.0 as usize).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default();
        let line_start = self
            .word
            .0
            .saturating_sub(u32::try_from(line.len()).unwrap_or(0));
        // A line that is indented further already belongs to the block.
        let next = lines.find(|line| !line.trim().is_empty());
        let has_block = next.is_some_and(|next| indent(next) > indent(line));
        let mut lacking = String::new();
        let mut closers = String::new();
        for open in self.open.iter().rev() {
            if let Some(lacks) = self.head_lacks(&open.line, has_block) {
                lacking.push_str(&closers);
                lacking.push_str(lacks);
                closers.clear();
            }
            if open.start < line_start {
                break;
            }
            closers.push_str(match open.closer {
                Some(TokenKind::ParenClose) => ")",
                Some(TokenKind::BracketClose) => "]",
                Some(TokenKind::BraceClose) => " }",
                _ => "",
            });
        }
        lacking
    }

    /// The text that must follow the condition or value of the last keyword with braces on a line.
    fn head_lacks(&self, line: &[Token], has_block: bool) -> Option<&'static str> {
        let text = |token: &Token| (token.kind == TokenKind::Word).then(|| self.text_of(*token));
        let is_head = |token: &Token| {
            matches!(
                text(token),
                Some("if" | "when" | "match" | "for" | "while" | "update" | "upsert")
            )
        };
        let head = line.iter().rposition(is_head)?;
        let rest = line.get(head + 1..)?;
        match line.get(head).and_then(text)? {
            "update" if rest.iter().any(|token| text(token) == Some("set")) => None,
            "update" if rest.iter().any(|token| text(token) == Some("where")) => Some(" set { }"),
            "update" => None,
            "upsert" if !rest.iter().any(|token| text(token) == Some("where")) => None,
            _ if rest.iter().any(|token| token.kind == TokenKind::BraceOpen) => None,
            _ if has_block => Some(" {"),
            _ => Some(" { }"),
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The closers of the interpolations open at the end of a text, and of the brackets in them; `None`
/// if the end is text.
fn open_in_text(text: &str) -> Option<String> {
    let mut closers: Vec<char> = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let is_text = matches!(closers.last(), None | Some('"'));
        match letter {
            _ if closers.last() == Some(&letter) => {
                closers.pop();
            }
            '\\' if is_text => {
                letters.next();
            }
            '{' => closers.push('}'),
            '(' if !is_text => closers.push(')'),
            '[' if !is_text => closers.push(']'),
            '"' if !is_text => closers.push('"'),
            _ => {}
        }
    }
    match closers.last() {
        None | Some('"') => None,
        Some(_) => Some(closers.iter().rev().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::open_in_text;

    #[test]
    fn what_is_open_is_closed_from_the_inside() {
        assert_eq!(open_in_text("a {f(b[").as_deref(), Some("])}"));
        assert_eq!(open_in_text("a {f(\"x {b").as_deref(), Some("}\")}"));
        for text in ["a", "a {b} c", "a \\{b", "a {f(\"x", "} ) {a}"] {
            assert_eq!(open_in_text(text), None, "{text}");
        }
    }
}
