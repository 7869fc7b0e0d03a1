//! The functions of the library, each implemented in the obvious way.
//!
//! In: a function, and its receiver and arguments. Out: its result. Functions that take a lambda
//! are recognised by their operation: see `inlined`; `uuid()` and `random()` are in `random`.

mod arguments;
mod bytes;
mod implementation;
mod lists;
mod maps;
mod scalars;
mod texts;
mod times;
mod zones;

use flowright_diagnostics::Span;
use flowright_stdlib::functions::{self, Function, FunctionId, Pattern};

use super::evaluator::{Evaluation, failed};
use crate::value::Value;
use implementation::{Checked, Implementation};

/// The functions that always have a result, by name and receiver type.
const TOTAL: [&[(&str, Pattern, Implementation)]; 6] = [
    texts::ALL,
    bytes::ALL,
    lists::ALL,
    maps::ALL,
    scalars::ALL,
    times::ALL,
];

/// The functions that may fail, by name and receiver type.
const CHECKED: [&[(&str, Pattern, Checked)]; 3] =
    [lists::CHECKED, scalars::CHECKED, times::CHECKED];

/// The result of a function.
pub(super) fn call(id: FunctionId, given: &[Value], span: Span) -> Evaluation<Value> {
    if let Some(checked) = id.get().and_then(|function| find(&CHECKED, function)) {
        return checked(given).or_else(|refused| failed(refused.code, refused.message, span));
    }
    match id.get().and_then(|function| find(&TOTAL, function)) {
        Some(implementation) => Ok(implementation(given)),
        None => unreachable!("the oracle knows no {:?}", id.get().map(|one| one.name)),
    }
}

/// Whether the oracle implements a function of the library.
#[must_use]
pub fn is_known(function: &Function) -> bool {
    // A function that is evaluated to a constant at compile time does not occur in the program.
    !matches!(function.code, functions::Implementation::Host(_))
        || function.is_random()
        || find(&CHECKED, function).is_some()
        || find(&TOTAL, function).is_some()
}

fn find<T: Copy>(tables: &[&[(&str, Pattern, T)]], function: &Function) -> Option<T> {
    let mut all = tables.iter().copied().flatten();
    let found = all.find(|(name, on, _)| *name == function.name && *on == function.on);
    found.map(|(_, _, implementation)| *implementation)
}
