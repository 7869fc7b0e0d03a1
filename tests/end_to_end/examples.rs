//! The examples, run as their scripts and the README show them.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use flowright_tests::{
    MailServer, Neighbour, Options, Request, Server, github_signature, hex_hmac_sha256,
};
use serde_json::json;
use sha2::Digest;

use crate::shared::{BINARY, query};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
}

#[test]
fn the_contact_form_keeps_a_row_and_answers_201() {
    let server = Server::start(BINARY, &example("contact_form"), &Options::new());
    let send =
        |topic: &str, form: &str| server.send(&Request::post(&format!("/forms/{topic}"), form));
    let first = send("sales", "name=Ada&email=ada%40example.com&message=Hello");
    assert_eq!(
        (first.status, first.header("location")),
        (201, Some("/customers/1"))
    );
    assert_eq!(first.json(), json!({ "id": 1, "assigned_to": "sam" }));
    let again = send("support", "name=Ada+L&email=ada%40example.com");
    assert_eq!(
        (again.status, again.json()),
        (200, json!({ "id": 1, "assigned_to": "sam" }))
    );
    let other = send("other", "name=Kim&email=kim%40example.com");
    assert_eq!(
        (other.status, other.json()),
        (201, json!({ "id": 2, "assigned_to": "nobody" }))
    );
    let wrong = send("sales", "name=Kim&email=kim");
    assert_eq!(
        (wrong.status, &wrong.json()["field"]),
        (422, &json!("email"))
    );
    assert_eq!(send("sales", "name=Kim").status, 400);
    let rows = query(
        server.data(),
        "select name, email, message, assigned_to from customers order by id",
    );
    assert_eq!(
        rows,
        [
            "Ada L|ada@example.com|null|sam",
            "Kim|kim@example.com|null|null"
        ]
    );
}

#[test]
fn the_github_push_deploys_and_tells_the_team() {
    let neighbour = Neighbour::start(|request| match request.target.as_str() {
        "/ci/deploys/acme%2Fbroken" => Neighbour::json(500, "{}"),
        _ => Neighbour::json(200, r#"{"id": 7}"#),
    });
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_SECRET_GITHUB", "s")
        .variable(
            "FLOWRIGHT_SECRET_SLACK_URL",
            &format!("{}/slack", neighbour.url()),
        )
        .variable(
            "FLOWRIGHT_CONFIG_CI_URL",
            &format!("{}/ci", neighbour.url()),
        );
    let server = Server::start(BINARY, &example("github_push"), &options);
    let push = std::fs::read_to_string(example("github_push").join("push.json")).unwrap();
    let send = |body: &str| {
        server.send(
            &Request::post("/github", body)
                .header("X-GitHub-Event", "push")
                .header(
                    "X-Hub-Signature-256",
                    &github_signature("s", body.as_bytes()),
                ),
        )
    };
    let fine = send(&push);
    assert_eq!(
        (fine.status, fine.json()),
        (200, json!({ "result": "deploying", "build": 7 }))
    );
    let broken = send(&push.replace("acme/shop", "acme/broken"));
    assert_eq!(broken.status, 502, "{}\n{}", broken.text(), server.log());
    assert_eq!(broken.json()["reason"], "http_status");
    let elsewhere = send(&push.replace("refs/heads/main", "refs/heads/next"));
    assert_eq!(elsewhere.json(), json!({ "result": "main did not move" }));
    let rows = query(
        server.data(),
        "select repository, status, build from deployments order by id",
    );
    assert_eq!(rows, ["acme/shop|running|7", "acme/broken|failed|null"]);
    let sent: Vec<String> = neighbour
        .received()
        .iter()
        .map(flowright_tests::Received::text)
        .collect();
    let why = format!(
        "POST {}/ci/deploys/acme%2Fbroken responded with 500: {{}}",
        neighbour.url()
    );
    let failed = format!(r#"{{"text":"main at 4a5c3f2 was not deployed: {why}"}}"#);
    assert_eq!(
        sent,
        [
            r#"{"commit":"4a5c3f2f1d5b9f3a0f9b1c2d3e4f5a6b7c8d9e0f","by":"ada"}"#,
            r#"{"text":"ada moved main by 1 commits: build 7"}"#,
            r#"{"commit":"4a5c3f2f1d5b9f3a0f9b1c2d3e4f5a6b7c8d9e0f","by":"ada"}"#,
            &*failed,
        ]
    );
}

#[test]
fn several_github_events_come_to_one_address() {
    let options = Options::new().variable("FLOWRIGHT_SECRET_GITHUB", "k");
    let server = Server::start(BINARY, &example("github_events"), &options);
    let file = |name: &str| std::fs::read_to_string(example("github_events").join(name)).unwrap();
    let send = |event: &str, body: &str| {
        let signature = github_signature("k", body.as_bytes());
        let request = Request::post("/github", body)
            .header("X-GitHub-Event", event)
            .header("X-Hub-Signature-256", &signature);
        server.send(&request)
    };
    let push = send("push", &file("push.json"));
    let line = "2 commits to refs/heads/main";
    assert_eq!(
        (push.status, push.json()),
        (201, json!({ "id": 1, "line": line }))
    );
    let issue = file("issue.json");
    let line = "issue 12 is open: The cart is empty";
    assert_eq!(
        send("issues", &issue).json(),
        json!({ "id": 2, "line": line })
    );
    let labeled = issue.replace("\"opened\"", "\"labeled\"");
    let line = "issue 12: labeled";
    assert_eq!(
        send("issues", &labeled).json(),
        json!({ "id": 3, "line": line })
    );
    // For an event that is ignored, even the shape of the body does not matter.
    assert_eq!(send("ping", "[1]").status, 204);
    assert_eq!(server.send(&Request::post("/github", "{}")).status, 401);
    // Each event accepts only a body of its own type.
    let wrong = send("push", &issue);
    assert_eq!(wrong.status, 400);
    assert!(
        wrong.text().contains("commits: missing"),
        "{}",
        wrong.text()
    );
    let rows = query(
        server.data(),
        "select repository, login from activities order by id",
    );
    assert_eq!(rows, ["acme/shop|ada", "acme/shop|kim", "acme/shop|kim"]);
}

#[test]
fn the_signup_sends_one_mail() {
    let mail = MailServer::start();
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_CONFIG_SMTP_URL", &mail.url());
    let server = Server::start(BINARY, &example("signup"), &options);
    let send = || {
        server.send(&Request::post(
            "/signup",
            r#"{"email":"ada@example.com","name":"Ada"}"#,
        ))
    };
    let first = send();
    assert_eq!(
        (first.status, first.json()),
        (201, json!({ "id": 1, "mailed": true })),
        "{}",
        server.log()
    );
    assert_eq!((send().status, mail.mails().len()), (200, 1));
    assert!(
        mail.mails()
            .first()
            .unwrap()
            .contains("Subject: Welcome, Ada")
    );
}

#[test]
fn a_gitlab_pipeline_is_told_once() {
    let neighbour = Neighbour::start(|_| Neighbour::json(200, "ok"));
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_SECRET_GITLAB", "t")
        .variable(
            "FLOWRIGHT_SECRET_SLACK_URL",
            &format!("{}/slack", neighbour.url()),
        );
    let server = Server::start(BINARY, &example("gitlab_pipeline"), &options);
    let pipeline = std::fs::read_to_string(example("gitlab_pipeline").join("pipeline.json"));
    let pipeline = pipeline.unwrap();
    let send = |token: &str, body: &str| {
        server.send(
            &Request::post("/gitlab", body)
                .header("X-Gitlab-Event", "Pipeline Hook")
                .header("X-Gitlab-Token", token),
        )
    };
    assert_eq!(send("u", &pipeline).status, 401);
    let told = json!({ "result": "told", "before": 0 });
    assert_eq!(send("t", &pipeline).json(), told);
    let again = json!({ "result": "told before" });
    assert_eq!(send("t", &pipeline).json(), again);
    let other = pipeline.replace("\"id\": 31", "\"id\": 32");
    let told = json!({ "result": "told", "before": 1 });
    assert_eq!(send("t", &other).json(), told);
    let fine = pipeline.replace("\"failed\", \"duration\"", "\"success\", \"duration\"");
    assert_eq!(
        send("t", &fine).json(),
        json!({ "result": "nothing to tell" })
    );
    assert_eq!(neighbour.received().len(), 2);

    let latest = Request::new("GET", "/failures?most=1").header("Authorization", "Bearer t");
    let expected = json!([{ "project": "acme/shop", "pipeline": 32, "author": "Ada" }]);
    assert_eq!(server.send(&latest).json(), expected);
}

#[test]
fn contacts_are_kept_and_changes_counted() {
    let options = Options::new().variable("FLOWRIGHT_SECRET_CRM", "t");
    let server = Server::start(BINARY, &example("contact_sync"), &options);
    let contacts = std::fs::read_to_string(example("contact_sync").join("contacts.json"));
    let contacts = contacts.unwrap();
    let send = |body: &str| {
        let request = Request::post("/contacts", body).header("Authorization", "Bearer t");
        server.send(&request).json()
    };
    let first = json!({ "added": 2, "changed": 0, "wrong": 1, "all": 2 });
    assert_eq!(send(&contacts), first);
    let again = json!({ "added": 0, "changed": 0, "wrong": 1, "all": 2 });
    assert_eq!(send(&contacts), again);
    let renamed = contacts.replace("\"Ada\"", "\"Ada L\"");
    assert_eq!(send(&renamed)["changed"], 1);
    let page = Request::new("GET", "/contacts/Acme").header("Authorization", "Bearer t");
    let expected = json!([{ "email": "ada@example.com", "name": "Ada L", "changes": 1 }]);
    assert_eq!(server.send(&page).json(), expected);
}

#[test]
fn a_product_page_asks_all_services_at_once() {
    let neighbour = Neighbour::start(|request| match request.target.as_str() {
        "/stock/mug" | "/stock/new" => Neighbour::json(200, r#"{"count":3}"#),
        "/prices/mug" | "/prices/pen" | "/prices/new" => Neighbour::json(200, r#"{"cents":1250}"#),
        "/reviews/mug" => Neighbour::json(
            200,
            r#"[{"stars":5,"text":"Works"},{"stars":4,"text":"Good"}]"#,
        ),
        _ => Neighbour::json(500, "{}"),
    });
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_CONFIG_SERVICES", &neighbour.url());
    let server = Server::start(BINARY, &example("product_page"), &options);
    let get = |path: &str| server.send(&Request::new("GET", path));
    let page = get("/products/mug");
    assert_eq!(
        (page.status, page.json()),
        (
            200,
            json!({
                "sku": "mug", "available": true, "cents": 1250, "stars": 4.5,
                "reviews": [{ "stars": 5, "text": "Works" }, { "stars": 4, "text": "Good" }]
            })
        ),
        "{}",
        server.log()
    );
    assert_eq!(neighbour.received().len(), 3);
    assert_eq!(
        get("/products/new").json(),
        json!({ "sku": "new", "available": true, "cents": 1250, "stars": null, "reviews": null })
    );
    assert_eq!(get("/products/gone").status, 503);
    let cart = std::fs::read_to_string(example("product_page").join("cart.json")).unwrap();
    let priced = server.send(&Request::post("/cart", cart));
    assert_eq!(
        priced.json(),
        json!({
            "lines": [{ "sku": "mug", "cents": 1250 }, { "sku": "pen", "cents": 1250 }],
            "total": 2500
        })
    );
}

#[test]
fn a_file_that_is_uploaded_is_checked_kept_and_archived() {
    let neighbour = Neighbour::start(|request| {
        let kept = b"%PDF-1.4 from the archive\xff\0";
        match (request.method.as_str(), request.target.as_str()) {
            ("GET", "/documents/k%2F1") => {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", kept.len());
                [head.as_bytes(), kept].concat()
            }
            ("POST", "/documents") if request.text().contains("broken") => {
                Neighbour::json(500, "{}")
            }
            _ => Neighbour::json(200, r#"{"key": "k/1"}"#),
        }
    });
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_SECRET_ARCHIVE_TOKEN", "t")
        .variable("FLOWRIGHT_CONFIG_ARCHIVE_URL", &neighbour.url())
        .variable("FLOWRIGHT_CONFIG_LARGEST", "1000");
    let server = Server::start(BINARY, &example("file_upload"), &options);
    let pdf = std::fs::read(example("file_upload").join("report.pdf")).unwrap();
    let send = |name: &str, kind: &str, content: &[u8]| {
        let head = format!(
            "--b\r\nContent-Disposition: form-data; name=title\r\n\r\nThe report\r\n\
             --b\r\nContent-Disposition: form-data; name=details\r\n\r\n{{\"author\": null, \"tags\": [\"a\", \"b\"]}}\r\n\
             --b\r\nContent-Disposition: form-data; name=document; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
        );
        let body = [head.as_bytes(), content, b"\r\n--b--\r\n"].concat();
        let request = Request::post("/uploads", body)
            .header("Content-Type", "multipart/form-data; boundary=b");
        server.send(&request)
    };
    let hash = sha256(&pdf);
    let kept = json!({ "id": 1, "size": pdf.len(), "sha256": hash, "archived": true });
    let first = send("../r \u{eb}.pdf", "application/pdf", &pdf);
    assert_eq!((first.status, first.json()), (201, kept.clone()));
    let again = send("other.pdf", "application/pdf", &pdf);
    assert_eq!((again.status, again.json()), (200, kept));
    let broken = send("broken.png", "image/png", b"\x89PNG\r\n\x1a\n");
    assert_eq!(
        (broken.status, &broken.json()["archived"]),
        (202, &json!(false))
    );
    assert_eq!(send("a.png", "image/png", &pdf).status, 415);
    assert_eq!(send("a.html", "text/html", b"<p>").status, 415);
    assert_eq!(send("a.pdf", "application/pdf", &[b'%'; 1001]).status, 413);

    let received = neighbour.received();
    let [first, _broken] = &received[..] else {
        panic!("other requests: {received:?}");
    };
    assert_eq!(first.header("authorization"), Some("Bearer t"));
    let kind = first.header("content-type").unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let field = |name: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"");
    let expected = [
        format!("{}\r\n\r\n1\r\n", field("id")),
        format!("{0}\r\n\r\na\r\n{0}\r\n\r\nb\r\n", field("tags")),
        format!(
            "{}\r\nContent-Type: application/json\r\n\r\n{{\"author\":null,\"tags\":[\"a\",\"b\"]}}\r\n",
            field("details")
        ),
        format!(
            "{}; filename=\"r \u{eb}.pdf\"\r\nContent-Type: application/pdf\r\n\r\n",
            field("document")
        ),
    ]
    .concat()
    .replace("--B", &format!("--{boundary}"));
    let end = format!("\r\n--{boundary}--\r\n");
    assert_eq!(
        first.body,
        [expected.as_bytes(), &pdf, end.as_bytes()].concat()
    );

    let back = server.send(&Request::new("GET", "/uploads/1"));
    assert_eq!(
        (back.status, &back.body[..]),
        (200, &b"%PDF-1.4 from the archive\xff\0"[..])
    );
    assert_eq!(back.header("content-type"), Some("application/pdf"));
    assert_eq!(server.send(&Request::new("GET", "/uploads/2")).status, 404);
    let rows = query(
        server.data(),
        "select title, name, content_type, size, key from uploads order by id",
    );
    assert_eq!(
        rows,
        [
            format!("The report|other.pdf|application/pdf|{}|k/1", pdf.len()),
            "The report|broken.png|image/png|8|null".to_owned(),
        ]
    );
}

fn sha256(octets: &[u8]) -> String {
    let hash = sha2::Sha256::digest(octets);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn an_order_with_money_is_computed_exactly() {
    let options = Options::new().variable("FLOWRIGHT_SECRET_SHOP", "t");
    let server = Server::start(BINARY, &example("order_with_money"), &options);
    let order = std::fs::read_to_string(example("order_with_money").join("order.json")).unwrap();
    let send = |path: &str, body: &str| {
        let request = Request::post(path, body).header("Authorization", "Bearer t");
        server.send(&request)
    };
    // 3 * 0.10 + 2 * 19.99 - 0.30, plus a quarter of that.
    let first = send("/orders", &order);
    let exact = r#"{"id":1,"net":39.98,"total":49.98,"text":"49.98 EUR"}"#;
    assert_eq!((first.status, first.text().as_str()), (201, exact));
    let other = order
        .replace("A-1001", "A-1002")
        .replace("19.99", "\"19.90\"");
    assert_eq!(send("/orders", &other).json()["text"], "49.75 EUR");
    let wrong = send("/orders", &order.replace("0.10", "true"));
    assert_eq!(wrong.status, 400);
    let reason = "lines[0].price: expected a decimal of at most 28 digits, found a bool";
    assert!(wrong.text().contains(reason), "{}", wrong.text());

    let pay = |amount: &str| {
        let body = format!("{{\"amount\":{amount}}}");
        let answer = send("/orders/A-1001/payments", &body);
        (answer.status, answer.text())
    };
    assert_eq!(pay("49.97"), (200, r#"{"open":0.01}"#.to_owned()));
    assert_eq!(pay("0.02").0, 409);
    assert_eq!(pay("0.01"), (200, r#"{"open":0}"#.to_owned()));

    let turnover = |query: &str| {
        let request = Request::new("GET", &format!("/turnover{query}"));
        server
            .send(&request.header("Authorization", "Bearer t"))
            .text()
    };
    assert_eq!(
        turnover(""),
        r#"{"total":99.73,"average":49.87,"largest":[{"number":"A-1001","total":49.98},{"number":"A-1002","total":49.75}]}"#
    );
    assert_eq!(turnover("?at_least=49.750"), turnover("?at_least=0"));
    assert_eq!(
        turnover("?at_least=100"),
        r#"{"total":0,"average":null,"largest":[]}"#
    );
    let rows = query(
        server.data(),
        "select number, total, paid from orders order by id",
    );
    assert_eq!(rows, ["A-1001|49.98|49.98", "A-1002|49.75|0"]);
}

#[test]
fn the_readme_line_stores_a_row() {
    let readme = std::fs::read_to_string(example("../README.md")).unwrap();
    assert!(readme.contains("cargo run --release -- serve examples/contact_form"));
    let line = readme
        .lines()
        .find(|line| line.starts_with("curl "))
        .unwrap();
    let server = Server::start(BINARY, &example("contact_form"), &Options::new());
    let line = line.replace("127.0.0.1:8080", &server.address().to_string());
    let Ok(output) = std::process::Command::new("sh")
        .args(["-c", &line])
        .output()
    else {
        return flowright_tests::skip("the_readme_line_stores_a_row", "a shell");
    };
    if output.status.code() == Some(127) {
        return flowright_tests::skip("the_readme_line_stores_a_row", "curl");
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("HTTP/1.1 201 Created"), "{text}");
    let rows = query(
        server.data(),
        "select name, email, message, assigned_to from customers",
    );
    assert_eq!(rows, ["Ada|ada@example.com|Hello|sam"]);
}

#[test]
fn the_readme_shows_the_example_as_it_is() {
    let readme = std::fs::read_to_string(example("../README.md")).unwrap();
    let flow = std::fs::read_to_string(example("contact_form/contact_form.flow")).unwrap();
    assert!(readme.contains(&format!("```flow\n{flow}```")));
}

#[test]
fn the_readme_shows_errors_as_they_are() {
    let readme = std::fs::read_to_string(example("../README.md")).unwrap();
    let shown = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let output = std::process::Command::new(BINARY)
        .current_dir(crate::shared::folder("readme"))
        .args(["check", "contact.flow"])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let summary = "1 file checked: 2 errors\n1 of these can be fixed by `flowright check --fix`\nrun `flowright explain E0107` for details\n";
    assert_eq!(printed, format!("{shown}\n{summary}"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_button_in_slack_decides_once() {
    let neighbour = Neighbour::start(|_| Neighbour::json(200, "{}"));
    let options = Options::new()
        .flag(&["--allow-egress", "127.0.0.0/8"])
        .variable("FLOWRIGHT_SECRET_SLACK_SIGNING", "s")
        .variable("FLOWRIGHT_SECRET_CLIENTS", "c")
        .variable(
            "FLOWRIGHT_SECRET_SLACK_URL",
            &format!("{}/services/T/B/x", neighbour.url()),
        )
        .variable("FLOWRIGHT_CONFIG_SLACK_HOOKS", &neighbour.url());
    let server = Server::start(BINARY, &example("slack_approval"), &options);
    let asked = json!({
        "id": "R-17", "title": "Chairs <!channel> & *more*", "amount": 250,
        "lines": [{ "item": "<b>chair</b>", "count": 5 }, { "item": "desk", "count": 1 }]
    });
    let request = Request::post("/requests", asked.to_string()).header("Authorization", "Bearer c");
    assert_eq!(server.send(&request).status, 202, "{}", server.log());
    let sent = neighbour.received();
    let sent: serde_json::Value = serde_json::from_slice(&sent.last().unwrap().body).unwrap();
    // The contents of the request are never interpreted as markup, wherever they appear.
    assert_eq!(
        sent["blocks"][0]["text"]["text"],
        "*Chairs &lt;!channel&gt; &amp; *more** over 250"
    );
    assert_eq!(
        sent["blocks"][1]["fields"],
        json!([
            { "type": "mrkdwn", "text": "5 × &lt;b&gt;chair&lt;/b&gt;" },
            { "type": "mrkdwn", "text": "1 × desk" },
        ])
    );
    let buttons = &sent["blocks"][2]["elements"];
    assert_eq!(buttons[0]["style"], "primary");
    assert_eq!(buttons[1]["value"], r#"{"id":"R-17","amount":250}"#);
    let payload = std::fs::read_to_string(example("slack_approval").join("payload.json"));
    let payload = payload.unwrap();
    let send = |secret: &str, payload: &str| {
        let escaped: String = payload.bytes().map(|one| format!("%{one:02X}")).collect();
        let body = format!("payload={escaped}");
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let timestamp = now.as_secs().to_string();
        let signed = format!("v0:{timestamp}:{body}");
        let signature = hex_hmac_sha256(secret.as_bytes(), signed.as_bytes());
        let request = Request::post("/slack", body)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", &timestamp)
            .header("X-Slack-Signature", &format!("v0={signature}"));
        server.send(&request)
    };
    assert_eq!(send("t", &payload).status, 401);
    let shown = || {
        let received = neighbour.received();
        let last = received.last().unwrap();
        assert_eq!(last.target, "/actions/T3MDE/1395872398/x");
        serde_json::from_slice::<serde_json::Value>(&last.body).unwrap()
    };
    assert_eq!(send("s", &payload).status, 200, "{}", server.log());
    assert_eq!(
        shown(),
        json!({ "replace_original": true, "text": "R-17 over 250 was approved by ada" })
    );
    let other = payload.replace("\"name\": \"ada\"", "\"name\": \"kim\"");
    assert_eq!(send("s", &other).status, 200);
    assert_eq!(
        shown(),
        json!({ "replace_original": false, "text": "ada has decided already" })
    );
    let wrong = payload.replace("approve", "delete");
    let answer = send("s", &wrong);
    assert_eq!(answer.status, 400);
    assert!(
        answer
            .text()
            .contains("payload.actions[0].action_id: expected"),
        "{}",
        answer.text()
    );
    assert_eq!(send("s", &payload.replace("250", "\\\"x\\\"")).status, 500);
    let rows = query(server.data(), "select request, approved from decisions");
    assert_eq!(rows, ["R-17|1"]);
}
