//! `flowright serve PATH [--listen ADDR] [--data DIR] [--secrets FILE] [--engine jit|interpreter] …`

mod arguments;
mod machine_code;
mod operator;
mod routes;
mod signals;

use std::fmt::Display;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use flowright_compile::{Engine, Lowered, Uncompiled};
use flowright_diagnostics::{Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Network, Program, ProgramParts, StartProblem};
use flowright_host::Host;
use flowright_ir::{ValidImage, interpreter};
use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};
use flowright_store::Store;
use tracing_appender::non_blocking::NonBlockingBuilder;
use tracing_subscriber::EnvFilter;

pub(crate) use arguments::Arguments;

use crate::allocator::give_back_free_pages;
use crate::compile::compile;
use crate::output::{Exit, complain, print, style};
use crate::project;

/// What the log says where `FLOWRIGHT_LOG` says nothing. Cranelift prints whole functions at `info`.
const LOG: &str = "info,cranelift_jit=warn,cranelift_codegen=warn,regalloc2=warn";

/// Threads that look up names; a lookup waits for its turn rather than have a thread of its own.
const BLOCKING_THREADS: usize = 16;

/// Why the server does not start; it has been said already where it is `Said`.
enum Stop {
    Usage(String),
    Found(String),
    Said,
}

/// 0 when it was told to stop and has finished, 1 when the program has mistakes or the server cannot start, 2 for wrong usage.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let filter = match std::env::var("FLOWRIGHT_LOG") {
        Ok(wanted) => match EnvFilter::try_new(&wanted) {
            Ok(filter) => filter,
            Err(error) => {
                complain(&format!(
                    "flowright serve: FLOWRIGHT_LOG is not a filter: {error}"
                ));
                return Exit::Usage;
            }
        },
        Err(_) => EnvFilter::new(LOG),
    };
    // Whoever reads the log may be slow, or gone: then lines are dropped, and no request waits.
    let (writer, _written_at_the_end) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(8192)
        .finish(io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(style(&io::stderr()).color)
        .init();
    match serve(arguments) {
        Ok(()) => Exit::Fine,
        Err(Stop::Said) => Exit::Found,
        Err(Stop::Found(message)) => {
            complain(&format!("flowright serve: {message}"));
            Exit::Found
        }
        Err(Stop::Usage(message)) => {
            complain(&format!("flowright serve: {message}"));
            Exit::Usage
        }
    }
}

fn serve(arguments: &Arguments) -> Result<(), Stop> {
    let started = start(arguments)?;
    give_back_free_pages();
    listen(started, arguments.server())
}

/// What a start has made.
struct StartedServer {
    listener: TcpListener,
    site: Site,
    audit: Audit,
    /// What is still to be compiled; the interpreter runs it until it is.
    uncompiled: Option<Uncompiled>,
}

/// Compiles and opens everything. What can be refused is refused before the tables are touched. Of what the compiler has made, nothing
/// is kept but what the site holds.
fn start(arguments: &Arguments) -> Result<StartedServer, Stop> {
    let sources = project::read(std::slice::from_ref(&arguments.path))
        .map_err(|error| Stop::Usage(error.to_string()))?;
    let image = image(&sources)?;
    let uncompiled = match arguments.engine() {
        Engine::Jit => Some(Uncompiled::new(&image).map_err(found)?),
        Engine::Interpreter => None,
    };
    let operator = operator::read(arguments).map_err(|error| Stop::Usage(error.to_string()))?;
    operator::warn_of_unknown(&operator, &image);
    refuse(operator.problems(&image))?;
    let listener = TcpListener::bind(arguments.listen)
        .map_err(|error| Stop::Found(format!("cannot listen at {}: {error}", arguments.listen)))?;

    let host = Host::system();
    let store =
        Store::open(&arguments.data, &image.collections, Arc::clone(&host.clock)).map_err(found)?;
    let egress = Egress::open(arguments.allow_egress.iter().copied());
    let client = HttpClient::new(Dialer::new(egress));
    let clock = Arc::clone(&host.clock);
    let parts = ProgramParts {
        image: &image,
        executables: interpreter(&image),
        sources,
        store,
        effects: Box::new(Network::new(client, host.clone())),
        host,
        limits: arguments.limits(),
    };
    let program = match Program::new(parts, &operator) {
        Ok(program) => program,
        Err(problems) => return Err(refused(problems)),
    };
    let site = Site::new(Arc::new(program)).map_err(found)?;
    let audit = Audit::open(&audit::Settings::new(arguments.data.join("audit")), clock)
        .map_err(|error| Stop::Found(format!("the audit log cannot be opened: {error}")))?;
    Ok(StartedServer {
        listener,
        site,
        audit,
        uncompiled,
    })
}

fn refuse(problems: Vec<StartProblem>) -> Result<(), Stop> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(refused(problems))
    }
}

fn refused(problems: Vec<StartProblem>) -> Stop {
    for problem in problems {
        complain(&format!("flowright serve: {problem}"));
    }
    Stop::Said
}

fn listen(started: StartedServer, settings: ServerSettings) -> Result<(), Stop> {
    let StartedServer {
        listener,
        site,
        audit,
        uncompiled,
    } = started;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(|error| Stop::Found(format!("no threads could be started: {error}")))?;
    let served = runtime.block_on(async {
        let program = Arc::clone(site.program());
        let table = routes::table(&program);
        let stop = signals::stop().map_err(found)?;
        let server = Server::new(listener, site, settings, audit).map_err(found)?;
        let address = server.address().map_err(found)?;
        print(&table);
        print(&format!("listening on http://{address}\n"));
        if let Some(uncompiled) = uncompiled {
            machine_code::make(uncompiled, program);
        }
        tokio::select! {
            () = server.run(stop) => {}
            signalled = signals::again() => signalled.map_err(found)?,
        }
        Ok(())
    });
    // A lookup of a name cannot be called off, and nobody waits for it any more.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

/// The image of a program; its mistakes are printed.
fn image(sources: &Sources) -> Result<ValidImage, Stop> {
    let Lowered { image, diagnostics } = compile(sources);
    if !diagnostics.is_empty() {
        complain(render::human(sources, &diagnostics, style(&io::stderr())).trim_end());
    }
    let Some(image) = image else {
        complain(super::check::summary(sources, &diagnostics).trim_end());
        return Err(Stop::Said);
    };
    image
        .validate()
        .map_err(|broken| Stop::Found(format!("a defect of the compiler: {broken}")))
}

fn found(error: impl Display) -> Stop {
    Stop::Found(error.to_string())
}
