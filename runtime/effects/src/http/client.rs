//! The client: sends one request, gives one answer.

use std::{error::Error, fmt, time::Duration};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{
    Request, Uri,
    header::{HeaderValue, USER_AGENT},
};
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioTimer},
};

use super::{BadRequest, HttpError, HttpRequest, HttpResponse, connector::Connector};
use crate::{DialError, Dialer};

const AGENT: &str = concat!("flowright/", env!("CARGO_PKG_VERSION"));

/// How long a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(30);
/// How many are kept for one scheme, host and port.
const IDLE_PER_HOST: usize = 32;

/// Sends requests. A clone shares the connections that are kept.
#[derive(Clone)]
pub struct HttpClient {
    dialer: Dialer,
    pool: Client<Connector, Full<Bytes>>,
}

impl HttpClient {
    /// A client all of whose connections are made by `dialer`.
    #[must_use]
    pub fn new(dialer: Dialer) -> Self {
        let pool = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(IDLE_PER_HOST)
            .build(Connector(dialer.clone()));
        Self { dialer, pool }
    }

    /// The dialer, for what is not HTTP.
    #[must_use]
    pub fn dialer(&self) -> &Dialer {
        &self.dialer
    }

    /// Sends a request and waits for the whole answer. Any status is an answer, a redirect too.
    ///
    /// # Errors
    ///
    /// When the request cannot be sent, or there is no complete answer in time and size.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        request.check()?;
        let after = request.timeout;
        let exchange = self.exchange(request);
        tokio::time::timeout(after, exchange)
            .await
            .unwrap_or(Err(HttpError::Timeout { after }))
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let limit = request.max_response;
        let host = request.url.host_str().unwrap_or_default().to_owned();
        let answer = self
            .pool
            .request(into_hyper(request)?)
            .await
            .map_err(|error| unanswered(&host, &error))?;

        let (head, body) = answer.into_parts();
        let body = Limited::new(body, limit).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                HttpError::TooLarge { limit }
            } else {
                unanswered(&host, error.as_ref())
            }
        })?;
        Ok(HttpResponse {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_bytes(),
        })
    }
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient")
            .field("dialer", &self.dialer)
            .finish_non_exhaustive()
    }
}

fn into_hyper(request: HttpRequest) -> Result<Request<Full<Bytes>>, BadRequest> {
    let uri = Uri::try_from(request.url.as_str()).map_err(|_| BadRequest::Target)?;
    let mut hyper = Request::new(Full::new(request.body));
    *hyper.method_mut() = request.method;
    *hyper.uri_mut() = uri;
    hyper
        .headers_mut()
        .insert(USER_AGENT, HeaderValue::from_static(AGENT));
    if request.headers.iter().any(|(name, _)| name == USER_AGENT) {
        hyper.headers_mut().remove(USER_AGENT);
    }
    for (name, value) in request.headers {
        // Fails only past 32,768 fields.
        hyper
            .headers_mut()
            .try_append(&name, value)
            .map_err(|_| BadRequest::Header {
                name: name.to_string(),
            })?;
    }
    Ok(hyper)
}

/// Finds the dialer's error among the causes; otherwise the innermost cause says most.
fn unanswered(host: &str, error: &(dyn Error + 'static)) -> HttpError {
    let mut innermost = error;
    loop {
        if let Some(error) = innermost.downcast_ref::<DialError>() {
            return error.into();
        }
        match innermost.source() {
            Some(source) => innermost = source,
            None => break,
        }
    }
    HttpError::Unreachable {
        reason: format!("the exchange with `{host}` broke: {innermost}"),
    }
}
