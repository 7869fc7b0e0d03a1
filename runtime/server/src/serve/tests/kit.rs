//! A server whose audit log, permits and verifiers a test can inspect.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use flowright_diagnostics::Sources;
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Network, Operator, Program, ProgramParts};
use flowright_host::{Host, ManualClock, SystemRandom};
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::audit::{self, Audit};
use crate::serve::listener::Server;
use crate::serve::shared::Shared;
use crate::serve::{ServerSettings, Site};

/// The time on every test's clock: 2023-11-14T22:13:20Z.
pub(super) const NOW: i64 = 1_700_000_000_000_000;

/// One workflow, which accepts any body at `POST /` and answers 204.
const PROGRAM: &str = r#"
workflow take {
  trigger webhook POST "/" {
    verify none because "tests put in a verifier of their own"
    body bytes
    mode sync
  }
  respond 204
}
"#;

/// The site of [`PROGRAM`], with its rows in `data`.
pub(super) fn site(data: &Path) -> Site {
    let mut sources = Sources::new();
    sources.add("test.flow", PROGRAM);
    let lowered = flowright_compile::parse(&sources).check().lower();
    let image = lowered.image.unwrap().validate().unwrap();
    let host = Host {
        clock: Arc::new(ManualClock::at(NOW)),
        random: Arc::new(SystemRandom),
    };
    let client = HttpClient::new(Dialer::new(Egress::public()));
    let parts = ProgramParts {
        executables: flowright_ir::interpreter(&image),
        store: Store::open(data, &image.collections, Arc::clone(&host.clock)).unwrap(),
        image: &image,
        sources,
        effects: Box::new(Network::new(client, host.clone())),
        host,
        limits: Limits::default(),
    };
    let program = Program::new(parts, &Operator::default()).unwrap();
    Site::new(Arc::new(program)).unwrap()
}

/// The settings of a server that accepts `requests` at once.
fn settings(requests: usize) -> ServerSettings {
    ServerSettings {
        requests,
        ..ServerSettings::default()
    }
}

/// A server that accepts `requests` at once. Must be created inside a tokio runtime.
pub(super) fn server(data: &Path, site: Site, requests: usize) -> Server {
    server_with(data, site, settings(requests))
}

fn server_with(data: &Path, site: Site, settings: ServerSettings) -> Server {
    let clock = Arc::clone(&site.program().host().clock);
    let audit = Audit::open(&audit::Settings::new(data.join("audit")), clock).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    Server::new(listener, site, settings, audit).unwrap()
}

/// The lines of the audit log in `data`.
pub(super) fn lines(data: &Path) -> Vec<Value> {
    let segments = fs::read_dir(data.join("audit")).unwrap();
    let mut paths: Vec<_> = segments.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| fs::read_to_string(path).unwrap());
    let text: String = texts.collect();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A running server.
pub(super) struct Running {
    pub(super) address: SocketAddr,
    pub(super) shared: Arc<Shared>,
    data: TempDir,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    /// Serves [`PROGRAM`] after `change` has changed its site.
    pub(super) fn start(requests: usize, change: impl FnOnce(&mut Site)) -> Running {
        Running::with(settings(requests), change)
    }

    /// The same, with other settings.
    pub(super) fn with(settings: ServerSettings, change: impl FnOnce(&mut Site)) -> Running {
        let data = tempfile::tempdir().unwrap();
        let mut site = site(data.path());
        change(&mut site);
        let server = server_with(data.path(), site, settings);
        let address = server.address().unwrap();
        let shared = Arc::clone(&server.shared);
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server.run(async {
            stopped.await.ok();
        }));
        Running {
            address,
            shared,
            data,
            stop,
            task,
        }
    }

    /// Stops it, waits until it has stopped, and returns the lines of its audit log.
    pub(super) async fn stop(self) -> Vec<Value> {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        lines(self.data.path())
    }
}
