//! The health checks, which have their own address.

use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use flowright_tests::{Client, MailServer, Neighbour, Options, Request, Server};

use crate::shared::{BINARY, folder, options, slow_neighbour};

const HEALTH: [&str; 2] = ["--health", "127.0.0.1:0"];

/// Where the server answers health checks.
fn health(server: &Server) -> SocketAddr {
    let mut lines = server.routes().lines();
    let address = lines.find_map(|line| line.strip_prefix("health at http://"));
    address.unwrap().parse().unwrap()
}

/// The status and the line of a check.
fn check(address: SocketAddr, method: &str, path: &str) -> (u16, String) {
    let answer = Client::connect(address).send(&Request::new(method, path));
    (answer.status, answer.text())
}

fn started(data: &std::path::Path) -> Server {
    let (neighbour, mail) = (Neighbour::start(|_| Vec::new()), MailServer::start());
    let options = options(&neighbour, &mail).flag(&HEALTH).data(data);
    Server::start(BINARY, &folder("flows"), &options)
}

#[test]
fn a_server_that_can_write_rows_is_ready() {
    let data = tempfile::tempdir().unwrap();
    let rows = data.path().join("rows");
    let server = started(&rows);
    let health = health(&server);
    assert_eq!(check(health, "GET", "/live"), (200, "live\n".to_owned()));
    assert_eq!(check(health, "GET", "/ready"), (200, "ready\n".to_owned()));
    assert_eq!(check(health, "GET", "/orders").0, 404);
    assert_eq!(check(health, "POST", "/ready").0, 405);
    assert_eq!(server.send(&Request::new("GET", "/ready")).status, 404);

    fs::remove_dir_all(&rows).unwrap();
    let (status, line) = check(health, "GET", "/ready");
    assert_eq!(status, 503);
    assert!(line.starts_with("the store cannot be written: "), "{line}");
    assert!(line.contains("was removed or replaced"), "{line}");
    assert_eq!(check(health, "GET", "/live").0, 200);
}

#[test]
fn a_server_that_stops_is_not_ready() {
    let neighbour = slow_neighbour();
    let options = options(&neighbour, &MailServer::start()).flag(&HEALTH);
    let mut server = Server::start(BINARY, &folder("flows"), &options);
    let health = health(&server);
    let mut busy = Client::connect(server.address());
    busy.write(&Request::post("/slow", r#"{"name":"busy"}"#).bytes());
    thread::sleep(Duration::from_millis(300));
    server.terminate();
    thread::sleep(Duration::from_millis(200));
    let (status, line) = check(health, "GET", "/ready");
    assert_eq!((status, &*line), (503, "the server is stopping\n"));
    assert_eq!(busy.answer().unwrap().status, 204);
    assert!(server.wait().success());
}

#[test]
fn clients_that_say_nothing_do_not_stop_the_checks_for_good() {
    let data = tempfile::tempdir().unwrap();
    let server = started(data.path());
    let health = health(&server);
    let mut deaf: Vec<TcpStream> = (0..16)
        .map(|_| TcpStream::connect(health).unwrap())
        .collect();
    for stream in &mut deaf {
        stream.write_all(b"GET /ready HTTP/1.1\r\n").unwrap();
    }
    assert_eq!(check(health, "GET", "/ready").0, 200);
}

#[test]
fn an_address_in_use_is_refused() {
    let data = tempfile::tempdir().unwrap();
    let server = started(data.path());
    let address = health(&server).to_string();
    let options = Options::new().flag(&["--health", &address]);
    let project = tempfile::tempdir().unwrap();
    let flow = "workflow word {\n  trigger webhook GET \"/word\" { verify none because \"a test\" }\n  respond 200\n}\n";
    fs::write(project.path().join("word.flow"), flow).unwrap();
    let (status, log) = Server::refused(BINARY, project.path(), &options);
    assert!(!status.success());
    assert!(
        log.contains(&format!("cannot listen at {address}")),
        "{log}"
    );
}
