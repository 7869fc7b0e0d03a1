//! The origins of record types.

use std::borrow::Cow;

/// The origin of a record type. Only `file` affects the equality of types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Written where it is used, or inferred from values.
    #[default]
    Anonymous,
    /// `type NAME = { … }`
    Named(Box<str>),
    /// A row of the collection with that name.
    Row(Box<str>),
    /// The result of an `http` step.
    Response,
    /// The `e` of a `catch`.
    Failure,
    /// `file`, which is decoded from a part of a body.
    File,
}

impl Origin {
    /// The name of the type in messages, if it is not spelled out.
    #[must_use]
    pub fn title(&self) -> Option<Cow<'_, str>> {
        match self {
            Origin::Named(name) => Some(Cow::Borrowed(name)),
            Origin::Row(collection) => Some(Cow::Owned(format!("row of {collection}"))),
            Origin::Response => Some(Cow::Borrowed("HTTP response")),
            Origin::File => Some(Cow::Borrowed("file")),
            Origin::Anonymous | Origin::Failure => None,
        }
    }
}
