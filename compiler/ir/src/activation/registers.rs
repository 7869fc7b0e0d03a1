//! Loads values from memory into registers.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;
use flowright_stdlib::types::{Structure, Type, memory_words};

/// Loads the register words of a value of type `ty` at `address`.
pub(super) fn load(
    context: &Context,
    ty: &Type,
    address: u64,
    words: &mut [u64],
) -> Result<(), Failure> {
    match ty.structure() {
        Structure::Record(_) | Structure::Union(_) => {
            let word = words.first_mut().ok_or_else(no_room)?;
            *word = address;
            Ok(())
        }
        Structure::Optional(inner) => {
            let (tag, words) = words.split_first_mut().ok_or_else(no_room)?;
            *tag = context.load(address, 0)?;
            load(context, inner, address.wrapping_add(8), words)
        }
        Structure::Leaf | Structure::List(_) | Structure::Map(_) => {
            for offset in 0..memory_words(ty) {
                let word = words.get_mut(offset as usize).ok_or_else(no_room)?;
                *word = context.load(address, offset)?;
            }
            Ok(())
        }
    }
}

#[cold]
fn no_room() -> Failure {
    Failure::internal("a step's result has more words than the frame")
}
