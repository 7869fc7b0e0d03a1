//! The binary, running as a server.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{Answer, Client, Request};

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    data: Option<PathBuf>,
}

impl Options {
    /// Only the defaults.
    #[must_use]
    pub fn new() -> Options {
        Options::default()
    }

    /// A flag, with its value if it has one.
    #[must_use]
    pub fn flag(mut self, words: &[&str]) -> Options {
        self.arguments
            .extend(words.iter().map(|word| (*word).to_owned()));
        self
    }

    /// An environment variable.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Options {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the data folder, if it is to outlive the server.
    #[must_use]
    pub fn data(mut self, folder: &Path) -> Options {
        self.data = Some(folder.to_owned());
        self
    }
}

/// A server that is ready.
pub struct Server {
    child: Child,
    address: SocketAddr,
    routes: String,
    data: PathBuf,
    log: Arc<Mutex<String>>,
    _watchdog: Option<Watchdog>,
    _own_data: Option<TempDir>,
}

/// Ends a server when this process ends, because a server in a `static` is never dropped.
struct Watchdog(Child);

impl Watchdog {
    /// Its standard input is closed when this process ends.
    fn of(server: &Child) -> Option<Watchdog> {
        Command::new("sh")
            .args(["-c", "read -r _; kill -9 $0", &server.id().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()
            .map(Watchdog)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        // It may have ended on its own.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

impl Server {
    /// Starts `binary serve project` on a free port of the loopback interface and waits until it
    /// listens.
    ///
    /// # Panics
    /// If it does not start listening; the message contains its output.
    #[must_use]
    pub fn start(binary: &str, project: &Path, options: &Options) -> Server {
        let own_data = options.data.is_none().then(|| tempfile::tempdir().unwrap());
        let data = options
            .data
            .clone()
            .or(own_data.as_ref().map(|own| own.path().to_owned()))
            .unwrap();
        let mut child = command(binary, project, &data, options).spawn().unwrap();
        let log = collect(child.stderr.take().unwrap());
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut routes = String::new();
        let address = loop {
            let Some(Ok(line)) = lines.next() else {
                let status = child.wait().unwrap();
                thread::sleep(Duration::from_millis(100));
                panic!("the server ended with {status}:\n{}", log.lock().unwrap());
            };
            if let Some(address) = line.strip_prefix("listening on http://") {
                break address.parse().unwrap();
            }
            routes.push_str(&line);
            routes.push('\n');
        };
        Server {
            _watchdog: Watchdog::of(&child),
            child,
            address,
            routes,
            data,
            log,
            _own_data: own_data,
        }
    }

    /// Runs `binary serve project` when it is expected to fail before listening: returns its exit
    /// status and what it printed to stderr.
    ///
    /// # Panics
    /// If it listens nevertheless.
    #[must_use]
    pub fn refused(binary: &str, project: &Path, options: &Options) -> (ExitStatus, String) {
        let own_data = tempfile::tempdir().unwrap();
        let data = options
            .data
            .clone()
            .unwrap_or_else(|| own_data.path().to_owned());
        let mut child = command(binary, project, &data, options).spawn().unwrap();
        let log = collect(child.stderr.take().unwrap());
        let mut printed = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while let Some(Ok(line)) = lines.next() {
            if line.starts_with("listening on") {
                let _ = child.kill();
                panic!("the server started:\n{printed}");
            }
            printed.push_str(&line);
        }
        let status = child.wait().unwrap();
        // The collecting thread ends with the stream.
        thread::sleep(Duration::from_millis(100));
        let log = log.lock().unwrap().clone();
        (status, log)
    }

    /// The address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The table of routes it printed.
    #[must_use]
    pub fn routes(&self) -> &str {
        &self.routes
    }

    /// Its data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it has written to stderr so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// What it has written to stderr, once it contains that part; the log lags behind the requests.
    ///
    /// # Panics
    /// If that part never appears.
    #[must_use]
    pub fn log_with(&self, part: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let log = self.log();
            if log.contains(part) {
                return log;
            }
            assert!(
                Instant::now() < deadline,
                "{part} is not in the log:\n{log}"
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends one request on a new connection.
    #[must_use]
    pub fn send(&self, request: &Request) -> Answer {
        Client::connect(self.address).send(request)
    }

    /// The audit log, one line per request, once it has at least `count` lines.
    ///
    /// # Panics
    /// If they never appear.
    #[must_use]
    pub fn audit(&self, count: usize) -> Vec<serde_json::Value> {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            let lines = audit_lines(&self.data);
            if lines.len() >= count {
                return lines;
            }
            assert!(
                Instant::now() < deadline,
                "only {} audit lines: {lines:?}",
                lines.len()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Sends SIGKILL.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Sends SIGTERM; returns at once.
    ///
    /// # Panics
    /// If no signal can be sent.
    pub fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends the signal with that name; returns at once.
    ///
    /// # Panics
    /// If no signal can be sent.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([&format!("-{name}"), &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits until it has ended.
    ///
    /// # Panics
    /// If it does not end for a long time.
    pub fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(
                Instant::now() < deadline,
                "the server does not end:\n{}",
                self.log()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(binary: &str, project: &Path, data: &Path, options: &Options) -> Command {
    let mut command = Command::new(binary);
    command
        .arg("serve")
        .arg(project)
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .args(&options.arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, _) in std::env::vars() {
        if name.starts_with("FLOWRIGHT_") {
            command.env_remove(name);
        }
    }
    for (name, value) in &options.environment {
        command.env(name, value);
    }
    command
}

fn collect(stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let log = Arc::new(Mutex::new(String::new()));
    let sink = Arc::clone(&log);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut log = sink.lock().unwrap();
            log.push_str(&line);
            log.push('\n');
        }
    });
    log
}

fn audit_lines(data: &Path) -> Vec<serde_json::Value> {
    let Ok(folder) = std::fs::read_dir(data.join("audit")) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .flat_map(|text| {
            let whole = text.rfind('\n').map_or(0, |end| end + 1);
            text.get(..whole)
                .unwrap_or_default()
                .lines()
                .filter_map(|line| serde_json::from_str(line).ok())
                .collect::<Vec<_>>()
        })
        .collect()
}
