//! `flowright serve PATH [--listen ADDR] [--data DIR] [--secrets FILE] [--engine jit|interpreter] …`

mod arguments;
mod authorities;
mod listen;
mod logging;
mod machine_code;
pub(crate) mod operator;
mod program;
mod reload;
pub(crate) mod routes;
mod signals;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_host::Host;
use flowright_server::audit::Audit;
use flowright_server::probes::Probes;
use flowright_server::serve::Server;
use flowright_store::Store;

pub(crate) use arguments::Arguments;
use listen::ListenAddress;
use program::{Prepared, ProgramInputs, Ready, Refusal, Surroundings};
use reload::{FilesSeen, Reload};

#[cfg(target_os = "linux")]
use crate::allocator::avoid_huge_pages;
use crate::allocator::give_back_free_pages;
use crate::compile;
use crate::output::{Exit, Stop, complain, print};

/// The number of threads that resolve names; a lookup waits for one of them and does not spawn its
/// own thread.
const BLOCKING_THREADS: usize = 16;

/// Exits with 0 after a requested stop has finished, 1 if the program has mistakes or the server
/// cannot start, 2 for wrong usage.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let _written_at_the_end = match logging::begin(arguments.log_format) {
        Ok(guard) => guard,
        Err(error) => {
            complain(&format!(
                "flowright serve: FLOWRIGHT_LOG is not a valid filter: {error}"
            ));
            return Exit::Usage;
        }
    };
    // SIGHUP must not end the process before the program can be reloaded.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::default());
    match serve(arguments) {
        Ok(()) => Exit::Fine,
        Err(stop) => stop.exit("serve"),
    }
}

fn serve(arguments: &Arguments) -> Result<(), Stop> {
    #[cfg(target_os = "linux")]
    avoid_huge_pages();
    let started = start(arguments)?;
    give_back_free_pages();
    listen(started, arguments)
}

/// The result of a start.
struct StartedServer {
    listener: TcpListener,
    /// The listener for probes.
    health: Option<TcpListener>,
    ready: Ready,
    audit: Audit,
    surroundings: Surroundings,
    seen: FilesSeen,
}

/// Compiles and opens everything. Anything that can be refused is refused before the tables are
/// changed. Of the output of the compiler, only the parts that the site holds are kept.
fn start(arguments: &Arguments) -> Result<StartedServer, Stop> {
    let inputs = arguments.inputs();
    let seen = FilesSeen::of(&inputs);
    let ProgramInputs {
        path,
        secrets,
        engine,
    } = &inputs;
    let (sources, image) = compile::program(path)?;
    // The memory that the server keeps should not be spread over the memory that the compiler has
    // freed.
    give_back_free_pages();
    let tls = authorities::read(&arguments.ca_file).map_err(Stop::usage)?;
    let prepared = Prepared::new(sources, image, secrets.as_deref(), *engine).map_err(refused)?;
    let listener = match inherited_listener()? {
        Some(listener) => listener,
        None => bind(&arguments.listen)?,
    };
    let health = arguments.health.as_ref().map(bind).transpose()?;

    let host = Host::system();
    let clock = Arc::clone(&host.clock);
    let collections = &prepared.image.collections;
    let store = Store::open(&arguments.data, collections, Arc::clone(&clock));
    let store = store.map_err(Stop::failed)?;
    let egress = Egress::open(arguments.allow_egress.iter().copied());
    let surroundings = Surroundings {
        client: HttpClient::new(Dialer::new(egress).with_tls(tls)),
        host,
        limits: arguments.limits(),
    };
    let ready = prepared.ready(store, surroundings.clone());
    let ready = ready.map_err(refused)?;
    let audit = Audit::open(&arguments.audit(), clock)
        .map_err(|error| Stop::failed(format_args!("the audit log cannot be opened: {error}")))?;
    Ok(StartedServer {
        listener,
        health,
        ready,
        audit,
        surroundings,
        seen,
    })
}

fn bind(address: &ListenAddress) -> Result<TcpListener, Stop> {
    address
        .bind()
        .map_err(|error| Stop::failed(format_args!("cannot listen at {address}: {error}")))
}

/// Answers probes, if an address is configured for them; never returns.
async fn answer(probes: Option<Probes>) {
    match probes {
        Some(probes) => probes.run().await,
        None => std::future::pending().await,
    }
}

/// The socket on which a supervisor already listens and that it passes with `LISTEN_FDS`, as
/// systemd does.
fn inherited_listener() -> Result<Option<TcpListener>, Stop> {
    let inherited = listenfd::ListenFd::from_env().take_tcp_listener(0);
    inherited.map_err(|error| {
        Stop::failed(format_args!(
            "the socket of LISTEN_FDS cannot be used: {error}"
        ))
    })
}

fn refused(refusal: Refusal) -> Stop {
    match refusal {
        Refusal::Secrets(error) => Stop::usage(error),
        Refusal::Program(error) => Stop::Failed(error),
        Refusal::Problems(problems) => {
            for problem in problems {
                complain(&format!("flowright serve: {problem}"));
            }
            Stop::Said(Exit::Found)
        }
    }
}

fn listen(started: StartedServer, arguments: &Arguments) -> Result<(), Stop> {
    let StartedServer {
        listener,
        health,
        ready: Ready { site, uncompiled },
        audit,
        surroundings,
        seen,
    } = started;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(|error| Stop::failed(format_args!("cannot start threads: {error}")))?;
    let served = runtime.block_on(async {
        let program = Arc::clone(site.program());
        let table = routes::table(program.workflows(), |flag| {
            (!program.flag(flag)).then(|| String::from("disabled"))
        });
        // This must precede the announcement that the server listens, because an unhandled SIGHUP
        // would end the process.
        let (stop, hangup) = (signals::stop(), signals::hangup());
        let (stop, hangup) = (stop.map_err(Stop::failed)?, hangup.map_err(Stop::failed)?);
        let server =
            Server::new(listener, site, arguments.server(), audit).map_err(Stop::failed)?;
        let address = server.address().map_err(Stop::failed)?;
        print(&table);
        let probes = health.map(|listener| Probes::new(listener, server.readiness()));
        let probes = probes.transpose().map_err(Stop::failed)?;
        if let Some(probes) = &probes {
            let address = probes.address().map_err(Stop::failed)?;
            print(&format!("health at http://{address}\n"));
        }
        print(&format!("listening on http://{address}\n"));
        if let Some(uncompiled) = uncompiled {
            machine_code::make(uncompiled, program);
        }
        let reload = Reload {
            hangup,
            inputs: arguments.inputs(),
            watch: arguments.watch,
            replacer: server.replacer(),
            surroundings,
            seen,
        };
        tokio::select! {
            () = server.run(stop) => {}
            () = reload.run() => {}
            () = answer(probes) => {}
            signalled = signals::again() => signalled.map_err(Stop::failed)?,
        }
        Ok(())
    });
    // A name lookup cannot be cancelled, and nothing waits for its result any more.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}
