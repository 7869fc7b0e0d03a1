//! The functions that machine code may call: one closed table, with no lookup by name at run time.
//!
//! Invariant: an address and its signature come from one line of the [table](functions), so they
//! agree.

mod encode;
mod functions;
mod guard;
mod words;

pub(crate) use encode::Encode;
pub(crate) use functions::HostFunction;

#[cfg(test)]
mod tests;
