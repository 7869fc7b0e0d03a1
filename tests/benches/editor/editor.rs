//! A simulated editor: it edits one file and waits for the server's messages.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::Program;

/// Any error ends the benchmark.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// An editor with its server.
pub struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    uri: String,
    /// The lines of the file, as the server knows them.
    lines: Vec<String>,
    version: i64,
    requests: i64,
}

impl Editor {
    /// Starts the server and opens the file to be edited.
    pub fn start(program: &Program) -> Result<Editor> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_flowright"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        let folder = format!("file://{}", program.folder.path().display());
        let mut editor = Editor {
            child,
            input,
            output,
            uri: format!("{folder}/file_0.flow"),
            lines: program.text.split('\n').map(ToOwned::to_owned).collect(),
            version: 1,
            requests: 0,
        };
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-16"] },
            "textDocument": {
                "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
                "completion": { "completionItem": { "snippetSupport": true } },
            },
        });
        let folders = json!([{ "uri": folder, "name": "program" }]);
        editor.ask(
            "initialize",
            &json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders }),
        )?;
        editor.tell("initialized", &json!({}))?;
        let document =
            json!({ "uri": editor.uri, "languageId": "flow", "version": 1, "text": program.text });
        editor.tell("textDocument/didOpen", &json!({ "textDocument": document }))?;
        // The server answers the first request once everything is read and checked.
        editor.ask(
            "textDocument/foldingRange",
            &json!({ "textDocument": { "uri": editor.uri } }),
        )?;
        Ok(editor)
    }

    /// Alternately breaks and repairs a name in the middle of the file; measures from each key to
    /// the changed diagnostics.
    pub fn keys(&mut self, count: usize) -> Result<Vec<Duration>> {
        let line = self.find("let push = context.data", 30)?;
        self.toggle(line, "let push = context.", count)
    }

    /// The same in a type that every workflow uses.
    pub fn declarations(&mut self, count: usize) -> Result<Vec<Duration>> {
        let line = self.find("deleted: bool", 0)?;
        self.toggle(line, "deleted: b", count)
    }

    fn toggle(&mut self, line: usize, before: &str, count: usize) -> Result<Vec<Duration>> {
        let text = self.lines.get(line).ok_or("no such line")?;
        let column = text.find(before).ok_or("another line")? + before.len();
        let mut times = Vec::with_capacity(count);
        for key in 0..count {
            let (end, text) = if key % 2 == 0 {
                (column, "x")
            } else {
                (column + 1, "")
            };
            let started = Instant::now();
            self.change(line, column, end, text)?;
            self.diagnostics()?;
            times.push(started.elapsed());
        }
        Ok(times)
    }

    /// Types a dot after a name and requests completions; measures from the key to the response.
    pub fn completions(&mut self, count: usize) -> Result<Vec<Duration>> {
        let line = self.find("let push = context.data", 30)? + 1;
        let text = "  let one = push.";
        self.change(line, 0, 0, &format!("{text}\n"))?;
        self.diagnostics()?;
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            self.change(line, text.len() - 1, text.len(), "")?;
            self.diagnostics()?;
            let started = Instant::now();
            self.change(line, text.len() - 1, text.len() - 1, ".")?;
            let answer = self.ask(
                "textDocument/completion",
                &json!({ "textDocument": { "uri": self.uri }, "position": { "line": line, "character": text.len() } }),
            )?;
            times.push(started.elapsed());
            let items = answer
                .get("items")
                .or(Some(&answer))
                .and_then(Value::as_array);
            if items.is_none_or(Vec::is_empty) {
                return Err("nothing was proposed".into());
            }
        }
        self.change_lines(line, line + 1)?;
        self.diagnostics()?;
        Ok(times)
    }

    /// Formats a file that needs it.
    pub fn formatting(&mut self, count: usize) -> Result<Vec<Duration>> {
        let line = self.find("let push = context.data", 30)?;
        self.change(line, 0, 0, "   ")?;
        let mut times = Vec::with_capacity(count);
        for _ in 0..count {
            let started = Instant::now();
            let edits = self.ask(
                "textDocument/formatting",
                &json!({ "textDocument": { "uri": self.uri }, "options": { "tabSize": 2, "insertSpaces": true } }),
            )?;
            times.push(started.elapsed());
            if edits.as_array().is_none_or(Vec::is_empty) {
                return Err("nothing was formatted".into());
            }
        }
        self.change(line, 0, 3, "")?;
        Ok(times)
    }

    /// Types that many keys without waiting, the last of which makes a mistake; measures until the
    /// diagnostics of the last version.
    pub fn burst(&mut self, count: usize) -> Result<Duration> {
        let line = self.find("let push = context.data", 30)?;
        let text = "  let what = \"";
        self.change(line, 0, 0, &format!("{text}\"\n"))?;
        self.diagnostics()?;
        let started = Instant::now();
        for key in 0..count {
            self.change(line, text.len() + key, text.len() + key, "a")?;
        }
        self.change(line, 2, 5, "lex")?;
        let last = self.version;
        loop {
            if self.diagnostics()? == last {
                return Ok(started.elapsed());
            }
        }
    }

    /// The server's memory use in megabytes.
    pub fn memory(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line
            .and_then(|line| line.split_whitespace().next())
            .ok_or("no memory")?;
        Ok(kilobytes.parse::<u64>()? / 1000)
    }

    /// Ends the server.
    pub fn stop(mut self) -> Result<()> {
        self.ask("shutdown", &Value::Null)?;
        self.tell("exit", &Value::Null)?;
        self.child.wait()?;
        Ok(())
    }

    /// The line that contains a text, after skipping that many matches.
    fn find(&self, text: &str, skip: usize) -> Result<usize> {
        let lines = self.lines.iter().enumerate();
        let mut found = lines.filter(|(_, line)| line.contains(text));
        Ok(found.nth(skip).ok_or("the text is not in the file")?.0)
    }

    /// Replaces a piece of a line; the text may end with a newline only if it is inserted as a
    /// whole line.
    fn change(&mut self, line: usize, start: usize, end: usize, text: &str) -> Result<()> {
        if let Some(whole) = text.strip_suffix('\n') {
            self.lines.insert(line, whole.to_owned());
        } else if let Some(own) = self.lines.get_mut(line) {
            own.replace_range(start..end, text);
        }
        self.changed((line, start), (line, end), text)
    }

    fn change_lines(&mut self, start: usize, end: usize) -> Result<()> {
        self.lines.drain(start..end);
        self.changed((start, 0), (end, 0), "")
    }

    fn changed(&mut self, start: (usize, usize), end: (usize, usize), text: &str) -> Result<()> {
        self.version += 1;
        let position =
            |(line, character): (usize, usize)| json!({ "line": line, "character": character });
        let change =
            json!({ "range": { "start": position(start), "end": position(end) }, "text": text });
        let document = json!({ "uri": self.uri, "version": self.version });
        self.tell(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": [change] }),
        )
    }

    /// Waits for diagnostics of the file, and returns their version.
    fn diagnostics(&mut self) -> Result<i64> {
        loop {
            let message = self.read()?;
            let is_published = message["method"] == "textDocument/publishDiagnostics";
            if is_published && message["params"]["uri"] == *self.uri {
                return Ok(message["params"]["version"]
                    .as_i64()
                    .unwrap_or(self.version));
            }
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Result<Value> {
        self.requests += 1;
        let id = self.requests;
        self.write(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let mut message = self.read()?;
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(format!("{method}: {error}").into()),
                    None => Ok(message["result"].take()),
                };
            }
        }
    }

    fn tell(&mut self, method: &str, params: &Value) -> Result<()> {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn write(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.input.flush()?;
        Ok(())
    }

    /// The next message; requests from the server get an empty response.
    fn read(&mut self) -> Result<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line)? == 0 {
                return Err("the server has ended".into());
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.parse()?;
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body)?;
        let message: Value = serde_json::from_slice(&body)?;
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }))?;
        }
        Ok(message)
    }
}
