//! The `http` step.

use std::time::Duration;

use flowright_effects::{Bytes, HeaderName, HeaderValue, Method, Url};
use flowright_ir::image::{AuthScheme, Expectation, HttpBodyKind, HttpTemplate};
use flowright_stdlib::decode::{DecodeError, without_bom};
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Place, View};
use flowright_stdlib::write::form_field;

use super::authorization;
use super::multipart::{Parts, RequestPart};
use super::request_text::RequestText;

/// An `http` step, ready to be sent.
pub struct HttpPlan {
    pub(crate) method: Method,
    /// Scheme, host and fixed path, without a trailing slash.
    pub(crate) base: Url,
    /// The base for display, without its secrets.
    pub(crate) shown_base: String,
    /// Headers of the service, without those that the step overrides.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// The type of the body, unless the step sets it itself.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) timeout: Duration,
    pub(crate) max_response: usize,
    /// Whether the flow reads the headers of the response.
    pub(crate) reads_headers: bool,
    pub(crate) template: HttpTemplate,
}

/// The request of an `http` step, without what its plan defines.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequest {
    /// Path and query to append to the base, encoded.
    pub target: RequestText,
    /// The body, if one is sent.
    pub body: Option<RequestBody>,
    /// The values of the step's own headers, in the order of their names in the plan, followed by
    /// the value of `Authorization` if the step has `auth`.
    pub headers: Vec<RequestText>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestBody {
    /// A text: JSON, a form, or any other.
    Text(RequestText),
    /// Bytes.
    Bytes(Bytes),
    /// Parts. The boundary between them is generated when they are sent.
    Multipart(Vec<RequestPart>),
}

/// The response to an `http` step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpOutput {
    /// The status.
    pub status: u16,
    /// Names and values of the headers; empty if the flow reads none.
    pub headers: Vec<(Box<str>, Box<str>)>,
    /// The body.
    pub body: Bytes,
}

pub(super) fn request(plan: &HttpPlan, arguments: &View<'_>) -> Result<HttpRequest, Failure> {
    let mut fields = arguments.fields()?.into_iter();
    let mut next = || {
        fields
            .next()
            .ok_or_else(|| Failure::internal("an http step lacks an argument"))
    };
    let target = RequestText::read(&next()?)?;
    let body = match plan.template.body {
        HttpBodyKind::None => None,
        HttpBodyKind::Json | HttpBodyKind::Text => {
            Some(RequestBody::Text(RequestText::read(&next()?)?))
        }
        HttpBodyKind::Bytes => {
            let body = next()?;
            Some(RequestBody::Bytes(Bytes::copy_from_slice(body.bytes()?)))
        }
        HttpBodyKind::Multipart => {
            let mut parts = Parts::default();
            for (name, kind) in plan.template.form.iter().zip(&plan.template.parts) {
                parts.add(name, *kind, &next()?)?;
            }
            Some(RequestBody::Multipart(parts.finish()))
        }
        HttpBodyKind::Form => {
            let mut body = Vec::new();
            let mut values = Vec::with_capacity(plan.template.form.len());
            for name in &plan.template.form {
                let value = next()?;
                form_field(&mut body, name, &value)?;
                values.push(value);
            }
            let values: Vec<&View<'_>> = values.iter().collect();
            let body = RequestText::of(&String::from_utf8_lossy(&body), &values);
            Some(RequestBody::Text(body))
        }
    };
    let mut headers = Vec::with_capacity(plan.template.headers.len());
    for _ in &plan.template.headers {
        headers.push(RequestText::read(&next()?)?);
    }
    match plan.template.auth {
        None => {}
        Some(AuthScheme::Bearer) => {
            let token = next()?;
            let value = authorization::bearer(token.text()?);
            headers.push(RequestText::of(&value, &[&token]));
        }
        Some(AuthScheme::Basic) => {
            let (user, password) = (next()?, next()?);
            let value = authorization::basic(user.text()?, password.text()?);
            let value = value.ok_or_else(|| {
                let message = "the user of `auth basic` contains a `:`";
                Failure::new(FailureCode::OutOfRange, message)
            })?;
            headers.push(RequestText::of(&value, &[&user, &password]));
        }
    }
    Ok(HttpRequest {
        target,
        body,
        headers,
    })
}

pub(super) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Writes the part of a response that the flow reads. The body is decoded as the step expects it
/// even if the flow does not read it.
pub(super) fn write(
    mut place: Place<'_>,
    template: &HttpTemplate,
    output: &HttpOutput,
) -> Result<(), Failure> {
    if let Some(mut status) = place.field_named("status") {
        status.int(i64::from(output.status))?;
    }
    if let Some(mut headers) = place.field_named("headers") {
        let pairs = output.headers.iter();
        headers.headers(pairs.map(|(name, value)| (&**name, &**value)))?;
    }
    if !is_success(output.status) {
        return Ok(());
    }
    match &template.expect {
        Expectation::Nothing => Ok(()),
        Expectation::Json(shape) => {
            let decoded = match place.field_named("body") {
                // Under `accept any` the field may be optional although the value is not.
                Some(body) if !shape.stores(body.ty()) => body.some()?.json(shape, &output.body),
                Some(mut body) => body.json(shape, &output.body),
                None => place.check_json(shape, &output.body),
            };
            decoded.map_err(DecodeError::into_failure)
        }
        Expectation::Bytes => match place.field_named("body") {
            // Under `accept any` the field is optional.
            Some(body) => body.some()?.bytes(&output.body),
            None => Ok(()),
        },
        Expectation::Text => {
            let text = std::str::from_utf8(without_bom(&output.body))
                .map_err(|_| Failure::new(FailureCode::Decode, "the response is not UTF-8 text"))?;
            match place.field_named("body") {
                Some(body) => body.some()?.text(text),
                None => Ok(()),
            }
        }
    }
}
