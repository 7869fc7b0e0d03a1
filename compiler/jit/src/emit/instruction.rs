//! Emits a block and its instructions.

use std::mem::offset_of;

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, types};
use flowright_ir::code::{Arithmetic, Block, Instruction};
use flowright_ir::frame;
use flowright_stdlib::memory::{Context, ContextOffsets};

use super::arithmetic::SIGN;
use super::call::count;
use super::compare::{float, int};
use super::emitter::{Emitter, malformed, words};
use super::memory::CONSTANT;
use crate::error::JitError;
use crate::host::{Encode, HostFunction};

impl Emitter<'_> {
    /// Emits a block of the code.
    pub(super) fn block(&mut self, index: usize, block: &Block) -> Result<(), JitError> {
        let id = flowright_ir::code::BlockId(u32::try_from(index).unwrap_or(u32::MAX));
        self.catch = match block.catch {
            Some(catch) => Some(self.block_of(catch)?),
            None => None,
        };
        let start = self.block_of(id)?;
        self.builder.switch_to_block(start);
        for instruction in &block.instructions {
            self.instruction(instruction)?;
        }
        self.terminator(&block.terminator)
    }

    fn instruction(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match *instruction {
            Instruction::Word { to, word } => {
                let value = self.word(word);
                self.write(to, value)
            }
            Instruction::Copy { to, from } => {
                let value = self.read(from)?;
                self.write(to, value)
            }
            Instruction::StepResult { to, word } => {
                let index = usize::try_from(word).ok();
                let index = index.and_then(|word| frame::RESULT.checked_add(word));
                let value =
                    self.load_frame(index.ok_or_else(|| malformed("result word", word))?)?;
                self.write(to, value)
            }
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
            Instruction::Captures { to } => self.read_field(to, CONSTANT, ContextOffsets::CAPTURES),
            Instruction::PartNumber { to } => self.read_field(to, CONSTANT, ContextOffsets::PART),
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
            Instruction::Int {
                operator,
                to,
                left,
                right,
                site,
            } => {
                let operands = [self.read(left)?, self.read(right)?];
                let value = self.int(operator, operands, site);
                self.write(to, value)
            }
            Instruction::Float {
                operator: Arithmetic::Remainder,
                to,
                left,
                right,
                site,
            } => {
                let operator = self.word(Arithmetic::Remainder.encode());
                let (left, right) = (self.read(left)?, self.read(right)?);
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::Float, site, &[operator, left, right, out])?;
                self.take(0, &[to])
            }
            Instruction::Float {
                operator,
                to,
                left,
                right,
                site,
            } => {
                let operands = [self.read(left)?, self.read(right)?];
                let value = self.float(operator, operands, site);
                self.write(to, value)
            }
            Instruction::Decimal {
                operator,
                to,
                left,
                right,
                site,
            } => {
                let operator = self.word(operator.encode());
                self.call_on_pair(HostFunction::Decimal, operator, [&left, &right], &to, site)
            }
            Instruction::NegateFloat { to, from } => {
                let bits = self.read(from)?;
                let sign = self.word(SIGN);
                let value = self.builder.ins().bxor(bits, sign);
                self.write(to, value)
            }
            Instruction::CompareInt {
                comparison,
                to,
                left,
                right,
            } => {
                let (left, right) = (self.read(left)?, self.read(right)?);
                let holds = self.builder.ins().icmp(int(comparison), left, right);
                let word = self.builder.ins().uextend(types::I64, holds);
                self.write(to, word)
            }
            Instruction::CompareFloat {
                comparison,
                to,
                left,
                right,
            } => {
                let (left, right) = (self.read(left)?, self.read(right)?);
                let (left, right) = (self.as_float(left), self.as_float(right));
                let holds = self.builder.ins().fcmp(float(comparison), left, right);
                let word = self.builder.ins().uextend(types::I64, holds);
                self.write(to, word)
            }
            Instruction::CompareDecimal {
                comparison,
                to,
                left,
                right,
                site,
            } => {
                let comparison = self.word(comparison.encode());
                let operands = [&left, &right];
                self.call_on_pair(
                    HostFunction::CompareDecimal,
                    comparison,
                    operands,
                    &[to],
                    site,
                )
            }
            Instruction::CompareText {
                comparison,
                to,
                left,
                right,
                site,
            } => {
                let comparison = self.word(comparison.encode());
                let operands = [&left, &right];
                self.call_on_pair(HostFunction::CompareText, comparison, operands, &[to], site)
            }
            Instruction::Equal {
                to,
                ty,
                ref left,
                ref right,
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
                self.call_checked(HostFunction::Equal, site, &arguments)?;
                self.take(all, &[to])
            }
            Instruction::Not { to, from } => {
                let bool = self.read(from)?;
                let one = self.word(1);
                let value = self.builder.ins().bxor(bool, one);
                self.write(to, value)
            }
            Instruction::Header {
                to,
                headers,
                name,
                site,
            } => {
                let out = self.scratch_address(0)?;
                let [[list, pairs], [name, length]] = [headers, name];
                let (list, pairs) = (self.read(list)?, self.read(pairs)?);
                let (name, length) = (self.read(name)?, self.read(length)?);
                let arguments = [list, pairs, name, length, out];
                self.call_checked(HostFunction::Header, site, &arguments)?;
                self.take(0, &to)
            }
            Instruction::Call {
                function,
                receiver,
                ref arguments,
                ref results,
                site,
            } => {
                let (argument_words, result_words) = (count(arguments)?, count(results)?);
                self.pass(0, arguments)?;
                // The library may leave words unwritten, such as the words after the tag of a null.
                let zero = self.word(0);
                for word in 0..result_words {
                    self.store_scratch(argument_words + word, zero)?;
                }
                let words = [
                    self.word(u64::from(function.0)),
                    self.word(u64::from(receiver.0)),
                    self.scratch_address(0)?,
                    self.word(u64::from(argument_words)),
                    self.scratch_address(argument_words)?,
                    self.word(u64::from(result_words)),
                ];
                self.call_checked(HostFunction::Call, site, &words)?;
                self.take(argument_words, results)
            }
            Instruction::Caught { to, site } => {
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::Caught, site, &[out])?;
                self.take(0, &[to])
            }
            Instruction::Begin => self.call_unplaced(HostFunction::Begin, &[]),
            Instruction::RespondStatus { status, site } => {
                let status = self.read(status)?;
                self.call_checked(HostFunction::RespondStatus, site, &[status])
            }
            Instruction::RespondHeader {
                name,
                value: [address, length],
                site,
            } => {
                let [offset, name_length] = self.data(name);
                let (address, length) = (self.read(address)?, self.read(length)?);
                let words = [offset, name_length, address, length];
                self.call_checked(HostFunction::RespondHeader, site, &words)
            }
            Instruction::Arrange {
                how,
                to,
                list: [address, count],
                stride,
                keys,
                key,
                site,
            } => {
                self.pass(0, &[address, count])?;
                let stride = self.word(u64::from(stride));
                self.store_scratch(2, stride)?;
                self.pass(3, &[keys])?;
                let out = self.scratch_address(0)?;
                let words = [
                    self.word(how.encode()),
                    out,
                    self.word(u64::from(key.0)),
                    out,
                ];
                self.call_checked(HostFunction::Arrange, site, &words)?;
                self.take(0, &to)
            }
            Instruction::Mark { to } => {
                let out = self.scratch_address(0)?;
                self.call_unplaced(HostFunction::Mark, &[out])?;
                self.take(0, &[to])
            }
            Instruction::Release { mark } => {
                let mark = self.read(mark)?;
                self.call_unplaced(HostFunction::Release, &[mark])
            }
            Instruction::Log {
                level,
                message,
                fields,
                site,
            } => {
                self.pass(0, &[message, fields].concat())?;
                let words = [self.word(level.encode()), self.scratch_address(0)?];
                self.call_checked(HostFunction::Log, site, &words)
            }
            Instruction::RespondBody { kind } => {
                let kind = self.word(kind.encode());
                self.call_unplaced(HostFunction::RespondBody, &[kind])
            }
            Instruction::AppendData { data, site } => {
                let words = self.data(data);
                self.call_checked(HostFunction::AppendData, site, &words)
            }
            Instruction::AppendText {
                text: [address, length],
                escape,
                site,
            } => {
                let escape = self.word(escape.encode());
                let (address, length) = (self.read(address)?, self.read(length)?);
                self.call_checked(HostFunction::AppendText, site, &[escape, address, length])
            }
            Instruction::AppendWord { word, kind, site } => {
                let kind = self.word(kind.encode());
                let word = self.read(word)?;
                self.call_checked(HostFunction::AppendWord, site, &[kind, word])
            }
            Instruction::AppendDecimal {
                decimal: [lower, upper],
                site,
            } => {
                let words = [self.read(lower)?, self.read(upper)?];
                self.call_checked(HostFunction::AppendDecimal, site, &words)
            }
            Instruction::AppendJson {
                ty,
                ref value,
                site,
            } => {
                let words = count(value)?;
                self.pass(0, value)?;
                let arguments = [
                    self.word(u64::from(ty.0)),
                    self.scratch_address(0)?,
                    self.word(u64::from(words)),
                ];
                self.call_checked(HostFunction::AppendJson, site, &arguments)
            }
            Instruction::Decode {
                to,
                shape,
                text: [address, length],
                site,
            } => {
                let arguments = [
                    self.word(u64::from(shape.0)),
                    self.read(address)?,
                    self.read(length)?,
                    self.scratch_address(0)?,
                ];
                self.call_checked(HostFunction::Decode, site, &arguments)?;
                self.take(0, &[to])
            }
            Instruction::Take { to, site } => {
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::Take, site, &[out])?;
                self.take(0, &to)
            }
        }
    }
}
