//! How strings are quoted.

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
    /// `“…”`, which is an error.
    Curly,
    /// `‘…’`, which is an error.
    CurlySingle,
}

impl Quotes {
    /// Whether the string may contain newlines.
    #[must_use]
    pub fn is_block(self) -> bool {
        matches!(self, Quotes::Block | Quotes::RawBlock)
    }

    /// Whether backslashes and braces are literal text.
    #[must_use]
    pub fn is_raw(self) -> bool {
        matches!(self, Quotes::Raw | Quotes::RawBlock)
    }

    /// The opening quotes.
    #[must_use]
    pub fn opening(self) -> &'static str {
        match self {
            Quotes::Plain => "\"",
            Quotes::Block => "\"\"\"",
            Quotes::Raw => "r\"",
            Quotes::RawBlock => "r\"\"\"",
            Quotes::Single => "'",
            Quotes::Backtick => "`",
            Quotes::Curly => "“",
            Quotes::CurlySingle => "‘",
        }
    }

    /// The closing quotes.
    #[must_use]
    pub fn closing(self) -> &'static str {
        match self {
            Quotes::Plain | Quotes::Raw => "\"",
            Quotes::Block | Quotes::RawBlock => "\"\"\"",
            Quotes::Single => "'",
            Quotes::Backtick => "`",
            Quotes::Curly => "”",
            Quotes::CurlySingle => "’",
        }
    }

    /// The typographic quotes that a character opens.
    pub(crate) fn typographic(opening: char) -> Option<Quotes> {
        match opening {
            '“' | '”' | '„' => Some(Quotes::Curly),
            '‘' | '’' | '‚' => Some(Quotes::CurlySingle),
            _ => None,
        }
    }

    /// The characters that close typographic quotes; empty for other quotes. Each is as long as any
    /// character that opens them.
    pub(crate) fn closers(self) -> &'static [char] {
        match self {
            Quotes::Curly => &['”', '“'],
            Quotes::CurlySingle => &['’', '‘'],
            Quotes::Plain
            | Quotes::Block
            | Quotes::Raw
            | Quotes::RawBlock
            | Quotes::Single
            | Quotes::Backtick => &[],
        }
    }
}
