//! Servers, resolvers and policies for tests.

mod http_server;
mod smtp_server;

use std::{
    collections::{HashMap, VecDeque},
    io,
    net::IpAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use flowright_effects::{Dialer, Egress, HttpClient, Resolve, Resolving};
use rustls::{ServerConfig, crypto::ring::default_provider, pki_types::PrivateKeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

pub(crate) use http_server::{Answer, HttpServer};
pub(crate) use smtp_server::{Script, SmtpServer};

/// The public internet and 127.0.0.0/8.
pub(crate) fn loopback_open() -> Egress {
    Egress::open(["127.0.0.0/8".parse().expect("a range")])
}

/// A client that may reach 127.0.0.0/8.
pub(crate) fn loopback_client() -> HttpClient {
    HttpClient::new(Dialer::new(loopback_open()))
}

/// Returns scripted answers: each is returned once, and the last one forever.
#[derive(Clone, Default)]
pub(crate) struct FakeResolver {
    answers: Arc<Mutex<HashMap<String, VecDeque<Vec<IpAddr>>>>>,
    asked: Arc<AtomicUsize>,
}

impl FakeResolver {
    pub(crate) fn with(self, host: &str, answers: &[&[&str]]) -> Self {
        let parsed = answers.iter().map(|addresses| {
            addresses
                .iter()
                .map(|address| address.parse().expect("an address"))
                .collect()
        });
        self.answers
            .lock()
            .expect("not poisoned")
            .insert(host.to_owned(), parsed.collect());
        self
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Resolve for FakeResolver {
    fn resolve<'a>(&'a self, host: &'a str) -> Resolving<'a> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().expect("not poisoned");
        let found = answers.get_mut(host).and_then(|answers| {
            if answers.len() > 1 {
                answers.pop_front()
            } else {
                answers.front().cloned()
            }
        });
        let unknown = || {
            io::Error::new(
                io::ErrorKind::NotFound,
                "the fake resolver does not know it",
            )
        };
        Box::pin(async move { found.ok_or_else(unknown) })
    }
}

/// A listener that must not receive connections.
pub(crate) struct Canary {
    pub(crate) port: u16,
    seen: Arc<AtomicUsize>,
}

impl Canary {
    pub(crate) async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&seen);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { port, seen }
    }

    /// Connects once itself, so that all earlier connections have been counted, and returns the
    /// number of other connections.
    pub(crate) async fn others(&self) -> usize {
        let before = self.seen.load(Ordering::SeqCst);
        let own = tokio::net::TcpStream::connect(("127.0.0.1", self.port)).await;
        own.expect("the canary listens");
        while self.seen.load(Ordering::SeqCst) == before {
            tokio::task::yield_now().await;
        }
        tokio::task::yield_now().await;
        self.seen.load(Ordering::SeqCst).saturating_sub(1)
    }
}

/// The server side of TLS for `name`, and the certificate to trust.
pub(crate) fn certificate(name: &str) -> (TlsAcceptor, flowright_effects::CertificateDer<'static>) {
    let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).expect("a certificate");
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .expect("key and certificate fit");
    (TlsAcceptor::from(Arc::new(config)), certificate)
}
