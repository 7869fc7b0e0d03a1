//! The instructions of a block.

use flowright_stdlib::functions::FunctionId;
use flowright_stdlib::log::LogLevel;
use flowright_stdlib::memory::BodyKind;
use flowright_stdlib::operators::{Arithmetic, Comparison};
use flowright_stdlib::write::TextKind;

use super::ids::{DataId, LocalId, Pair, ShapeId, SiteId, TypeId};

/// How a text is escaped when it is written to the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escape {
    /// Unescaped.
    None,
    /// Inside a JSON string, without the quotes.
    Json,
    /// As a whole segment of a URL's path. An empty segment, `.` and `..` fail with
    /// `out_of_range`.
    UrlPathSegment,
    /// As several segments of a URL's path, including the slashes between them. If a segment is
    /// empty, `.` or `..`, it fails with `out_of_range`.
    UrlPath,
    /// As a part of a segment of a URL's path, or as a name or value in its query.
    UrlPart,
    /// In Slack's markup.
    Slack,
    /// In HTML, also inside quoted attribute values.
    Html,
}

/// How a list is rearranged by the keys of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// The elements in ascending order of their keys; the sort is stable.
    Sorted,
    /// The first element of each key.
    Distinct,
    /// The elements grouped by key, in the order in which the keys first appear.
    Grouped,
}

/// An instruction. "May fail" means that it may set `Context::failure` and the failed site, and
/// jump to the block's `catch`.
#[derive(Clone, Debug, PartialEq)]
pub enum Instruction {
    /// A constant word.
    Word {
        /// The destination.
        to: LocalId,
        /// The word.
        word: u64,
    },
    /// A constant text: its address and length.
    Data {
        /// The destination.
        to: Pair,
        /// The constant.
        data: DataId,
    },
    /// A copy.
    Copy {
        /// The destination.
        to: LocalId,
        /// The source.
        from: LocalId,
    },
    /// The address of the record of `context` members.
    Input {
        /// The destination.
        to: LocalId,
    },
    /// In a part: the address of the record of values that it reads from the code around it.
    Captures {
        /// The destination.
        to: LocalId,
    },
    /// In a part: its number among the parts that run side by side, from 0.
    PartNumber {
        /// The destination.
        to: LocalId,
    },
    /// The address of the record of configs and secrets.
    Globals {
        /// The destination.
        to: LocalId,
    },
    /// The time, in microseconds since 1970.
    Now {
        /// The destination.
        to: LocalId,
    },
    /// The word at an address plus `offset` words.
    Load {
        /// The destination.
        to: LocalId,
        /// The address.
        address: LocalId,
        /// The offset in words.
        offset: u32,
    },
    /// Writes the word at an address plus `offset` words.
    Store {
        /// The address, in the arena.
        address: LocalId,
        /// The offset in words.
        offset: u32,
        /// The word.
        from: LocalId,
    },
    /// An address plus `words` words.
    Offset {
        /// The destination.
        to: LocalId,
        /// The address.
        address: LocalId,
        /// The offset in words.
        words: u32,
    },
    /// The address of an element: `address + index * stride` words. The index has already been
    /// checked.
    Element {
        /// The destination.
        to: LocalId,
        /// The address of the first element.
        address: LocalId,
        /// The index.
        index: LocalId,
        /// The size of an element in words.
        stride: u32,
    },
    /// Copies words between two addresses plus offsets; the ranges do not overlap.
    CopyWords {
        /// The destination address, in the arena.
        to: LocalId,
        /// The destination offset in words.
        to_offset: u32,
        /// The source address.
        from: LocalId,
        /// The source offset in words.
        from_offset: u32,
        /// The number of words.
        words: u32,
    },
    /// Allocates zeroed words in the arena. May fail.
    Allocate {
        /// Their address.
        to: LocalId,
        /// The number of words.
        words: u32,
        /// The failure site.
        site: SiteId,
    },
    /// Allocates zeroed words in the arena for `count` elements. May fail.
    AllocateElements {
        /// Their address.
        to: LocalId,
        /// The number of elements; not negative.
        count: LocalId,
        /// The size of an element in words.
        stride: u32,
        /// The failure site.
        site: SiteId,
    },
    /// Checked arithmetic on two ints: `overflow`, `division_by_zero`. May fail.
    Int {
        /// The operator.
        operator: Arithmetic,
        /// The destination.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
        /// The failure site.
        site: SiteId,
    },
    /// Arithmetic on two floats: a result that is not finite fails with `overflow`, division or
    /// remainder by zero with `division_by_zero`.
    Float {
        /// The operator.
        operator: Arithmetic,
        /// The destination.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
        /// The failure site.
        site: SiteId,
    },
    /// Arithmetic on two decimals: a result with too many digits is rounded or fails with
    /// `overflow`, division or remainder by zero fails with `division_by_zero`. May fail.
    Decimal {
        /// The operator.
        operator: Arithmetic,
        /// The destination.
        to: Pair,
        /// The left side.
        left: Pair,
        /// The right side.
        right: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Negates a float.
    NegateFloat {
        /// The destination.
        to: LocalId,
        /// The source.
        from: LocalId,
    },
    /// Compares two ints, bools, times or durations.
    CompareInt {
        /// The comparison.
        comparison: Comparison,
        /// The destination: 0 or 1.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
    },
    /// Compares two floats.
    CompareFloat {
        /// The comparison.
        comparison: Comparison,
        /// The destination: 0 or 1.
        to: LocalId,
        /// The left side.
        left: LocalId,
        /// The right side.
        right: LocalId,
    },
    /// Compares two decimals. May fail.
    CompareDecimal {
        /// The comparison.
        comparison: Comparison,
        /// The destination: 0 or 1.
        to: LocalId,
        /// The left side.
        left: Pair,
        /// The right side.
        right: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Compares two texts by their bytes. May fail.
    CompareText {
        /// The comparison.
        comparison: Comparison,
        /// The destination: 0 or 1.
        to: LocalId,
        /// The left side.
        left: Pair,
        /// The right side.
        right: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Whether two values of a type are deeply equal. May fail.
    Equal {
        /// The destination: 0 or 1.
        to: LocalId,
        /// Their type.
        ty: TypeId,
        /// The locals of the left side.
        left: Vec<LocalId>,
        /// The locals of the right side.
        right: Vec<LocalId>,
        /// The failure site.
        site: SiteId,
    },
    /// Logical negation: 1 for 0, 0 for 1.
    Not {
        /// The destination.
        to: LocalId,
        /// The source.
        from: LocalId,
    },
    /// The first value of the header with that name, in a value of type headers. May fail.
    Header {
        /// The destination: tag, address and length of a `text?`.
        to: [LocalId; 3],
        /// The headers.
        headers: Pair,
        /// The name, case-insensitive.
        name: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Calls a library function. May fail.
    Call {
        /// The function.
        function: FunctionId,
        /// The type of the receiver.
        receiver: TypeId,
        /// The locals of the receiver and the arguments.
        arguments: Vec<LocalId>,
        /// The locals of the result.
        results: Vec<LocalId>,
        /// The failure site.
        site: SiteId,
    },
    /// Decodes JSON into the arena. May fail.
    Decode {
        /// The address of the value.
        to: LocalId,
        /// The decoding plan of its type.
        shape: ShapeId,
        /// The JSON, text or bytes.
        text: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Rearranges the elements of a list by their keys, which are simple values or null. May fail.
    Arrange {
        /// The kind of rearrangement.
        how: Arrangement,
        /// The destination: the new list, then the list of groups. A group has three words: its
        /// start in the new list, its number of elements, and the index of the first of them in the
        /// old list. There are groups only for [`Arrangement::Grouped`].
        to: [LocalId; 4],
        /// The list.
        list: Pair,
        /// The size of an element in words.
        stride: u32,
        /// The address of the keys, one for each element.
        keys: LocalId,
        /// The type of a key.
        key: TypeId,
        /// The failure site.
        site: SiteId,
    },
    /// Clears the buffer.
    ///
    /// Invariant: between this and the instruction that takes the buffer, the code neither returns
    /// to the engine nor begins another text.
    Begin,
    /// Appends a constant text to the buffer. May fail.
    AppendData {
        /// The text.
        data: DataId,
        /// The failure site.
        site: SiteId,
    },
    /// Appends a text to the buffer. May fail.
    AppendText {
        /// The text.
        text: Pair,
        /// The escaping.
        escape: Escape,
        /// The failure site.
        site: SiteId,
    },
    /// Appends a word as text to the buffer. May fail.
    AppendWord {
        /// The word.
        word: LocalId,
        /// Its kind.
        kind: TextKind,
        /// The failure site.
        site: SiteId,
    },
    /// Appends a decimal as text to the buffer. May fail.
    AppendDecimal {
        /// The decimal.
        decimal: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Appends a value of any type as JSON to the buffer. May fail.
    AppendJson {
        /// Its type.
        ty: TypeId,
        /// Its locals.
        value: Vec<LocalId>,
        /// The failure site.
        site: SiteId,
    },
    /// Moves the buffer to the arena as a text. May fail.
    Take {
        /// The destination.
        to: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Sets the status of the response: fails with `out_of_range` unless it is between 200 and 599.
    /// Discards headers and body set before.
    RespondStatus {
        /// The status, an int.
        status: LocalId,
        /// The failure site.
        site: SiteId,
    },
    /// Adds a header to the response: control characters fail with `out_of_range`.
    RespondHeader {
        /// Its name.
        name: DataId,
        /// Its value.
        value: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// Makes the buffer the body of the response.
    RespondBody {
        /// The kind of body.
        kind: BodyKind,
    },
    /// The number of words used in the arena.
    Mark {
        /// The destination.
        to: LocalId,
    },
    /// Frees the arena memory allocated since a mark. Nothing may point into it any more.
    Release {
        /// The result of [`Mark`](Self::Mark).
        mark: LocalId,
    },
    /// Writes a line to the log. May fail.
    Log {
        /// The level.
        level: LogLevel,
        /// The message.
        message: Pair,
        /// The additional fields as JSON; of zero length if there are none.
        fields: Pair,
        /// The failure site.
        site: SiteId,
    },
    /// The failure being handled, as a record of code, message, step and status in the arena.
    /// Always the first instruction of a catch block. May fail.
    Caught {
        /// The address of the record.
        to: LocalId,
        /// The failure site.
        site: SiteId,
    },
    /// A word of the step's result, after a suspension.
    StepResult {
        /// The destination.
        to: LocalId,
        /// The index of the word, at most 3.
        word: u32,
    },
}
