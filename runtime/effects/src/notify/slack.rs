//! `slack { url }`: a message by a Slack incoming webhook.

use flowright_host::Host;
use hyper::Method;
use serde_json::json;

use super::{Fields, Kind, NotifyError, Sending};
use crate::{Bytes, HttpClient, HttpError, HttpRequest};

/// Slack's longest error word has well under this many bytes; anything longer is a page of some proxy.
const MAX_REASON: usize = 60;

/// The channel kind `slack`.
pub const KIND: Kind = Kind {
    name: "slack",
    check,
    send: send_fields,
};

fn check(settings: Fields<'_>) -> Result<(), NotifyError> {
    let [url] = settings.exactly(["url"])?;
    let request = HttpRequest::parse(Method::POST, url).map_err(HttpError::from)?;
    Ok(request.check().map_err(HttpError::from)?)
}

fn send_fields<'a>(
    client: &'a HttpClient,
    _: &'a Host,
    settings: Fields<'a>,
    message: Fields<'a>,
) -> Sending<'a> {
    Box::pin(async move {
        let [url] = settings.exactly(["url"])?;
        let [text] = message.exactly(["text"])?;
        send(client, url, text).await.map(|()| None)
    })
}

/// Sends `text`, in which `&`, `<` and `>` of what was interpolated are escaped already. The URL is a secret:
/// who has it can post.
///
/// # Errors
///
/// When Slack does not answer with 2xx.
pub async fn send(client: &HttpClient, webhook_url: &str, text: &str) -> Result<(), NotifyError> {
    let mut request = HttpRequest::parse(Method::POST, webhook_url).map_err(HttpError::from)?;
    request
        .header("content-type", "application/json")
        .map_err(HttpError::from)?;
    request.body = json!({ "text": text }).to_string().into();
    let response = client.send(request).await?;
    if (200..300).contains(&response.status) {
        return Ok(());
    }
    Err(NotifyError::Status {
        status: response.status,
        reason: reason(&response.body),
    })
}

/// Slack names the mistake by one word. Other text is not passed on: it could hold the URL.
fn reason(body: &Bytes) -> Option<String> {
    let word = std::str::from_utf8(body).ok()?.trim();
    let is_word = (1..=MAX_REASON).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_word.then(|| word.to_owned())
}
