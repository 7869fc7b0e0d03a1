//! One slice of an execution: from a resume point to the next return to the engine.

use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::Context;

use super::execute::execute;
use crate::code::{Block, BlockId, Code, LocalId, Pair, SiteId, Terminator};
use crate::handler::{Outcome, frame};

/// What a slice works on.
pub(super) struct Run<'a> {
    code: &'a Code,
    frame: &'a mut [u64],
    /// Locals without a place in the frame.
    scratch: Vec<u64>,
    pub(super) context: &'a mut Context,
}

/// What a block came to.
enum Next {
    Block(BlockId),
    Return(Outcome),
}

/// A failure, and where, if the instruction says so.
pub(super) struct Fault {
    failure: Failure,
    site: Option<SiteId>,
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Fault {
        Fault {
            failure,
            site: None,
        }
    }
}

/// Adds the place to what may fail.
pub(super) trait At<T> {
    fn at(self, site: SiteId) -> Result<T, Fault>;
}

impl<T> At<T> for Result<T, Failure> {
    fn at(self, site: SiteId) -> Result<T, Fault> {
        self.map_err(|failure| Fault {
            failure,
            site: Some(site),
        })
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(code: &'a Code, frame: &'a mut [u64], context: &'a mut Context) -> Run<'a> {
        Run {
            code,
            frame,
            scratch: vec![0; code.locals.len()],
            context,
        }
    }

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
        // Without a site the code is wrong: that is caught nowhere.
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
            Terminator::Suspend {
                step,
                arguments,
                resume,
            } => {
                let arguments = self.read(*arguments)?;
                self.write_frame(frame::ARGUMENTS, arguments)?;
                self.write_frame(frame::RESUME, u64::from(*resume) + 1)?;
                Next::Return(Outcome::Suspend(*step))
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
            Terminator::Fail { message, site } => {
                let [address, length] = self.read_pair(*message)?;
                let message = self.context.text(address, length)?.to_owned();
                return Err(Failure::new(FailureCode::Fail, message)).at(*site);
            }
        })
    }

    pub(super) fn read(&self, local: LocalId) -> Result<u64, Failure> {
        let index = local.0 as usize;
        let place = match self.code.locals.get(index).ok_or_else(broken)?.frame {
            Some(word) => self.frame.get(word as usize),
            None => self.scratch.get(index),
        };
        place.copied().ok_or_else(broken)
    }

    pub(super) fn write(&mut self, local: LocalId, word: u64) -> Result<(), Failure> {
        let index = local.0 as usize;
        let place = match self.code.locals.get(index).ok_or_else(broken)?.frame {
            Some(word) => self.frame.get_mut(word as usize),
            None => self.scratch.get_mut(index),
        };
        *place.ok_or_else(broken)? = word;
        Ok(())
    }

    pub(super) fn read_pair(&self, [first, second]: Pair) -> Result<[u64; 2], Failure> {
        Ok([self.read(first)?, self.read(second)?])
    }

    pub(super) fn read_all(&self, locals: &[LocalId]) -> Result<Vec<u64>, Failure> {
        locals.iter().map(|local| self.read(*local)).collect()
    }

    pub(super) fn write_all(&mut self, locals: &[LocalId], words: &[u64]) -> Result<(), Failure> {
        for (local, word) in locals.iter().zip(words) {
            self.write(*local, *word)?;
        }
        Ok(())
    }

    /// A word of the step's result.
    pub(super) fn step_result(&self, word: u32) -> Result<u64, Failure> {
        let place = self.frame.get(frame::RESULT.saturating_add(word as usize));
        place.copied().ok_or_else(broken)
    }

    fn write_frame(&mut self, index: usize, word: u64) -> Result<(), Failure> {
        *self.frame.get_mut(index).ok_or_else(broken)? = word;
        Ok(())
    }
}

#[cold]
fn broken() -> Failure {
    Failure::internal("code that breaks its own rules")
}
