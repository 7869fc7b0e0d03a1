//! The registry of codes. A code is one line here and one page in `codes/`.

use crate::Severity;

macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        /// A kind of finding, with a stable code and a page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable code, such as `E0201`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// What this kind of finding is, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// The page that `flowright explain` prints: Markdown whose first example triggers this code.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("codes/", $code, ".md")),)* }
            }
        }
    };
}

codes! {
    // E00: the text itself.
    UnclosedString = "E0001", "a string that is not closed";
    UnclosedBracket = "E0002", "a bracket that is not closed";
    Syntax = "E0003", "something that cannot stand here";

    // E01: names.
    UnknownName = "E0101", "a name that is not declared";

    // E09: the compiler's own limits.
    NotBuilt = "E0901", "a part of the language that is not built yet";
    WorkflowTooLarge = "E0902", "a workflow that is too large";
}

impl Code {
    /// The code of that text, in any case: `e0101` is `E0101`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// Codes that begin with `W` warn, all others are errors.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}
