//! Equality of two values of one type.

use std::collections::HashMap;

use crate::failure::{Failure, FailureCode};
use crate::memory::{Context, Value};
use crate::types::Type;

/// Whether two values in registers are equal: numbers by value, texts by content, lists and records
/// by their elements and fields.
///
/// Spends fuel in proportion to the size of the compared data.
///
/// # Errors
/// `internal` if a value points outside memory, `too_large` if parts are shared so many times that
/// the whole is larger than memory.
pub fn equal(context: &mut Context, ty: &Type, a: &[u64], b: &[u64]) -> Result<bool, Failure> {
    let mut comparison = Comparison::new(context);
    let result = comparison.equal(
        Value::in_registers(context, ty, a),
        Value::in_registers(context, ty, b),
    );
    comparison.spend(context);
    result
}

/// A group of comparisons, and the work they have taken.
pub(crate) struct Comparison {
    values: usize,
    octets: usize,
    /// The maximum number of values and of bytes.
    most: usize,
}

impl Comparison {
    pub(crate) fn new(context: &Context) -> Comparison {
        // All data is in the arena, the body or the program, so without sharing there is at most
        // this much.
        let most = context.memory().saturating_add(context.body().len());
        Comparison {
            values: 0,
            octets: 0,
            most: most.saturating_mul(4),
        }
    }

    /// Whether two values of one type are equal.
    pub(crate) fn equal(&mut self, a: Value<'_>, b: Value<'_>) -> Result<bool, Failure> {
        self.count(1, 0)?;
        match a.ty() {
            Type::Error | Type::Never | Type::Null => Ok(true),
            Type::Bool | Type::Int | Type::Time | Type::Date | Type::Duration => {
                Ok(a.word(0)? == b.word(0)?)
            }
            // Equal decimals have equal words.
            Type::Decimal => Ok(a.word(0)? == b.word(0)? && a.word(1)? == b.word(1)?),
            Type::Float => Ok(f64::from_bits(a.word(0)?) == f64::from_bits(b.word(0)?)),
            Type::Text | Type::Literals(_) | Type::Bytes | Type::Json | Type::Secret => {
                if a.word(1)? != b.word(1)? {
                    return Ok(false);
                }
                let (a, b) = (a.bytes()?, b.bytes()?);
                self.count(0, a.len())?;
                Ok(a == b)
            }
            Type::Optional(inner) => match (a.optional(inner)?, b.optional(inner)?) {
                (Some(a), Some(b)) => self.equal(a, b),
                (a, b) => Ok(a.is_none() && b.is_none()),
            },
            Type::Record(record) => {
                let types = || record.fields.iter().map(|field| &field.ty);
                self.all_equal(a.fields(types())?, b.fields(types())?)
            }
            Type::Union(union) => {
                let ((one, a), (other, b)) = (a.variant(union)?, b.variant(union)?);
                Ok(one == other && self.equal(a, b)?)
            }
            Type::List(element) => self.all_equal(a.elements(element)?, b.elements(element)?),
            Type::Map(value) => self.same_entries(a.entries(value)?, b.entries(value)?),
            Type::Headers => self.all_equal(a.headers()?, b.headers()?),
        }
    }

    /// Whether two maps have equal values under the same keys, in any order.
    fn same_entries<'a>(
        &mut self,
        a: impl ExactSizeIterator<Item = [Value<'a>; 2]>,
        b: impl ExactSizeIterator<Item = [Value<'a>; 2]>,
    ) -> Result<bool, Failure> {
        if a.len() != b.len() {
            return Ok(false);
        }
        let mut others = HashMap::with_capacity(b.len());
        for [key, value] in b {
            let key = key.bytes()?;
            self.count(1, key.len())?;
            others.insert(key, value);
        }
        for [key, value] in a {
            let key = key.bytes()?;
            self.count(1, key.len())?;
            match others.get(key) {
                Some(other) if self.equal(value, *other)? => {}
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn all_equal<'a>(
        &mut self,
        a: impl ExactSizeIterator<Item = Value<'a>>,
        b: impl ExactSizeIterator<Item = Value<'a>>,
    ) -> Result<bool, Failure> {
        if a.len() != b.len() {
            return Ok(false);
        }
        for (a, b) in a.zip(b) {
            if !self.equal(a, b)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Spends fuel for the compared data.
    pub(crate) fn spend(self, context: &mut Context) {
        context.spend(self.values);
        context.spend_bytes(self.octets as u64);
    }

    fn count(&mut self, values: usize, octets: usize) -> Result<(), Failure> {
        self.values = self.values.saturating_add(values);
        self.octets = self.octets.saturating_add(octets);
        if self.values.saturating_add(self.octets) > self.most {
            return Err(Failure::new(
                FailureCode::TooLarge,
                "the values that are compared are larger than the memory of the execution",
            ));
        }
        Ok(())
    }
}
