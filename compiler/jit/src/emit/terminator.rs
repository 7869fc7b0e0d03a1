//! Terminators of blocks.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, MemFlagsData};
use flowright_ir::code::{Raised, SiteId, Terminator};
use flowright_ir::frame;
use flowright_ir::handler::Outcome;
use flowright_stdlib::memory::{Context, ContextOffsets};

use super::emitter::Emitter;
use crate::error::JitError;
use crate::host::{Encode, HostFunction};

impl Emitter<'_> {
    pub(super) fn terminator(&mut self, terminator: &Terminator) -> Result<(), JitError> {
        match *terminator {
            Terminator::Jump(target) => {
                let target = self.block_of(target)?;
                self.builder.ins().jump(target, &[]);
            }
            Terminator::Branch {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.read(condition)?;
                let (then, otherwise) = (self.block_of(then)?, self.block_of(otherwise)?);
                self.builder
                    .ins()
                    .brif(condition, then, &[], otherwise, &[]);
            }
            Terminator::Suspend(ref suspend) => {
                let arguments = self.read(suspend.arguments)?;
                self.store_frame(frame::ARGUMENTS, arguments)?;
                self.resume_at(suspend.result)?;
                self.return_outcome(Outcome::Suspend(suspend.step));
            }
            Terminator::Fuel { cost, resume } => self.fuel(cost, resume)?,
            Terminator::Done => self.return_outcome(Outcome::Done),
            Terminator::Return(word) => {
                let word = self.read(word)?;
                self.set_field(std::mem::offset_of!(Context, returned), word)?;
                self.return_outcome(Outcome::Done);
            }
            Terminator::Fail { failure, site } => self.raise(failure, site)?,
        }
        Ok(())
    }

    fn fuel(&mut self, cost: u32, resume: u32) -> Result<(), JitError> {
        let next = self.resume_block(resume)?;
        let fuel = self.field(MemFlagsData::trusted(), ContextOffsets::FUEL)?;
        let cost = self.word(u64::from(cost));
        let (left, underflow) = self.builder.ins().ssub_overflow(fuel, cost);
        let enough = self
            .builder
            .ins()
            .icmp(IntCC::SignedGreaterThanOrEqual, fuel, cost);
        let (spent, out) = (self.builder.create_block(), self.builder.create_block());
        self.builder.set_cold_block(out);
        self.builder.ins().brif(enough, spent, &[], out, &[]);

        self.builder.switch_to_block(spent);
        self.set_field(ContextOffsets::FUEL, left)?;
        self.builder.ins().jump(next, &[]);

        self.builder.switch_to_block(out);
        let least = self.word(i64::MIN.cast_unsigned());
        let left = self.builder.ins().select(underflow, least, left);
        self.set_field(ContextOffsets::FUEL, left)?;
        self.resume_at(resume)?;
        self.return_outcome(Outcome::OutOfFuel);
        Ok(())
    }

    fn raise(&mut self, failure: Raised, site: SiteId) -> Result<(), JitError> {
        match failure {
            Raised::New {
                code,
                message: [address, length],
            } => {
                let code = self.word(code.encode());
                let (address, length) = (self.read(address)?, self.read(length)?);
                self.call_host(HostFunction::Fail, site, &[code, address, length])?;
            }
            Raised::Again(record) => {
                let record = self.read(record)?;
                self.call_host(HostFunction::FailAgain, site, &[record])?;
            }
        }
        self.fail(site);
        Ok(())
    }

    fn resume_at(&mut self, point: u32) -> Result<(), JitError> {
        self.resume_block(point)?;
        let word = self.word(u64::from(point) + 1);
        self.store_frame(frame::RESUME, word)
    }
}
