//! Machine code, compiled in the background while the interpreter runs the flows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use flowright_compile::{Compiled, JitError, Uncompiled};
use flowright_engine::Program;

use crate::allocator::give_back_free_pages;

/// Compiles the workflows of a program on a separate thread, starting with those that have been
/// called. Each runs as machine code from its next request on. The log reports when all of them do,
/// and names the workflows that are still run by the interpreter.
pub(super) fn make(uncompiled: Uncompiled, program: Arc<Program>) {
    let compile = move || {
        yield_to_requests();
        let begun = Instant::now();
        let compiled = compile(uncompiled, &program);
        give_back_free_pages();
        if let Some(workflows) = compiled {
            tracing::info!(workflows, duration = ?begun.elapsed(), "workflows run as machine code");
        }
    };
    let thread = thread::Builder::new().name("machine-code".to_owned());
    // Nothing joins this thread: if the process ends first, there is nothing left to finish.
    if let Err(error) = thread.spawn(compile) {
        tracing::warn!(%error, "cannot start the compiler thread: the interpreter runs the workflows");
    }
}

/// Compiles all workflows, and returns how many run as machine code; `None` if the host does not
/// allow it.
fn compile(mut uncompiled: Uncompiled, program: &Program) -> Option<usize> {
    let mut workflows = 0;
    // Most likely all of them fail for the same reason.
    let mut failed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    loop {
        let compiled = uncompiled.compile_some(|workflow| program.was_called(workflow));
        if compiled.is_empty() {
            break;
        }
        for Compiled {
            workflow,
            executable,
        } in compiled
        {
            let replaced = match executable {
                Ok(executable) => program
                    .replace(workflow, executable)
                    .map_err(|error| error.to_string()),
                Err(JitError::NoExecutableMemory { reason }) => {
                    tracing::warn!(%reason, "this host does not allow executable memory: the interpreter runs the workflows");
                    return None;
                }
                Err(error) => Err(error.to_string()),
            };
            match replaced {
                Ok(()) => workflows += 1,
                Err(reason) => failed.entry(reason).or_default().push(workflow),
            }
        }
    }
    for (reason, workflows) in failed {
        let names = workflows
            .iter()
            .filter_map(|index| program.workflow(*index));
        let names: Vec<&str> = names.map(|workflow| &*workflow.name).collect();
        let names = names.join(", ");
        tracing::warn!(workflows = names, %reason, "bug in Flowright: machine code failed, so the interpreter keeps running these workflows");
    }
    Some(workflows)
}

/// Makes the system prefer every other thread to this one.
fn yield_to_requests() {
    /// The lowest priority.
    #[cfg(target_os = "linux")]
    const PRIORITY: i32 = 19;
    // On Linux this affects the current thread alone; elsewhere it would affect the process.
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, PRIORITY) {
        tracing::debug!(%error, "cannot lower the priority of the compiler thread");
    }
}
