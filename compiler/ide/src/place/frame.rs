//! The contents of brackets.

use flowright_stdlib::catalogue::Owner;

/// The contents of brackets.
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
    /// Settings of an unknown owner.
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
    /// Arms of `body json by`.
    BodyArms,
    /// `when` and `else` of a `branch`.
    BranchArms,
    /// The branches of a `parallel`.
    Branches,
    /// Names of fields of a collection: `unique (…)`, `by (…)`.
    Keys(String),
    /// Values: arguments, elements, a group, an index.
    Values,
    /// Secrets that may have signed: `verify github(…)`, `secret […]`.
    Secrets,
    /// Addresses: `allow […]`, `deny […]`.
    Addresses,
    /// The key of a header lookup.
    Headers,
    /// An expression in a string.
    Interpolation,
    /// The name and the type of a parameter in the path of a trigger.
    PathParameter,
    /// The expression in the braces of a `signed` text.
    Signed,
}

/// The source of a record's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entries {
    /// The expected type, or any fields.
    Value,
    /// A row of a collection.
    Row {
        /// The collection.
        collection: String,
        /// Whether `on create` is allowed.
        upsert: bool,
    },
}
