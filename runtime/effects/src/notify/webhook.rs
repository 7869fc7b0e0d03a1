//! Sends messages by a POST of JSON to the channel's `url`. The kind's spec defines the JSON.

use flowright_stdlib::catalogue::{Parts, WebhookDelivery};
use hyper::Method;

use super::{Fields, NotifyError};
use crate::{Bytes, HttpClient, HttpError, HttpRequest};

/// Checks the channel's settings.
pub(super) fn check(settings: Fields<'_>) -> Result<(), NotifyError> {
    let [url] = settings.exactly(["url"])?;
    let request = HttpRequest::parse(Method::POST, url).map_err(HttpError::from)?;
    Ok(request.check().map_err(HttpError::from)?)
}

/// Sends a message. The URL is a secret: anyone who knows it can post.
pub(super) async fn send(
    delivery: &WebhookDelivery,
    client: &HttpClient,
    settings: Fields<'_>,
    message: Fields<'_>,
) -> Result<(), NotifyError> {
    let [url] = settings.exactly(["url"])?;
    let mut request = HttpRequest::parse(Method::POST, url).map_err(HttpError::from)?;
    request
        .header("content-type", "application/json")
        .map_err(HttpError::from)?;
    let payload = (delivery.payload)(&Parts::new(message.pairs()));
    request.body = payload.to_string().into();
    let response = client.send(request).await?;
    if (200..300).contains(&response.status) {
        return Ok(());
    }
    Err(NotifyError::Status {
        status: response.status,
        reason: reason(delivery, &response.body),
    })
}

fn reason(delivery: &WebhookDelivery, body: &Bytes) -> Option<String> {
    (delivery.reason)(std::str::from_utf8(body).ok()?)
}
