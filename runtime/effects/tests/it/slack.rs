//! Slack messages sent to a real HTTP server.

use flowright_effects::notify::{self, NotifyError};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_host::Host;

use crate::support::{Answer, HttpServer, loopback_client};

const PATH: &str = "/services/T000/B000/s3cret";

async fn send(client: &HttpClient, url: &str, text: &str) -> Result<Option<String>, NotifyError> {
    let settings = [("url", url)];
    let message = [("text", text)];
    notify::send(client, &Host::system(), "slack", &settings, &message).await
}

#[tokio::test]
async fn a_message_arrives_as_json() {
    let server = HttpServer::listen(Answer::ok("ok")).await;
    let text = "main moved: \"fix\" &amp; \\ run\nby <https://x.example|kim> \u{1F680}";
    let url = server.url(PATH);
    let sent = send(&loopback_client(), &url, text).await;
    assert_eq!(sent.expect("taken"), None);

    let requests = server.requests();
    let [request] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    let (head, body) = request.split_once("\r\n\r\n").expect("head and body");
    assert!(
        head.starts_with(&format!("POST {PATH} HTTP/1.1\r\n")),
        "{head}"
    );
    assert!(head.contains("content-type: application/json"), "{head}");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(body, serde_json::json!({ "text": text }));
}

#[tokio::test]
async fn another_status_than_2xx_is_an_error_with_slacks_word() {
    for (status, body, message) in [
        (
            "404 Not Found",
            "no_service",
            "the provider responded with 404: no_service",
        ),
        ("302 Found", "", "the provider responded with 302"),
        ("500 Oops", PATH, "the provider responded with 500"),
    ] {
        let server = HttpServer::listen(Answer::with(status, "", body)).await;
        let error = send(&loopback_client(), &server.url(PATH), "hi").await;
        let error = error.expect_err(status);
        assert_eq!(
            (error.code(), error.to_string().as_str()),
            ("http_status", message)
        );
    }
}

#[tokio::test]
async fn the_url_is_in_no_error() {
    let closed = HttpClient::new(Dialer::new(Egress::public()));
    let broken = HttpServer::listen(Answer::Last(b"garbage".to_vec())).await;
    for (client, url, code) in [
        (&closed, format!("http://127.0.0.1:9{PATH}"), "denied"),
        (&closed, format!("ftp://127.0.0.1{PATH}"), "fail"),
        (&closed, format!("s3cret {PATH}"), "fail"),
        (&closed, format!("http://s3cret@127.0.0.1{PATH}"), "fail"),
        (&closed, format!("http://s3cret at/{PATH}"), "fail"),
        (&loopback_client(), broken.url(PATH), "unreachable"),
    ] {
        let error = send(client, &url, "hi").await.expect_err(&url);
        assert_eq!(error.code(), code, "{url}");
        assert!(
            !format!("{error} {error:?}").contains("s3cret"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn an_unknown_kind_and_missing_fields_fail() {
    let client = loopback_client();
    let unknown = notify::send(&client, &Host::system(), "fax", &[], &[])
        .await
        .expect_err("unknown");
    assert_eq!(unknown.to_string(), "there is no channel kind `fax`");
    let missing = notify::send(&client, &Host::system(), "slack", &[], &[("text", "hi")])
        .await
        .expect_err("missing");
    assert_eq!(missing.to_string(), "`url` must be given exactly once");
    assert_eq!((unknown.code(), missing.code()), ("fail", "fail"));
}
