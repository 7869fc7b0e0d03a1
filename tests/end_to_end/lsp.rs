//! The language server as an editor starts it.

use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::Message;
use serde_json::{Value, json};

use crate::shared::BINARY;

struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Editor {
    fn start() -> Editor {
        let mut server = Command::new(BINARY)
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Editor {
            input: server.stdin.take(),
            output: BufReader::new(server.stdout.take().unwrap()),
            server,
        }
    }

    fn write(&mut self, body: &str) {
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }

    fn send(&mut self, message: &Value) {
        self.write(&message.to_string());
    }

    fn next(&mut self) -> Value {
        let message = Message::read(&mut self.output).unwrap().unwrap();
        serde_json::to_value(message).unwrap()
    }

    fn end(mut self) -> Option<i32> {
        drop(self.input.take());
        assert!(Message::read(&mut self.output).unwrap().is_none());
        self.server.wait().unwrap().code()
    }
}

#[test]
fn the_server_speaks_over_the_standard_streams() {
    let mut editor = Editor::start();
    editor.send(&json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    assert_eq!(editor.next()["result"]["serverInfo"]["name"], "flowright");
    editor.send(&json!({"method": "initialized", "params": {}}));
    // The server skips messages it cannot read.
    editor.write("{");
    editor.send(&json!({"id": 1.5, "method": "shutdown"}));
    let document = json!({"uri": "untitled:1", "languageId": "flow", "version": 7, "text": "fn f() -> int { 𝄞 }"});
    editor.send(&json!({"method": "textDocument/didOpen", "params": {"textDocument": document}}));
    let published = editor.next();
    assert_eq!(published["method"], "textDocument/publishDiagnostics");
    assert_eq!(published["params"]["version"], 7);
    let end = &published["params"]["diagnostics"][0]["range"]["end"];
    assert_eq!(end, &json!({"line": 0, "character": 18}), "{published}");
    editor.send(&json!({"id": "two", "method": "shutdown"}));
    assert_eq!(editor.next(), json!({"id": "two", "result": null}));
    editor.send(&json!({"method": "exit"}));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn an_editor_that_goes_away_ends_the_server() {
    let mut editor = Editor::start();
    editor.send(&json!({"id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    editor.next();
    assert_eq!(editor.end(), Some(1));
    let mut editor = Editor::start();
    editor.send(&json!({"method": "exit"}));
    assert_eq!(editor.end(), Some(1));
}
