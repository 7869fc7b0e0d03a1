//! The way of a program from its text to one that runs, as `flowright serve` goes it.

use std::path::Path;
use std::sync::Arc;

use flowright_diagnostics::{Diagnostic, Sources, render};
use flowright_effects::{Dialer, Egress, HttpClient};
use flowright_engine::{Operator, Program, ProgramParts};
use flowright_host::Host;
use flowright_ir::image::Image;
use flowright_jit::Jit;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use zeroize::Zeroizing;

use super::Result;

/// What runs the flows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Machine code.
    Jit,
    /// The interpreter.
    Interpreter,
}

/// The sources of a program that stands in one text.
pub fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("benchmark.flow", text);
    sources
}

/// Parses and checks.
///
/// # Errors
/// The first mistakes of the program.
pub fn check(sources: &Sources) -> Result<flowright_check::Program> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for (id, file) in sources.iter() {
        let (tree, found) = flowright_syntax::parse(id, &file.text);
        files.push(tree);
        diagnostics.extend(found);
    }
    let (program, found) = flowright_check::check(&files);
    diagnostics.extend(found);
    refuse(sources, &diagnostics)?;
    Ok(program)
}

/// Parses, checks and lowers.
///
/// # Errors
/// The first mistakes of the program.
pub fn image(sources: &Sources) -> Result<Image> {
    let (image, diagnostics) = flowright_ir::lower(&check(sources)?);
    refuse(sources, &diagnostics)?;
    Ok(image)
}

fn refuse(sources: &Sources, diagnostics: &[Diagnostic]) -> Result<()> {
    let errors: Vec<Diagnostic> = diagnostics
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

/// A program that runs, with its store in `data`.
///
/// # Errors
/// When it has mistakes, or cannot be started.
pub fn load(text: &str, engine: Engine, data: &Path) -> Result<Arc<Program>> {
    let sources = sources(text);
    let image = image(&sources)?;
    let handlers = match engine {
        Engine::Jit => Jit::compile(&image).map_err(|error| error.to_string())?,
        Engine::Interpreter => flowright_ir::interpreter(&image),
    };
    let mut operator = Operator::default();
    operator.secrets.insert(
        "github".to_owned(),
        Zeroizing::new(super::push::SECRET.to_owned()),
    );
    let host = Host::system();
    let store = Store::open(data, &image.collections, Arc::clone(&host.clock))
        .map_err(|error| error.to_string())?;
    let parts = ProgramParts {
        image,
        handlers,
        sources,
        store,
        client: HttpClient::new(Dialer::new(Egress::open([]))),
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
