//! Reasons not to rename.

use std::fmt;

use flowright_diagnostics::FileRange;

/// Why something cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// There is no name.
    Nothing,
    /// The language provides the name.
    Given {
        /// The name.
        name: String,
    },
    /// The new name is not a valid name.
    NotAName {
        /// The new name.
        name: String,
    },
    /// The new name is a keyword that bindings must not have as their name.
    Reserved {
        /// The new name.
        name: String,
    },
    /// The program would have a new error.
    Clash {
        /// The new name.
        name: String,
        /// The compiler's message.
        message: String,
    },
    /// A line that could not be read may contain the name.
    Unread {
        /// The new name.
        name: String,
        /// The possible reference.
        place: FileRange,
    },
    /// The meaning of a name would change.
    Captured {
        /// The new name.
        name: String,
        /// A place whose meaning would change, in the current program or where another symbol
        /// already has the name.
        place: FileRange,
    },
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenameError::Nothing => f.write_str("there is no name here that can be renamed"),
            RenameError::Given { name } => {
                write!(f, "`{name}` is defined by the language and cannot be renamed")
            }
            RenameError::NotAName { name } => write!(
                f,
                "`{name}` is not a name: a name begins with a letter or `_`, followed by letters, digits and `_`"
            ),
            RenameError::Reserved { name } => {
                write!(
                    f,
                    "`{name}` is a reserved word and cannot be a name"
                )
            }
            RenameError::Clash { name, message } => {
                write!(
                    f,
                    "renaming to `{name}` would cause an error: {message}"
                )
            }
            RenameError::Unread { .. } => f.write_str(
                "cannot rename: a line that cannot be parsed, or is not supported yet, may use the name; fix that line first",
            ),
            RenameError::Captured { name, .. } => {
                write!(
                    f,
                    "`{name}` already has another meaning where it would be used"
                )
            }
        }
    }
}

impl std::error::Error for RenameError {}
