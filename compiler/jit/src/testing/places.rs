//! The locals of generated code, by kind of value.

use flowright_ir::code::{Local, LocalId, Pair, TypeId};
use flowright_ir::frame::HEADER_WORDS;
use flowright_stdlib::types::{Field, Type};

use super::source::Source;

/// The types that generated code uses, by index.
pub(super) const OPTIONAL_TEXT: TypeId = TypeId(0);
pub(super) const OPTIONAL_INT: TypeId = TypeId(1);
pub(super) const INTS: TypeId = TypeId(2);
pub(super) const RECORD: TypeId = TypeId(3);
pub(super) const TEXT: TypeId = TypeId(4);
pub(super) const INT: TypeId = TypeId(5);
pub(super) const FLOAT: TypeId = TypeId(6);
pub(super) const BOOL: TypeId = TypeId(7);
pub(super) const TIME: TypeId = TypeId(8);
pub(super) const DECIMAL: TypeId = TypeId(9);
pub(super) const DURATION: TypeId = TypeId(10);

/// The size of [`RECORD`] in words: int, text, bool, float, int.
pub(super) const RECORD_WORDS: u32 = 6;

/// The types, in the order of their indices.
pub(super) fn types() -> Box<[Type]> {
    let field = |name: &str, ty| Field {
        name: name.into(),
        ty,
    };
    let record = Type::record(vec![
        field("int", Type::Int),
        field("text", Type::Text),
        field("bool", Type::Bool),
        field("float", Type::Float),
        field("other", Type::Int),
    ]);
    Box::new([
        Type::Text.optional(),
        Type::Int.optional(),
        Type::Int.list(),
        record,
        Type::Text,
        Type::Int,
        Type::Float,
        Type::Bool,
        Type::Time,
        Type::Decimal,
        Type::Duration,
    ])
}

/// The locals, by kind of value. Each is written at the start of the code and again at every resume
/// point, unless it is spilled to the frame, so all of them may be read anywhere.
pub(super) struct Places {
    pub(super) ints: Vec<LocalId>,
    pub(super) floats: Vec<LocalId>,
    pub(super) bools: Vec<LocalId>,
    pub(super) texts: Vec<Pair>,
    pub(super) optional_texts: Vec<[LocalId; 3]>,
    pub(super) optional_ints: Vec<Pair>,
    pub(super) decimals: Vec<Pair>,
    /// Each holds the address of a separate record.
    pub(super) records: Vec<LocalId>,
    /// Each holds a separate list of at least one int.
    pub(super) lists: Vec<Pair>,
    /// Three locals for use within one group of instructions.
    pub(super) spare: [LocalId; 3],
    pub(super) locals: Vec<Local>,
    pub(super) frame_words: u32,
}

impl Places {
    pub(super) fn new(source: &mut Source<'_>) -> Places {
        let mut places = Places {
            ints: Vec::new(),
            floats: Vec::new(),
            bools: Vec::new(),
            texts: Vec::new(),
            optional_texts: Vec::new(),
            optional_ints: Vec::new(),
            decimals: Vec::new(),
            records: Vec::new(),
            lists: Vec::new(),
            spare: [LocalId(0); 3],
            locals: Vec::new(),
            frame_words: HEADER_WORDS,
        };
        places.spare = places.group(false);
        for _ in 0..2 + source.below(4) {
            let [int] = places.group(source.once_in(2));
            places.ints.push(int);
        }
        for _ in 0..2 {
            let framed = source.once_in(2);
            let [float, bool] = places.group(framed);
            places.floats.push(float);
            places.bools.push(bool);
            let text = places.group(source.once_in(2));
            places.texts.push(text);
            let optional_text = places.group(framed);
            places.optional_texts.push(optional_text);
            let optional_int = places.group(source.once_in(2));
            places.optional_ints.push(optional_int);
            let decimal = places.group(source.once_in(2));
            places.decimals.push(decimal);
            let [record] = places.group(framed);
            places.records.push(record);
            let list = places.group(framed);
            places.lists.push(list);
        }
        places
    }

    /// New locals.
    pub(super) fn group<const N: usize>(&mut self, framed: bool) -> [LocalId; N] {
        [(); N].map(|()| {
            let id = LocalId(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
            let frame = framed.then_some(self.frame_words);
            self.frame_words += u32::from(framed);
            self.locals.push(Local { frame });
            id
        })
    }

    pub(super) fn is_framed(&self, local: LocalId) -> bool {
        let local = self.locals.get(local.0 as usize);
        local.is_some_and(|local| local.frame.is_some())
    }

    /// The frame words on which both engines must agree: all but addresses.
    pub(super) fn comparable(&self) -> Vec<usize> {
        let words = self.ints.iter().chain(&self.floats).chain(&self.bools);
        let lengths = self
            .texts
            .iter()
            .chain(&self.lists)
            .map(|[_, length]| length);
        let tags = self
            .optional_texts
            .iter()
            .flat_map(|[tag, _, length]| [tag, length]);
        let options = self.optional_ints.iter().chain(&self.decimals).flatten();
        let all = words.chain(lengths).chain(tags).chain(options);
        all.filter_map(|local| self.locals.get(local.0 as usize)?.frame)
            .map(|word| word as usize)
            .collect()
    }
}
