//! The tokens outside strings.

use logos::Logos;

use super::TokenKind;

/// The token kinds of the logos lexer; [`TokenKind`] is the public counterpart.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    #[regex(r"[ \t\r]+")]
    Blank,
    #[token("\n")]
    Newline,
    #[regex(r"//[^\n]*", allow_greedy = true)]
    Comment,
    #[regex(r"#[^\n]*", allow_greedy = true)]
    HashComment,
    #[token("/*")]
    BlockComment,
    #[regex(r"[A-Za-z_][A-Za-z0-9_]*")]
    Word,
    #[regex(r"[0-9][0-9_]*(\.[0-9][0-9_]*)?([eE][+-]?[0-9][0-9_]*)?[A-Za-z0-9_]*")]
    Number,
    #[token("\"")]
    Quote,
    #[token("\"\"\"")]
    BlockQuote,
    #[token("r\"")]
    RawQuote,
    #[token("r\"\"\"")]
    RawBlockQuote,
    #[token("'")]
    Apostrophe,
    #[token("`")]
    Backtick,
    #[token("{")]
    BraceOpen,
    #[token("}")]
    BraceClose,
    #[token("(")]
    ParenOpen,
    #[token(")")]
    ParenClose,
    #[token("[")]
    BracketOpen,
    #[token("]")]
    BracketClose,
    #[token(",")]
    Comma,
    #[token(":")]
    Colon,
    #[token(";")]
    Semicolon,
    #[token(".")]
    Dot,
    #[token("?.")]
    OptionalDot,
    #[token("?")]
    Question,
    #[token("->")]
    Arrow,
    #[token("=>")]
    FatArrow,
    #[token("|")]
    Pipe,
    #[token("=")]
    Equal,
    #[token("==")]
    #[token("!=")]
    #[token("<")]
    #[token("<=")]
    #[token(">")]
    #[token(">=")]
    #[token("??")]
    #[token("+")]
    #[token("*")]
    #[token("/")]
    #[token("%")]
    Operator,
    #[token("-")]
    Minus,
    #[token("!")]
    Bang,
    #[token("&&")]
    #[token("||")]
    #[token("===")]
    #[token("!==")]
    ForeignOperator,
}

impl Plain {
    /// The public kind, for kinds that need no further inspection.
    pub(super) fn kind(self) -> TokenKind {
        match self {
            Plain::Blank => TokenKind::Blank,
            Plain::Newline => TokenKind::Newline,
            Plain::Comment => TokenKind::Comment,
            Plain::HashComment | Plain::BlockComment => TokenKind::ForeignComment,
            Plain::Word => TokenKind::Word,
            Plain::Number => TokenKind::Number,
            Plain::BraceOpen => TokenKind::BraceOpen,
            Plain::BraceClose => TokenKind::BraceClose,
            Plain::ParenOpen => TokenKind::ParenOpen,
            Plain::ParenClose => TokenKind::ParenClose,
            Plain::BracketOpen => TokenKind::BracketOpen,
            Plain::BracketClose => TokenKind::BracketClose,
            Plain::Comma => TokenKind::Comma,
            Plain::Colon => TokenKind::Colon,
            Plain::Semicolon => TokenKind::Semicolon,
            Plain::Dot => TokenKind::Dot,
            Plain::OptionalDot => TokenKind::OptionalDot,
            Plain::Question => TokenKind::Question,
            Plain::Arrow => TokenKind::Arrow,
            Plain::FatArrow => TokenKind::FatArrow,
            Plain::Pipe => TokenKind::Pipe,
            Plain::Equal => TokenKind::Equal,
            Plain::Operator => TokenKind::Operator,
            Plain::Minus => TokenKind::Minus,
            Plain::Bang => TokenKind::Bang,
            Plain::ForeignOperator => TokenKind::ForeignOperator,
            Plain::Quote
            | Plain::BlockQuote
            | Plain::RawQuote
            | Plain::RawBlockQuote
            | Plain::Apostrophe
            | Plain::Backtick => TokenKind::Unknown,
        }
    }
}
