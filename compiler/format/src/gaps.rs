//! The gaps between significant tokens: comments and blank lines.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::Concrete;

/// A comment on a line of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnLine<'a> {
    pub text: &'a str,
    /// Whether there is a blank line above it.
    pub blank_above: bool,
}

/// The gap between two tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gap<'a> {
    /// The comment on the line of the first token.
    pub trailing: Option<&'a str>,
    /// The comments below it.
    pub own: Vec<OwnLine<'a>>,
    /// Whether there is a blank line above the second token.
    pub blank_above: bool,
    /// Whether there is a newline.
    pub breaks: bool,
}

impl<'a> Gap<'a> {
    /// The gap from after the token `before` (or the start of the file) to the token `after`;
    /// commas in it are ignored.
    pub fn of(concrete: &Concrete, text: &'a str, before: Option<usize>, after: usize) -> Gap<'a> {
        let mut gap = Gap::default();
        let mut newlines = 0;
        let start = before.map_or(0, |before| before + 1);
        for token in concrete.tokens.get(start..after).unwrap_or_default() {
            match token.kind {
                TokenKind::Newline => newlines += 1,
                TokenKind::Comment | TokenKind::DocComment | TokenKind::ForeignComment => {
                    let comment = text.get(token.start as usize..token.end as usize);
                    let comment = comment.unwrap_or("").trim_end();
                    let blank_above = newlines > 1;
                    if newlines == 0 && before.is_some() && gap.own.is_empty() {
                        gap.trailing = Some(comment);
                    } else {
                        gap.own.push(OwnLine {
                            text: comment,
                            blank_above,
                        });
                    }
                    gap.breaks |= newlines > 0;
                    newlines = 0;
                }
                _ => {}
            }
        }
        gap.breaks |= newlines > 0;
        gap.blank_above = newlines > 1;
        gap
    }

    pub fn has_comments(&self) -> bool {
        self.trailing.is_some() || !self.own.is_empty()
    }
}
