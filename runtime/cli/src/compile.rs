//! Compiling on a thread with a stack of a known size.

use std::io;
use std::path::PathBuf;
use std::thread;

use flowright_compile::Lowered;
pub(crate) use flowright_compile::STACK;
use flowright_diagnostics::{FixedFile, Sources, render};
use flowright_ir::ValidImage;

use crate::output::{Exit, complain, style};
use crate::project;
use crate::summary::summary;

/// Compiles a program to its image.
pub(crate) fn compile(sources: &Sources) -> Lowered {
    on_stack(|| flowright_compile::parse(sources).check().lower())
}

/// The files that change by the safe fixes of a program.
pub(crate) fn fix(sources: &Sources) -> Vec<FixedFile> {
    on_stack(|| flowright_compile::fix(sources))
}

fn on_stack<T: Send>(work: impl Fn() -> T + Send + Sync) -> T {
    thread::scope(|scope| {
        let working = thread::Builder::new()
            .name(String::from("compiler"))
            .stack_size(STACK)
            .spawn_scoped(scope, &work);
        match working.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // Without a thread to spare, the stack at hand has to do.
            Err(_) => work(),
        }
    })
}

/// Reads and compiles the program of a command. Its mistakes are printed to the standard error.
///
/// # Errors
/// How the command ends: a path cannot be read, or the program has mistakes.
pub(crate) fn program(command: &str, paths: &[PathBuf]) -> Result<(Sources, ValidImage), Exit> {
    let sources = project::read(paths).map_err(|error| {
        complain(&format!("flowright {command}: {error}"));
        Exit::Usage
    })?;
    let Lowered { image, diagnostics } = compile(&sources);
    if !diagnostics.is_empty() {
        complain(render::human(&sources, &diagnostics, style(&io::stderr())).trim_end());
    }
    let Some(image) = image else {
        complain(summary(&sources, &diagnostics).trim_end());
        return Err(Exit::Found);
    };
    let image = image.validate().map_err(|broken| {
        complain(&format!(
            "flowright {command}: a defect of the compiler: {broken}"
        ));
        Exit::Found
    })?;
    Ok((sources, image))
}
