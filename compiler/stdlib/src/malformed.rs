//! What is wrong with a text that must follow a grammar of its own.

/// What is wrong with a text that must follow a grammar of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong, as the rest of a sentence about the text.
    pub problem: String,
    /// What to write, if the general help on the grammar does not cover it.
    pub help: Option<String>,
    /// The text that was probably meant.
    pub meant: Option<String>,
}

impl Malformed {
    /// A text of which only the problem is known.
    pub(crate) fn new(problem: impl Into<String>) -> Malformed {
        Malformed {
            problem: problem.into(),
            help: None,
            meant: None,
        }
    }

    /// Adds what to write.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Malformed {
        self.help = Some(help.into());
        self
    }

    /// Adds a text that was probably meant.
    pub(crate) fn meant(mut self, text: impl Into<String>) -> Malformed {
        self.meant = Some(text.into());
        self
    }
}
