//! What a block does, one instruction after the other.

use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::log::LogLevel;
use flowright_stdlib::memory::BodyKind;
use flowright_stdlib::operators::{Arithmetic, Comparison};

use super::ids::{DataId, LocalId, Pair, SiteId, TypeId};

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

/// What is made of a list by the keys of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// The elements by their keys, from the smallest to the largest; equal ones keep their order.
    Sorted,
    /// The first element of each key.
    Distinct,
    /// The elements of each key together, in the order in which the keys come first.
    Grouped,
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
    /// Arranges the elements of a list by their keys, which are simple values or null. May fail.
    Arrange {
        /// What is made of it.
        how: Arrangement,
        /// The new list, then the list of groups: three words each, where the group begins in the new list, how many elements it has, and
        /// the index of the first of them in the old one. There are groups only for [`Arrangement::Grouped`].
        to: [LocalId; 4],
        /// The list.
        list: Pair,
        /// Words of an element.
        stride: u32,
        /// The address of as many keys.
        keys: LocalId,
        /// The type of a key.
        key: TypeId,
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
    /// How much of the arena is taken, in words.
    Mark {
        /// Written.
        to: LocalId,
    },
    /// Gives back what the arena has taken since a mark. Nothing may point into it any more.
    Release {
        /// As [`Mark`](Self::Mark) gave it.
        mark: LocalId,
    },
    /// Writes a line into the log. May fail.
    Log {
        /// How much it matters.
        level: LogLevel,
        /// What is said.
        message: Pair,
        /// The fields beside it as JSON; of no length where there are none.
        fields: Pair,
        /// Where.
        site: SiteId,
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
