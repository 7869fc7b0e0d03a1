//! `flowright serve PATH [--listen ADDR] [--data DIR] [--secrets FILE] [--engine jit|interpreter] …`

mod arguments;
mod authorities;
mod listen;
mod logging;
mod machine_code;
pub(crate) mod operator;
mod reload;
pub(crate) mod routes;
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
use flowright_server::audit::Audit;
use flowright_server::serve::{Server, Site};
use flowright_store::Store;

pub(crate) use arguments::Arguments;
use reload::{FilesSeen, Reload};

use crate::allocator::give_back_free_pages;
use crate::compile::compile;
use crate::output::{Exit, complain, print, style};
use crate::project;
use crate::summary::summary;

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
    let _written_at_the_end = match logging::begin(arguments.log_format) {
        Ok(guard) => guard,
        Err(error) => {
            complain(&format!(
                "flowright serve: FLOWRIGHT_LOG is not a filter: {error}"
            ));
            return Exit::Usage;
        }
    };
    // Until the program can be replaced, being told to do so must not end the process.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::default());
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
    listen(started, arguments)
}

/// What a start has made.
struct StartedServer {
    listener: TcpListener,
    site: Site,
    audit: Audit,
    /// What is still to be compiled; the interpreter runs it until it is.
    uncompiled: Option<Uncompiled>,
    client: HttpClient,
    host: Host,
    seen: FilesSeen,
}

/// Compiles and opens everything. What can be refused is refused before the tables are touched. Of what the compiler has made, nothing
/// is kept but what the site holds.
fn start(arguments: &Arguments) -> Result<StartedServer, Stop> {
    let seen = FilesSeen::of(&arguments.inputs());
    let sources = project::read(std::slice::from_ref(&arguments.path))
        .map_err(|error| Stop::Usage(error.to_string()))?;
    let image = image(&sources)?;
    let uncompiled = match arguments.engine() {
        Engine::Jit => Some(Uncompiled::new(&image).map_err(found)?),
        Engine::Interpreter => None,
    };
    let operator = operator::read(arguments.secrets.as_deref())
        .map_err(|error| Stop::Usage(error.to_string()))?;
    let tls = authorities::read(&arguments.ca_file);
    let tls = tls.map_err(|error| Stop::Usage(error.to_string()))?;
    operator::warn_of_unknown(&operator, &image);
    refuse(operator.problems(&image))?;
    let listen = &arguments.listen;
    let listener = match inherited_listener()? {
        Some(listener) => listener,
        None => listen
            .bind()
            .map_err(|error| Stop::Found(format!("cannot listen at {listen}: {error}")))?,
    };

    let host = Host::system();
    let store =
        Store::open(&arguments.data, &image.collections, Arc::clone(&host.clock)).map_err(found)?;
    let egress = Egress::open(arguments.allow_egress.iter().copied());
    let client = HttpClient::new(Dialer::new(egress).with_tls(tls));
    let clock = Arc::clone(&host.clock);
    let parts = ProgramParts {
        image: &image,
        executables: interpreter(&image),
        sources,
        store,
        effects: Box::new(Network::new(client.clone(), host.clone())),
        host: host.clone(),
        limits: arguments.limits(),
    };
    let program = match Program::new(parts, &operator) {
        Ok(program) => program,
        Err(problems) => return Err(refused(problems)),
    };
    let site = Site::new(Arc::new(program)).map_err(found)?;
    let audit = Audit::open(&arguments.audit(), clock)
        .map_err(|error| Stop::Found(format!("the audit log cannot be opened: {error}")))?;
    Ok(StartedServer {
        listener,
        site,
        audit,
        uncompiled,
        client,
        host,
        seen,
    })
}

/// The socket that a supervisor listens on already and hands over by `LISTEN_FDS`, as systemd does.
fn inherited_listener() -> Result<Option<TcpListener>, Stop> {
    let inherited = listenfd::ListenFd::from_env().take_tcp_listener(0);
    inherited
        .map_err(|error| Stop::Found(format!("the socket of LISTEN_FDS cannot be used: {error}")))
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

fn listen(started: StartedServer, arguments: &Arguments) -> Result<(), Stop> {
    let StartedServer {
        listener,
        site,
        audit,
        uncompiled,
        client,
        host,
        seen,
    } = started;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(|error| Stop::Found(format!("no threads could be started: {error}")))?;
    let served = runtime.block_on(async {
        let program = Arc::clone(site.program());
        let table = routes::table(program.workflows());
        let stop = signals::stop().map_err(found)?;
        let server = Server::new(listener, site, arguments.server(), audit).map_err(found)?;
        let address = server.address().map_err(found)?;
        print(&table);
        print(&format!("listening on http://{address}\n"));
        if let Some(uncompiled) = uncompiled {
            machine_code::make(uncompiled, program);
        }
        let reload = Reload {
            inputs: arguments.inputs(),
            watch: arguments.watch,
            replacer: server.replacer(),
            client,
            host,
            limits: arguments.limits(),
            seen,
        };
        tokio::select! {
            () = server.run(stop) => {}
            () = reload.run() => {}
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
        complain(summary(sources, &diagnostics).trim_end());
        return Err(Stop::Said);
    };
    image
        .validate()
        .map_err(|broken| Stop::Found(format!("a defect of the compiler: {broken}")))
}

fn found(error: impl Display) -> Stop {
    Stop::Found(error.to_string())
}
