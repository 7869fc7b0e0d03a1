//! Rearranges lists by the keys of their elements.

use std::cmp::Ordering;

use flowright_stdlib::decimal::Decimal;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Context;
use flowright_stdlib::types::{Type, memory_words};

use crate::code::{Arrangement, TypeId};

/// A key in memory.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Key<'a> {
    Null,
    /// An int, a bool, a time or a duration.
    Int(i64),
    Float(f64),
    Decimal(Decimal),
    Text(&'a [u8]),
}

impl Key<'_> {
    /// Null is less than everything else; otherwise, keys have the same type.
    fn compare(self, other: Key<'_>) -> Ordering {
        match (self, other) {
            (Key::Int(left), Key::Int(right)) => left.cmp(&right),
            // Floats are finite.
            (Key::Float(left), Key::Float(right)) => {
                left.partial_cmp(&right).unwrap_or(Ordering::Equal)
            }
            (Key::Decimal(left), Key::Decimal(right)) => left.cmp(&right),
            (Key::Text(left), Key::Text(right)) => left.cmp(right),
            (Key::Null, Key::Null) => Ordering::Equal,
            (Key::Null, Key::Int(_) | Key::Float(_) | Key::Decimal(_) | Key::Text(_)) => {
                Ordering::Less
            }
            (Key::Int(_) | Key::Float(_) | Key::Decimal(_) | Key::Text(_), _) => Ordering::Greater,
        }
    }
}

/// A list to arrange.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The address of its elements.
    pub address: u64,
    /// The number of elements.
    pub count: u64,
    /// The size of an element in words.
    pub stride: u32,
    /// The address of the keys, one for each element.
    pub keys: u64,
}

/// [`Arrange`](crate::code::Instruction::Arrange)
///
/// # Errors
/// `too_large` at the arena's cap.
pub fn arrange(
    context: &mut Context,
    how: Arrangement,
    list: List,
    key: TypeId,
) -> Result<[u64; 4], Failure> {
    let constants = context.constants().clone();
    let ty = constants.type_at(key.0);
    let count = usize::try_from(list.count).map_err(|_| too_large())?;
    let (mut order, groups, work) = {
        let keys = keys(context, list, count, ty)?;
        let texts: usize = keys
            .iter()
            .map(|key| match key {
                Key::Text(text) => text.len() / 64,
                Key::Null | Key::Int(_) | Key::Float(_) | Key::Decimal(_) => 0,
            })
            .sum();
        let mut order: Vec<usize> = (0..count).collect();
        let of = |index: usize| keys.get(index).copied().unwrap_or(Key::Null);
        order.sort_by(|left, right| of(*left).compare(of(*right)));
        let is_same = |left: usize, right: usize| of(left).compare(of(right)).is_eq();
        let groups = match how {
            Arrangement::Sorted => Vec::new(),
            Arrangement::Distinct => {
                order.dedup_by(|next, kept| is_same(*next, *kept));
                order.sort_unstable();
                Vec::new()
            }
            Arrangement::Grouped => {
                let mut groups: Vec<Vec<usize>> = order
                    .chunk_by(|left, right| is_same(*left, *right))
                    .map(<[usize]>::to_vec)
                    .collect();
                groups.sort_by_key(|group| group.first().copied());
                order = groups.concat();
                groups
            }
        };
        (order, groups, texts)
    };
    let levels = usize::BITS - count.leading_zeros();
    context.spend(count.saturating_mul(levels as usize).saturating_add(work));
    let stride = u64::from(list.stride);
    let words = (order.len() as u64).saturating_mul(stride);
    let address = context.allocate(u32::try_from(words).map_err(|_| too_large())?)?;
    let length = order.len() as u64;
    for (to, from) in (0_u64..).zip(order.drain(..)) {
        let to = address.wrapping_add(to.wrapping_mul(stride).wrapping_mul(8));
        let from = (from as u64).wrapping_mul(stride).wrapping_mul(8);
        context.copy_words(to, list.address.wrapping_add(from), list.stride as usize)?;
    }
    let mut start = 0_u64;
    let mut parts = Vec::with_capacity(groups.len().saturating_mul(3));
    for group in &groups {
        let first = group.first().copied().unwrap_or(0);
        parts.extend([start, group.len() as u64, first as u64]);
        start += group.len() as u64;
    }
    let told = context.allocate_words(&parts)?;
    Ok([address, length, told, groups.len() as u64])
}

fn keys<'c>(
    context: &'c Context,
    list: List,
    count: usize,
    ty: &Type,
) -> Result<Vec<Key<'c>>, Failure> {
    let stride = u64::from(memory_words(ty)) * 8;
    let mut keys = Vec::new();
    let mut place = list.keys;
    for _ in 0..count {
        keys.push(key(context, place, ty)?);
        place = place.wrapping_add(stride);
    }
    Ok(keys)
}

fn key<'c>(context: &'c Context, place: u64, ty: &Type) -> Result<Key<'c>, Failure> {
    Ok(match ty {
        Type::Bool | Type::Int | Type::Time | Type::Date | Type::Duration => {
            Key::Int(context.load(place, 0)?.cast_signed())
        }
        Type::Decimal => {
            let words = [context.load(place, 0)?, context.load(place, 1)?];
            Key::Decimal(Decimal::of_words(words)?)
        }
        Type::Float => Key::Float(f64::from_bits(context.load(place, 0)?)),
        Type::Text | Type::Literals(_) => {
            Key::Text(context.bytes(context.load(place, 0)?, context.load(place, 1)?)?)
        }
        Type::Optional(inner) => match context.load(place, 0)? {
            0 => Key::Null,
            _ => key(context, place.wrapping_add(8), inner)?,
        },
        Type::Error
        | Type::Never
        | Type::Null
        | Type::Bytes
        | Type::Json
        | Type::Secret
        | Type::Headers
        | Type::List(_)
        | Type::Map(_)
        | Type::Record(_)
        | Type::Union(_) => return Err(Failure::internal("a key is no simple value")),
    })
}

fn too_large() -> Failure {
    Failure::new(
        FailureCode::TooLarge,
        "a list is larger than the memory of the execution",
    )
}
