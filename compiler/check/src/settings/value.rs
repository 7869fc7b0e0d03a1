//! What a setting says.

use crate::program::{Expression, SettingValue};
use flowright_stdlib::catalogue::BodyForm;

/// What a setting says.
pub(crate) enum Value {
    /// Something that is known when the server starts.
    Fixed(SettingValue),
    /// A header that the flow computes.
    Header(Box<str>, Expression),
    /// What is added to a URL.
    Query(Vec<(Box<str>, Expression)>),
    /// What is sent.
    Sent(BodyForm, Expression),
    /// A part of a message.
    Message(Expression),
    /// A construct, which whose it is reads itself.
    Construct,
}
