//! `flowright serve PATH [--listen ADDR] [--data DIR] [--secrets FILE] [--engine jit|interpreter] …`

mod arguments;
mod handlers;
mod operator;
mod routes;
mod signals;

use std::fmt::Display;
use std::io;
use std::sync::Arc;

use flowright_diagnostics::{Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Program, ProgramParts, SystemClock};
use flowright_ir::image::Image;
use flowright_server::audit::{self, Audit};
use flowright_server::serve::{Server, ServerSettings, Site};
use flowright_store::Store;
use tracing_subscriber::EnvFilter;

pub(crate) use arguments::Arguments;

use crate::compile::compile;
use crate::output::{Exit, complain, print, style};
use crate::project;

/// What the log says where `FLOWRIGHT_LOG` says nothing. Cranelift prints whole functions at `info`.
const LOG: &str = "info,cranelift_jit=warn,cranelift_codegen=warn,regalloc2=warn";

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
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
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
    let sources = project::read(std::slice::from_ref(&arguments.path))
        .map_err(|error| Stop::Usage(error.to_string()))?;
    let image = image(&sources)?;
    let handlers = handlers::make(&image, arguments.engine).map_err(found)?;
    let operator = operator::read(arguments).map_err(|error| Stop::Usage(error.to_string()))?;
    operator::warn_of_unknown(&operator, &image);
    let store = Store::open(&arguments.data, &image.collections).map_err(found)?;
    let egress = Egress::open(arguments.allow_egress.iter().copied());
    let parts = ProgramParts {
        image,
        handlers,
        sources,
        store,
        client: HttpClient::new(Dialer::new(egress)),
        clock: Arc::new(SystemClock),
        limits: arguments.limits(),
    };
    let program = Program::new(parts, &operator).map_err(|problems| {
        for problem in problems {
            complain(&format!("flowright serve: {problem}"));
        }
        Stop::Said
    })?;
    let site = Site::new(Arc::new(program)).map_err(found)?;
    let audit = Audit::open(&audit::Settings::new(arguments.data.join("audit")))
        .map_err(|error| Stop::Found(format!("the audit log cannot be opened: {error}")))?;
    let settings = arguments.server();
    listen(arguments, site, settings, audit)
}

fn listen(
    arguments: &Arguments,
    site: Site,
    settings: ServerSettings,
    audit: Audit,
) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::Found(format!("no threads could be started: {error}")))?;
    runtime.block_on(async {
        let table = routes::table(site.program());
        let stop = signals::stop().map_err(found)?;
        let server = Server::bind(arguments.listen, site, settings, audit)
            .await
            .map_err(|error| {
                Stop::Found(format!("cannot listen at {}: {error}", arguments.listen))
            })?;
        let address = server.address().map_err(found)?;
        print(&table);
        print(&format!("listening on http://{address}\n"));
        server.run(stop).await;
        Ok(())
    })
}

/// The image of a program; its mistakes are printed.
fn image(sources: &Sources) -> Result<Image, Stop> {
    let (image, diagnostics) = compile(sources);
    if !diagnostics.is_empty() {
        complain(render::human(sources, &diagnostics, style(&io::stderr())).trim_end());
    }
    image.ok_or_else(|| {
        complain(super::check::summary(sources, &diagnostics).trim_end());
        Stop::Said
    })
}

fn found(error: impl Display) -> Stop {
    Stop::Found(error.to_string())
}
