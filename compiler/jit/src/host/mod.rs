//! What machine code may call: one closed table, and nothing that is found by name at run time.
//!
//! Invariant: an address and its signature come from one line of the [table](functions), so they agree.

mod encode;
mod functions;
mod guard;
mod words;

pub(crate) use encode::Encode;
pub(crate) use functions::HostFunction;

#[cfg(test)]
mod tests;
