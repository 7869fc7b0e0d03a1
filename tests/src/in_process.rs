//! A server inside the test's own process, for tests that hold the clock.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;

use flowright_compile::{Engine, handlers};
use flowright_diagnostics::{Diagnostic, Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Clock, Operator, Program, ProgramParts, StartProblem};
use flowright_ir::image::Image;
use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A clock that stands until it is set.
#[derive(Debug, Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Sets it to so many seconds since 1970.
    pub fn set(&self, seconds: i64) {
        self.0
            .store(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// A server of this process.
pub struct InProcess {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
    _data: TempDir,
}

/// Compiles a program that stands in one text.
///
/// # Panics
/// Where it has mistakes; with their reports.
#[must_use]
pub fn compile(text: &str) -> (Image, Sources) {
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
    (image, sources)
}

impl InProcess {
    /// Serves a program at a free port of the loopback interface.
    ///
    /// # Errors
    /// Why it cannot start with what the operator has set.
    ///
    /// # Panics
    /// Where the program has mistakes, or the machine gives no port.
    pub fn start(
        text: &str,
        operator: &Operator,
        clock: Arc<TestClock>,
    ) -> Result<InProcess, Vec<StartProblem>> {
        let (image, sources) = compile(text);
        let data = tempfile::tempdir().unwrap();
        let parts = ProgramParts {
            handlers: handlers(&image, Engine::Jit).unwrap(),
            store: Store::open(data.path(), &image.collections).unwrap(),
            image,
            sources,
            client: HttpClient::new(Dialer::new(Egress::public())),
            clock,
            limits: Limits::default(),
        };
        let site = Site::new(Arc::new(Program::new(parts, operator)?)).unwrap();
        let audit = Audit::open(&audit::Settings::new(data.path().join("audit"))).unwrap();
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

    /// Where it listens.
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
