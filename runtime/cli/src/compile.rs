//! Compiles on a thread with a stack of a known size.

use std::io;
use std::path::Path;
use std::thread;

use flowright_compile::Lowered;
pub(crate) use flowright_compile::STACK;
use flowright_diagnostics::{Diagnostic, FileRange, FixedFile, Sources, render};
use flowright_ir::ValidImage;

use crate::output::{Exit, Stop, complain, style};
use crate::project::{self, ProjectError};
use crate::summary::summary;

/// Compiles a program to its image.
pub(crate) fn compile(sources: &Sources) -> Lowered {
    on_stack(|| flowright_compile::parse(sources).check().lower())
}

/// The files changed by the safe fixes of a program.
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
            // If no thread can be spawned, the current stack must suffice.
            Err(_) => work(),
        }
    })
}

/// A program without mistakes.
pub(crate) struct CompiledProgram {
    pub sources: Sources,
    pub image: ValidImage,
    /// Its warnings.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
}

/// Why a program cannot be run.
pub(crate) enum NoProgram {
    Unreadable(ProjectError),
    Mistakes {
        sources: Sources,
        diagnostics: Vec<Diagnostic<FileRange>>,
    },
    /// The compiler produced an image that fails validation.
    Defect(String),
}

/// Reads and compiles a program in order to run it.
///
/// # Errors
/// If a path cannot be read, or the program has mistakes.
pub(crate) fn read(path: &Path) -> Result<CompiledProgram, NoProgram> {
    let sources = project::read(&[path.to_owned()]).map_err(NoProgram::Unreadable)?;
    let Lowered { image, diagnostics } = compile(&sources);
    let Some(image) = image else {
        return Err(NoProgram::Mistakes {
            sources,
            diagnostics,
        });
    };
    let image = image
        .validate()
        .map_err(|broken| NoProgram::Defect(format!("bug in the compiler: {broken}")))?;
    Ok(CompiledProgram {
        sources,
        image,
        diagnostics,
    })
}

/// Reads and compiles a command's program, and prints its mistakes to stderr.
///
/// # Errors
/// If a path cannot be read, or the program has mistakes.
pub(crate) fn program(path: &Path) -> Result<(Sources, ValidImage), Stop> {
    match read(path) {
        Ok(compiled) => {
            let CompiledProgram {
                sources,
                image,
                diagnostics,
            } = compiled;
            report(&sources, &diagnostics);
            Ok((sources, image))
        }
        Err(NoProgram::Mistakes {
            sources,
            diagnostics,
        }) => {
            report(&sources, &diagnostics);
            complain(summary(&sources, &diagnostics).trim_end());
            Err(Stop::Said(Exit::Found))
        }
        Err(NoProgram::Unreadable(error)) => Err(Stop::usage(error)),
        Err(NoProgram::Defect(defect)) => Err(Stop::Failed(defect)),
    }
}

fn report(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) {
    if !diagnostics.is_empty() {
        complain(render::human(sources, diagnostics, style(&io::stderr())).trim_end());
    }
}
