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
        }
    }
}
