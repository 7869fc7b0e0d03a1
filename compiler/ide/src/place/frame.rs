//! What stands in brackets.

use flowright_stdlib::catalogue::Owner;

/// What stands in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// Declarations.
    File,
    /// A trigger and statements.
    Workflow,
    /// Statements.
    Block,
    /// Fields and keys of a collection.
    Collection,
    /// Settings.
    Settings(Owner),
    /// Settings of something that is not known.
    UnknownSettings,
    /// Settings of a message to that channel.
    Message(String),
    /// Fields of a record type, or the element of a list type.
    Type,
    /// Parameters of a function.
    Parameters,
    /// Entries of a record.
    Record(Entries),
    /// Arms of a `match`.
    Arms,
    /// `when` and `else` of a `branch`.
    BranchArms,
    /// Names of fields of a collection: `unique (…)`, `by (…)`.
    Keys(String),
    /// Values: arguments, elements, a group, an index.
    Values,
    /// Secrets that may have signed: `verify github(…)`, `secret […]`.
    Secrets,
    /// Addresses: `allow […]`, `deny […]`.
    Addresses,
    /// What is looked up in headers.
    Headers,
    /// An expression in a string.
    Interpolation,
    /// The name and the type of a parameter in the path of a trigger.
    PathParameter,
    /// The expression in the braces of what `signed` says.
    Signed,
}

/// Whose fields the entries of a record are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entries {
    /// Those of the type that is wanted, or any.
    Value,
    /// Those of a row of that collection.
    Row {
        /// The collection.
        collection: String,
        /// Whether `on create` may stand there.
        upsert: bool,
    },
}
