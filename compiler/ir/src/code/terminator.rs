//! What a block does last.

use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::Type;

use super::ids::{BlockId, LocalId, Pair, SiteId, StepId};

/// What a block does last.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    /// To another block.
    Jump(BlockId),
    /// To one of two by a bool.
    Branch {
        /// 0 or 1.
        condition: LocalId,
        /// For 1.
        then: BlockId,
        /// For 0.
        otherwise: BlockId,
    },
    /// Returns to the engine for a step.
    Suspend(Box<Suspend>),
    /// Takes `cost` from the fuel. Where that leaves less than none, returns to the engine, which resumes at `resume`; the cost is not
    /// taken again then. Otherwise goes to the block of that resume point.
    Fuel {
        /// How much.
        cost: u32,
        /// An index into the code's resume points.
        resume: u32,
    },
    /// The execution is done; it has responded.
    Done,
    /// A condition is done: its word goes to `Context::returned`.
    Return(LocalId),
    /// A failure.
    Fail {
        /// Which.
        failure: Raised,
        /// Where.
        site: SiteId,
    },
}

/// A failure that code raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// A new one.
    New {
        /// Its code.
        code: FailureCode,
        /// Why.
        message: Pair,
    },
    /// One that was caught before: the address of its record, as [`Instruction::Caught`](super::Instruction::Caught) gives it.
    Again(LocalId),
}

impl Raised {
    /// The locals read.
    #[must_use]
    pub fn reads(self) -> Vec<LocalId> {
        match self {
            Raised::New { code: _, message } => message.to_vec(),
            Raised::Again(record) => vec![record],
        }
    }
}

/// A return to the engine for a step, and everything that the engine needs to go on from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspend {
    /// Which step. Each step has at most one suspension.
    pub step: StepId,
    /// The address of the record of its arguments.
    pub arguments: LocalId,
    /// The resume point at which the code finds the step's result in the frame.
    pub result: u32,
    /// The resume point at which the code handles the step's failure; `None` where nothing catches it.
    pub failure: Option<u32>,
    /// The counters of the loops around the step, the outermost first: ints, spilled to the frame.
    pub counters: Vec<LocalId>,
    /// The values live after the step, whole and with their types: a value is live if any word of it is. All are spilled to the frame.
    pub live: Vec<LiveValue>,
}

/// A whole value that is live across a suspension. Two values may share locals: those of a `T?` made of a `T` are a tag and the `T`'s.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveValue {
    /// Its type, as it lies in memory: without the record fields that the workflow never reads.
    pub ty: Type,
    /// The locals that hold it, as many as the type has words in registers.
    pub locals: Vec<LocalId>,
}
