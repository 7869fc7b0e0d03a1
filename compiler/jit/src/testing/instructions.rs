//! Random instructions.

use flowright_ir::code::{
    Arithmetic, Comparison, Escape, Instruction, LocalId, Pair, SiteId, WordKind,
};
use flowright_stdlib::functions::{FUNCTIONS, FunctionId, Pattern};
use flowright_stdlib::types::{Type, register_words};

use super::generate::{BODIES, TEXTS, append};
use super::places::{
    BOOL, FLOAT, INT, INTS, OPTIONAL_INT, OPTIONAL_TEXT, Places, RECORD, RECORD_WORDS, TEXT, TIME,
};
use super::source::Source;

const OPERATORS: [Arithmetic; 5] = [
    Arithmetic::Add,
    Arithmetic::Subtract,
    Arithmetic::Multiply,
    Arithmetic::Divide,
    Arithmetic::Remainder,
];

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

const ESCAPES: [Escape; 6] = [
    Escape::None,
    Escape::Json,
    Escape::UrlPathSegment,
    Escape::UrlQuery,
    Escape::Slack,
    Escape::Html,
];

const KINDS: [WordKind; 3] = [WordKind::Int, WordKind::Float, WordKind::Time];

/// Elements of the lists that are made.
const ELEMENTS: u32 = 3;

/// Writes the instructions of a block.
pub(super) struct Writer<'w, 's> {
    pub(super) source: &'w mut Source<'s>,
    places: &'w mut Places,
    sites: &'w mut u32,
    instructions: Vec<Instruction>,
}

impl<'w, 's> Writer<'w, 's> {
    pub(super) fn new(
        source: &'w mut Source<'s>,
        places: &'w mut Places,
        sites: &'w mut u32,
    ) -> Writer<'w, 's> {
        Writer {
            source,
            places,
            sites,
            instructions: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<Instruction> {
        self.instructions
    }

    /// Writes every local, or those that a return to the engine forgets.
    pub(super) fn initialise(&mut self, all: bool) {
        let places = &*self.places;
        let forgotten = |local: LocalId| all || !places.is_framed(local);
        let words = places
            .ints
            .iter()
            .chain(&places.floats)
            .chain(&places.spare);
        let words: Vec<_> = words.copied().filter(|local| forgotten(*local)).collect();
        let bools: Vec<_> = places
            .bools
            .iter()
            .copied()
            .filter(|one| forgotten(*one))
            .collect();
        let texts = places.texts.iter().copied();
        let texts: Vec<_> = texts.filter(|[address, _]| forgotten(*address)).collect();
        let optionals = places.optional_texts.iter().copied();
        let optionals: Vec<_> = optionals.filter(|[tag, ..]| forgotten(*tag)).collect();
        let ints = places.optional_ints.iter().copied();
        let ints: Vec<_> = ints.filter(|[tag, _]| forgotten(*tag)).collect();
        let records: Vec<_> = places
            .records
            .iter()
            .copied()
            .filter(|one| forgotten(*one))
            .collect();
        let lists = places.lists.iter().copied();
        let lists: Vec<_> = lists.filter(|[address, _]| forgotten(*address)).collect();
        for to in words {
            self.random_word(to);
        }
        for to in bools {
            self.bool(to);
        }
        for to in texts {
            self.data(to);
        }
        for [tag, address, length] in optionals {
            self.bool(tag);
            self.data([address, length]);
        }
        for [tag, value] in ints {
            self.bool(tag);
            self.random_word(value);
        }
        for record in records {
            self.allocate_record(record);
        }
        for list in lists {
            self.allocate_list(list);
        }
    }

    /// What stands first where code goes on after a step or a failure.
    pub(super) fn after_return(&mut self) {
        let to = self.int();
        if self.source.once_in(2) {
            let (to, site) = (self.places.spare[0], self.site());
            self.push(Instruction::Caught { to, site });
            self.load_text(to, 2);
        } else {
            let word = self.source.below(4);
            self.push(Instruction::StepResult { to, word });
        }
    }

    /// A few random instructions.
    pub(super) fn some(&mut self) {
        for _ in 0..self.source.below(14) {
            if self.source.is_empty() {
                return;
            }
            self.one();
        }
    }

    fn one(&mut self) {
        match self.source.below(20) {
            0 | 1 => self.arithmetic(),
            2 => {
                let (to, from) = (self.float(), self.float());
                self.push(Instruction::NegateFloat { to, from });
            }
            3 | 4 => self.compare(),
            5 => self.equal(),
            6 => {
                let (to, from) = (self.a_bool(), self.a_bool());
                self.push(Instruction::Not { to, from });
            }
            7 | 8 => self.text(),
            9 | 10 => self.record(),
            11 => self.list(),
            12 | 13 => self.call(),
            14 => self.respond(),
            15 => {
                let to = self.int();
                self.push(Instruction::Now { to });
            }
            16 => self.context(),
            17 => self.optional(),
            18 => {
                let (to, from) = (self.int(), self.int());
                self.push(Instruction::Copy { to, from });
            }
            _ => {
                let to = self.int();
                self.random_word(to);
            }
        }
    }

    /// Answers with everything that the locals hold.
    pub(super) fn everything(&mut self) {
        let status = self.places.spare[1];
        self.push(Instruction::Word {
            to: status,
            word: 200,
        });
        let site = self.site();
        self.push(Instruction::RespondStatus { status, site });
        self.push(Instruction::Begin);
        let words = self
            .places
            .ints
            .iter()
            .chain(&self.places.floats)
            .chain(&self.places.bools);
        for word in words.copied().collect::<Vec<_>>() {
            let site = self.site();
            self.push(Instruction::AppendWord {
                word,
                kind: WordKind::Int,
                site,
            });
            self.push(append(TEXTS[3], site));
        }
        let texts = self.places.texts.iter().map(|text| (TEXT, text.to_vec()));
        let texts = texts.chain(self.places.lists.iter().map(|list| (INTS, list.to_vec())));
        let optionals = self.places.optional_texts.iter();
        let optionals = optionals.map(|optional| (OPTIONAL_TEXT, optional.to_vec()));
        let ints = self.places.optional_ints.iter();
        let ints = ints.map(|optional| (OPTIONAL_INT, optional.to_vec()));
        let all: Vec<_> = texts.chain(optionals).chain(ints).collect();
        for (ty, value) in all {
            let site = self.site();
            self.push(Instruction::AppendJson { ty, value, site });
        }
        self.push(Instruction::RespondBody {
            kind: flowright_ir::code::BodyKind::Text,
        });
    }

    fn arithmetic(&mut self) {
        let operator = self.source.pick(&OPERATORS, Arithmetic::Add);
        let site = self.site();
        if self.source.once_in(2) {
            let (to, left, right) = (self.float(), self.float(), self.float());
            self.push(Instruction::Float {
                operator,
                to,
                left,
                right,
                site,
            });
        } else {
            let (to, left, right) = (self.int(), self.int(), self.int());
            if self.source.once_in(8) {
                // The one quotient that overflows, and what machines trap on.
                let (least, minus_one) = (i64::MIN.cast_unsigned(), u64::MAX);
                let (to, word) = (left, least);
                self.push(Instruction::Word { to, word });
                let (to, word) = (right, self.source.pick(&[minus_one, 0], 0));
                self.push(Instruction::Word { to, word });
            }
            self.push(Instruction::Int {
                operator,
                to,
                left,
                right,
                site,
            });
        }
    }

    fn compare(&mut self) {
        let comparison = self.source.pick(&COMPARISONS, Comparison::Equal);
        let to = self.a_bool();
        match self.source.below(3) {
            0 => {
                let (left, right) = (self.int(), self.int());
                self.push(Instruction::CompareInt {
                    comparison,
                    to,
                    left,
                    right,
                });
            }
            1 => {
                let (left, right) = (self.float(), self.float());
                self.push(Instruction::CompareFloat {
                    comparison,
                    to,
                    left,
                    right,
                });
            }
            _ => {
                let (left, right, site) = (self.a_text(), self.a_text(), self.site());
                self.push(Instruction::CompareText {
                    comparison,
                    to,
                    left,
                    right,
                    site,
                });
            }
        }
    }

    fn equal(&mut self) {
        let (to, site) = (self.a_bool(), self.site());
        let (ty, left, right) = match self.source.below(5) {
            0 => (TEXT, self.a_text().to_vec(), self.a_text().to_vec()),
            1 => (INTS, self.a_list().to_vec(), self.a_list().to_vec()),
            2 => (RECORD, vec![self.a_record()], vec![self.a_record()]),
            3 => (OPTIONAL_INT, self.an_int().to_vec(), self.an_int().to_vec()),
            _ => (
                OPTIONAL_TEXT,
                self.optional_text().to_vec(),
                self.optional_text().to_vec(),
            ),
        };
        self.push(Instruction::Equal {
            to,
            ty,
            left,
            right,
            site,
        });
    }

    fn text(&mut self) {
        self.push(Instruction::Begin);
        for _ in 0..1 + self.source.below(4) {
            let site = self.site();
            let part = match self.source.below(4) {
                0 => append(self.source.pick(&TEXTS, TEXTS[0]), site),
                1 => Instruction::AppendWord {
                    word: self.int(),
                    kind: self.source.pick(&KINDS, WordKind::Int),
                    site,
                },
                2 => Instruction::AppendText {
                    text: self.a_text(),
                    escape: self.source.pick(&ESCAPES, Escape::None),
                    site,
                },
                _ => {
                    let (ty, value) = match self.source.below(8) {
                        0 => (TEXT, self.a_text().to_vec()),
                        1 => (INTS, self.a_list().to_vec()),
                        2 => (RECORD, vec![self.a_record()]),
                        3 => (OPTIONAL_INT, self.an_int().to_vec()),
                        4 => (OPTIONAL_TEXT, self.optional_text().to_vec()),
                        5 => (FLOAT, vec![self.float()]),
                        6 => (BOOL, vec![self.a_bool()]),
                        _ => (self.source.pick(&[INT, TIME], INT), vec![self.int()]),
                    };
                    Instruction::AppendJson { ty, value, site }
                }
            };
            self.push(part);
        }
        let (to, site) = (self.a_text(), self.site());
        self.push(Instruction::Take { to, site });
    }

    fn record(&mut self) {
        let address = self.a_record();
        match self.source.below(6) {
            0 => {
                let (offset, from) = (self.source.pick(&[0, 5], 0), self.int());
                self.push(Instruction::Store {
                    address,
                    offset,
                    from,
                });
            }
            1 => {
                let (to, offset) = (self.int(), self.source.pick(&[0, 5], 0));
                self.push(Instruction::Load {
                    to,
                    address,
                    offset,
                });
            }
            2 => {
                let [text, length] = self.a_text();
                self.push(Instruction::Store {
                    address,
                    offset: 1,
                    from: text,
                });
                self.push(Instruction::Store {
                    address,
                    offset: 2,
                    from: length,
                });
            }
            3 => self.load_text(address, 1),
            4 => {
                let (from, words) = (self.a_record(), self.source.pick(&[1, 3, RECORD_WORDS], 1));
                let to = self.places.spare[0];
                // Into a record of its own, so that the two do not overlap.
                self.allocate_record(to);
                self.push(Instruction::CopyWords {
                    to,
                    to_offset: 0,
                    from,
                    from_offset: 0,
                    words,
                });
                self.push(Instruction::Copy {
                    to: address,
                    from: to,
                });
            }
            _ => self.allocate_record(address),
        }
    }

    fn list(&mut self) {
        let list = self.a_list();
        let [address, _] = list;
        let [place, index, _] = self.places.spare;
        let site = self.site();
        match self.source.below(5) {
            0 => self.allocate_list(list),
            1 => {
                let count = self.int();
                let stride = 1 + self.source.below(3);
                self.push(Instruction::AllocateElements {
                    to: place,
                    count,
                    stride,
                    site,
                });
            }
            2 => {
                // More words than are copied one by one.
                self.push(Instruction::Allocate {
                    to: place,
                    words: 40,
                    site,
                });
                self.push(Instruction::Allocate {
                    to: index,
                    words: 41,
                    site,
                });
                let from = self.int();
                self.push(Instruction::Store {
                    address: place,
                    offset: 20,
                    from,
                });
                let (to, from) = (index, place);
                let words = 17 + self.source.below(24);
                self.push(Instruction::CopyWords {
                    to,
                    to_offset: 1,
                    from,
                    from_offset: 0,
                    words,
                });
                let to = self.int();
                self.push(Instruction::Load {
                    to,
                    address: index,
                    offset: 21,
                });
            }
            choice => {
                // Every list has at least one element; its length may be what the library gave.
                self.push(Instruction::Word { to: index, word: 0 });
                self.push(Instruction::Element {
                    to: place,
                    address,
                    index,
                    stride: 1,
                });
                let int = self.int();
                self.push(if choice == 3 {
                    Instruction::Store {
                        address: place,
                        offset: 0,
                        from: int,
                    }
                } else {
                    Instruction::Load {
                        to: int,
                        address: place,
                        offset: 0,
                    }
                });
            }
        }
    }

    /// Calls a function of the library for whose types there are locals.
    fn call(&mut self) {
        let count = u32::try_from(FUNCTIONS.len()).unwrap_or(1);
        let index = u16::try_from(self.source.below(count)).unwrap_or(0);
        let function = FunctionId(index);
        let Some(found) = function.get() else { return };
        let receiver = match found.on {
            Pattern::Bool => BOOL,
            Pattern::Int => INT,
            Pattern::Float => FLOAT,
            Pattern::Text => TEXT,
            Pattern::Time => TIME,
            Pattern::List => INTS,
            _ => return,
        };
        let patterns = found.parameters.iter().map(|parameter| parameter.ty);
        let mut arguments = Vec::new();
        for pattern in std::iter::once(found.on).chain(patterns) {
            let Some(words) = self.value(pattern) else {
                return;
            };
            arguments.extend(words);
        }
        let results = match found.returns {
            // A list that may be empty, or of texts: only its length is looked at.
            Pattern::List | Pattern::Texts => vec![self.places.spare[0], self.int()],
            pattern => match self.value(pattern) {
                Some(words) => words,
                None => return,
            },
        };
        let site = self.site();
        self.push(Instruction::Call {
            function,
            receiver,
            arguments,
            results,
            site,
        });
    }

    fn value(&mut self, pattern: Pattern) -> Option<Vec<LocalId>> {
        Some(match pattern {
            Pattern::Bool => vec![self.a_bool()],
            Pattern::Int | Pattern::Time | Pattern::Element => vec![self.int()],
            Pattern::Float => vec![self.float()],
            Pattern::Text => self.a_text().to_vec(),
            Pattern::List => self.a_list().to_vec(),
            _ => return None,
        })
    }

    fn respond(&mut self) {
        let site = self.site();
        match self.source.below(4) {
            0 => {
                let status = self.int();
                self.push(Instruction::RespondStatus { status, site });
            }
            1 | 2 => {
                let (name, value) = (TEXTS[1], self.a_text());
                self.push(Instruction::RespondHeader { name, value, site });
            }
            _ => {
                self.push(Instruction::Begin);
                self.push(append(TEXTS[2], site));
                let kind = self.source.pick(&BODIES, BODIES[0]);
                self.push(Instruction::RespondBody { kind });
            }
        }
    }

    /// Reads the input and the globals, which hold what [`workspace`](super::workspace) gives them, and a header.
    fn context(&mut self) {
        let [place, second, third] = self.places.spare;
        match self.source.below(3) {
            0 => {
                self.push(Instruction::Input { to: place });
                let words = self.source.below(2);
                self.push(Instruction::Offset {
                    to: second,
                    address: place,
                    words,
                });
                let to = self.int();
                self.push(Instruction::Load {
                    to,
                    address: second,
                    offset: 0,
                });
            }
            1 => {
                self.push(Instruction::Globals { to: place });
                self.load_text(place, 1);
            }
            _ => {
                let (site, name) = (self.site(), self.a_text());
                self.push(Instruction::Input { to: place });
                self.push(Instruction::Offset {
                    to: second,
                    address: place,
                    words: 2,
                });
                self.push(Instruction::Word { to: third, word: 1 });
                let headers = [second, third];
                let to = self.optional_text();
                self.push(Instruction::Header {
                    to,
                    headers,
                    name,
                    site,
                });
            }
        }
    }

    fn optional(&mut self) {
        let [tag, address, length] = self.optional_text();
        let [text, text_length] = self.a_text();
        self.bool(tag);
        self.push(Instruction::Copy {
            to: address,
            from: text,
        });
        self.push(Instruction::Copy {
            to: length,
            from: text_length,
        });
        let [tag, value] = self.an_int();
        self.bool(tag);
        let from = self.int();
        self.push(Instruction::Copy { to: value, from });
        debug_assert_eq!(register_words(&Type::Text.optional()), 3);
    }

    fn load_text(&mut self, address: LocalId, offset: u32) {
        let [to, length] = self.a_text();
        self.push(Instruction::Load {
            to,
            address,
            offset,
        });
        self.push(Instruction::Load {
            to: length,
            address,
            offset: offset + 1,
        });
    }

    fn allocate_record(&mut self, to: LocalId) {
        let site = self.site();
        self.push(Instruction::Allocate {
            to,
            words: RECORD_WORDS,
            site,
        });
    }

    fn allocate_list(&mut self, [to, count]: Pair) {
        let site = self.site();
        self.push(Instruction::Word {
            to: count,
            word: u64::from(ELEMENTS),
        });
        self.push(Instruction::AllocateElements {
            to,
            count,
            stride: 1,
            site,
        });
    }

    fn data(&mut self, to: Pair) {
        let data = self.source.pick(&TEXTS, TEXTS[0]);
        self.push(Instruction::Data { to, data });
    }

    fn bool(&mut self, to: LocalId) {
        let word = u64::from(self.source.below(2));
        self.push(Instruction::Word { to, word });
    }

    fn random_word(&mut self, to: LocalId) {
        let word = self.source.word();
        self.push(Instruction::Word { to, word });
    }

    fn push(&mut self, instruction: Instruction) {
        self.instructions.push(instruction);
    }

    fn site(&mut self) -> SiteId {
        *self.sites += 1;
        SiteId(*self.sites)
    }

    fn int(&mut self) -> LocalId {
        self.source.pick(&self.places.ints, self.places.spare[0])
    }

    fn float(&mut self) -> LocalId {
        self.source.pick(&self.places.floats, self.places.spare[0])
    }

    fn a_bool(&mut self) -> LocalId {
        self.source.pick(&self.places.bools, self.places.spare[0])
    }

    fn a_text(&mut self) -> Pair {
        self.source
            .pick(&self.places.texts, [self.places.spare[0]; 2])
    }

    fn a_list(&mut self) -> Pair {
        self.source
            .pick(&self.places.lists, [self.places.spare[0]; 2])
    }

    fn a_record(&mut self) -> LocalId {
        self.source.pick(&self.places.records, self.places.spare[0])
    }

    fn optional_text(&mut self) -> [LocalId; 3] {
        self.source
            .pick(&self.places.optional_texts, self.places.spare)
    }

    fn an_int(&mut self) -> Pair {
        self.source
            .pick(&self.places.optional_ints, [self.places.spare[0]; 2])
    }
}
