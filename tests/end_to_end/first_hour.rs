//! What a new user does: `new`, `serve`, `send`, `routes`, `completions`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use flowright_tests::{Options, Server};

use crate::shared::BINARY;

fn flowright(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(BINARY)
        .args(arguments)
        .current_dir(folder)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn both(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn a_new_folder_is_served_and_answers() {
    let place = tempfile::tempdir().unwrap();
    let made = flowright(place.path(), &["new", "my shop"], &[]);
    assert_eq!(made.status.code(), Some(0), "{}", both(&made));
    assert!(both(&made).contains("cd 'my shop'"), "{}", both(&made));
    let folder = place.path().join("my shop");
    assert!(
        fs::read_to_string(folder.join(".gitignore"))
            .unwrap()
            .contains(".flowright")
    );
    let again = flowright(place.path(), &["new", "my shop"], &[]);
    assert_eq!(again.status.code(), Some(1));
    for command in [&["check", "."][..], &["fmt", "--check", "."]] {
        let output = flowright(&folder, command, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", both(&output));
        assert!(!both(&output).contains("warning"), "{}", both(&output));
    }
    let routes = flowright(&folder, &["routes", "."], &[]);
    assert!(
        both(&routes).starts_with("POST  /greet  greet  not verified"),
        "{}",
        both(&routes)
    );

    let server = Server::start(BINARY, &folder, &Options::new());
    let url = format!("http://{}", server.address());
    for visits in 1..=2 {
        let sent = flowright(
            &folder,
            &[
                "send",
                "greet",
                "--json",
                r#"{"name": "Ada"}"#,
                "--server",
                &url,
            ],
            &[],
        );
        assert_eq!(sent.status.code(), Some(0), "{}", both(&sent));
        let text = both(&sent);
        assert!(text.starts_with("HTTP 200\n"), "{text}");
        assert!(
            text.contains(&format!(
                r#"{{"greeting":"Hello, Ada!","visits":{visits}}}"#
            )),
            "{text}"
        );
    }
    let refused = flowright(
        &folder,
        &["send", "greet", "--json", "{}", "--server", &url],
        &[],
    );
    assert_eq!(refused.status.code(), Some(1), "{}", both(&refused));
    assert!(both(&refused).contains("HTTP 400"), "{}", both(&refused));
    let misspelt = flowright(&folder, &["send", "gret"], &[]);
    assert_eq!(misspelt.status.code(), Some(2));
    assert!(
        both(&misspelt).contains("did you mean `greet`"),
        "{}",
        both(&misspelt)
    );
}

const SIGNED: &str = r#"
secret github
secret key
secret old_key

workflow push {
  trigger webhook POST "/push/{topic}" {
    verify github(secrets.github)
    body json { ref: text }
  }
  respond 200 text "{context.params.topic}: {context.data.ref}"
}

workflow paid {
  trigger webhook POST "/paid" {
    verify hmac {
      secret [secrets.key, secrets.old_key]
      algorithm sha512
      header "X-Signature"
      prefix "v1="
      encoding base64
      signed "{timestamp}.{path}?{query}.{headers["x-kind"]}.{body}"
      timestamp header "X-Timestamp" within 5m
    }
    body form { amount: int }
  }
  respond 200 json { amount: context.data.amount }
}
"#;

#[test]
fn what_is_sent_is_signed_as_the_workflow_wants_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), SIGNED).unwrap();
    fs::write(folder.path().join("push.json"), r#"{"ref": "main"}"#).unwrap();
    fs::write(
        folder.path().join("secrets"),
        "github=from the file\nold_key=x\n",
    )
    .unwrap();
    let secrets = folder.path().join("secrets").display().to_string();
    let options = Options::new()
        .flag(&["--secrets", &secrets])
        .variable("FLOWRIGHT_SECRET_KEY", "k3y");
    let server = Server::start(BINARY, folder.path(), &options);
    let url = format!("http://{}", server.address());
    let send = |arguments: &[&str]| {
        let fixed = ["send", "--secrets", "secrets", "--server", &url];
        let output = flowright(
            folder.path(),
            &[&fixed, arguments].concat(),
            &[("FLOWRIGHT_SECRET_KEY", "k3y")],
        );
        both(&output)
    };
    let push = send(&["push", "--param", "topic=a b/c", "--json", "push.json"]);
    assert!(
        push.contains("HTTP 200") && push.contains("a b/c: main"),
        "{push}"
    );
    let by_url = send(&[&format!("{url}/push/x"), "--json", "push.json"]);
    assert!(by_url.contains("HTTP 200"), "{by_url}");
    let paid = send(&[
        "paid",
        "--form",
        "amount=7",
        "--header",
        "X-Kind: card",
        "--query",
        "a=1",
    ]);
    assert!(paid.contains(r#"{"amount":7}"#), "{paid}");
    let no_header = send(&["paid", "--form", "amount=7"]);
    assert!(no_header.contains("missing_signed_header"), "{no_header}");
    let no_parameter = send(&["push", "--json", "push.json"]);
    assert!(
        no_parameter.contains("--param topic=VALUE"),
        "{no_parameter}"
    );
    let unknown = send(&[&format!("{url}/elsewhere"), "--json", "{}"]);
    assert!(
        unknown.contains("not signed") && unknown.contains("HTTP 404"),
        "{unknown}"
    );
    let without = flowright(
        folder.path(),
        &["send", "push", "--param", "topic=x", "--json", "{}"],
        &[],
    );
    assert!(
        both(&without).contains("FLOWRIGHT_SECRET_GITHUB"),
        "{}",
        both(&without)
    );
}

#[test]
fn files_are_sent_as_a_browser_sends_them() {
    let folder = tempfile::tempdir().unwrap();
    let program = r#"secret key
workflow upload {
  trigger webhook POST "/upload" {
    verify hmac { secret secrets.key, header "X-Signature" }
    when context.headers["x-kind"] != "other"
    body multipart { title: text, document: file, more: [file] }
  }
  let form = context.data
  if form.title == "" {
    respond 204
  }
  respond 200 json { title: form.title, name: form.document.name, kind: form.document.content_type, sha256: form.document.bytes.sha256(), more: form.more.map(one => one.content_type) }
}
workflow title {
  trigger webhook POST "/title" {
    verify none because "a test"
    body multipart { title: text }
  }
  respond 200 text context.data.title
}
"#;
    fs::write(folder.path().join("main.flow"), program).unwrap();
    fs::write(folder.path().join("a b.PDF"), b"%PDF\xff\r\n").unwrap();
    let options = Options::new().variable("FLOWRIGHT_SECRET_KEY", "k3y");
    let server = Server::start(BINARY, folder.path(), &options);
    let url = format!("http://{}", server.address());
    let send = |arguments: &[&str]| {
        let arguments = [&["send", "--server", &url], arguments].concat();
        let variables = [("FLOWRIGHT_SECRET_KEY", "k3y")];
        both(&flowright(folder.path(), &arguments, &variables))
    };
    let files = ["--file", "document=a b.PDF", "--file", "more=main.flow"];
    let sent = send(&[&["upload", "--form", "title=A\"B"][..], &files].concat());
    let expected = r#"{"title":"A\"B","name":"a b.PDF","kind":"application/pdf","sha256":"#;
    assert!(sent.contains(expected), "{sent}");
    assert!(
        sent.contains(r#""more":["application/octet-stream"]"#),
        "{sent}"
    );
    // A form for a workflow that takes a multipart body is sent as a multipart body.
    let fields = send(&["title", "--form", "title=x"]);
    assert!(
        fields.contains("HTTP 200") && fields.ends_with("\nx\n"),
        "{fields}"
    );
    let missing = send(&["title", "--file", "title=none.txt"]);
    assert!(missing.contains("cannot read none.txt"), "{missing}");
    let two = send(&["title", "--json", "{}", "--file", "title=main.flow"]);
    assert!(two.contains("cannot be used with"), "{two}");

    // A 204 can have two reasons.
    let hint = "the workflow has a `when`";
    let empty = send(&[&["upload", "--form", "title="][..], &files].concat());
    assert!(
        empty.contains("HTTP 204") && empty.contains(hint),
        "{empty}"
    );
    let other = ["upload", "--form", "title=x", "--header", "X-Kind: other"];
    let rejected = send(&[&other[..], &files].concat());
    assert!(
        rejected.contains("HTTP 204") && rejected.contains(hint),
        "{rejected}"
    );
    assert!(!sent.contains(hint) && !fields.contains(hint));
}

#[test]
fn shells_get_completions() {
    let place = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        let output = flowright(place.path(), &["completions", shell], &[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(both(&output).contains("migrate"), "{shell}");
    }
}

#[test]
fn every_code_of_a_failure_has_a_page() {
    let place = tempfile::tempdir().unwrap();
    let page = flowright(place.path(), &["explain", "timeout"], &[]);
    assert!(both(&page).starts_with("# timeout: "), "{}", both(&page));
    let near = flowright(place.path(), &["explain", "timeot"], &[]);
    assert!(
        both(&near).contains("did you mean timeout?"),
        "{}",
        both(&near)
    );
}
