//! A token.

use super::Quotes;

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its kind.
    pub kind: TokenKind,
    /// The offset of its first byte.
    pub start: u32,
    /// The offset after its last byte; a missing [`TokenKind::StringEnd`] is empty.
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
    /// A name or a keyword.
    Word,
    /// A number with its unit.
    Number,
    /// The opening quotes.
    StringStart(Quotes),
    /// Literal text of a string.
    StringText,
    /// A backslash and the escaped character.
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
    /// A character without meaning.
    Unknown,
}

impl TokenKind {
    /// Whether the token only separates other tokens: blanks, newlines and comments.
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

/// Whether a string or an interpolation is unclosed, so that it may have swallowed the tokens that
/// follow.
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
