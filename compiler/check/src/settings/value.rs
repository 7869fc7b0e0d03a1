//! The value of a setting.

use crate::program::{AuthScheme, Expression, PartKind, SettingValue};
use flowright_stdlib::catalogue::BodyForm;

/// The value of a setting.
pub(crate) enum Value {
    /// A value that is known when the server starts.
    Fixed(SettingValue),
    /// A header computed by the flow.
    Header(Box<str>, Expression),
    /// Credentials computed by the flow: the scheme and its operands.
    Auth(AuthScheme, Vec<Expression>),
    /// Parameters appended to the query of a URL.
    Query(Vec<(Box<str>, Expression)>),
    /// The fields of a form to send.
    Form(Vec<(Box<str>, Expression)>),
    /// The fields of a multipart body to send, and how each is sent.
    Multipart(Vec<(Box<str>, Expression)>, Vec<PartKind>),
    /// Another body to send.
    Sent(BodyForm, Expression),
    /// A part of a message.
    Message(Expression),
    /// A construct with its own syntax, which the owner reads.
    Construct,
}
