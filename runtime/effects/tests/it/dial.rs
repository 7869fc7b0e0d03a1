//! The dialer: it resolves once, checks every address, and connects to the address that it checked.

use std::time::Duration;

use flowright_effects::{
    DialError, Dialer, Egress, HttpClient, HttpError, HttpRequest, Method, Resolve, Resolving,
};
use tokio::io::AsyncReadExt;

use crate::support::{Answer, Canary, FakeResolver, HttpServer, Script, SmtpServer, loopback_open};

/// Opens one address of this machine, which represents the public internet.
fn stand_in_open() -> Egress {
    Egress::open(["127.0.0.2/32".parse().expect("a range")])
}

#[tokio::test]
async fn an_odd_spelling_is_refused_before_anyone_is_connected_to() {
    let canary = Canary::listen().await;
    let resolver = FakeResolver::default()
        .with("localhost", &[&["127.0.0.1"]])
        .with("localhost.", &[&["127.0.0.1"]]);
    let dialer = Dialer::new(Egress::public()).with_resolver(resolver);
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "１２７.０.０.１",
        "::1",
        "[::1]",
        "::ffff:127.0.0.1",
        "[::127.0.0.1]",
        "64:ff9b::127.0.0.1",
        "2002:7f00:1::",
        "0.0.0.0",
        "::",
    ] {
        let error = dialer.dial(host, canary.port).await.expect_err(host);
        assert!(matches!(error, DialError::Denied { .. }), "{host}: {error}");
    }
    assert_eq!(canary.others().await, 0);
}

#[tokio::test]
async fn a_name_is_resolved_once_so_that_rebinding_comes_too_late() {
    let server = HttpServer::listen_at(
        "127.0.0.2:0",
        Answer::Last(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()),
        None,
    )
    .await;
    let canary = Canary::listen().await;
    let resolver = FakeResolver::default().with("rebind.test", &[&["127.0.0.2"], &["127.0.0.1"]]);
    let client = HttpClient::new(Dialer::new(stand_in_open()).with_resolver(resolver.clone()));
    let request = |port| {
        HttpRequest::parse(Method::GET, &format!("http://rebind.test:{port}/")).expect("a request")
    };

    let response = client
        .send(request(server.address.port()))
        .await
        .expect("an answer");
    assert_eq!((response.status, resolver.asked()), (204, 1));

    let error = client
        .send(request(canary.port))
        .await
        .expect_err("rebound");
    assert!(
        matches!(error, HttpError::Denied { ref address, .. } if address.is_loopback()),
        "{error}"
    );
    assert_eq!((resolver.asked(), canary.others().await), (2, 0));
}

#[tokio::test]
async fn public_first_then_loopback_gives_the_public_address_only() {
    let resolver =
        FakeResolver::default().with("rebind.test", &[&["93.184.216.34"], &["127.0.0.1"]]);
    let dialer = Dialer::new(Egress::public()).with_resolver(resolver.clone());
    let first = dialer.addresses("rebind.test").await.expect("public");
    assert_eq!(
        first,
        ["93.184.216.34"
            .parse::<std::net::IpAddr>()
            .expect("an address")]
    );
    let second = dialer.addresses("rebind.test").await;
    assert!(matches!(second, Err(DialError::Denied { .. })));
    assert_eq!(resolver.asked(), 2);
}

#[tokio::test]
async fn refused_addresses_of_a_name_are_left_out_and_the_others_tried_in_order() {
    let server = HttpServer::listen_at("127.0.0.2:0", Answer::ok(""), None).await;
    let resolver = FakeResolver::default()
        .with(
            "mixed.test",
            &[&["10.0.0.1", "::1", "127.0.0.1", "127.0.0.2"]],
        )
        .with("closed.test", &[&["127.0.0.3", "127.0.0.2"]]);
    let port = server.address.port();
    let dialer = Dialer::new(stand_in_open()).with_resolver(resolver.clone());
    let stream = dialer
        .dial("mixed.test", port)
        .await
        .expect("the last address");
    assert_eq!(stream.peer_address(), server.address);

    let dialer = Dialer::new(loopback_open()).with_resolver(resolver);
    let stream = dialer
        .dial("closed.test", port)
        .await
        .expect("the second address");
    assert_eq!(stream.peer_address(), server.address);
}

#[tokio::test]
async fn an_error_says_what_happened() {
    let resolver = FakeResolver::default().with("none.test", &[&[]]);
    let dialer = Dialer::new(loopback_open()).with_resolver(resolver);
    let closed = tokio::net::TcpListener::bind("127.0.0.4:0")
        .await
        .expect("a port");
    let port = closed.local_addr().expect("an address").port();
    drop(closed);
    let connect = dialer.dial("127.0.0.4", port).await;
    assert!(
        matches!(connect, Err(DialError::Connect { .. })),
        "{connect:?}"
    );
    let unknown = dialer.dial("unknown.test", 80).await;
    assert!(
        matches!(
            unknown,
            Err(DialError::Resolve {
                source: Some(_),
                ..
            })
        ),
        "{unknown:?}"
    );
    let none = dialer.dial("none.test", 80).await;
    assert!(
        matches!(none, Err(DialError::Resolve { source: None, .. })),
        "{none:?}"
    );
    let bad = dialer.dial("a b\r\n", 80).await;
    assert!(matches!(bad, Err(DialError::BadHost { .. })), "{bad:?}");
}

/// Never answers.
struct Stuck;

impl Resolve for Stuck {
    fn resolve<'a>(&'a self, _: &'a str) -> Resolving<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_resolver_that_never_answers_is_given_up() {
    let after = Duration::from_millis(50);
    let dialer = Dialer::new(Egress::public())
        .with_resolver(Stuck)
        .with_connect_timeout(after);
    let error = dialer.dial("stuck.test", 80).await;
    assert!(matches!(error, Err(DialError::Timeout { .. })), "{error:?}");
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_given_up() {
    let silent = SmtpServer::listen(Script {
        silent: true,
        ..Script::default()
    })
    .await;
    let after = Duration::from_millis(50);
    let dialer = Dialer::new(loopback_open()).with_connect_timeout(after);
    let error = dialer
        .dial_tls("127.0.0.1", silent.address.port(), None)
        .await;
    assert!(matches!(error, Err(DialError::Timeout { .. })), "{error:?}");
}

#[tokio::test]
async fn the_canary_sees_who_connects() {
    let canary = Canary::listen().await;
    let dialer = Dialer::new(loopback_open());
    dialer
        .dial("127.0.0.1", canary.port)
        .await
        .expect("a connection");
    dialer
        .dial("127.1", canary.port)
        .await
        .expect("a connection");
    assert_eq!(canary.others().await, 2);
}

#[tokio::test]
async fn a_stream_is_the_connection_itself() {
    let server = HttpServer::listen(Answer::Last(b"bye".to_vec())).await;
    let mut stream = Dialer::new(loopback_open())
        .dial("127.0.0.1", server.address.port())
        .await
        .expect("a connection");
    tokio::io::AsyncWriteExt::write_all(&mut stream, b"GET / HTTP/1.1\r\n\r\n")
        .await
        .expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).await.expect("received");
    assert_eq!(text, "bye");
}
