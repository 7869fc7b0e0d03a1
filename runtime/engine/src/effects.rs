//! Everything that leaves the process.

use std::borrow::Cow;
use std::future::Future;
use std::pin::Pin;

use flowright_effects::{Bytes, HeaderName, HeaderValue, HttpClient, Url, notify};
use flowright_host::Host;
use flowright_ir::image::Expectation;
use flowright_stdlib::decode::Charset;
use flowright_stdlib::failure::{Failure, FailureCode};

use crate::step::{
    AUTHORIZATION, HttpOutput, HttpPlan, HttpRequest, Message, NotifyPlan, RequestBody, assembled,
};

const CONTENT_TYPE: HeaderName = HeaderName::from_static("content-type");

/// The future of an effect.
pub type Effect<'a, T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send + 'a>>;

/// Everything that leaves the process. Steps on rows go to the store.
pub trait Effects: Send + Sync {
    /// Sends a request and returns the response, whatever its status.
    fn http<'a>(&'a self, plan: &'a HttpPlan, request: HttpRequest) -> Effect<'a, HttpOutput>;

    /// Sends a message and returns the ID that the provider gives it, if any.
    fn notify<'a>(&'a self, plan: &'a NotifyPlan, message: Message)
    -> Effect<'a, Option<Box<str>>>;
}

/// Effects over the network.
pub struct Network {
    client: HttpClient,
    host: Host,
}

impl Network {
    /// Uses that client, and the time and randomness of that host.
    #[must_use]
    pub fn new(client: HttpClient, host: Host) -> Network {
        Network { client, host }
    }
}

impl Effects for Network {
    fn http<'a>(&'a self, plan: &'a HttpPlan, request: HttpRequest) -> Effect<'a, HttpOutput> {
        Box::pin(http(&self.client, &self.host, plan, request))
    }

    fn notify<'a>(
        &'a self,
        plan: &'a NotifyPlan,
        message: Message,
    ) -> Effect<'a, Option<Box<str>>> {
        Box::pin(send(&self.client, &self.host, plan, message))
    }
}

async fn http(
    client: &HttpClient,
    host: &Host,
    plan: &HttpPlan,
    request: HttpRequest,
) -> Result<HttpOutput, Failure> {
    let answer = client.send(outgoing(host, plan, request)?).await;
    let answer = answer.map_err(|error| {
        let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Internal);
        Failure::new(code, error.to_string())
    })?;
    // A header that is present must never read as absent, so invalid bytes are replaced.
    let text = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.as_str().into(), value.into())
    };
    let wanted = plan.reads_headers.then(|| answer.headers.iter());
    let headers = wanted.into_iter().flatten().map(text).collect();
    let declared = answer.headers.get(CONTENT_TYPE);
    let charset = Charset::declared(declared.map_or(&[], |value| value.as_bytes()));
    Ok(HttpOutput {
        status: answer.status,
        headers,
        body: in_utf8(plan, charset, answer.body),
    })
}

/// The body of a response, converted to UTF-8 if it is text or JSON in another charset.
fn in_utf8(plan: &HttpPlan, charset: Charset, body: Bytes) -> Bytes {
    if charset == Charset::Utf8 {
        return body;
    }
    let decoded = match plan.template.expect {
        Expectation::Nothing | Expectation::Bytes => Cow::Borrowed(&*body),
        Expectation::Text => charset.decode(&body).map_or(Cow::Borrowed(&*body), |text| {
            Cow::Owned(text.into_owned().into_bytes())
        }),
        Expectation::Json(_) => charset.decode_json(&body),
    };
    match decoded {
        Cow::Borrowed(_) => body,
        Cow::Owned(decoded) => decoded.into(),
    }
}

/// The request to send: with the address and headers of the plan, and with its secrets filled in.
fn outgoing(
    host: &Host,
    plan: &HttpPlan,
    request: HttpRequest,
) -> Result<flowright_effects::HttpRequest, Failure> {
    let url = address(plan, request.target.expose()?)?;
    let mut outgoing = flowright_effects::HttpRequest::new(plan.method.clone(), url);
    let mut content_type = plan.content_type.clone();
    outgoing.body = match request.body {
        Some(RequestBody::Text(text)) => text.expose()?.to_owned().into(),
        Some(RequestBody::Bytes(octets)) => octets,
        Some(RequestBody::Multipart(parts)) => {
            let (kind, body) = assembled(&parts, &*host.random)?;
            content_type = HeaderValue::try_from(kind).ok();
            body.into()
        }
        None => Bytes::new(),
    };
    if let Some(kind) = content_type {
        outgoing.headers.push((CONTENT_TYPE, kind));
    }
    outgoing.headers.extend(plan.headers.iter().cloned());
    let own = plan.template.headers.iter().map(|name| &**name);
    let own = own.chain(plan.template.auth.map(|_| AUTHORIZATION));
    for (name, value) in own.zip(&request.headers) {
        outgoing
            .header(name, value.expose()?)
            .map_err(|error| Failure::new(FailureCode::OutOfRange, error.to_string()))?;
    }
    outgoing.timeout = plan.timeout;
    outgoing.max_response = plan.max_response;
    outgoing.reads_body = !matches!(plan.template.expect, Expectation::Nothing);
    Ok(outgoing)
}

/// The base followed by the path and query. The added part is already encoded and cannot change the
/// host.
fn address(plan: &HttpPlan, rest: &str) -> Result<Url, Failure> {
    let base = &plan.base;
    let refused = || {
        Failure::new(
            FailureCode::Denied,
            "the path of an http step changes the host",
        )
    };
    if !(rest.is_empty() || rest.starts_with(['/', '?'])) {
        return Err(refused());
    }
    let text = format!("{}{rest}", base.as_str().trim_end_matches('/'));
    let url = Url::parse(&text)
        .map_err(|error| Failure::new(FailureCode::OutOfRange, error.to_string()))?;
    if url.origin() != base.origin() || !url.username().is_empty() {
        return Err(refused());
    }
    Ok(url)
}

async fn send(
    client: &HttpClient,
    host: &Host,
    plan: &NotifyPlan,
    message: Message,
) -> Result<Option<Box<str>>, Failure> {
    let settings = plan.settings.iter();
    let settings: Vec<(&str, &str)> = settings
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let parts = message.parts.iter();
    let parts: Vec<(&str, &str)> = parts.map(|(name, value)| (&**name, &**value)).collect();
    let sent = notify::send(client, host, plan.kind, &settings, &parts).await;
    let id = sent.map_err(|error| {
        let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Fail);
        Failure::new(code, error.to_string())
    })?;
    Ok(id.map(String::into_boxed_str))
}
