//! Writes the instructions of a block: selects locals, and provides groups of instructions that
//! other groups start with.

use flowright_ir::code::{Arithmetic, BodyKind, Instruction, LocalId, Pair, SiteId, TextKind};

use flowright_stdlib::decimal::Decimal;

use super::constants::{TEXTS, append};
use super::places::{INTS, OPTIONAL_INT, OPTIONAL_TEXT, Places, RECORD_WORDS, TEXT};
use super::source::Source;

/// The number of elements of generated lists.
const ELEMENTS: u32 = 3;

/// Writes the instructions of a block.
pub(super) struct Writer<'w, 's> {
    pub(super) source: &'w mut Source<'s>,
    pub(super) places: &'w mut Places,
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

    /// Writes every local, or only those that do not survive a return to the engine.
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
        let decimals = places.decimals.iter().copied();
        let decimals: Vec<_> = decimals.filter(|[lower, _]| forgotten(*lower)).collect();
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
        for decimal in decimals {
            self.random_decimal(decimal);
        }
        for record in records {
            self.allocate_record(record);
        }
        for list in lists {
            self.allocate_list(list);
        }
    }

    /// The first instructions after a step or a failure.
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

    /// Responds with everything in the locals.
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
                kind: TextKind::Int,
                site,
            });
            self.push(append(TEXTS[3], site));
        }
        for decimal in self.places.decimals.clone() {
            let site = self.site();
            self.push(Instruction::AppendDecimal { decimal, site });
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
            kind: BodyKind::Text,
        });
    }

    pub(super) fn load_text(&mut self, address: LocalId, offset: u32) {
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

    pub(super) fn allocate_record(&mut self, to: LocalId) {
        let site = self.site();
        self.push(Instruction::Allocate {
            to,
            words: RECORD_WORDS,
            site,
        });
    }

    pub(super) fn allocate_list(&mut self, [to, count]: Pair) {
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

    pub(super) fn data(&mut self, to: Pair) {
        let data = self.source.pick(&TEXTS, TEXTS[0]);
        self.push(Instruction::Data { to, data });
    }

    pub(super) fn bool(&mut self, to: LocalId) {
        let word = u64::from(self.source.below(2));
        self.push(Instruction::Word { to, word });
    }

    pub(super) fn random_word(&mut self, to: LocalId) {
        let word = self.source.word();
        self.push(Instruction::Word { to, word });
    }

    /// A decimal; rarely, words that do not form a decimal.
    pub(super) fn random_decimal(&mut self, [lower, upper]: Pair) {
        if self.source.once_in(30) {
            self.random_word(lower);
            self.random_word(upper);
            return;
        }
        let by = if self.source.once_in(3) {
            Decimal::ZERO
        } else {
            Decimal::from(1_000)
        };
        let number = Decimal::from(self.source.word().cast_signed());
        // Dividing by zero yields no quotient.
        let number = Decimal::arithmetic(Arithmetic::Divide, number, by).unwrap_or(number);
        for (to, word) in [lower, upper].into_iter().zip(number.words()) {
            self.push(Instruction::Word { to, word });
        }
    }

    pub(super) fn push(&mut self, instruction: Instruction) {
        self.instructions.push(instruction);
    }

    pub(super) fn site(&mut self) -> SiteId {
        *self.sites += 1;
        SiteId(*self.sites)
    }

    pub(super) fn int(&mut self) -> LocalId {
        self.source.pick(&self.places.ints, self.places.spare[0])
    }

    pub(super) fn float(&mut self) -> LocalId {
        self.source.pick(&self.places.floats, self.places.spare[0])
    }

    pub(super) fn decimal(&mut self) -> Pair {
        self.source
            .pick(&self.places.decimals, [self.places.spare[0]; 2])
    }

    pub(super) fn a_bool(&mut self) -> LocalId {
        self.source.pick(&self.places.bools, self.places.spare[0])
    }

    pub(super) fn a_text(&mut self) -> Pair {
        self.source
            .pick(&self.places.texts, [self.places.spare[0]; 2])
    }

    pub(super) fn a_list(&mut self) -> Pair {
        self.source
            .pick(&self.places.lists, [self.places.spare[0]; 2])
    }

    pub(super) fn a_record(&mut self) -> LocalId {
        self.source.pick(&self.places.records, self.places.spare[0])
    }

    pub(super) fn optional_text(&mut self) -> [LocalId; 3] {
        self.source
            .pick(&self.places.optional_texts, self.places.spare)
    }

    pub(super) fn an_int(&mut self) -> Pair {
        self.source
            .pick(&self.places.optional_ints, [self.places.spare[0]; 2])
    }
}
