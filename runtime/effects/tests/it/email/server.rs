//! Which mail servers are connected to, and how they may behave.

use std::time::Duration;

use flowright_effects::{
    Dialer, Egress, Tls,
    notify::email::{EmailError, send},
};
use flowright_host::Host;

use super::{HELLO, plain, settings};
use crate::support::{Canary, FakeResolver, Script, SmtpServer, certificate, loopback_open};

const PLAIN_AUTH: &str = "AUTH PLAIN AHVzZXIAcGFzcw==\r\n";

#[tokio::test]
async fn a_mail_server_inside_is_denied_unless_opened() {
    let canary = Canary::listen().await;
    let resolver = FakeResolver::default().with("mail.test", &[&["127.0.0.1"]]);
    let dialer = Dialer::new(Egress::public()).with_resolver(resolver);
    for host in [
        "127.0.0.1",
        "0x7f000001",
        "2130706433",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "mail.test",
    ] {
        for scheme in ["smtp://", "smtps://", "smtp://user:pass@"] {
            let url = format!("{scheme}{host}:{}", canary.port);
            let error = send(&dialer, &Host::system(), &settings(&url), &HELLO)
                .await
                .expect_err(&url);
            assert!(matches!(error, EmailError::Denied { .. }), "{url}: {error}");
            assert_eq!(error.code(), "denied");
        }
    }
    assert_eq!(canary.others().await, 0);
}

fn trusting_dialer() -> (Dialer, tokio_rustls::TlsAcceptor) {
    let (acceptor, trusted) = certificate("mail.test");
    let resolver = FakeResolver::default().with("mail.test", &[&["127.0.0.1"]]);
    let tls = Tls::trusting([trusted]).expect("a certificate");
    (
        Dialer::new(loopback_open())
            .with_resolver(resolver)
            .with_tls(tls),
        acceptor,
    )
}

#[tokio::test]
async fn credentials_are_sent_encrypted() {
    for (scheme, implicit) in [("smtp", false), ("smtps", true)] {
        let (dialer, acceptor) = trusting_dialer();
        let script = Script {
            tls: Some(acceptor),
            implicit,
            ..Script::default()
        };
        let server = SmtpServer::listen(script).await;
        let url = format!("{scheme}://user:pass@mail.test:{}", server.address.port());
        send(&dialer, &Host::system(), &settings(&url), &HELLO)
            .await
            .expect(scheme);
        let kept = server.kept();
        assert!(
            kept.commands.contains(&(true, PLAIN_AUTH.to_owned())),
            "{:?}",
            kept.commands
        );
        assert_eq!((kept.messages.len(), kept.count("RCPT")), (1, 1));
        for (encrypted, command) in &kept.commands {
            assert!(
                *encrypted || command.starts_with("EHLO") || command.starts_with("STARTTLS"),
                "{command}"
            );
        }
    }
}

#[tokio::test]
async fn credentials_stay_here_without_a_trusted_connection() {
    let (dialer, acceptor) = trusting_dialer();
    let (_, strangers) = trusting_dialer();
    let injected = "250-test\r\n250 AUTH PLAIN\r\n";
    for (script, code) in [
        (Script::default(), "fail"),
        (
            Script {
                tls: Some(acceptor),
                injected,
                ..Script::default()
            },
            "fail",
        ),
        (
            Script {
                tls: Some(strangers),
                ..Script::default()
            },
            "unreachable",
        ),
    ] {
        let server = SmtpServer::listen(script).await;
        let url = format!("smtp://user:pass@mail.test:{}", server.address.port());
        let error = send(&dialer, &Host::system(), &settings(&url), &HELLO)
            .await
            .expect_err("not private");
        assert_eq!(error.code(), code, "{error}");
        let kept = server.kept();
        assert_eq!((kept.count("AUTH"), kept.count("MAIL")), (0, 0));
    }
}

#[tokio::test]
async fn a_refusal_says_the_servers_code() {
    for (verb, answer, code, message) in [
        (
            "RCPT",
            "550 no such user\r\n",
            "fail",
            "the mail server responded with 550",
        ),
        (
            "MAIL",
            "451 later\r\n",
            "fail",
            "the mail server responded with 451",
        ),
        (
            "EHLO",
            "421 closing\r\n",
            "unreachable",
            "the mail server is closing down",
        ),
    ] {
        let script = Script {
            instead: Some((verb, answer)),
            ..Script::default()
        };
        let server = SmtpServer::listen(script).await;
        let error = send(
            &Dialer::new(loopback_open()),
            &Host::system(),
            &plain(&server),
            &HELLO,
        )
        .await;
        let error = error.expect_err(verb);
        assert_eq!((error.code(), error.to_string().as_str()), (code, message));
        assert!(server.kept().messages.is_empty());
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_or_too_much_is_given_up() {
    let dialer = Dialer::new(loopback_open());
    let silent = SmtpServer::listen(Script {
        silent: true,
        ..Script::default()
    })
    .await;
    let settings = plain(&silent).with_timeout(Duration::from_millis(100));
    let error = send(&dialer, &Host::system(), &settings, &HELLO)
        .await
        .expect_err("silent");
    assert_eq!(error.code(), "timeout", "{error}");

    let endless = SmtpServer::listen(Script {
        endless: true,
        ..Script::default()
    })
    .await;
    let error = send(&dialer, &Host::system(), &plain(&endless), &HELLO)
        .await
        .expect_err("endless");
    assert_eq!(error.code(), "unreachable", "{error}");
}

#[tokio::test]
async fn a_mail_that_is_taken_is_sent_even_if_the_server_then_falls_silent() {
    let script = Script {
        instead: Some(("QUIT", "")),
        ..Script::default()
    };
    let server = SmtpServer::listen(script).await;
    send(
        &Dialer::new(loopback_open()),
        &Host::system(),
        &plain(&server),
        &HELLO,
    )
    .await
    .expect("taken");
    assert_eq!(server.kept().messages.len(), 1);
}

#[tokio::test]
async fn a_closed_port_is_unreachable() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let address = closed.local_addr().expect("an address");
    drop(closed);
    let settings = settings(&format!("smtp://{address}"));
    let error = send(
        &Dialer::new(loopback_open()),
        &Host::system(),
        &settings,
        &HELLO,
    )
    .await
    .expect_err("closed");
    assert_eq!(error.code(), "unreachable", "{error}");
}
