//! The code of a workflow: basic blocks over 64-bit locals.
//!
//! A value of type `T` is held in [`register_words`](flowright_stdlib::types::register_words) locals, one after the other as the
//! layout says. Nothing here traps: what may fail says so and goes to the block's `catch`, or ends the execution as failed.
//!
//! Invariant: block 0 is the entry; every local is written before it is read on every path; a local that is live at a point where the
//! code may return to the engine is spilled to the frame; and at a suspension every live local belongs to a whole value of a known type.

use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::types::Type;

/// A 64-bit variable of a [`Code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalId(pub u32);

/// A basic block of a [`Code`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// A type of the program's [`Constants`](flowright_stdlib::memory::Constants).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// A place in the sources that can fail: an index into the workflow's sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SiteId(pub u32);

/// A step of the workflow: an index into its step templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(pub u32);

/// A constant text: a part of the program's constant data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DataId {
    /// Its first byte.
    pub offset: u32,
    /// Its length in bytes.
    pub length: u32,
}

/// A text or list in two locals: address and length.
pub type Pair = [LocalId; 2];

/// The code of one handler or condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// For each local the word of the frame that it is spilled to, if it is live across a return to the engine.
    pub locals: Vec<Local>,
    /// The blocks; 0 is the entry.
    pub blocks: Vec<Block>,
    /// The blocks at which code can be resumed, in the order of resume points.
    pub resume_points: Vec<BlockId>,
    /// Words of the frame, header included.
    pub frame_words: u32,
}

/// A 64-bit variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// The word of the frame that it is spilled to, counted from the first; `None` where it is never live across a return to the engine.
    pub frame: Option<u32>,
}

/// Instructions in order, then where to go.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// In order.
    pub instructions: Vec<Instruction>,
    /// Where to go.
    pub terminator: Terminator,
    /// Where a failure of this block goes: a block that begins with [`Instruction::Caught`]. `None` ends the execution.
    pub catch: Option<BlockId>,
}

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
    /// `fail`: a failure with this message.
    Fail {
        /// Why.
        message: Pair,
        /// Where.
        site: SiteId,
    },
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

/// How a text is written into the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escape {
    /// As it is.
    None,
    /// Inside a JSON string, without the quotes.
    Json,
    /// As a whole segment of a URL's path; an empty one, `.` and `..` fail with `out_of_range`.
    UrlPathSegment,
    /// As a part of a segment of a URL's path, or as a name or value in its query.
    UrlPart,
    /// In Slack's mark-up.
    Slack,
    /// In HTML, also inside an attribute's quotes.
    Html,
}

/// A word written into the buffer as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// `true` or `false`.
    Bool,
    /// Decimal digits.
    Int,
    /// The shortest text that reads back the same.
    Float,
    /// RFC 3339 in UTC with microseconds.
    Time,
}

/// An instruction. "May fail" means: sets `Context::failure` and the failed site, and goes to the block's `catch`.
#[derive(Clone, Debug, PartialEq)]
pub enum Instruction {
    /// A constant word.
    Word {
        /// Written.
        to: LocalId,
        /// The word.
        word: u64,
    },
    /// A constant text: its address and length.
    Data {
        /// Written.
        to: Pair,
        /// Which.
        data: DataId,
    },
    /// A copy.
    Copy {
        /// Written.
        to: LocalId,
        /// Read.
        from: LocalId,
    },
    /// The address of the record of `context` members.
    Input {
        /// Written.
        to: LocalId,
    },
    /// The address of the record of configs and secrets.
    Globals {
        /// Written.
        to: LocalId,
    },
    /// The time, in microseconds since 1970.
    Now {
        /// Written.
        to: LocalId,
    },
    /// The word at an address plus `offset` words.
    Load {
        /// Written.
        to: LocalId,
        /// The address.
        address: LocalId,
        /// In words.
        offset: u32,
    },
    /// Writes the word at an address plus `offset` words.
    Store {
        /// The address, in the arena.
        address: LocalId,
        /// In words.
        offset: u32,
        /// The word.
        from: LocalId,
    },
    /// An address plus `words` words.
    Offset {
        /// Written.
        to: LocalId,
        /// The address.
        address: LocalId,
        /// In words.
        words: u32,
    },
    /// The address of an element: `address + index * stride` words. The index has been checked by code.
    Element {
        /// Written.
        to: LocalId,
        /// The address of the first element.
        address: LocalId,
        /// The index.
        index: LocalId,
        /// Words of an element.
        stride: u32,
    },
    /// Copies words between addresses plus offsets; they do not overlap.
    CopyWords {
        /// The address written to, in the arena.
        to: LocalId,
        /// In words.
        to_offset: u32,
        /// The address read.
        from: LocalId,
        /// In words.
        from_offset: u32,
        /// How many.
        words: u32,
    },
    /// Fresh words of the arena, all zero. May fail.
    Allocate {
        /// Their address.
        to: LocalId,
        /// How many.
        words: u32,
        /// Where.
        site: SiteId,
    },
    /// Fresh words of the arena for `count` elements, all zero. May fail.
    AllocateElements {
        /// Their address.
        to: LocalId,
        /// How many elements; not negative.
        count: LocalId,
        /// Words of an element.
        stride: u32,
        /// Where.
        site: SiteId,
    },
    /// Checked arithmetic of two ints: `overflow`, `division_by_zero`. May fail.
    Int {
        /// Which.
        operator: Arithmetic,
        /// Written.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
        /// Where.
        site: SiteId,
    },
    /// Arithmetic of two floats: a result that is not finite fails with `overflow`, division or remainder by zero with `division_by_zero`.
    Float {
        /// Which.
        operator: Arithmetic,
        /// Written.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
        /// Where.
        site: SiteId,
    },
    /// `-a` of a float.
    NegateFloat {
        /// Written.
        to: LocalId,
        /// Read.
        from: LocalId,
    },
    /// Compares two ints, bools or times.
    CompareInt {
        /// How.
        comparison: Comparison,
        /// 0 or 1.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
    },
    /// Compares two floats.
    CompareFloat {
        /// How.
        comparison: Comparison,
        /// 0 or 1.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
    },
    /// Compares two texts by their bytes. May fail.
    CompareText {
        /// How.
        comparison: Comparison,
        /// 0 or 1.
        to: LocalId,
        /// The left side.
        left: Pair,
        /// The right side.
        right: Pair,
        /// Where.
        site: SiteId,
    },
    /// Whether two values of a type are equal, all the way down. May fail.
    Equal {
        /// 0 or 1.
        to: LocalId,
        /// Their type.
        ty: TypeId,
        /// The left side's locals.
        left: Vec<LocalId>,
        /// The right side's.
        right: Vec<LocalId>,
        /// Where.
        site: SiteId,
    },
    /// 1 for 0, 0 for 1.
    Not {
        /// Written.
        to: LocalId,
        /// Read.
        from: LocalId,
    },
    /// The first value of a header of that name in a value of type headers. May fail.
    Header {
        /// Tag, address, length: a `text?`.
        to: [LocalId; 3],
        /// The headers.
        headers: Pair,
        /// The name, in any case.
        name: Pair,
        /// Where.
        site: SiteId,
    },
    /// Calls a function of the library. May fail.
    Call {
        /// Which.
        function: FunctionId,
        /// The type of the receiver.
        receiver: TypeId,
        /// The locals of the receiver and the arguments.
        arguments: Vec<LocalId>,
        /// The locals of the result.
        results: Vec<LocalId>,
        /// Where.
        site: SiteId,
    },
    /// Empties the buffer.
    ///
    /// Invariant: between this and the instruction that takes the buffer, the code neither returns to the engine nor begins another text.
    Begin,
    /// Appends a constant text to the buffer. May fail.
    AppendData {
        /// Which.
        data: DataId,
        /// Where.
        site: SiteId,
    },
    /// Appends a text to the buffer. May fail.
    AppendText {
        /// The text.
        text: Pair,
        /// How.
        escape: Escape,
        /// Where.
        site: SiteId,
    },
    /// Appends a word as text to the buffer. May fail.
    AppendWord {
        /// The word.
        word: LocalId,
        /// As what.
        kind: WordKind,
        /// Where.
        site: SiteId,
    },
    /// Appends a value of any type as JSON to the buffer. May fail.
    AppendJson {
        /// Its type.
        ty: TypeId,
        /// Its locals.
        value: Vec<LocalId>,
        /// Where.
        site: SiteId,
    },
    /// Takes the buffer as a text in the arena. May fail.
    Take {
        /// Written.
        to: Pair,
        /// Where.
        site: SiteId,
    },
    /// Sets the answer's status: outside of 200 to 599 fails with `out_of_range`. Forgets headers and body set before.
    RespondStatus {
        /// An int.
        status: LocalId,
        /// Where.
        site: SiteId,
    },
    /// Adds a header to the answer: control characters fail with `out_of_range`.
    RespondHeader {
        /// Its name.
        name: DataId,
        /// Its value.
        value: Pair,
        /// Where.
        site: SiteId,
    },
    /// Takes the buffer as the answer's body.
    RespondBody {
        /// What it is.
        kind: BodyKind,
    },
    /// The failure being handled, as a record of code, message, step and status in the arena. Stands first in a catch block. May fail.
    Caught {
        /// The address of the record.
        to: LocalId,
        /// Where.
        site: SiteId,
    },
    /// A word of the step's result, after a suspension.
    StepResult {
        /// Written.
        to: LocalId,
        /// Which word, up to 3.
        word: u32,
    },
}

pub use flowright_stdlib::memory::BodyKind;
pub use flowright_stdlib::operators::{Arithmetic, Comparison};
