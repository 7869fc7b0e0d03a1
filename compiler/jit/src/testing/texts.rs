//! Random texts, library calls, and responses.

use flowright_ir::code::{Escape, Instruction, LocalId, TextKind};
use flowright_stdlib::functions::{FUNCTIONS, FunctionId, Implementation, Pattern};

use super::constants::{BODIES, TEXTS, append};
use super::places::{
    BOOL, DECIMAL, DURATION, FLOAT, INT, INTS, OPTIONAL_INT, OPTIONAL_TEXT, RECORD, TEXT, TIME,
};
use super::writer::Writer;

const ESCAPES: [Escape; 7] = [
    Escape::None,
    Escape::Json,
    Escape::UrlPathSegment,
    Escape::UrlPath,
    Escape::UrlPart,
    Escape::Slack,
    Escape::Html,
];

const KINDS: [TextKind; 5] = [
    TextKind::Int,
    TextKind::Float,
    TextKind::Time,
    TextKind::Date,
    TextKind::Duration,
];

impl Writer<'_, '_> {
    pub(super) fn text(&mut self) {
        self.push(Instruction::Begin);
        for _ in 0..1 + self.source.below(4) {
            let site = self.site();
            let part = match self.source.below(5) {
                4 => Instruction::AppendDecimal {
                    decimal: self.decimal(),
                    site,
                },
                0 => append(self.source.pick(&TEXTS, TEXTS[0]), site),
                1 => Instruction::AppendWord {
                    word: self.int(),
                    kind: self.source.pick(&KINDS, TextKind::Int),
                    site,
                },
                2 => Instruction::AppendText {
                    text: self.a_text(),
                    escape: self.source.pick(&ESCAPES, Escape::None),
                    site,
                },
                _ => {
                    let (ty, value) = match self.source.below(9) {
                        8 => (DECIMAL, self.decimal().to_vec()),
                        0 => (TEXT, self.a_text().to_vec()),
                        1 => (INTS, self.a_list().to_vec()),
                        2 => (RECORD, vec![self.a_record()]),
                        3 => (OPTIONAL_INT, self.an_int().to_vec()),
                        4 => (OPTIONAL_TEXT, self.optional_text().to_vec()),
                        5 => (FLOAT, vec![self.float()]),
                        6 => (BOOL, vec![self.a_bool()]),
                        _ => (
                            self.source.pick(&[INT, TIME, DURATION], INT),
                            vec![self.int()],
                        ),
                    };
                    Instruction::AppendJson { ty, value, site }
                }
            };
            self.push(part);
        }
        let (to, site) = (self.a_text(), self.site());
        self.push(Instruction::Take { to, site });
    }

    /// Calls a library function if there are locals of its types.
    pub(super) fn call(&mut self) {
        let count = u32::try_from(FUNCTIONS.len()).unwrap_or(1);
        let index = u16::try_from(self.source.below(count)).unwrap_or(0);
        let function = FunctionId(index);
        let Some(found) = function.get() else { return };
        // Inlined functions are never called.
        if !matches!(found.code, Implementation::Host(_)) {
            return;
        }
        let receiver = match found.on {
            Pattern::Bool => BOOL,
            Pattern::Int => INT,
            Pattern::Float => FLOAT,
            Pattern::Decimal => DECIMAL,
            Pattern::Text => TEXT,
            Pattern::Time => TIME,
            Pattern::Duration => DURATION,
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
            // A list that may be empty, or a list of texts: only its length is used.
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

    pub(super) fn value(&mut self, pattern: Pattern) -> Option<Vec<LocalId>> {
        Some(match pattern {
            Pattern::Bool => vec![self.a_bool()],
            Pattern::Int | Pattern::Time | Pattern::Duration | Pattern::Element => vec![self.int()],
            Pattern::Float => vec![self.float()],
            Pattern::Decimal => self.decimal().to_vec(),
            Pattern::Text => self.a_text().to_vec(),
            Pattern::List => self.a_list().to_vec(),
            _ => return None,
        })
    }

    pub(super) fn respond(&mut self) {
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
}
