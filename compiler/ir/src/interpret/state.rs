//! The state of a slice of an execution: frame, locals and context.

use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Context;

use crate::code::{Code, LocalId, Pair, SiteId};
use crate::frame;

/// The state of a slice.
pub(super) struct Run<'a> {
    pub(super) code: &'a Code,
    pub(super) frame: &'a mut [u64],
    /// The locals that are not spilled to the frame.
    scratch: Vec<u64>,
    pub(super) context: &'a mut Context,
}

/// A failure and its site, if the instruction has one.
pub(super) struct Fault {
    pub(super) failure: Failure,
    pub(super) site: Option<SiteId>,
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Fault {
        Fault {
            failure,
            site: None,
        }
    }
}

/// Adds the site to a failure.
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

    pub(super) fn write_frame(&mut self, index: usize, word: u64) -> Result<(), Failure> {
        *self.frame.get_mut(index).ok_or_else(broken)? = word;
        Ok(())
    }
}

#[cold]
pub(super) fn broken() -> Failure {
    Failure::internal("code that breaks its own rules")
}
