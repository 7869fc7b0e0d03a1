//! What is wholly done by the library: calls, headers, the buffer, the answer, the failure being handled.

use flowright_ir::code::{DataId, Instruction};

use super::call::count;
use super::emitter::Emitter;
use crate::error::JitError;
use crate::host::{Encode, HostFunction};

impl Emitter<'_> {
    pub(super) fn library(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match instruction {
            Instruction::Header {
                to,
                headers,
                name,
                site,
            } => {
                let out = self.scratch_address(0)?;
                let [[list, pairs], [name, length]] = [*headers, *name];
                let (list, pairs) = (self.read(list)?, self.read(pairs)?);
                let (name, length) = (self.read(name)?, self.read(length)?);
                let arguments = [list, pairs, name, length, out];
                self.call_checked(HostFunction::Header, *site, &arguments)?;
                self.take(0, to)
            }
            Instruction::Call {
                function,
                receiver,
                arguments,
                results,
                site,
            } => {
                let (argument_words, result_words) = (count(arguments)?, count(results)?);
                self.pass(0, arguments)?;
                // The library may leave words alone, such as those behind the tag of a null.
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
                self.call_checked(HostFunction::Call, *site, &words)?;
                self.take(argument_words, results)
            }
            Instruction::Caught { to, site } => {
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::Caught, *site, &[out])?;
                self.take(0, &[*to])
            }
            Instruction::Begin => self.call_unplaced(HostFunction::Begin, &[]),
            Instruction::RespondStatus { status, site } => {
                let status = self.read(*status)?;
                self.call_checked(HostFunction::RespondStatus, *site, &[status])
            }
            Instruction::RespondHeader {
                name,
                value: [address, length],
                site,
            } => {
                let [offset, name_length] = self.data(*name);
                let (address, length) = (self.read(*address)?, self.read(*length)?);
                let words = [offset, name_length, address, length];
                self.call_checked(HostFunction::RespondHeader, *site, &words)
            }
            Instruction::RespondBody { kind } => {
                let kind = self.word(kind.encode());
                self.call_unplaced(HostFunction::RespondBody, &[kind])
            }
            _ => self.append(instruction),
        }
    }

    fn append(&mut self, instruction: &Instruction) -> Result<(), JitError> {
        match instruction {
            Instruction::AppendData { data, site } => {
                let words = self.data(*data);
                self.call_checked(HostFunction::AppendData, *site, &words)
            }
            Instruction::AppendText {
                text: [address, length],
                escape,
                site,
            } => {
                let escape = self.word(escape.encode());
                let (address, length) = (self.read(*address)?, self.read(*length)?);
                self.call_checked(HostFunction::AppendText, *site, &[escape, address, length])
            }
            Instruction::AppendWord { word, kind, site } => {
                let kind = self.word(kind.encode());
                let word = self.read(*word)?;
                self.call_checked(HostFunction::AppendWord, *site, &[kind, word])
            }
            Instruction::AppendJson { ty, value, site } => {
                let words = count(value)?;
                self.pass(0, value)?;
                let arguments = [
                    self.word(u64::from(ty.0)),
                    self.scratch_address(0)?,
                    self.word(u64::from(words)),
                ];
                self.call_checked(HostFunction::AppendJson, *site, &arguments)
            }
            Instruction::Take { to, site } => {
                let out = self.scratch_address(0)?;
                self.call_checked(HostFunction::Take, *site, &[out])?;
                self.take(0, to)
            }
            _ => Ok(()),
        }
    }

    fn data(&mut self, data: DataId) -> [cranelift_codegen::ir::Value; 2] {
        [data.offset, data.length].map(|word| self.word(u64::from(word)))
    }
}
