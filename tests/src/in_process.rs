//! A server inside the test's own process, for tests that control the clock.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use flowright_compile::{Engine, executables};
use flowright_diagnostics::{Diagnostic, Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Network, Operator, Program, ProgramParts, StartProblem};
use flowright_host::{Host, ManualClock, SystemRandom};
use flowright_ir::ValidImage;
use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A server in this process.
pub struct InProcess {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
    _data: TempDir,
}

/// Compiles a program given as one text.
///
/// # Panics
/// If it has mistakes; the message contains their reports.
#[must_use]
pub fn compile(text: &str) -> (ValidImage, Sources) {
    let mut sources = Sources::new();
    sources.add("test.flow", text);
    let lowered = flowright_compile::parse(&sources).check().lower();
    let Some(image) = lowered.image else {
        let mut errors = lowered.diagnostics;
        errors.retain(Diagnostic::is_error);
        panic!(
            "{}",
            render::human(&sources, &errors, render::Style::default())
        );
    };
    (image.validate().unwrap(), sources)
}

impl InProcess {
    /// Serves a program on a free port of the loopback interface.
    ///
    /// # Errors
    /// Why it cannot start with the operator's settings.
    ///
    /// # Panics
    /// If the program has mistakes, or no port is available.
    pub fn start(
        text: &str,
        operator: &Operator,
        clock: Arc<ManualClock>,
    ) -> Result<InProcess, Vec<StartProblem>> {
        let (image, sources) = compile(text);
        let data = tempfile::tempdir().unwrap();
        let host = Host {
            clock: clock.clone(),
            random: Arc::new(SystemRandom),
        };
        let client = HttpClient::new(Dialer::new(Egress::public()));
        let parts = ProgramParts {
            executables: executables(&image, Engine::Jit).unwrap(),
            store: Store::open(data.path(), &image.collections, Arc::clone(&host.clock)).unwrap(),
            image: &image,
            sources,
            effects: Box::new(Network::new(client, host.clone())),
            host,
            limits: Limits::default(),
        };
        let site = Site::new(Arc::new(Program::new(parts, operator)?)).unwrap();
        let audit = Audit::open(&audit::Settings::new(data.path().join("audit")), clock).unwrap();
        let (stop, stopped) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
                let settings = ServerSettings::default();
                let server = Server::new(listener, site, settings, audit).unwrap();
                tell.send(server.address().unwrap()).unwrap();
                let stopped = async {
                    let _ = stopped.await;
                };
                server.run(stopped).await;
            });
        });
        let address = told.recv().unwrap();
        Ok(InProcess {
            address,
            stop: Some(stop),
            thread: Some(thread),
            _data: data,
        })
    }

    /// The address it listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for InProcess {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
