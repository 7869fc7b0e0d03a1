//! Texts of requests, which may be secrets.

use flowright_stdlib::codec::SecretText;
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::View;
use flowright_stdlib::types::Type;

/// A text of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestText {
    /// A text.
    Plain(Box<str>),
    /// A secret, or a text that contains one.
    Secret(SecretText),
}

impl RequestText {
    pub(super) fn read(value: &View<'_>) -> Result<RequestText, Failure> {
        Ok(RequestText::of(value.text()?, &[value]))
    }

    /// A text that was assembled from those values. It is a secret if one of them is a secret.
    pub(super) fn of(text: &str, values: &[&View<'_>]) -> RequestText {
        let is_secret = |ty: &Type| *ty == Type::Secret;
        if values.iter().any(|value| value.ty().holds(&is_secret)) {
            RequestText::Secret(SecretText::new(text))
        } else {
            RequestText::Plain(text.into())
        }
    }

    /// The text, for sending.
    ///
    /// # Errors
    /// `internal` for a hole that was not filled.
    pub(crate) fn expose(&self) -> Result<&str, Failure> {
        match self {
            RequestText::Plain(text) => Ok(text),
            RequestText::Secret(secret) => secret
                .expose()
                .ok_or_else(|| Failure::internal("a secret of a request is not filled in")),
        }
    }
}
