//! Constants, loads, stores, addresses and allocations.

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use flowright_ir::code::LocalId;

use super::emitter::{Emitter, malformed, words};
use crate::error::JitError;
use crate::host::HostFunction;

/// The maximum number of words that are copied inline.
const INLINE_COPY: u32 = 16;

/// For fields of the context that stay constant while code runs.
pub(super) const CONSTANT: MemFlagsData = MemFlagsData::trusted().with_readonly().with_can_move();

impl Emitter<'_> {
    pub(super) fn copy_words(
        &mut self,
        [to, from]: [LocalId; 2],
        [to_offset, from_offset]: [u32; 2],
        count: u32,
    ) -> Result<(), JitError> {
        if count > INLINE_COPY {
            let (to, from) = (
                self.address(to, to_offset)?,
                self.address(from, from_offset)?,
            );
            let count = self.word(u64::from(count));
            return self.call_unplaced(HostFunction::CopyWords, &[to, from, count]);
        }
        let (to, from) = (self.read(to)?, self.read(from)?);
        let flags = MemFlagsData::trusted();
        for word in 0..count {
            let (source, target) = (add(from_offset, word)?, add(to_offset, word)?);
            let value = self
                .builder
                .ins()
                .load(types::I64, flags, from, words(source)?);
            self.builder.ins().store(flags, value, to, words(target)?);
        }
        Ok(())
    }

    /// An address plus a number of words.
    pub(super) fn address(&mut self, address: LocalId, words: u32) -> Result<Value, JitError> {
        let address = self.read(address)?;
        Ok(self.builder.ins().iadd_imm_s(address, i64::from(words) * 8))
    }

    /// Loads a field of the context.
    pub(super) fn field(&mut self, flags: MemFlagsData, offset: usize) -> Result<Value, JitError> {
        let offset = field_offset(offset)?;
        Ok(self
            .builder
            .ins()
            .load(types::I64, flags, self.context, offset))
    }

    /// Stores a field of the context.
    pub(super) fn set_field(&mut self, offset: usize, value: Value) -> Result<(), JitError> {
        let offset = field_offset(offset)?;
        let flags = MemFlagsData::trusted();
        self.builder.ins().store(flags, value, self.context, offset);
        Ok(())
    }

    pub(super) fn read_field(
        &mut self,
        to: LocalId,
        flags: MemFlagsData,
        offset: usize,
    ) -> Result<(), JitError> {
        let value = self.field(flags, offset)?;
        self.write(to, value)
    }
}

fn field_offset(offset: usize) -> Result<i32, JitError> {
    i32::try_from(offset).map_err(|_| malformed("field of the context", u32::MAX))
}

fn add(offset: u32, word: u32) -> Result<u32, JitError> {
    offset
        .checked_add(word)
        .ok_or_else(|| malformed("word", offset))
}
