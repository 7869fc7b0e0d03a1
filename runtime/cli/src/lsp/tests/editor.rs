//! An editor to test with.

use std::fs;
use std::path::Path;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, Message, Notification, Request, RequestId, ResponseError};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::compile::STACK;
use crate::lsp::requests::{Handler, REQUESTS};
use crate::lsp::server::Server;
use crate::output::Exit;

/// Longer than any response takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Editor {
    connection: Connection,
    server: Option<JoinHandle<Exit>>,
    asked: i32,
    /// The server's response to `initialize`.
    pub server_says: Value,
    /// Notifications received but not yet consumed.
    told: Vec<Notification>,
    /// The requests that the server has sent.
    pub wanted: Vec<Request>,
}

impl Editor {
    /// An editor with one folder open.
    pub(super) fn in_folder(folder: &Path) -> Editor {
        Editor::new(&json!({ "workspaceFolders": [{"uri": uri(folder), "name": "w"}] }))
    }

    /// An editor that has sent `initialize`.
    pub(super) fn new(params: &Value) -> Editor {
        let mut editor = Editor::silent(REQUESTS);
        let mut all = json!({
            "processId": null,
            "capabilities": {
                "general": {"positionEncodings": ["utf-8", "utf-16"]},
                "textDocument": {"publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1]}}},
                "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
            },
        });
        let params = params.as_object().cloned().unwrap_or_default();
        all.as_object_mut().unwrap().extend(params);
        editor.server_says = editor.ask("initialize", all).unwrap();
        editor.tell("initialized", json!({}));
        editor
    }

    /// An editor that has not sent anything yet.
    pub(super) fn silent(requests: &'static [Handler]) -> Editor {
        Editor::hasty(requests, |_| {})
    }

    /// An editor that sends messages before the server starts to listen.
    pub(super) fn hasty(requests: &'static [Handler], say: impl FnOnce(&mut Editor)) -> Editor {
        let (server, client) = Connection::memory();
        let mut editor = Editor {
            connection: client,
            server: None,
            asked: 0,
            server_says: Value::Null,
            told: Vec::new(),
            wanted: Vec::new(),
        };
        say(&mut editor);
        let serving = thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || Server::new(server, requests).run());
        editor.server = serving.ok();
        editor
    }

    pub(super) fn tell(&mut self, method: &str, params: Value) {
        let method = method.to_owned();
        let message = Message::Notification(Notification { method, params });
        self.connection.sender.send(message).unwrap();
    }

    /// Sends a request without waiting for the response.
    pub(super) fn send(&mut self, method: &str, params: Value) -> i32 {
        self.asked += 1;
        let request = Request {
            id: RequestId::from(self.asked),
            method: method.to_owned(),
            params,
        };
        let message = Message::Request(request);
        self.connection.sender.send(message).unwrap();
        self.asked
    }

    pub(super) fn answer(&mut self, id: i32) -> Result<Value, ResponseError> {
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Response(response) if response.id == RequestId::from(id) => {
                    return response.response_result;
                }
                Message::Response(response) => panic!("{response:?}"),
                Message::Notification(one) => self.told.push(one),
                Message::Request(one) => self.wanted.push(one),
            }
        }
    }

    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, ResponseError> {
        let id = self.send(method, params);
        self.answer(id)
    }

    /// The next notification of that kind.
    pub(super) fn told(&mut self, method: &str) -> Value {
        if let Some(at) = self.told.iter().position(|one| one.method == method) {
            return self.told.remove(at).params;
        }
        loop {
            match self.connection.receiver.recv_timeout(PATIENCE).unwrap() {
                Message::Notification(one) if one.method == method => return one.params,
                Message::Notification(one) => self.told.push(one),
                Message::Request(one) => self.wanted.push(one),
                Message::Response(response) => panic!("{response:?}"),
            }
        }
    }

    /// The codes of the next diagnostics of a document, and the version they are for.
    pub(super) fn codes(&mut self, uri: &str) -> (Vec<String>, Value) {
        loop {
            let told = self.told("textDocument/publishDiagnostics");
            if told["uri"] == uri {
                let all = told["diagnostics"].as_array().unwrap().iter();
                let codes = all.map(|one| one["code"].as_str().unwrap().to_owned());
                return (codes.collect(), told["version"].clone());
            }
        }
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": "flow", "version": 1, "text": text}}),
        );
    }

    pub(super) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    pub(super) fn close(&mut self, uri: &str) {
        self.tell(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }

    pub(super) fn watched(&mut self, uri: &str, kind: u32) {
        self.tell(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri, "type": kind}]}),
        );
    }

    /// Shuts the server down; returns how it ended and what it sent meanwhile.
    pub(super) fn quit(mut self) -> (Exit, Vec<Notification>) {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Disconnects; returns how the server ended and what it sent meanwhile.
    pub(super) fn end(self) -> (Exit, Vec<Notification>) {
        drop(self.connection.sender);
        let mut told = self.told;
        for message in self.connection.receiver {
            if let Message::Notification(one) = message {
                told.push(one);
            }
        }
        (self.server.unwrap().join().unwrap(), told)
    }
}

/// A folder with files.
pub(super) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(super) fn uri(path: &Path) -> String {
    Url::from_file_path(path).unwrap().into()
}
