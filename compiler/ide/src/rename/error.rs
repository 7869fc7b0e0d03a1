//! Why a name is kept.

use std::fmt;

use flowright_diagnostics::FileRange;

/// Why something is not renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// No name stands there.
    Nothing,
    /// The language gives the name.
    Given {
        /// The name.
        name: String,
    },
    /// The new name is none.
    NotAName {
        /// The new name.
        name: String,
    },
    /// A word of the language, which no binding may be called.
    Reserved {
        /// The new name.
        name: String,
    },
    /// The program would have an error more.
    Clash {
        /// The new name.
        name: String,
        /// What the compiler would say.
        message: String,
    },
    /// A line that could not be read may name it.
    Unread {
        /// The new name.
        name: String,
        /// Where it may be named.
        place: FileRange,
    },
    /// A name would come to mean something else.
    Captured {
        /// The new name.
        name: String,
        /// A place that would mean something else: in the program as it is, or where another one has the name already.
        place: FileRange,
    },
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenameError::Nothing => f.write_str("there is no name here that could be changed"),
            RenameError::Given { name } => {
                write!(f, "`{name}` is given by the language and keeps its name")
            }
            RenameError::NotAName { name } => write!(
                f,
                "`{name}` is not a name: it begins with a letter or `_`, and goes on with letters, digits and `_`"
            ),
            RenameError::Reserved { name } => {
                write!(
                    f,
                    "`{name}` is a word of the language, and nothing can be called so"
                )
            }
            RenameError::Clash { name, message } => {
                write!(
                    f,
                    "with the name `{name}` the program would have an error: {message}"
                )
            }
            RenameError::Unread { .. } => f.write_str(
                "it is not renamed: a line that cannot be read, or is not built yet, may name it; mend that line first",
            ),
            RenameError::Captured { name, .. } => {
                write!(
                    f,
                    "`{name}` means something else already where it would be used"
                )
            }
        }
    }
}

impl std::error::Error for RenameError {}
