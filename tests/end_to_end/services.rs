//! Everything that leaves the process: HTTP, Slack, mail.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flowright_tests::{Client, Received, Request};
use serde_json::json;

use crate::shared::{GATE, PASSWORD, TOKEN, query, world};

fn received(path: &str) -> Vec<Received> {
    let all = world().neighbour.received();
    all.into_iter()
        .filter(|request| request.target.starts_with(path))
        .collect()
}

#[test]
fn an_http_step_sends_what_it_says_and_reads_by_type() {
    let body = r#"{"value":"a b&c=\"é","page":null}"#;
    let request = Request::post("/call/x%2Fy%20z", body);
    let answer = world().server.send(&request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        answer.json(),
        json!({ "status": 200, "id": 7, "tags": ["a", "b"], "kind": "application/json" })
    );
    let sent = received("/api/items/x%2Fy%20z");
    let sent = sent.first().unwrap();
    assert_eq!(sent.method, "POST");
    assert_eq!(sent.target, "/api/items/x%2Fy%20z?q=a%20b%26c%3D%22%C3%A9");
    assert_eq!(
        sent.header("authorization"),
        Some(&*format!("Bearer {TOKEN}"))
    );
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.text(), r#"{"value":"a b&c=\"é","list":[1,2]}"#);
}

#[test]
fn a_path_cannot_climb() {
    for path in ["/call/..", "/call/%2E%2e", "/call/."] {
        let status = world()
            .server
            .send(&Request::post(path, r#"{"value":"v"}"#))
            .status;
        // `.` and `..` never match a parameter.
        assert_eq!(status, 404, "{path}");
    }
    let slashes = world()
        .server
        .send(&Request::post("/call/..%2F..%2Fadmin", r#"{"value":"v"}"#));
    assert_eq!(slashes.status, 200);
    assert_eq!(received("/api/items/..%2F..%2Fadmin").len(), 1);
    assert!(received("/admin").is_empty());
}

#[test]
fn failures_of_a_service_are_caught_with_their_code() {
    let call = |path: &str| {
        world()
            .server
            .send(&Request::post(&format!("/call/{path}"), r#"{"value":"v"}"#))
    };
    let broken = call("broken");
    assert_eq!(broken.status, 502);
    assert_eq!(
        broken.json(),
        json!({ "code": "http_status", "step": "http POST api", "status": 503 })
    );
    assert_eq!(call("wrong-shape").json()["code"], "decode");
}

#[test]
fn accept_any_gives_the_status_and_no_body() {
    let answer = world().server.send(&Request::post("/any", ""));
    assert_eq!(
        answer.json(),
        json!({ "status": 404, "body": null }),
        "{}",
        answer.text()
    );
}

#[test]
fn credentials_are_those_of_the_service_or_of_the_step() {
    let send = |kind: &str, user: &str| {
        let body = json!({ "user": user }).to_string();
        let path = format!("/credentials/{kind}");
        world().server.send(&Request::post(&path, body))
    };
    let sent = |kind: &str| {
        let found = received(&format!("/api/keyed?kind={kind}"));
        let headers = found.last().map(|request| request.headers.clone());
        let headers = headers.unwrap_or_default().into_iter();
        let own = headers.filter(|(name, _)| name == "authorization");
        own.map(|(_, value)| value).collect::<Vec<_>>()
    };
    let basic = |user: &str, password: &str| {
        let encoded = BASE64.encode(format!("{user}:{password}"));
        format!("Basic {encoded}")
    };
    for (kind, user, value) in [
        ("service", "", basic("shop", PASSWORD)),
        ("bearer", "", format!("Bearer v1.{PASSWORD}")),
        ("basic", "Zoë", basic("Zoë", PASSWORD)),
        ("header", "x", "Own x".to_owned()),
        ("over-header", "key", basic("key", "")),
    ] {
        let answer = send(kind, user);
        assert_eq!(answer.status, 204, "{kind}: {}", answer.text());
        assert_eq!(sent(kind), [value], "{kind}");
    }
    let answer = send("basic", "a:b");
    assert_eq!(answer.status, 502);
    assert_eq!(
        answer.json(),
        json!({ "code": "out_of_range", "message": "the user of `auth basic` contains a `:`" })
    );
    assert_eq!(send("header", "x\r\ny: z").status, 502);
}

/// The service repeats the credentials that it was sent.
#[test]
fn a_failure_and_the_log_hide_credentials() {
    let users = ["deny", "deny.", "deny.."];
    for user in users {
        let body = json!({ "user": user }).to_string();
        let answer = world()
            .server
            .send(&Request::post("/credentials/basic", body));
        let text = answer.text();
        assert_eq!(answer.status, 502, "{text}");
        let message = "responded with 401: {\\\"denied\\\":\\\"Basic ***\\\"}";
        assert!(text.contains(message), "{text}");
    }
    // The log is written in the background.
    let log = world().server.log_with("Basic ***");
    for user in users {
        let encoded = BASE64.encode(format!("{user}:{PASSWORD}"));
        assert!(!log.contains(encoded.get(8..).unwrap()), "{log}");
    }
}

#[test]
fn a_form_is_sent_as_one() {
    let send = |body: serde_json::Value| {
        let answer = world()
            .server
            .send(&Request::post("/form", body.to_string()));
        assert_eq!(answer.status, 204, "{}", answer.text());
        received("/api/form").pop().unwrap()
    };
    let sent = send(json!({
        "name": "Zoë & Co=x\r\n+", "tags": ["b c", "", "d"], "note": "n", "count": 2
    }));
    let kind = Some("application/x-www-form-urlencoded");
    assert_eq!(sent.header("content-type"), kind);
    let key = format!("key={PASSWORD}");
    assert_eq!(
        sent.text(),
        format!(
            "name=Zo%C3%AB%20%26%20Co%3Dx%0D%0A%2B&a%20b=b%20c&a%20b=&a%20b=d&note=n&count=2&sure=true&numbers=1.5&numbers=2.0&{key}"
        )
    );
    let sent = send(json!({ "name": "", "tags": [], "note": null, "count": 1 }));
    assert_eq!(
        sent.text(),
        format!("name=&count=1&sure=false&numbers=1.5&numbers=2.0&{key}")
    );
}

#[test]
fn a_service_limits_the_responses_of_steps_without_a_limit() {
    let ask = |own: &str| {
        let answer = world()
            .server
            .send(&Request::post(&format!("/sizes/{own}"), ""));
        (answer.status, answer.json())
    };
    assert_eq!(ask("service"), (502, json!({ "code": "too_large" })));
    assert_eq!(ask("own"), (200, json!({ "length": 2000 })));
}

#[test]
fn answers_that_may_be_null_lie_where_they_are_read() {
    let ask = |what: &str, answer: &str| {
        let path = format!("/optional/{what}/{answer}");
        let answer = world().server.send(&Request::post(&path, ""));
        (answer.status, answer.text())
    };
    let thing = r#"{"items":[{"n":1},{"n":2}],"t":"x"}"#;
    for (what, answer, expected) in [
        ("int", "number", r#"{"body":42}"#.to_owned()),
        ("int", "null", r#"{"body":null}"#.to_owned()),
        ("json", "thing", format!(r#"{{"body":{thing}}}"#)),
        ("json", "null", r#"{"body":null}"#.to_owned()),
        (
            "record",
            "thing",
            format!(r#"{{"n":2,"t":"x","all":{thing}}}"#),
        ),
        (
            "record",
            "null",
            r#"{"n":null,"t":null,"all":null}"#.to_owned(),
        ),
        ("any", "thing", format!(r#"{{"status":200,"all":{thing}}}"#)),
        ("any", "null", r#"{"status":200,"all":null}"#.to_owned()),
        ("any", "missing", r#"{"status":404,"all":null}"#.to_owned()),
        ("text", "number", r#"{"body":"42"}"#.to_owned()),
        ("text", "missing", r#"{"body":null}"#.to_owned()),
    ] {
        assert_eq!(ask(what, answer), (200, expected), "{what} {answer}");
    }
    assert_eq!(ask("int", "thing").0, 500);
}

#[test]
fn slack_and_mail_arrive_and_cannot_be_split() {
    let body = json!({ "who": "<Ada> & Co\r\nBcc: x@y.example", "email": "ada@example.com" });
    let answer = world()
        .server
        .send(&Request::post("/tell", body.to_string()));
    assert_eq!(
        answer.status,
        204,
        "{}\n{}",
        answer.text(),
        world().server.log()
    );
    let slack = received("/slack/s3cret-path");
    let text: serde_json::Value = serde_json::from_slice(&slack.first().unwrap().body).unwrap();
    assert_eq!(
        text["text"],
        "*&lt;Ada&gt; &amp; Co\r\nBcc: x@y.example* <said> hello"
    );
    let mails = mails("ada@example.com");
    assert_eq!(mails.len(), 1, "{mails:?}");
    let mail = mails.first().unwrap();
    assert!(mail.contains("Reply-To: help@shop.example\n"), "{mail}");
    assert_eq!(
        mail.matches("RCPT TO:<ada@example.com>").count(),
        1,
        "{mail}"
    );
    let head = mail.split("\n\n").next().unwrap();
    assert!(!head.lines().any(|line| line.starts_with("Bcc:")), "{mail}");
    assert!(mail.contains("Subject: "), "{mail}");
    assert!(mail.contains("bye"), "{mail}");
}

/// The mails to that address.
fn mails(address: &str) -> Vec<String> {
    let recipient = format!("RCPT TO:<{address}>\n");
    let all = world().mail.mails().into_iter();
    all.filter(|mail| mail.contains(&recipient)).collect()
}

#[test]
fn a_mail_to_several_is_one_mail_that_hides_some_of_them() {
    let body = json!({
        "to": ["one@example.com", "Zoë <two@bücher.example>"],
        "hidden": "hidden@example.com",
        "who": "<b onclick='x'>& Co\r\n.\r\n"
    });
    let answer = world()
        .server
        .send(&Request::post("/announce", body.to_string()));
    assert_eq!(answer.status, 204, "{}", answer.text());
    let mails = mails("hidden@example.com");
    let [mail] = mails.as_slice() else {
        panic!("{mails:?}")
    };
    let (envelope, message) = mail.split_once("\n\n").unwrap();
    let recipients = envelope.lines().filter(|line| line.starts_with("RCPT"));
    assert_eq!(
        recipients.collect::<Vec<_>>(),
        [
            "RCPT TO:<one@example.com>",
            "RCPT TO:<two@xn--bcher-kva.example>",
            "RCPT TO:<cc@example.com>",
            "RCPT TO:<hidden@example.com>",
        ]
    );
    let headers: Vec<&str> = envelope
        .lines()
        .filter(|line| !line.starts_with("RCPT"))
        .collect();
    assert!(
        !headers.iter().any(|line| line.contains("hidden")),
        "{mail}"
    );
    assert!(headers.contains(&"Cc: cc@example.com"), "{mail}");
    assert!(headers.contains(&"Reply-To: reply@shop.example"), "{mail}");
    assert!(mail.contains("multipart/alternative"), "{mail}");
    let message = message.replace("=\n", "");
    let escaped = "&lt;b onclick=3D&#39;x&#39;&gt;&amp; Co";
    assert!(
        message.contains(&format!("<p title=3D'{escaped}")),
        "{message}"
    );
    assert!(message.contains("Dear <b onclick=3D'x'>& Co"), "{message}");
}

#[test]
fn a_mail_to_nobody_or_to_no_address_fails_and_is_not_sent() {
    let send = |to: serde_json::Value, hidden: &str| {
        let body = json!({ "to": to, "hidden": hidden, "who": "x" });
        let answer = world()
            .server
            .send(&Request::post("/announce", body.to_string()));
        (answer.status, answer.json()["message"].clone())
    };
    let good = "nobody@example.com";
    for (to, hidden, message) in [
        (json!([]), good, "`to` is an empty list"),
        (
            json!([good, "no address"]),
            good,
            "`to` is not a mail address",
        ),
        (
            json!([format!("{good}, b@example.com")]),
            good,
            "`to` is not a mail address",
        ),
        (
            json!([format!("{good}\r\nBcc: b@example.com")]),
            good,
            "`to` is not a mail address",
        ),
        (
            json!([good]),
            "x\r\nRCPT TO:<b@example.com>",
            "`bcc` is not a mail address",
        ),
    ] {
        assert_eq!(
            send(to.clone(), hidden),
            (502, json!(message)),
            "{to} {hidden}"
        );
    }
    assert!(mails(good).is_empty());
}

#[test]
fn a_thousand_waiting_flows_use_no_more_threads() {
    let threads =
        || fs::read_dir(format!("/proc/{}/task", world().server.id())).map(Iterator::count);
    let Ok(before) = threads() else {
        return println!("SKIPPED a_thousand_waiting_flows_use_no_more_threads: there is no /proc");
    };
    let mut clients: Vec<Client> = (0..1000)
        .map(|_| {
            let mut client = Client::connect(world().server.address());
            client.write(&Request::post("/gated", "").bytes());
            client
        })
        .collect();
    let deadline = Instant::now() + Duration::from_secs(60);
    while GATE.waiting() < 1000 {
        assert!(Instant::now() < deadline, "only {} wait", GATE.waiting());
        thread::sleep(Duration::from_millis(20));
    }
    let waiting = threads().unwrap();
    GATE.open();
    for client in &mut clients {
        assert_eq!(client.answer().unwrap().status, 204);
    }
    println!("{before} threads before, {waiting} while a thousand waited");
    // Names are resolved by at most sixteen threads, which are kept; one thread per flow would mean
    // hundreds of threads.
    assert!(
        waiting <= before + 20,
        "{before} threads before, {waiting} while waiting"
    );
}

#[test]
fn a_flow_runs_to_its_end_when_the_client_hangs_up() {
    let mut client = Client::connect(world().server.address());
    let before = received("/api/slow").len();
    client.write(&Request::post("/slow", r#"{"name":"hung up"}"#).bytes());
    let deadline = Instant::now() + Duration::from_secs(30);
    while received("/api/slow").len() == before {
        assert!(Instant::now() < deadline, "the flow did not begin");
        thread::sleep(Duration::from_millis(10));
    }
    drop(client);
    let deadline = Instant::now() + Duration::from_secs(30);
    while query(
        world().server.data(),
        "select 1 from slow_calls where name = 'hung up'",
    )
    .is_empty()
    {
        assert!(Instant::now() < deadline, "the row did not come");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn nothing_secret_is_written() {
    let _ = world()
        .server
        .send(&Request::post("/call/broken", r#"{"value":"v"}"#));
    let log = world().server.log();
    let audit = format!("{:?}", world().server.audit(1));
    for secret in [TOKEN, PASSWORD, "s3cret-path", crate::shared::GITHUB] {
        assert!(
            !log.contains(secret) && !audit.contains(secret),
            "{secret} was written"
        );
    }
}
