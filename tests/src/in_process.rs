//! A server inside the test's own process, for tests that hold the clock.

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use flowright_diagnostics::{Diagnostic, Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Operator, Program, ProgramParts, StartProblem};
use flowright_host::{Host, ManualClock, SystemRandom};
use flowright_ir::image::Image;
use flowright_jit::Jit;
use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use tempfile::TempDir;
use tokio::sync::oneshot;

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
    let file = sources.add("test.flow", text);
    let (tree, mut diagnostics) = flowright_syntax::parse(file, text);
    let (program, found) = flowright_check::check(&[tree]);
    diagnostics.extend(found);
    let errors: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    assert!(
        errors.is_empty(),
        "{}",
        render::human(&sources, &errors, render::Style::default())
    );
    let (image, _) = flowright_ir::lower(&program);
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
        clock: Arc<ManualClock>,
    ) -> Result<InProcess, Vec<StartProblem>> {
        let (image, sources) = compile(text);
        let data = tempfile::tempdir().unwrap();
        let host = Host {
            clock,
            random: Arc::new(SystemRandom),
        };
        let parts = ProgramParts {
            handlers: Jit::compile(&image).unwrap(),
            store: Store::open(data.path(), &image.collections, Arc::clone(&host.clock)).unwrap(),
            image,
            sources,
            client: HttpClient::new(Dialer::new(Egress::public())),
            host,
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
