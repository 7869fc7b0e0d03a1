//! Compiling on a thread with a stack of a known size.

use std::thread;

use flowright_compile::Lowered;
pub(crate) use flowright_compile::STACK;
use flowright_diagnostics::{FixedFile, Sources};

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
