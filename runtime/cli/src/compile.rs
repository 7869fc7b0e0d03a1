//! The way of a program, from sources to an image.

use std::thread;

use flowright_diagnostics::{Diagnostic, Sources};
use flowright_ir::image::Image;

/// The stack that the compiler gets: nesting is bounded, and this bound fits it.
pub(crate) const STACK: usize = 32 << 20;

/// Compiles a program: its image where no diagnostic is an error, and all diagnostics.
pub(crate) fn compile(sources: &Sources) -> (Option<Image>, Vec<Diagnostic>) {
    thread::scope(|scope| {
        let compiling = thread::Builder::new()
            .name(String::from("compiler"))
            .stack_size(STACK)
            .spawn_scoped(scope, || stages(sources));
        match compiling.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // Without a thread to spare, the stack at hand has to do.
            Err(_) => stages(sources),
        }
    })
}

fn stages(sources: &Sources) -> (Option<Image>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for (id, file) in sources.iter() {
        let (tree, found) = flowright_syntax::parse(id, &file.text);
        files.push(tree);
        diagnostics.extend(found);
    }
    let (program, found) = flowright_check::check(&files);
    diagnostics.extend(found);
    diagnostics.sort_by_key(|one| one.primary.span);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return (None, diagnostics);
    }
    let (image, found) = flowright_ir::lower(&program);
    diagnostics.extend(found);
    let errors = diagnostics.iter().any(Diagnostic::is_error);
    ((!errors).then_some(image), diagnostics)
}
