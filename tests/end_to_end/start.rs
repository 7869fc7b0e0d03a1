//! The cases in which a server does not start, and what it reports.

use std::fs;
use std::path::Path;

use flowright_tests::{MailServer, Neighbour, Options, Request, Server};

use crate::shared::{BINARY, GITHUB, folder, options};

fn project(flow: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.flow"), flow).unwrap();
    folder
}

fn refused(flow: &str, options: &Options) -> String {
    let (status, log) = Server::refused(BINARY, project(flow).path(), options);
    assert_eq!(status.code(), Some(1), "{log}");
    log
}

const SIGNED: &str = r#"
secret github

workflow push {
  trigger webhook POST "/push" {
    verify github(secrets.github)
    body json
    mode sync
  }
  respond 204
}
"#;

#[test]
fn a_missing_or_empty_secret_stops_the_start_and_names_who_needs_it() {
    let missing = refused(SIGNED, &Options::new());
    assert!(
        missing.contains("FLOWRIGHT_SECRET_GITHUB") && missing.contains("workflow push"),
        "{missing}"
    );
    let empty = refused(
        SIGNED,
        &Options::new().variable("FLOWRIGHT_SECRET_GITHUB", ""),
    );
    assert!(
        empty.contains("is empty") && empty.contains("workflow push"),
        "{empty}"
    );
}

#[test]
fn secrets_come_from_the_file_too() {
    let project = project(SIGNED);
    let file = project.path().join("secrets.env");
    fs::write(&file, "# for tests\nGITHUB=from the file\n").unwrap();
    let options = Options::new().flag(&["--secrets", &file.display().to_string()]);
    let server = Server::start(BINARY, project.path(), &options);
    let body = b"{}";
    let request = Request::post("/push", body.as_slice());
    let good = flowright_tests::github_signature("from the file", body);
    assert_eq!(
        server
            .send(&request.clone().header("X-Hub-Signature-256", &good))
            .status,
        204
    );
    let bad = flowright_tests::github_signature(GITHUB, body);
    assert_eq!(
        server
            .send(&request.header("X-Hub-Signature-256", &bad))
            .status,
        401
    );
}

#[test]
fn a_program_with_mistakes_does_not_start() {
    let log = refused(
        "workflow broken {\n  trigger webhook POST \"/x\" {\n    body none\n  }\n  respond 204\n}\n",
        &Options::new(),
    );
    assert!(log.contains("verify") && log.contains("1 error"), "{log}");
}

const BEFORE: &str = "collection notes {\n  title: text\n  stars: int?\n}\n";

fn workflow(path: &str) -> String {
    format!(
        "\nworkflow one {{\n  trigger webhook POST \"{path}\" {{\n    verify none because \"a test\"\n    body none\n    mode sync\n  }}\n"
    )
}

fn fill(data: &Path) {
    let flow = format!(
        "{BEFORE}{}  create notes {{ title: \"same\", stars: 5 }}\n  create notes {{ title: \"same\" }}\n  respond 204\n}}\n",
        workflow("/fill")
    );
    let server = Server::start(BINARY, project(&flow).path(), &Options::new().data(data));
    assert_eq!(server.send(&Request::post("/fill", "")).status, 204);
}

#[test]
fn changes_that_could_lose_rows_are_refused_with_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    fill(data.path());
    let rest = format!("{}  respond 204\n}}\n", workflow("/x"));
    for (collection, words) in [
        (
            "collection notes {\n  stars: int?\n}\n",
            vec!["title", "flowright migrate"],
        ),
        (
            "collection notes {\n  title: int\n  stars: int?\n}\n",
            vec!["title", "int"],
        ),
        (
            "collection notes {\n  title: text\n  stars: int?\n  author: text\n}\n",
            vec!["author", "default"],
        ),
        (
            "collection notes {\n  title: text\n  stars: int?\n  unique (title)\n}\n",
            vec!["title", "unique"],
        ),
        (
            "collection notes {\n  title: text\n  stars: int\n}\n",
            vec!["stars"],
        ),
    ] {
        let log = refused(
            &format!("{collection}{rest}"),
            &Options::new().data(data.path()),
        );
        for word in words {
            assert!(log.contains(word), "{word} is not in: {log}");
        }
    }
    let fine = format!(
        "collection notes {{\n  title: text\n  stars: int?\n  author: text?\n  likes: int = 3\n}}\n{rest}"
    );
    let server = Server::start(
        BINARY,
        project(&fine).path(),
        &Options::new().data(data.path()),
    );
    let rows = crate::shared::query(
        server.data(),
        "select title, stars, author, likes from notes",
    );
    assert_eq!(rows, ["same|5|null|3", "same|null|null|3"]);
}

#[test]
fn rows_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let above = tempfile::tempdir().unwrap();
    let data = above.path().join("rows");
    let flow = format!("{}  respond 204\n}}\n", workflow("/x"));
    let _server = Server::start(BINARY, project(&flow).path(), &Options::new().data(&data));
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights(&data), 0o700);
    assert_eq!(rights(&data.join("flowright.db")), 0o600);
}

#[test]
fn names_that_are_not_declared_are_warned_of() {
    let project = project(SIGNED);
    let file = project.path().join("secrets.env");
    fs::write(&file, "GITHUB=\"quoted\"\nGITHBU=x\n").unwrap();
    let options = Options::new()
        .flag(&["--secrets", &file.display().to_string()])
        .variable("FLOWRIGHT_CONFIG_NOWHERE", "x");
    let server = Server::start(BINARY, project.path(), &options);
    let log = server.log_with("`nowhere`");
    for part in [
        "`githbu`",
        "did you mean `github`?",
        "`nowhere`",
        "in quotes",
    ] {
        assert!(log.contains(part), "{part} is not in: {log}");
    }
}

#[test]
fn ranges_begin_at_their_first_address() {
    for flag in ["--trusted-proxy", "--allow-egress"] {
        let options = Options::new().flag(&[flag, "10.0.0.1/8"]);
        let (status, log) = Server::refused(BINARY, &folder("slow"), &options);
        assert_eq!(status.code(), Some(2), "{log}");
        assert!(log.contains("10.0.0.0/8"), "{log}");
    }
}

#[test]
fn a_start_that_fails_leaves_the_tables_as_they_were() {
    let data = tempfile::tempdir().unwrap();
    let flow = format!("collection early {{\n  title: text\n}}\n{SIGNED}");
    let log = refused(&flow, &Options::new().data(data.path()));
    assert!(log.contains("FLOWRIGHT_SECRET_GITHUB"), "{log}");
    assert!(!data.path().join("flowright.db").exists());
}

#[test]
fn a_channel_that_leads_nowhere_stops_the_start() {
    let (neighbour, mail) = (
        Neighbour::start(|_| Neighbour::json(200, "{}")),
        MailServer::start(),
    );
    for (name, value) in [
        ("FLOWRIGHT_SECRET_SLACK_URL", "nonsense"),
        ("FLOWRIGHT_CONFIG_SMTP_URL", "gopher://x"),
        ("FLOWRIGHT_CONFIG_BASE_URL", "ftp://x"),
    ] {
        let options = options(&neighbour, &mail).variable(name, value);
        let (status, log) = Server::refused(BINARY, &folder("flows"), &options);
        assert_eq!(status.code(), Some(1), "{name}: {log}");
        assert!(log.contains("cannot be used"), "{name}: {log}");
    }
}

#[test]
fn the_environment_goes_before_the_file() {
    let project = project(SIGNED);
    let file = project.path().join("secrets.env");
    fs::write(&file, "GITHUB=from the file\n").unwrap();
    let options = Options::new()
        .flag(&["--secrets", &file.display().to_string()])
        .variable("FLOWRIGHT_SECRET_GITHUB", GITHUB);
    let server = Server::start(BINARY, project.path(), &options);
    let signature = flowright_tests::github_signature(GITHUB, b"{}");
    let request = Request::post("/push", "{}").header("X-Hub-Signature-256", &signature);
    assert_eq!(server.send(&request).status, 204);
}

#[test]
fn two_servers_do_not_share_a_folder() {
    let data = tempfile::tempdir().unwrap();
    let flow = format!("{}  respond 204\n}}\n", workflow("/x"));
    let _first = Server::start(
        BINARY,
        project(&flow).path(),
        &Options::new().data(data.path()),
    );
    let log = refused(&flow, &Options::new().data(data.path()));
    assert!(
        log.contains("another process") || log.contains("in use"),
        "{log}"
    );
}

#[test]
fn the_table_of_routes_is_printed() {
    let server = Server::start(BINARY, &folder("slow"), &Options::new());
    assert!(
        server
            .routes()
            .contains("POST  /slow  slow  not verified: a test"),
        "{}",
        server.routes()
    );
}

#[test]
fn the_interpreter_serves_the_same() {
    let (neighbour, mail) = (
        Neighbour::start(|_| Neighbour::json(200, "{}")),
        MailServer::start(),
    );
    let options = options(&neighbour, &mail).flag(&["--engine", "interpreter"]);
    let server = Server::start(BINARY, &folder("flows"), &options);
    let body = r#"{"id":7,"state":"new","total":1,"lines":[{"sku":"A-1","quantity":1,"price":1}]}"#;
    let request = Request::new("PUT", "/orders/7").body(body);
    let jit = crate::shared::world().server.send(&request);
    let interpreter = server.send(&request);
    assert_eq!(
        (jit.status, jit.text()),
        (interpreter.status, interpreter.text())
    );
    assert_eq!(interpreter.status, 200);
}

fn delivery(server: &Server, secret: &str) -> u16 {
    let body = b"{}";
    let signature = flowright_tests::github_signature(secret, body);
    let request = Request::post("/push", body.as_slice()).header("X-Hub-Signature-256", &signature);
    server.send(&request).status
}

#[test]
fn a_secret_is_trimmed_wherever_it_comes_from() {
    let project = project(SIGNED);
    for value in ["k3y", "k3y\n", "k3y\r\n", " k3y "] {
        let options = Options::new().variable("FLOWRIGHT_SECRET_GITHUB", value);
        let server = Server::start(BINARY, project.path(), &options);
        assert_eq!(delivery(&server, "k3y"), 204, "{value:?}");
    }
    let file = project.path().join("secrets.env");
    for text in ["\u{feff}github = k3y \r\n", "github=k3y"] {
        fs::write(&file, text).unwrap();
        let options = Options::new().flag(&["--secrets", &file.display().to_string()]);
        let server = Server::start(BINARY, project.path(), &options);
        assert_eq!(delivery(&server, "k3y"), 204, "{text:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_secrets_file_that_others_may_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let project = project(SIGNED);
    let file = project.path().join("secrets.env");
    fs::write(&file, "github=k3y\n").unwrap();
    let options = Options::new().flag(&["--secrets", &file.display().to_string()]);
    for (mode, warned) in [(0o644, true), (0o640, false), (0o600, false)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let server = Server::start(BINARY, project.path(), &options);
        let log = if warned {
            server.log_with("other users can read the secrets file")
        } else {
            server.log()
        };
        assert_eq!(log.contains("other users can read"), warned, "{mode:o}");
    }
}

const CALLS: &str = r#"
secret k
secret hook

service api {
  url "https://api.example.com"
  header "Authorization" "Bearer {secrets.k}"
}
service backup {
  url "https://backup.example.com"
  header "X-Key" secrets.k
}
channel team = slack { url secrets.hook }

workflow a {
  trigger webhook POST "/a" { verify none because "a test" }
  let r = http GET api "/"
  let s = http GET backup "/"
  notify team "a"
  respond 200 json { r: r.status, s: s.status }
}
workflow b {
  trigger webhook POST "/b" { verify none because "a test" }
  let r = http GET api "/"
  notify team "b"
  respond 200 json { s: r.status }
}
"#;

#[test]
fn a_bad_value_is_reported_once_with_its_name_and_all_that_need_it() {
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_K", "ab\ncd-canary")
        .variable("FLOWRIGHT_SECRET_HOOK", "hooks.example.com/canary");
    let log = refused(CALLS, &options);
    assert!(!log.contains("canary"), "{log}");
    for name in ["k", "hook"] {
        let told = format!("the secret `{name}` cannot be used");
        assert_eq!(log.matches(&told).count(), 1, "{log}");
    }
    for user in ["service api", "service backup", "channel team"] {
        assert_eq!(log.matches(user).count(), 1, "{user} in {log}");
    }
}

#[test]
fn a_file_of_certificates_is_read_at_the_start() {
    let project = project(SIGNED);
    let file = project.path().join("ca.pem");
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_GITHUB", "k3y")
        .flag(&["--ca-file", &file.display().to_string()]);
    let (status, log) = Server::refused(BINARY, project.path(), &options);
    assert_eq!(status.code(), Some(2), "{log}");
    assert!(
        log.contains("cannot read") && log.contains("ca.pem"),
        "{log}"
    );
    fs::write(&file, "no certificate").unwrap();
    let (status, log) = Server::refused(BINARY, project.path(), &options);
    assert_eq!(status.code(), Some(2), "{log}");
    assert!(log.contains("contains no certificates in PEM"), "{log}");
}

#[test]
fn secrets_that_cannot_be_told_apart_or_read_are_refused() {
    let project = project(SIGNED);
    let file = project.path().join("secrets.env");
    let path = file.display().to_string();
    fs::write(&file, "github=a\nGitHub=b\n").unwrap();
    let options = Options::new().flag(&["--secrets", &path]);
    let (status, log) = Server::refused(BINARY, project.path(), &options);
    assert_eq!(status.code(), Some(2));
    assert!(log.contains("sets `github` twice"), "{log}");
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_GITHUB", "a")
        .variable("FLOWRIGHT_SECRET_github", "b");
    let (status, log) = Server::refused(BINARY, project.path(), &options);
    assert_eq!(status.code(), Some(2));
    assert!(log.contains("is set twice"), "{log}");
}

#[test]
fn a_timeout_beyond_any_clock_is_wrong_usage() {
    let options = Options::new().flag(&["--body-timeout", "9223372036854775808"]);
    let (status, log) = Server::refused(BINARY, project(SIGNED).path(), &options);
    assert_eq!(status.code(), Some(2), "{log}");
}
