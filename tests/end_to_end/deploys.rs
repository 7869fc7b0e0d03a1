//! Deploys of a program onto existing rows: plans, refusals, and a program that is replaced while
//! it runs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use flowright_tests::{Client, Neighbour, Options, Request, Server};

use crate::shared::BINARY;

fn flowright(arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).output().unwrap()
}

/// Both output streams of a command, and its exit code.
fn told(arguments: &[&str]) -> (Option<i32>, String) {
    let output = flowright(arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.code(), text)
}

fn write(folder: &Path, flow: &str) {
    fs::write(folder.join("main.flow"), flow).unwrap();
}

/// A program that stores rows with those fields, and writes fields of a JSON body to them.
fn program(fields: &str, written: &str) -> String {
    format!(
        "collection notes {{\n{fields}\n}}\n\nworkflow note {{\n  trigger webhook POST \"/notes\" {{\n    verify none because \"a test\"\n    body json {{ tag: text }}\n  }}\n\n  let row = create notes {{ {written} }}\n  respond 201 json {{ id: row.id }}\n}}\n"
    )
}

fn note(server: &Server) -> u16 {
    server
        .send(&Request::post("/notes", r#"{"tag":"x"}"#))
        .status
}

#[test]
fn a_deploy_is_planned_made_and_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let (project, rows) = (
        folder.path().display().to_string(),
        data.path().display().to_string(),
    );
    let first = program("  tag: text", "tag: context.data.tag");
    write(folder.path(), &first);
    let options = Options::new().data(data.path());
    let server = Server::start(BINARY, folder.path(), &options);
    assert_eq!(note(&server), 201);

    // The plan can be made while the server runs; the change itself requires that it is stopped.
    let second = program(
        "  tag: text\n  level: int = 3",
        "tag: context.data.tag, level: 4",
    );
    write(folder.path(), &second);
    let (code, plan) = told(&["migrate", &project, "--data", &rows]);
    assert_eq!(code, Some(0), "{plan}");
    assert!(
        plan.contains("add the column `notes.level` of type `int`; its value is 3 in 1 row"),
        "{plan}"
    );
    let (code, refused) = told(&["migrate", &project, "--data", &rows, "--apply"]);
    assert_eq!(code, Some(1), "{refused}");
    assert!(refused.contains("in use by another process"), "{refused}");
    drop(server);

    let server = Server::start(BINARY, folder.path(), &options);
    assert_eq!(note(&server), 201);
    drop(server);
    write(folder.path(), &first);
    let server = Server::start(BINARY, folder.path(), &options);
    assert_eq!(note(&server), 201, "{}", server.log());
    drop(server);

    let renamed = program("  label: text was tag", "label: context.data.tag");
    write(folder.path(), &renamed);
    let (_, plan) = told(&["migrate", &project, "--data", &rows]);
    assert!(
        plan.contains("rename the column `notes.tag` to `label`") && plan.contains("deploy twice"),
        "{plan}"
    );
    let (code, done) = told(&[
        "migrate",
        &project,
        "--data",
        &rows,
        "--drop",
        "notes.level",
        "--apply",
    ]);
    assert_eq!(code, Some(0), "{done}");
    let count = crate::shared::query(data.path(), "SELECT count(label), max(label) FROM notes");
    assert_eq!(count, ["3|x"]);

    // Starting the old program does not undo a rename, and reports that.
    write(folder.path(), &first);
    for arguments in [
        vec!["migrate", &project, "--data", &rows],
        vec!["check", &project, "--data", &rows],
    ] {
        let (code, refused) = told(&arguments);
        assert_eq!(code, Some(1), "{refused}");
        assert!(refused.contains("was renamed to `label`"), "{refused}");
    }
}

#[test]
fn a_folder_with_the_rows_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &program("  tag: text", "tag: context.data.tag"),
    );
    let options = Options::new().data(data.path());
    let server = Server::start(BINARY, folder.path(), &options);
    assert_eq!(note(&server), 201);
    drop(server);
    let other = program("  tag: text", "tag: context.data.tag").replace("notes", "others");
    write(folder.path(), &other);
    let (status, log) = Server::refused(BINARY, folder.path(), &options);
    assert_eq!(status.code(), Some(1));
    assert!(log.contains("`notes`") && log.contains("--data"), "{log}");
    assert!(!log.contains("ALTER TABLE"), "{log}");
}

/// Sets a flag when it is dropped.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_program_is_replaced_without_losing_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let answers = |word: &str, more: &str| {
        format!(
            "workflow word {{\n  trigger webhook GET \"/word\" {{\n    verify none because \"a test\"\n  }}\n  respond 200 text \"{word}\"\n}}\n{more}"
        )
    };
    write(folder.path(), &answers("one", ""));
    let server = Server::start(BINARY, folder.path(), &Options::new());
    let word = |server: &Server| server.send(&Request::new("GET", "/word")).text();
    assert_eq!(word(&server), "one");

    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut client = Client::connect(server.address());
            let mut answered = 0;
            while !is_done.load(Ordering::Relaxed) {
                let answer = client.send(&Request::new("GET", "/word"));
                assert_eq!(answer.status, 200);
                answered += 1;
            }
            answered
        });
        // A failed assertion ends the other thread too.
        let _done = Done(&is_done);
        // A program with mistakes changes nothing.
        write(folder.path(), &answers("two", "workflow broken {\n"));
        server.signal("HUP");
        let _ = server.log_with("did not reload the program");
        assert_eq!(word(&server), "one");
        write(folder.path(), &answers("two", ""));
        server.signal("HUP");
        let _ = server.log_with("reloaded the program");
        assert_eq!(word(&server), "two");
        is_done.store(true, Ordering::Relaxed);
        assert!(asking.join().unwrap() > 0);
    });
}

#[test]
fn an_execution_ends_on_the_program_that_it_began_with() {
    let (reached, go_on) = (std::sync::mpsc::channel(), std::sync::mpsc::channel());
    let go_on_waiting = std::sync::Mutex::new(go_on.1);
    let reached_telling = std::sync::Mutex::new(reached.0);
    let neighbour = Neighbour::start(move |_| {
        reached_telling.lock().unwrap().send(()).unwrap();
        go_on_waiting.lock().unwrap().recv().unwrap();
        Neighbour::json(200, "{}")
    });
    let folder = tempfile::tempdir().unwrap();
    let flow = |word: &str, field: &str| {
        format!(
            "collection calls {{\n  word: text\n{field}}}\n\nworkflow call {{\n  trigger webhook POST \"/call\" {{\n    verify none because \"a test\"\n  }}\n  http GET \"{}/wait\"\n  let row = create calls {{ word: \"{word}\" }}\n  respond 200 json {{ word: row.word }}\n}}\n",
            neighbour.url()
        )
    };
    write(folder.path(), &flow("one", ""));
    let options = Options::new().flag(&["--allow-egress", "127.0.0.0/8"]);
    let server = Server::start(BINARY, folder.path(), &options);
    thread::scope(|scope| {
        let call = || server.send(&Request::post("/call", "")).json()["word"].clone();
        let first = scope.spawn(call);
        reached.1.recv().unwrap();
        write(folder.path(), &flow("two", "  level: int = 5\n"));
        server.signal("HUP");
        let _ = server.log_with("reloaded the program");
        let second = scope.spawn(call);
        reached.1.recv().unwrap();
        go_on.0.send(()).unwrap();
        go_on.0.send(()).unwrap();
        assert_eq!(first.join().unwrap(), "one");
        assert_eq!(second.join().unwrap(), "two");
    });
    let rows = crate::shared::query(server.data(), "SELECT word, level FROM calls ORDER BY word");
    assert_eq!(rows, ["one|5", "two|5"]);

    // A change with which the running program could not continue requires a restart.
    write(folder.path(), &flow("two", "  rank: int = 5 was level\n"));
    server.signal("HUP");
    let log = server.log_with("restart the server");
    assert!(log.contains("rename the column `calls.level`"), "{log}");
}

#[test]
fn a_watched_program_is_replaced_when_a_file_changes() {
    let folder = tempfile::tempdir().unwrap();
    let flow = |word: &str| {
        format!(
            "workflow word {{\n  trigger webhook GET \"/word\" {{\n    verify none because \"a test\"\n  }}\n  respond 200 text \"{word}\"\n}}\n"
        )
    };
    write(folder.path(), &flow("one"));
    let server = Server::start(BINARY, folder.path(), &Options::new().flag(&["--watch"]));
    write(folder.path(), &flow("another"));
    let _ = server.log_with("reloaded the program");
    assert_eq!(server.send(&Request::new("GET", "/word")).text(), "another");
}

#[test]
fn a_data_folder_that_is_gone_takes_no_writes() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &program("  tag: text", "tag: context.data.tag"),
    );
    let rows = data.path().join("rows");
    let server = Server::start(BINARY, folder.path(), &Options::new().data(&rows));
    assert_eq!(note(&server), 201);
    fs::remove_dir_all(&rows).unwrap();
    assert_eq!(note(&server), 500);
    let log = server.log_with("was removed or replaced");
    assert!(
        log.contains("all writes are refused until a restart"),
        "{log}"
    );
}

/// Serves on a socket passed with `LISTEN_FDS`, until told to stop.
fn serve_on(listener: &TcpListener, project: &Path, data: &Path) -> Child {
    let script =
        "export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$0\" serve \"$1\" --data \"$2\" 3<&0 </dev/null";
    let socket: OwnedFd = listener.try_clone().unwrap().into();
    let mut child = Command::new("sh")
        .args(["-c", script, BINARY])
        .args([project, data])
        .stdin(Stdio::from(socket))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let listening = format!("listening on http://{}", listener.local_addr().unwrap());
    assert!(lines.any(|line| line.unwrap() == listening));
    child
}

#[test]
fn a_restart_on_a_socket_that_is_held_loses_no_request() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &program("  tag: text", "tag: context.data.tag"),
    );
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let request = Request::post("/notes", r#"{"tag":"x"}"#);
    let mut first = serve_on(&listener, folder.path(), data.path());
    assert_eq!(Client::connect(address).send(&request).status, 201);
    let id = first.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(first.wait().unwrap().success());

    let mut waiting = Client::connect(address);
    waiting.write(&request.bytes());
    let mut second = serve_on(&listener, folder.path(), data.path());
    assert_eq!(waiting.answer().unwrap().status, 201);
    second.kill().unwrap();
    second.wait().unwrap();
}
