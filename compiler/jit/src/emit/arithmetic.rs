//! Arithmetic, with checks before any instruction that could trap.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::Ieee64;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use flowright_ir::code::{Arithmetic, SiteId};

use super::emitter::Emitter;
use crate::host::HostFunction;

/// The exponent bits of a float: all set if it is not finite.
const EXPONENT: u64 = 0x7ff0_0000_0000_0000;

/// The sign bit of a float.
pub(super) const SIGN: u64 = 1 << 63;

impl Emitter<'_> {
    pub(super) fn int(
        &mut self,
        operator: Arithmetic,
        operands: [Value; 2],
        site: SiteId,
    ) -> Value {
        let [left, right] = operands;
        let (value, overflow) = match operator {
            Arithmetic::Add => self.builder.ins().sadd_overflow(left, right),
            Arithmetic::Subtract => self.builder.ins().ssub_overflow(left, right),
            Arithmetic::Multiply => self.builder.ins().smul_overflow(left, right),
            Arithmetic::Divide => {
                let zero = self.is_word(right, 0);
                let least = self.is_word(left, i64::MIN.cast_unsigned());
                let minus_one = self.is_word(right, (-1_i64).cast_unsigned());
                let overflow = self.builder.ins().band(least, minus_one);
                let failed = self.builder.ins().bor(zero, overflow);
                self.check_int(failed, operator, operands, site);
                return self.builder.ins().sdiv(left, right);
            }
            Arithmetic::Remainder => {
                let zero = self.is_word(right, 0);
                self.check_int(zero, operator, operands, site);
                // The remainder by -1 is 0, even for the smallest int: Cranelift's `srem` is
                // defined like this.
                return self.builder.ins().srem(left, right);
            }
        };
        self.check_int(overflow, operator, operands, site);
        value
    }

    pub(super) fn float(
        &mut self,
        operator: Arithmetic,
        operands: [Value; 2],
        site: SiteId,
    ) -> Value {
        let [left, right] = operands.map(|word| self.as_float(word));
        let value = match operator {
            Arithmetic::Add => self.builder.ins().fadd(left, right),
            Arithmetic::Subtract => self.builder.ins().fsub(left, right),
            Arithmetic::Multiply => self.builder.ins().fmul(left, right),
            Arithmetic::Divide | Arithmetic::Remainder => {
                let zero = self.builder.ins().f64const(Ieee64::with_bits(0));
                let is_zero = self.builder.ins().fcmp(FloatCC::Equal, right, zero);
                self.check_float(is_zero, operator, operands, site);
                self.builder.ins().fdiv(left, right)
            }
        };
        let bits = self
            .builder
            .ins()
            .bitcast(types::I64, MemFlagsData::new(), value);
        let mask = self.word(EXPONENT);
        let exponent = self.builder.ins().band(bits, mask);
        let not_finite = self.builder.ins().icmp(IntCC::Equal, exponent, mask);
        self.check_float(not_finite, operator, operands, site);
        bits
    }

    /// Reinterprets a word as a float.
    pub(super) fn as_float(&mut self, word: Value) -> Value {
        self.builder
            .ins()
            .bitcast(types::F64, MemFlagsData::new(), word)
    }

    fn is_word(&mut self, value: Value, word: u64) -> Value {
        let word = self.word(word);
        self.builder.ins().icmp(IntCC::Equal, value, word)
    }

    fn check_int(&mut self, failed: Value, operator: Arithmetic, words: [Value; 2], site: SiteId) {
        self.check_arithmetic(failed, HostFunction::IntFailed, operator, words, site);
    }

    fn check_float(
        &mut self,
        failed: Value,
        operator: Arithmetic,
        words: [Value; 2],
        site: SiteId,
    ) {
        self.check_arithmetic(failed, HostFunction::FloatFailed, operator, words, site);
    }
}
