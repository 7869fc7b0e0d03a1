//! The client: sends one request and returns one response.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use flowright_compression::{Codings, DecompressError, decompress};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{
    Request, Response, Uri,
    body::Incoming,
    header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderValue, USER_AGENT},
    http::Extensions,
};
use hyper_util::{
    client::legacy::{
        Client,
        connect::{CaptureConnection, capture_connection},
    },
    rt::{TokioExecutor, TokioTimer},
};

use super::{BadRequest, HttpError, HttpRequest, HttpResponse, connector::Connector};
use crate::{DialError, Dialer, dial::Traffic};

const AGENT: &str = concat!("flowright/", env!("CARGO_PKG_VERSION"));

/// How long a connection is kept for the next request: less than the 5 s after which many servers
/// close it, so that few requests are sent over a connection that is being closed.
const IDLE: Duration = Duration::from_secs(4);
/// How many connections are kept per scheme, host and port.
const IDLE_PER_HOST: usize = 32;

/// Sends requests. A clone shares the pooled connections.
#[derive(Clone)]
pub struct HttpClient {
    dialer: Dialer,
    pool: Pool,
    /// Opens a new connection for each request.
    fresh: Pool,
}

type Pool = Client<Connector, Full<Bytes>>;

impl HttpClient {
    /// A client that makes all its connections with `dialer`.
    #[must_use]
    pub fn new(dialer: Dialer) -> Self {
        let keeping = |idle| {
            Client::builder(TokioExecutor::new())
                .timer(TokioTimer::new())
                .pool_timer(TokioTimer::new())
                .pool_idle_timeout(IDLE)
                .pool_max_idle_per_host(idle)
                .build(Connector(dialer.clone()))
        };
        Self {
            pool: keeping(IDLE_PER_HOST),
            fresh: keeping(0),
            dialer,
        }
    }

    /// The dialer, for protocols other than HTTP.
    #[must_use]
    pub fn dialer(&self) -> &Dialer {
        &self.dialer
    }

    /// Sends a request and waits for the whole response. Any status is a response, including a
    /// redirect.
    ///
    /// A server may close a pooled connection just as the next request is sent over it. If no byte
    /// of a response arrived, an idempotent request (RFC 9110, 9.2.2) is sent once more over a new
    /// connection; any other request fails, because the server may have processed it.
    ///
    /// A compressed body is decompressed.
    ///
    /// # Errors
    ///
    /// If the request cannot be sent, or there is no complete response within the time and size
    /// limits.
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
        let answer = match ask(&self.pool, &request).await? {
            Asked::Stale(_) if request.method.is_idempotent() => ask(&self.fresh, &request).await?,
            asked => asked,
        };
        let answer = match answer {
            Asked::Answered(answer) => answer,
            Asked::Stale(error) | Asked::Broken(error) => return Err(unanswered(&host, &error)),
        };

        let (mut head, body) = answer.into_parts();
        let body = Limited::new(body, limit).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                HttpError::TooLarge { limit }
            } else {
                unanswered(&host, error.as_ref())
            }
        })?;
        let mut body = body.to_bytes();
        if head.headers.contains_key(CONTENT_ENCODING) && request.reads_body {
            match without_codings(&head.headers, body.clone(), limit).await {
                Ok(decompressed) => {
                    body = decompressed;
                    head.headers.remove(CONTENT_ENCODING);
                    head.headers.remove(CONTENT_LENGTH);
                }
                // The body of an error response is optional, so failing to decompress it is not an
                // error.
                Err(_) if !head.status.is_success() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(HttpResponse {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        })
    }
}

/// The outcome of a request.
enum Asked {
    Answered(Response<Incoming>),
    /// A pooled connection ended before any byte of the response.
    Stale(PoolError),
    Broken(PoolError),
}

type PoolError = hyper_util::client::legacy::Error;

async fn ask(pool: &Pool, request: &HttpRequest) -> Result<Asked, BadRequest> {
    let mut request = into_hyper(request)?;
    let connection = capture_connection(&mut request);
    Ok(match pool.request(request).await {
        Ok(answer) => Asked::Answered(answer),
        Err(error) if is_stale(&connection) => Asked::Stale(error),
        Err(error) => Asked::Broken(error),
    })
}

fn is_stale(connection: &CaptureConnection) -> bool {
    let mut extras = Extensions::new();
    if let Some(connected) = connection.connection_metadata().as_ref() {
        connected.get_extras(&mut extras);
    }
    let traffic = extras.get::<Arc<Traffic>>();
    traffic.is_some_and(|traffic| traffic.is_stale())
}

async fn without_codings(
    headers: &HeaderMap,
    body: Bytes,
    limit: usize,
) -> Result<Bytes, HttpError> {
    let values = headers.get_all(CONTENT_ENCODING).iter();
    let codings = Codings::declared(values.map(HeaderValue::as_bytes));
    let codings = codings.map_err(|_| HttpError::Decode {
        reason: String::from("the response has an unsupported Content-Encoding"),
    })?;
    let decompressed = decompress(body, &codings, limit).await;
    decompressed.map_err(|error| match error {
        DecompressError::TooLarge => HttpError::TooLarge { limit },
        DecompressError::Malformed(coding) => HttpError::Decode {
            reason: format!("the response is not {coding}"),
        },
    })
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient")
            .field("dialer", &self.dialer)
            .finish_non_exhaustive()
    }
}

fn into_hyper(request: &HttpRequest) -> Result<Request<Full<Bytes>>, BadRequest> {
    let uri = Uri::try_from(request.url.as_str()).map_err(|_| BadRequest::Target)?;
    let mut hyper = Request::new(Full::new(request.body.clone()));
    *hyper.method_mut() = request.method.clone();
    *hyper.uri_mut() = uri;
    hyper
        .headers_mut()
        .insert(USER_AGENT, HeaderValue::from_static(AGENT));
    if request.headers.iter().any(|(name, _)| name == USER_AGENT) {
        hyper.headers_mut().remove(USER_AGENT);
    }
    for (name, value) in &request.headers {
        // Fails only beyond 32,768 fields.
        hyper
            .headers_mut()
            .try_append(name, value.clone())
            .map_err(|_| BadRequest::Header {
                name: name.to_string(),
            })?;
    }
    Ok(hyper)
}

/// Finds the dialer's error among the causes; if there is none, the innermost cause is the most
/// specific.
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
        reason: format!("the connection to `{host}` broke: {innermost}"),
    }
}
