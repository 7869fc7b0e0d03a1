//! Random memory reads and writes.

use flowright_ir::code::Instruction;

use super::places::RECORD_WORDS;
use super::writer::Writer;

impl Writer<'_, '_> {
    pub(super) fn record(&mut self) {
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
                // Copy to a new record, so that the two do not overlap.
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

    pub(super) fn list(&mut self) {
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
                // More words than are copied inline.
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
                // Every list has at least one element; its length may come from the library.
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

    /// Reads the input and the globals, which contain what [`workspace`](super::workspace) puts
    /// there, and a header.
    pub(super) fn context(&mut self) {
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
}
