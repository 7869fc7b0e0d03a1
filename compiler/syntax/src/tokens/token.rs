//! A token.

use super::Quotes;

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first byte.
    pub start: u32,
    /// The byte after its last; a [`TokenKind::StringEnd`] that is missing is empty.
    pub end: u32,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Blanks, tabs, carriage returns.
    Blank,
    /// One newline.
    Newline,
    /// `// …`
    Comment,
    /// `/// …`
    DocComment,
    /// `# …` or `/* … */`, which are errors.
    ForeignComment,
    /// A name or a word of the language.
    Word,
    /// A number with its unit.
    Number,
    /// The opening quotes.
    StringStart(Quotes),
    /// Text of a string, as it is.
    StringText,
    /// A backslash and what it escapes.
    StringEscape,
    /// The `{` of an interpolation.
    InterpolationStart,
    /// The `}` of an interpolation.
    InterpolationEnd,
    /// The closing quotes.
    StringEnd(Quotes),
    /// `{`
    BraceOpen,
    /// `}`
    BraceClose,
    /// `(`
    ParenOpen,
    /// `)`
    ParenClose,
    /// `[`
    BracketOpen,
    /// `]`
    BracketClose,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`, which is an error.
    Semicolon,
    /// `.`
    Dot,
    /// `?.`
    OptionalDot,
    /// `?`
    Question,
    /// `->`
    Arrow,
    /// `=>`
    FatArrow,
    /// `|`
    Pipe,
    /// `=`
    Equal,
    /// `== != < <= > >= ?? + * / %`
    Operator,
    /// `-`
    Minus,
    /// `!`, which is an error.
    Bang,
    /// `&& || === !==`, which are errors.
    ForeignOperator,
    /// A character that means nothing.
    Unknown,
}

impl TokenKind {
    /// Whether it only separates: blanks, newlines and comments.
    #[must_use]
    pub fn is_trivia(self) -> bool {
        matches!(
            self,
            TokenKind::Blank
                | TokenKind::Newline
                | TokenKind::Comment
                | TokenKind::DocComment
                | TokenKind::ForeignComment
        )
    }
}

/// Whether a string or an interpolation is not closed, and may have taken what stands behind it.
pub(crate) fn is_unclosed(tokens: impl IntoIterator<Item = Token>) -> bool {
    let mut open = 0_usize;
    for token in tokens {
        match token.kind {
            TokenKind::StringEnd(_) if token.start == token.end => return true,
            TokenKind::InterpolationStart => open += 1,
            TokenKind::InterpolationEnd => open = open.saturating_sub(1),
            _ => {}
        }
    }
    open > 0
}
