//! Which certificates are trusted.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flowright_effects::{Dialer, HttpClient, HttpRequest, Method, Tls, certificates};

use crate::support::{
    Answer, FakeResolver, HttpServer, Script, SmtpServer, certificate, loopback_open,
};

fn dialer() -> Dialer {
    let resolver = FakeResolver::default()
        .with("good.test", &[&["127.0.0.1"]])
        .with("other.test", &[&["127.0.0.1"]]);
    Dialer::new(loopback_open()).with_resolver(resolver)
}

async fn status(dialer: Dialer, host: &str, port: u16) -> Result<u16, String> {
    let url = format!("https://{host}:{port}/");
    let request = HttpRequest::parse(Method::GET, &url).expect("a request");
    let answer = HttpClient::new(dialer).send(request).await;
    answer
        .map(|answer| answer.status)
        .map_err(|error| format!("{}: {error}", error.code()))
}

#[tokio::test]
async fn a_server_has_to_prove_its_name_to_a_trusted_authority() {
    let (acceptor, trusted) = certificate("good.test");
    let server = HttpServer::listen_at("127.0.0.1:0", Answer::ok(""), Some(acceptor)).await;
    let port = server.address.port();
    // As an operator's file would contain it.
    let pem = format!(
        "# ours\n-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        STANDARD.encode(&trusted)
    );
    let authorities = certificates(pem.as_bytes()).expect("a certificate");
    let trusting = dialer().with_tls(Tls::trusting(authorities).expect("a certificate"));

    assert_eq!(status(trusting.clone(), "good.test", port).await, Ok(200));
    for (dialer, host) in [
        (trusting.clone(), "other.test"),
        (trusting, "127.0.0.1"),
        (dialer(), "good.test"),
    ] {
        let error = status(dialer, host, port).await.expect_err(host);
        let expected = format!("unreachable: the TLS handshake with `{host}` failed: ");
        assert!(error.starts_with(&expected), "{error}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_without_tls_is_unreachable() {
    // The server sends a plain-text greeting before it reads anything.
    let server = SmtpServer::listen(Script::default()).await;
    let error = status(dialer(), "good.test", server.address.port())
        .await
        .expect_err("no TLS");
    assert!(
        error.starts_with("unreachable: the TLS handshake with `good.test` failed: "),
        "{error}"
    );
    assert_eq!(server.kept().messages.len(), 0);
}
