//! Calls to the library.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::functions::{Call, FunctionId, Implementation};
use flowright_stdlib::memory::Context;

use crate::code::TypeId;

/// [`Call`](crate::code::Instruction::Call): writes the words of the result.
///
/// # Errors
/// The failure of the function.
pub fn call(
    context: &mut Context,
    function: FunctionId,
    receiver: TypeId,
    arguments: &[u64],
    results: &mut [u64],
) -> Result<(), Failure> {
    let function = function
        .get()
        .ok_or_else(|| Failure::internal("a function that the library does not have"))?;
    let constants = context.constants().clone();
    let receiver = constants.type_at(receiver.0);
    match function.code {
        Implementation::Host(code) => code(&mut Call::new(context, receiver, arguments, results)),
        Implementation::Inline(_) | Implementation::Constant(_) => Err(Failure::internal(
            "a function is called that is code in its place",
        )),
    }
}
