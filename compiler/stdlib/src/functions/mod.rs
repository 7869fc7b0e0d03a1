//! The functions of the language, one file each, in one table.
//!
//! The table drives the checker, the interpreter, the machine code, hover, completion and the documentation; the examples run as
//! tests.

mod call;
mod signature;

pub use call::Call;
pub use signature::{Example, Function, Parameter, Pattern, Receiver};

use crate::types::Type;

/// A function of the library: an index into [`FUNCTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u16);

/// Every function.
pub const FUNCTIONS: &[&Function] = &[];

impl FunctionId {
    /// The function, if the id is of this table.
    #[must_use]
    pub fn get(self) -> Option<&'static Function> {
        FUNCTIONS.get(usize::from(self.0)).copied()
    }
}

/// The functions of that name, whatever they are called on.
pub fn named(name: &str) -> impl Iterator<Item = (FunctionId, &'static Function)> {
    (0_u16..)
        .map(FunctionId)
        .zip(FUNCTIONS.iter().copied())
        .filter(move |(_, one)| one.name == name)
}

/// The functions that can be called on a value of that type.
pub fn on(ty: &Type) -> impl Iterator<Item = (FunctionId, &'static Function)> {
    (0_u16..)
        .map(FunctionId)
        .zip(FUNCTIONS.iter().copied())
        .filter(move |(_, one)| one.on.accepts(ty))
}
