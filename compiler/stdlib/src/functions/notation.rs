//! Texts with a grammar of their own, which a program writes out so that the compiler can check them.

use crate::{decode, pattern};

/// The grammar of a text that is written in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A path into JSON data: `customer.addresses[0].city`.
    JsonPath,
    /// A regular expression.
    Regex,
}

impl Notation {
    /// What such a text is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Notation::JsonPath => "path",
            Notation::Regex => "pattern",
        }
    }

    /// How to write one, for help.
    #[must_use]
    pub fn sample(self) -> &'static str {
        match self {
            Notation::JsonPath => "\"customer.addresses[0].city\"",
            Notation::Regex => "r\"^[a-z]+-\\d+$\"",
        }
    }

    /// How to correct one.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Notation::Regex => {
                "it is a regular expression without look-around and back-references; write it as a raw text: `r\"\\d+\"`"
            }
            Notation::JsonPath => {
                "names are separated by dots, and indexes stand in brackets: `a.b[0]`; any other name goes in brackets of its own: `data[\"a b\"]`"
            }
        }
    }

    /// What to do if the text is only known when the program runs.
    #[must_use]
    pub fn computed(self) -> &'static str {
        match self {
            Notation::Regex => {
                "for a computed text, use `contains`, `starts_with`, `split` or `replace`"
            }
            Notation::JsonPath => "a computed name or index goes in brackets: `data[name]`",
        }
    }

    /// Whether the text follows the grammar.
    ///
    /// # Errors
    /// What is wrong with it, as the rest of a sentence about it.
    pub fn check(self, text: &str) -> Result<(), String> {
        match self {
            Notation::JsonPath => decode::json_path(text).map(|_| ()),
            Notation::Regex => pattern::compiled(text).map(|_| ()),
        }
    }
}
