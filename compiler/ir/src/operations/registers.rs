//! Values whose words are in registers: written and compared by their type.
//!
//! A record in a register is the address of what lies in memory; everything below it is read by [`View`].

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::{Context, View};
use flowright_stdlib::types::{Type, memory_words};
use flowright_stdlib::write;

use super::memory::element;

/// Appends a value as JSON.
pub(super) fn json(
    context: &Context,
    buffer: &mut Vec<u8>,
    ty: &Type,
    words: &[u64],
) -> Result<(), Failure> {
    match (ty, words) {
        (Type::Null, _) | (Type::Optional(_), [0, ..]) => buffer.extend_from_slice(b"null"),
        (Type::Optional(inner), [_, rest @ ..]) => json(context, buffer, inner, rest)?,
        (Type::Record(_), [address]) => write::json(buffer, View::new(context, *address, ty))?,
        (Type::List(inner), [address, count]) => {
            buffer.push(b'[');
            for index in 0..*count {
                if index > 0 {
                    buffer.push(b',');
                }
                let address = element(*address, index, memory_words(inner));
                write::json(buffer, View::new(context, address, inner))?;
            }
            buffer.push(b']');
        }
        (Type::Text | Type::Literals(_), [address, length]) => {
            buffer.push(b'"');
            write::json_escape(context.text(*address, *length)?, buffer);
            buffer.push(b'"');
        }
        _ => return Err(wrong_words()),
    }
    Ok(())
}

/// Whether two values are equal.
pub(super) fn equal(
    context: &Context,
    ty: &Type,
    left: &[u64],
    right: &[u64],
) -> Result<bool, Failure> {
    Ok(match (ty, left, right) {
        (Type::Null, _, _) | (Type::Optional(_), [0, ..], [0, ..]) => true,
        (Type::Optional(_), [0, ..], _) | (Type::Optional(_), _, [0, ..]) => false,
        (Type::Optional(inner), [_, left @ ..], [_, right @ ..]) => {
            equal(context, inner, left, right)?
        }
        (Type::Record(_), [left], [right]) => {
            let (left, right) = (View::new(context, *left, ty), View::new(context, *right, ty));
            write::equal(left, right)?
        }
        _ => return Err(wrong_words()),
    })
}

#[cold]
fn wrong_words() -> Failure {
    Failure::internal("a value has other words than its type")
}
