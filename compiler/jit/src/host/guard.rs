//! The wrapper of every host function: stores its failure or panic in the context.

use std::panic::{AssertUnwindSafe, catch_unwind};

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

/// The return value of a host function on success.
pub(super) const OK: u64 = 0;

/// The return value on failure: the failure and the site are in the context.
pub(super) const FAILED: u64 = 1;

/// Runs the body of a host function. Nothing unwinds out of it: generated code has no unwind
/// tables, and a panic that left an `extern "C"` function would abort the process.
pub(super) fn guarded(
    context: &mut Context,
    site: u64,
    name: &'static str,
    body: impl FnOnce(&mut Context) -> Result<(), Failure>,
) -> u64 {
    let done = catch_unwind(AssertUnwindSafe(|| body(context)));
    match done {
        Ok(Ok(())) => OK,
        Ok(Err(failure)) => fail(context, site, failure),
        Err(_) => fail(
            context,
            site,
            Failure::internal(format!("`{name}` panicked")),
        ),
    }
}

#[cold]
fn fail(context: &mut Context, site: u64, failure: Failure) -> u64 {
    context.failure = Some(failure);
    context.failed_site = u32::try_from(site).unwrap_or(u32::MAX);
    FAILED
}
