//! Where record types come from.

use std::borrow::Cow;

/// Where a record type comes from. Types that differ in nothing else are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Written where it is used, or made of values.
    #[default]
    Anonymous,
    /// `type NAME = { … }`
    Named(Box<str>),
    /// A row of the collection of that name.
    Row(Box<str>),
    /// What an `http` step gives.
    Response,
    /// The `e` of a `catch`.
    Failure,
}

impl Origin {
    /// What the type is called in messages, if it is not spelt out.
    #[must_use]
    pub fn title(&self) -> Option<Cow<'_, str>> {
        match self {
            Origin::Named(name) => Some(Cow::Borrowed(name)),
            Origin::Row(collection) => Some(Cow::Owned(format!("row of {collection}"))),
            Origin::Response => Some(Cow::Borrowed("HTTP response")),
            Origin::Anonymous | Origin::Failure => None,
        }
    }
}
