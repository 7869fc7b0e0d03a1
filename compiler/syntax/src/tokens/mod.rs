//! The tokens of a source: lossless, every byte of it is in one.
//!
//! In: the text. Out: tokens that follow each other without gaps, blanks and comments too, and what the lexer alone can find
//! wrong. Strings are split into parts, and the tokens of an interpolation stand between its braces.
//!
//! Invariant: the slices of the tokens, one after the other, are the source.

mod lexed;
mod plain;
mod scanner;
mod strings;
mod unclosed;
mod words;

pub use lexed::Lexed;
pub(crate) use scanner::{Problem, ProblemKind, scan};
pub(crate) use words::of_class;
pub use words::{WORDS, Word, WordClass, is_reserved, word};

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

/// How a string is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// `"…"`
    Plain,
    /// `"""…"""`
    Block,
    /// `r"…"`
    Raw,
    /// `r"""…"""`
    RawBlock,
    /// `'…'`, which is an error.
    Single,
    /// In backticks, which is an error.
    Backtick,
}

impl Quotes {
    /// Whether newlines may stand inside.
    #[must_use]
    pub fn is_block(self) -> bool {
        matches!(self, Quotes::Block | Quotes::RawBlock)
    }

    /// Whether a backslash and a brace are just that.
    #[must_use]
    pub fn is_raw(self) -> bool {
        matches!(self, Quotes::Raw | Quotes::RawBlock)
    }

    /// What opens it.
    #[must_use]
    pub fn opening(self) -> &'static str {
        match self {
            Quotes::Plain => "\"",
            Quotes::Block => "\"\"\"",
            Quotes::Raw => "r\"",
            Quotes::RawBlock => "r\"\"\"",
            Quotes::Single => "'",
            Quotes::Backtick => "`",
        }
    }

    /// What closes it.
    #[must_use]
    pub fn closing(self) -> &'static str {
        match self {
            Quotes::Plain | Quotes::Raw => "\"",
            Quotes::Block | Quotes::RawBlock => "\"\"\"",
            Quotes::Single => "'",
            Quotes::Backtick => "`",
        }
    }
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

/// The tokens of a text; never fails.
#[must_use]
pub fn lex(text: &str) -> Vec<Token> {
    scan(text).tokens
}
