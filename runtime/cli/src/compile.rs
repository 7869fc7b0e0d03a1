//! Compiling on a thread with a stack of a known size.

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
    /// The compiler has made an image that is refused.
    Defect(String),
}

/// Reads and compiles a program that is to run.
///
/// # Errors
/// A path cannot be read, or the program has mistakes.
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
        .map_err(|broken| NoProgram::Defect(format!("a defect of the compiler: {broken}")))?;
    Ok(CompiledProgram {
        sources,
        image,
        diagnostics,
    })
}

/// Reads and compiles the program of a command. Its mistakes are printed to the standard error.
///
/// # Errors
/// A path cannot be read, or the program has mistakes.
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
