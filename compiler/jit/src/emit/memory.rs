//! Constants, loads, stores, addresses and fresh memory.

use std::mem::offset_of;

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};
use flowright_ir::code::{Instruction, LocalId};
use flowright_stdlib::memory::{Context, ContextOffsets};

use super::emitter::{Emitter, malformed, words};
use crate::error::JitError;
use crate::host::HostFunction;

/// The most words that are copied by loads and stores.
const INLINE_COPY: u32 = 16;

/// The context's fields that stay the same while code runs.
const CONSTANT: MemFlagsData = MemFlagsData::trusted().with_readonly().with_can_move();

impl Emitter<'_> {
    pub(super) fn memory(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match *instruction {
            Instruction::Data {
                to: [to, length],
                data,
            } => {
                let base = self.field(CONSTANT, ContextOffsets::DATA)?;
                let address = self.builder.ins().iadd_imm_s(base, i64::from(data.offset));
                self.write(to, address)?;
                let bytes = self.word(u64::from(data.length));
                self.write(length, bytes)
            }
            Instruction::Input { to } => self.read_field(to, CONSTANT, ContextOffsets::INPUT),
            Instruction::Globals { to } => self.read_field(to, CONSTANT, ContextOffsets::GLOBALS),
            Instruction::Now { to } => self.read_field(to, CONSTANT, offset_of!(Context, now)),
            Instruction::Load {
                to,
                address,
                offset,
            } => {
                let address = self.read(address)?;
                let flags = MemFlagsData::trusted();
                let value = self
                    .builder
                    .ins()
                    .load(types::I64, flags, address, words(offset)?);
                self.write(to, value)
            }
            Instruction::Store {
                address,
                offset,
                from,
            } => {
                let (address, value) = (self.read(address)?, self.read(from)?);
                let flags = MemFlagsData::trusted();
                self.builder
                    .ins()
                    .store(flags, value, address, words(offset)?);
                Ok(())
            }
            Instruction::Offset { to, address, words } => {
                let value = self.address(address, words)?;
                self.write(to, value)
            }
            Instruction::Element {
                to,
                address,
                index,
                stride,
            } => {
                let (address, index) = (self.read(address)?, self.read(index)?);
                let offset = self.builder.ins().imul_imm_s(index, i64::from(stride) * 8);
                let value = self.builder.ins().iadd(address, offset);
                self.write(to, value)
            }
            Instruction::CopyWords {
                to,
                to_offset,
                from,
                from_offset,
                words,
            } => self.copy_words([to, from], [to_offset, from_offset], words),
            Instruction::Allocate { to, words, site } => {
                let out = self.scratch_address(0)?;
                let words = self.word(u64::from(words));
                self.call_checked(HostFunction::Allocate, site, &[words, out])?;
                self.take(0, &[to])
            }
            Instruction::AllocateElements {
                to,
                count,
                stride,
                site,
            } => {
                let count = self.read(count)?;
                let stride = self.word(u64::from(stride));
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::AllocateElements, site, &[count, stride, out])?;
                self.take(0, &[to])
            }
            _ => Ok(()),
        }
    }

    fn copy_words(
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
    fn address(&mut self, address: LocalId, words: u32) -> Result<Value, JitError> {
        let address = self.read(address)?;
        Ok(self.builder.ins().iadd_imm_s(address, i64::from(words) * 8))
    }

    /// A field of the context.
    pub(super) fn field(&mut self, flags: MemFlagsData, offset: usize) -> Result<Value, JitError> {
        let offset = field_offset(offset)?;
        Ok(self
            .builder
            .ins()
            .load(types::I64, flags, self.context, offset))
    }

    /// Writes a field of the context.
    pub(super) fn set_field(&mut self, offset: usize, value: Value) -> Result<(), JitError> {
        let offset = field_offset(offset)?;
        let flags = MemFlagsData::trusted();
        self.builder.ins().store(flags, value, self.context, offset);
        Ok(())
    }

    fn read_field(
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
