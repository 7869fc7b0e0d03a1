//! Compiling on a thread with a stack of a known size.

use std::thread;

use flowright_compile::Lowered;
pub(crate) use flowright_compile::STACK;
use flowright_diagnostics::Sources;

/// Compiles a program to its image.
pub(crate) fn compile(sources: &Sources) -> Lowered {
    let stages = || flowright_compile::parse(sources).check().lower();
    thread::scope(|scope| {
        let compiling = thread::Builder::new()
            .name(String::from("compiler"))
            .stack_size(STACK)
            .spawn_scoped(scope, stages);
        match compiling.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(lowered)) => lowered,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // Without a thread to spare, the stack at hand has to do.
            Err(_) => stages(),
        }
    })
}
