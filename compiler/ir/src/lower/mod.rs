//! Lowers a typed [`Program`] to an [`Image`].
//!
//! In: a program without errors. Out: the image, and a diagnostic for each workflow that is too
//! large. Not done here: the memory layout of values, which `stdlib` defines; and execution, which
//! is left to [`interpret`](crate::interpret) and machine code.
//!
//! Invariant: lowered code follows the rules that [`validate`](crate::validate) checks.

mod bindings;
mod bound;
mod builder;
mod call;
mod cleanup;
mod constants;
mod control;
mod convert;
mod expression;
mod frame;
mod fuel_checks;
mod http;
mod json;
mod json_form;
mod layouts;
mod lists;
mod live;
mod loops;
mod maps;
mod memory;
mod operators;
mod owned_types;
mod parts;
mod pieces;
mod respond;
mod rounds;
mod statement;
mod step;
mod text;
mod unions;
mod unused;
mod url;
mod usage;
mod values;
mod workflow;

use flowright_check::program::Program;
use flowright_diagnostics::{Diagnostic, FileRange};

use crate::image::{Image, LoweredWorkflow};
use crate::valid::Lowered;

/// Lowers a program without errors.
#[must_use]
pub fn lower(program: &Program) -> (Lowered, Vec<Diagnostic<FileRange>>) {
    let lowered = flowright_shares::map(&program.workflows, |workflow| {
        workflow::lower(program, workflow)
    });
    let (workflows, too_large): (Vec<LoweredWorkflow>, Vec<Option<Diagnostic>>) =
        lowered.into_iter().unzip();
    // Workflows stay in memory, but their code is dropped once it is compiled. Copying the
    // workflows on other threads makes the allocator place them apart from the code they were
    // interleaved with.
    let workflows = flowright_shares::map(&workflows, LoweredWorkflow::copied);
    let image = Image {
        anchors: program.anchors.clone(),
        configs: program.configs.clone(),
        secrets: program.secrets.clone(),
        collections: program
            .collections
            .iter()
            .map(|one| one.value.clone())
            .collect(),
        services: program.services.clone(),
        channels: program.channels.clone(),
        workflows,
    };
    let found = too_large.into_iter().flatten();
    let found = found.map(|one| one.resolve(&program.anchors));
    (Lowered::new(image), found.collect())
}
