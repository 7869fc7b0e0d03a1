//! Takes a program from its text to a running one, as `flowright serve` does.

use std::path::Path;
use std::sync::Arc;

pub use flowright_compile::Engine;
use flowright_compile::{Checked, executables};
use flowright_diagnostics::{Diagnostic, FileRange, Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Network, Operator, Program, ProgramParts};
use flowright_host::Host;
use flowright_ir::ValidImage;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use zeroize::Zeroizing;

use super::Result;

/// The sources of a program given as one text.
pub fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("benchmark.flow", text);
    sources
}

/// Parses and checks.
///
/// # Errors
/// The first mistakes of the program.
pub fn check(sources: &Sources) -> Result<Checked> {
    let checked = flowright_compile::parse(sources).check();
    refuse(sources, &checked.diagnostics)?;
    Ok(checked)
}

/// Parses, checks and lowers.
///
/// # Errors
/// The first mistakes of the program.
pub fn image(sources: &Sources) -> Result<ValidImage> {
    let lowered = check(sources)?.lower();
    refuse(sources, &lowered.diagnostics)?;
    let lowered = lowered.image.ok_or("no image")?;
    Ok(lowered.validate()?)
}

fn refuse(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> Result<()> {
    let errors: Vec<Diagnostic<FileRange>> = diagnostics
        .iter()
        .filter(|one| one.is_error())
        .take(5)
        .cloned()
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    Err(render::human(sources, &errors, render::Style::default()).into())
}

/// A running program, with its store in `data`.
///
/// # Errors
/// If it has mistakes, or cannot be started.
pub fn load(text: &str, engine: Engine, data: &Path) -> Result<Arc<Program>> {
    let sources = sources(text);
    let image = image(&sources)?;
    let executables = executables(&image, engine).map_err(|error| error.to_string())?;
    let mut operator = Operator::default();
    operator.secrets.insert(
        "github".to_owned(),
        Zeroizing::new(super::push::SECRET.to_owned()),
    );
    let host = Host::system();
    let store = Store::open(data, &image.collections, Arc::clone(&host.clock))
        .map_err(|error| error.to_string())?;
    let client = HttpClient::new(Dialer::new(Egress::open(["127.0.0.0/8".parse()?])));
    let parts = ProgramParts {
        image: &image,
        executables,
        sources,
        store,
        effects: Box::new(Network::new(client, host.clone())),
        host,
        limits: Limits::default(),
    };
    let program = Program::new(parts, &operator).map_err(|problems| {
        problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    })?;
    Ok(Arc::new(program))
}
