//! An HTTP server that records requests and sends raw bytes.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// What a server does with each request.
#[derive(Clone)]
pub(crate) enum Answer {
    /// Sends these bytes and waits for the next request.
    Bytes(Vec<u8>),
    /// Sends these bytes and closes.
    Last(Vec<u8>),
    /// Sends these bytes; the next request is read but not answered, and the connection ends.
    Once(Vec<u8>),
    /// Sends these bytes, and then a byte every 10 ms.
    Drip(Vec<u8>),
}

impl Answer {
    /// A complete response.
    pub(crate) fn with(status: &str, headers: &str, body: &str) -> Self {
        let length = body.len();
        let text = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
        Self::Bytes(text.into_bytes())
    }

    pub(crate) fn ok(body: &str) -> Self {
        Self::with("200 OK", "", body)
    }
}

/// Listens, records the requests and counts the connections.
pub(crate) struct HttpServer {
    pub(crate) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl HttpServer {
    pub(crate) async fn listen(answer: Answer) -> Self {
        Self::listen_at("127.0.0.1:0", answer, None).await
    }

    pub(crate) async fn listen_at(at: &str, answer: Answer, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(at).await.expect("a port");
        let server = Self {
            address: listener.local_addr().expect("an address"),
            requests: Arc::default(),
            connections: Arc::default(),
        };
        let requests = Arc::clone(&server.requests);
        let connections = Arc::clone(&server.connections);
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (answer, requests, tls) = (answer.clone(), Arc::clone(&requests), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(tcp, &answer, &requests).await,
                        Some(tls) => match tls.accept(tcp).await {
                            Ok(stream) => serve(stream, &answer, &requests).await,
                            Err(_) => None,
                        },
                    }
                });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The head and body of every request, as text.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("not poisoned").clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    answer: &Answer,
    requests: &Mutex<Vec<String>>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    for earlier in 0.. {
        let mut request = String::new();
        let mut length = 0;
        while !request.ends_with("\r\n\r\n") {
            let start = request.len();
            if stream.read_line(&mut request).await.ok()? == 0 {
                return None;
            }
            let line = request.get(start..)?.to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.ok()?;
        request.push_str(&String::from_utf8(body).ok()?);
        requests.lock().ok()?.push(request);

        match answer {
            Answer::Bytes(bytes) => stream.write_all(bytes).await.ok()?,
            Answer::Once(_) if earlier > 0 => return None,
            Answer::Once(bytes) => stream.write_all(bytes).await.ok()?,
            Answer::Last(bytes) => return stream.write_all(bytes).await.ok(),
            Answer::Drip(bytes) => {
                stream.write_all(bytes).await.ok()?;
                loop {
                    stream.write_all(b"x").await.ok()?;
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
        }
    }
    None
}
