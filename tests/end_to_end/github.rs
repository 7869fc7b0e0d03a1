//! Real GitHub bodies, signed as GitHub signs.

use std::fs;
use std::path::PathBuf;

use flowright_tests::{Client, Request, corpus, github_signature, skip};

use crate::shared::{GITHUB, query, world};

const PUSH: &[u8] = include_bytes!("../../examples/github_push/push.json");

fn signed(path: &str, event: &str, body: &[u8]) -> Request {
    Request::post(path, body)
        .header("X-GitHub-Event", event)
        .header("X-Hub-Signature-256", &github_signature(GITHUB, body))
}

fn pushes(commit: &str) -> Vec<String> {
    let sql =
        format!("select repository, commits, pusher from pushes where \"commit\" = '{commit}'");
    query(world().server.data(), &sql)
}

/// The push fixture with a different commit, so that each test finds its own rows.
fn push_of(commit: &str) -> Vec<u8> {
    String::from_utf8(PUSH.to_vec())
        .unwrap()
        .replace("4a5c3f2f1d5b9f3a0f9b1c2d3e4f5a6b7c8d9e0f", commit)
        .into_bytes()
}

#[test]
fn a_signed_push_writes_its_row() {
    let body = push_of("a-signed-push");
    let answer = world().server.send(&signed("/github/push", "push", &body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json()["branch"], "main");
    assert_eq!(answer.json()["email"], "ada@example.com");
    assert_eq!(
        answer.json()["commits"][0]["message"],
        "Show the price with its currency"
    );
    assert_eq!(pushes("a-signed-push"), ["acme/shop|1|ada"]);
}

#[test]
fn a_ping_gets_204_and_writes_nothing() {
    let body = push_of("a-ping");
    let answer = world().server.send(&signed("/github/push", "ping", &body));
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert!(pushes("a-ping").is_empty());
}

#[test]
fn what_is_not_signed_by_github_is_refused_and_leaves_no_row() {
    let body = push_of("not-github");
    let mut tampered = body.clone();
    let at = tampered.iter().position(|byte| *byte == b'm').unwrap();
    tampered[at] = b'n';
    let unsigned = Request::post("/github/push", body.clone()).header("X-GitHub-Event", "push");
    let good = github_signature(GITHUB, &body);
    let cases = [
        (
            "one byte changed",
            Request::post("/github/push", tampered)
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", &good),
        ),
        (
            "a wrong secret",
            unsigned
                .clone()
                .header("X-Hub-Signature-256", &github_signature("another", &body)),
        ),
        ("no header", unsigned.clone()),
        (
            "an empty header",
            unsigned.clone().header("X-Hub-Signature-256", ""),
        ),
        (
            "two headers",
            unsigned
                .clone()
                .header("X-Hub-Signature-256", &good)
                .header("X-Hub-Signature-256", &good),
        ),
        ("the old header", unsigned.header("X-Hub-Signature", &good)),
    ];
    for (name, request) in cases {
        let answer = world().server.send(&request);
        assert_eq!(answer.status, 401, "{name}");
        assert_eq!(answer.json()["error"], "unauthorized", "{name}");
    }
    assert!(pushes("not-github").is_empty());
}

#[test]
fn a_foreign_address_is_refused_before_the_body_is_read() {
    let body = push_of("foreign");
    let request = signed("/github/push", "push", &body).header("X-Forwarded-For", "192.0.2.7");
    let bytes = request.bytes();
    let mut client = Client::connect(world().server.address());
    // Half of the body is never sent.
    client.write(&bytes[..bytes.len() - body.len() / 2]);
    assert_eq!(client.answer().unwrap().status, 403);
    assert!(pushes("foreign").is_empty());
}

#[test]
fn nothing_is_parsed_before_it_is_verified_and_wanted() {
    let unsigned = Request::post("/github/push", "{not json").header("X-GitHub-Event", "push");
    assert_eq!(world().server.send(&unsigned).status, 401);
    let ping = signed("/github/push", "ping", b"{not json");
    assert_eq!(world().server.send(&ping).status, 204);
    let push = signed("/github/push", "push", b"{not json");
    assert_eq!(world().server.send(&push).status, 400);
}

#[test]
fn a_body_of_another_shape_is_told_where() {
    let body = push_of("another-shape");
    let wrong = String::from_utf8(body)
        .unwrap()
        .replace(r#""name": "ada""#, r#""name": 7"#);
    let answer = world()
        .server
        .send(&signed("/github/push", "push", wrong.as_bytes()));
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.json()["error"],
        "pusher.name: expected text, found a number"
    );
    assert!(pushes("another-shape").is_empty());
}

#[test]
fn every_body_of_the_corpus_passes() {
    let Some(folder) = corpus("payloads/github-octokit") else {
        return skip("every_body_of_the_corpus_passes", "the corpus");
    };
    let mut count = 0;
    for event in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let name = event.file_name().unwrap().to_string_lossy().into_owned();
        if !event.is_dir() {
            continue;
        }
        for file in fs::read_dir(&event)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            passes(&name, &file);
            count += 1;
        }
    }
    println!("{count} bodies");
    assert!(count > 200);
}

fn passes(event: &str, file: &PathBuf) {
    let body = fs::read(file).unwrap();
    let parsed: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let answer = world()
        .server
        .send(&signed(&format!("/github/events/{event}"), event, &body));
    assert_eq!(answer.status, 200, "{}: {}", file.display(), answer.text());
    let said = answer.json();
    assert_eq!(said["action"], parsed["action"], "{}", file.display());
    assert_eq!(
        said["sender"],
        parsed["sender"]["login"],
        "{}",
        file.display()
    );
    assert_eq!(
        said["repository"],
        parsed["repository"]["full_name"],
        "{}",
        file.display()
    );
    if event == "push" {
        let answer = world().server.send(&signed("/github/push", event, &body));
        assert_eq!(
            answer.status,
            200,
            "{}: {}",
            file.display(),
            world().server.log()
        );
    }
}
