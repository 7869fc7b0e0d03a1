//! Comparisons.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, types};
use flowright_ir::code::{Comparison, Instruction};

use super::call::count;
use super::emitter::Emitter;
use crate::error::JitError;
use crate::host::{Encode, HostFunction};

impl Emitter<'_> {
    pub(super) fn compare(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match instruction {
            Instruction::CompareInt {
                comparison,
                to,
                left,
                right,
            } => {
                let (left, right) = (self.read(*left)?, self.read(*right)?);
                let holds = self.builder.ins().icmp(int(*comparison), left, right);
                let word = self.builder.ins().uextend(types::I64, holds);
                self.write(*to, word)
            }
            Instruction::CompareFloat {
                comparison,
                to,
                left,
                right,
            } => {
                let (left, right) = (self.read(*left)?, self.read(*right)?);
                let (left, right) = (self.as_float(left), self.as_float(right));
                let holds = self.builder.ins().fcmp(float(*comparison), left, right);
                let word = self.builder.ins().uextend(types::I64, holds);
                self.write(*to, word)
            }
            Instruction::CompareText {
                comparison,
                to,
                left,
                right,
                site,
            } => {
                self.pass(0, left)?;
                self.pass(2, right)?;
                let comparison = self.word(comparison.encode());
                let (texts, out) = (self.scratch_address(0)?, self.scratch_address(4)?);
                self.call_checked(HostFunction::CompareText, *site, &[comparison, texts, out])?;
                self.take(4, &[*to])
            }
            Instruction::Equal {
                to,
                ty,
                left,
                right,
                site,
            } => {
                let (left_words, right_words) = (count(left)?, count(right)?);
                let all = left_words.saturating_add(right_words);
                self.pass(0, left)?;
                self.pass(left_words, right)?;
                let arguments = [
                    self.word(u64::from(ty.0)),
                    self.scratch_address(0)?,
                    self.word(u64::from(left_words)),
                    self.word(u64::from(right_words)),
                    self.scratch_address(all)?,
                ];
                self.call_checked(HostFunction::Equal, *site, &arguments)?;
                self.take(all, &[*to])
            }
            Instruction::Not { to, from } => {
                let bool = self.read(*from)?;
                let one = self.word(1);
                let value = self.builder.ins().bxor(bool, one);
                self.write(*to, value)
            }
            _ => Ok(()),
        }
    }
}

fn int(comparison: Comparison) -> IntCC {
    match comparison {
        Comparison::Equal => IntCC::Equal,
        Comparison::NotEqual => IntCC::NotEqual,
        Comparison::Less => IntCC::SignedLessThan,
        Comparison::LessOrEqual => IntCC::SignedLessThanOrEqual,
        Comparison::Greater => IntCC::SignedGreaterThan,
        Comparison::GreaterOrEqual => IntCC::SignedGreaterThanOrEqual,
    }
}

/// Of a NaN only `!=` holds.
fn float(comparison: Comparison) -> FloatCC {
    match comparison {
        Comparison::Equal => FloatCC::Equal,
        Comparison::NotEqual => FloatCC::NotEqual,
        Comparison::Less => FloatCC::LessThan,
        Comparison::LessOrEqual => FloatCC::LessThanOrEqual,
        Comparison::Greater => FloatCC::GreaterThan,
        Comparison::GreaterOrEqual => FloatCC::GreaterThanOrEqual,
    }
}
