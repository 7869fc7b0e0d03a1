//! One slice of an execution: from a resume point to the next return to the engine.

use flowright_stdlib::failure::Failure;

use super::execute::execute;
use super::state::{At, Fault, Run, broken};
use crate::code::{Block, BlockId, Raised, SiteId, Terminator};
use crate::frame;
use crate::handler::Outcome;
use crate::operations;

/// The result of running a block.
enum Next {
    Block(BlockId),
    Return(Outcome),
}

impl Run<'_> {
    pub(super) fn run(mut self) -> Outcome {
        let mut next = match self.entry() {
            Ok(block) => Next::Block(block),
            Err(failure) => self.failed(failure.into(), None),
        };
        loop {
            match next {
                Next::Return(outcome) => return outcome,
                Next::Block(id) => next = self.block(id),
            }
        }
    }

    fn entry(&self) -> Result<BlockId, Failure> {
        let resume = self.frame.get(frame::RESUME).copied();
        match resume.ok_or_else(broken)?.checked_sub(1) {
            None => Ok(BlockId(0)),
            Some(point) => self.resume_point(u32::try_from(point).map_err(|_| broken())?),
        }
    }

    fn resume_point(&self, point: u32) -> Result<BlockId, Failure> {
        let block = self.code.resume_points.get(point as usize);
        block.copied().ok_or_else(broken)
    }

    fn block(&mut self, id: BlockId) -> Next {
        let code = self.code;
        let Some(block) = code.blocks.get(id.0 as usize) else {
            return self.failed(broken().into(), None);
        };
        match self.try_block(block) {
            Ok(next) => next,
            Err(fault) => self.failed(fault, block.catch),
        }
    }

    fn failed(&mut self, fault: Fault, catch: Option<BlockId>) -> Next {
        let site = fault.site.unwrap_or(SiteId(0));
        self.context.failed_site = site.0;
        self.context.failure = Some(fault.failure);
        // A fault without a site means that the code is broken; such a fault is never caught.
        match catch {
            Some(block) if fault.site.is_some() => Next::Block(block),
            _ => Next::Return(Outcome::Failed(site)),
        }
    }

    fn try_block(&mut self, block: &Block) -> Result<Next, Fault> {
        for instruction in &block.instructions {
            execute(self, instruction)?;
        }
        Ok(match &block.terminator {
            Terminator::Jump(target) => Next::Block(*target),
            Terminator::Branch {
                condition,
                then,
                otherwise,
            } => Next::Block(match self.read(*condition)? {
                0 => *otherwise,
                _ => *then,
            }),
            Terminator::Suspend(suspend) => {
                let arguments = self.read(suspend.arguments)?;
                self.write_frame(frame::ARGUMENTS, arguments)?;
                self.write_frame(frame::RESUME, u64::from(suspend.result) + 1)?;
                Next::Return(Outcome::Suspend(suspend.step))
            }
            Terminator::Fuel { cost, resume } => {
                self.context.fuel = self.context.fuel.saturating_sub(i64::from(*cost));
                if self.context.fuel < 0 {
                    self.write_frame(frame::RESUME, u64::from(*resume) + 1)?;
                    Next::Return(Outcome::OutOfFuel)
                } else {
                    Next::Block(self.resume_point(*resume)?)
                }
            }
            Terminator::Done => Next::Return(Outcome::Done),
            Terminator::Return(word) => {
                self.context.returned = self.read(*word)?;
                Next::Return(Outcome::Done)
            }
            Terminator::Fail { failure, site } => {
                let failure = match failure {
                    Raised::New { code, message } => {
                        let [address, length] = self.read_pair(*message)?;
                        Failure::new(*code, self.context.text(address, length)?)
                    }
                    Raised::Again(record) => operations::raise(self.context, self.read(*record)?),
                };
                return Err(failure).at(*site);
            }
        })
    }
}
