//! The last instruction of a block.

use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::Type;

use super::ids::{BlockId, LocalId, Pair, SiteId, StepId};

/// The last instruction of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Terminator {
    /// Jumps to another block.
    Jump(BlockId),
    /// Jumps to one of two blocks depending on a bool.
    Branch {
        /// The condition: 0 or 1.
        condition: LocalId,
        /// The target for 1.
        then: BlockId,
        /// The target for 0.
        otherwise: BlockId,
    },
    /// Returns to the engine for a step.
    Suspend(Box<Suspend>),
    /// Subtracts `cost` from the fuel. If that makes the fuel negative, returns to the engine,
    /// which resumes at `resume` without subtracting the cost again. Otherwise jumps to the block
    /// of that resume point.
    Fuel {
        /// The cost.
        cost: u32,
        /// An index into the code's resume points.
        resume: u32,
    },
    /// The execution is finished; it has responded.
    Done,
    /// A condition is finished: its word goes to `Context::returned`.
    Return(LocalId),
    /// A failure.
    Fail {
        /// The failure.
        failure: Raised,
        /// The failure site.
        site: SiteId,
    },
}

/// A failure that the code raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// A new failure.
    New {
        /// Its code.
        code: FailureCode,
        /// Its message.
        message: Pair,
    },
    /// A failure caught earlier: the address of its record, as returned by
    /// [`Instruction::Caught`](super::Instruction::Caught).
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

/// A return to the engine for a step, with everything that is needed to resume.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspend {
    /// The step. Each step has at most one suspension.
    pub step: StepId,
    /// The address of the argument record.
    pub arguments: LocalId,
    /// The resume point at which the code reads the step's result from the frame.
    pub result: u32,
    /// The resume point at which the code handles the step's failure; `None` if nothing catches it.
    pub failure: Option<u32>,
    /// The counters of the loops around the step, outermost first: ints, spilled to the frame.
    pub counters: Vec<LocalId>,
    /// The values live after the step, whole and with their types: a value is live if any word of
    /// it is. All are spilled to the frame.
    pub live: Vec<LiveValue>,
}

/// A whole value that is live across a suspension. Values may share locals: a `T?` made from a `T`
/// consists of a tag and the locals of the `T`.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveValue {
    /// Its type in memory: without the record fields that the workflow never reads.
    pub ty: Type,
    /// The locals that hold it, as many as the type has register words.
    pub locals: Vec<LocalId>,
}
