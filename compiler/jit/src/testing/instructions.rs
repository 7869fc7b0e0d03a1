//! Random instructions, mainly numbers and comparisons.

use flowright_ir::code::{Arithmetic, Comparison, Instruction};

use super::places::{INTS, OPTIONAL_INT, OPTIONAL_TEXT, RECORD, TEXT};
use super::writer::Writer;

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

impl Writer<'_, '_> {
    /// A few random instructions.
    pub(super) fn some(&mut self) {
        for _ in 0..self.source.below(14) {
            if self.source.is_empty() {
                return;
            }
            self.one();
        }
    }

    pub(super) fn one(&mut self) {
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

    pub(super) fn arithmetic(&mut self) {
        let operator = self.source.pick(&OPERATORS, Arithmetic::Add);
        let site = self.site();
        if self.source.once_in(3) {
            let (to, left, right) = (self.decimal(), self.decimal(), self.decimal());
            self.push(Instruction::Decimal {
                operator,
                to,
                left,
                right,
                site,
            });
        } else if self.source.once_in(2) {
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
                // The one quotient that overflows, and division by zero: machines trap on both.
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

    pub(super) fn compare(&mut self) {
        let comparison = self.source.pick(&COMPARISONS, Comparison::Equal);
        let to = self.a_bool();
        match self.source.below(4) {
            3 => {
                let (left, right, site) = (self.decimal(), self.decimal(), self.site());
                self.push(Instruction::CompareDecimal {
                    comparison,
                    to,
                    left,
                    right,
                    site,
                });
            }
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

    pub(super) fn equal(&mut self) {
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

    pub(super) fn optional(&mut self) {
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
    }
}
