//! Without `--allow-egress`, no flow can reach a loopback address, however it is spelt.

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use flowright_tests::{Options, Request, Server, corpus, skip};

use crate::shared::BINARY;

/// A loopback listener that counts connections.
fn canary() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    // The same port over IPv6, if the machine supports it.
    let by_ipv6 = TcpListener::bind(("::1", port));
    for listener in [Some(listener), by_ipv6.ok()].into_iter().flatten() {
        let counted = Arc::clone(&count);
        thread::spawn(move || {
            for _ in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    (port, count)
}

/// The corpus's spellings of this machine, each at the canary's port. All others are excluded: this
/// test must not even try to reach another machine.
fn spellings(port: u16) -> Option<Vec<String>> {
    let file = corpus("ssrf/ssrf-urls.json")?;
    let urls: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let mut spelt: Vec<String> = urls["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| {
            let host = entry["whatwg_host"].as_str().unwrap_or_default();
            host == "localhost"
                || host == "0.0.0.0"
                || host.starts_with("127.")
                || ["[::1]", "[::]", "[::ffff:7f00:1]", "[::7f00:1]"].contains(&host)
        })
        .filter_map(|entry| at_port(entry["url"].as_str()?, port))
        .collect();
    spelt.sort();
    spelt.dedup();
    Some(spelt)
}

fn at_port(url: &str, port: u16) -> Option<String> {
    let rest = url.strip_prefix("http://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest.get(..end)?;
    let bare = match host.rfind(':') {
        Some(colon) if !host.ends_with(']') => host.get(..colon)?,
        _ => host,
    };
    let text = format!("http://{bare}:{port}/");
    (!text.contains(['"', '{', '}', '\\']) && !text.contains(char::is_control)).then_some(text)
}

#[test]
fn no_spelling_of_this_machine_is_reached() {
    let (port, count) = canary();
    let Some(spelt) = spellings(port) else {
        return skip("no_spelling_of_this_machine_is_reached", "the corpus");
    };
    let project = tempfile::tempdir().unwrap();
    let mut flow = String::new();
    let (mut routes, mut refused_before) = (Vec::new(), 0);
    for (index, url) in spelt.iter().enumerate() {
        let workflow = format!(
            "workflow try_{index} {{\n  trigger webhook POST \"/try/{index}\" {{\n    verify none because \"a test\"\n    body none\n    mode sync\n  }}\n  try {{\n    http GET \"{url}\"\n    respond 200\n  }} catch e {{\n    respond 502 json {{ code: e.code }}\n  }}\n}}\n\n"
        );
        if compiles(&workflow) {
            flow.push_str(&workflow);
            routes.push((index, url));
        } else {
            refused_before += 1;
        }
    }
    fs::write(project.path().join("egress.flow"), &flow).unwrap();
    println!("{flow}");
    let server = Server::start(BINARY, project.path(), &Options::new());
    for (index, url) in &routes {
        let answer = server.send(&Request::post(&format!("/try/{index}"), ""));
        assert_eq!(answer.status, 502, "{url}: {}", answer.text());
        let code = answer.json()["code"].as_str().unwrap().to_owned();
        assert_eq!(code, "denied", "{url}");
    }
    println!(
        "{} spellings tried, {refused_before} refused by the compiler",
        routes.len()
    );
    assert!(routes.len() > 10);
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

fn compiles(workflow: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.flow"), workflow).unwrap();
    Command::new(BINARY)
        .arg("check")
        .arg(folder.path())
        .output()
        .unwrap()
        .status
        .success()
}

#[test]
fn the_canary_counts_when_the_operator_opens_the_range() {
    let (port, count) = canary();
    let project = tempfile::tempdir().unwrap();
    let flow = format!(
        "workflow open {{\n  trigger webhook POST \"/open\" {{\n    verify none because \"a test\"\n    body none\n    mode sync\n  }}\n  http GET \"http://127.0.0.1:{port}/\" {{ timeout 1s }}\n  respond 200\n}}\n"
    );
    fs::write(project.path().join("open.flow"), flow).unwrap();
    let options = Options::new().flag(&["--allow-egress", "127.0.0.0/8"]);
    let server = Server::start(BINARY, project.path(), &options);
    assert_eq!(server.send(&Request::post("/open", "")).status, 500);
    assert!(count.load(Ordering::SeqCst) > 0);
}
