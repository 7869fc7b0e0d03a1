//! The `notify` step.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Place, View};
use flowright_stdlib::types::Type;
use zeroize::Zeroizing;

/// A `notify` step, ready to be sent.
pub struct NotifyPlan {
    /// The kind of the channel.
    pub(crate) kind: &'static str,
    /// Its settings, with all secrets resolved.
    pub(crate) settings: Vec<(&'static str, Zeroizing<String>)>,
}

/// A message, as assembled by the flow.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its parts by name, such as `to`, `subject` and `text`. A part with several texts, such as
    /// recipients, occurs once for each of them.
    pub parts: Vec<(Box<str>, Box<str>)>,
}

pub(super) fn request(arguments: &View<'_>) -> Result<Message, Failure> {
    let Type::Record(record) = arguments.ty() else {
        return Err(Failure::internal(
            "the arguments of a notify step are not a record",
        ));
    };
    let fields = arguments.fields()?;
    let mut parts: Vec<(Box<str>, Box<str>)> = Vec::with_capacity(fields.len());
    for (name, value) in record.names().zip(&fields) {
        let Type::List(_) = value.ty() else {
            parts.push((name.into(), value.text()?.into()));
            continue;
        };
        let before = parts.len();
        for element in value.elements()? {
            parts.push((name.into(), element.text()?.into()));
        }
        if parts.len() == before {
            let message = format!("`{name}` is an empty list");
            return Err(Failure::new(FailureCode::Fail, message));
        }
    }
    Ok(Message { parts })
}

/// Writes the message ID from the provider: an empty text if there is none. Writes nothing if the
/// step has no result.
pub(super) fn write(mut place: Place<'_>, id: Option<&str>) -> Result<(), Failure> {
    if *place.ty() == Type::Null {
        return Ok(());
    }
    place.text(id.unwrap_or_default())
}
