//! How a server ends: on request, or killed.

use std::thread;
use std::time::Duration;

use flowright_tests::{Client, MailServer, Request, Server};

use crate::shared::{BINARY, folder, options, query, slow_neighbour};

#[test]
fn sigterm_finishes_what_has_begun_and_takes_nothing_more() {
    let (neighbour, mail) = (slow_neighbour(), MailServer::start());
    let mut server = Server::start(BINARY, &folder("flows"), &options(&neighbour, &mail));
    let mut busy = Client::connect(server.address());
    busy.write(&Request::post("/slow", r#"{"name":"busy"}"#).bytes());
    let mut half = Client::connect(server.address());
    let request = Request::post("/slow", r#"{"name":"half"}"#).bytes();
    let (head, rest) = request.split_at(request.len() - 5);
    half.write(head);
    let mut gone = Client::connect(server.address());
    gone.write(&Request::post("/slow", r#"{"name":"gone"}"#).bytes());
    thread::sleep(Duration::from_millis(300));
    drop(gone);
    server.terminate();
    thread::sleep(Duration::from_millis(200));
    assert!(std::net::TcpStream::connect(server.address()).is_err());
    half.write(rest);
    assert_eq!(busy.answer().unwrap().status, 204);
    assert_eq!(half.answer().unwrap().status, 204);
    assert!(server.wait().success());
    let mut rows = query(server.data(), "select name from slow_calls");
    rows.sort();
    assert_eq!(rows, ["busy", "gone", "half"]);
    assert_eq!(server.audit(3).len(), 3);
}

#[test]
fn every_answered_row_survives_kill_9() {
    let (neighbour, mail) = (slow_neighbour(), MailServer::start());
    let data = tempfile::tempdir().unwrap();
    let options = options(&neighbour, &mail).data(data.path());
    for round in 0..3 {
        let server = Server::start(BINARY, &folder("flows"), &options);
        let address = server.address();
        let writers: Vec<_> = (0..4)
            .map(|writer| thread::spawn(move || write_until_gone(address, round, writer)))
            .collect();
        thread::sleep(Duration::from_millis(500));
        server.kill();
        let answered: Vec<String> = writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect();
        assert!(!answered.is_empty());
        // The next server finds the rows, and so does this query.
        let server = Server::start(BINARY, &folder("flows"), &options);
        let rows = query(server.data(), "select owner from accounts");
        for owner in &answered {
            assert!(rows.contains(owner), "{owner} was answered and is lost");
        }
        assert_eq!(query(server.data(), "pragma integrity_check"), ["ok"]);
        println!("round {round}: {} answered rows, all there", answered.len());
    }
}

/// Opens accounts one after the other; returns those that were answered.
fn write_until_gone(address: std::net::SocketAddr, round: u32, writer: u32) -> Vec<String> {
    let mut answered = Vec::new();
    let mut client = Client::connect(address);
    for number in 0.. {
        let owner = format!("round {round} writer {writer} number {number}");
        let request = Request::post("/accounts", format!(r#"{{"owner":"{owner}"}}"#));
        if client.try_write(&request.bytes()).is_err() {
            break;
        }
        match client.answer() {
            Ok(answer) if answer.status == 201 => answered.push(owner),
            _ => break,
        }
    }
    answered
}
