//! Texts and JSON as pieces, and the code that assembles them in the buffer.
//!
//! Invariant: the values of all pieces are in locals before the buffer is begun, so the code
//! neither returns to the engine nor begins another text in between.

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{Escape, Instruction, LocalId, Pair, SiteId, TextKind, TypeId};

/// A piece of a text.
pub(super) enum Piece {
    /// Constant text.
    Constant(Vec<u8>),
    /// A text.
    Text { text: Pair, escape: Escape },
    /// A word as text.
    Word { word: LocalId, kind: TextKind },
    /// A decimal as text.
    Decimal(Pair),
    /// A value as JSON.
    Json { ty: TypeId, value: Value },
    /// Consecutive entries; those whose tag is 0 are omitted.
    Entries {
        /// The text before the first entry written.
        first: &'static [u8],
        /// The text before each later entry.
        next: &'static [u8],
        /// The entries, each with its tag if it may be omitted.
        entries: Vec<(Option<LocalId>, Vec<Piece>)>,
    },
}

impl Piece {
    pub(super) fn constant(text: impl AsRef<[u8]>) -> Piece {
        Piece::Constant(text.as_ref().to_vec())
    }

    /// A value of a type that can appear in a text; `None` if it cannot.
    pub(super) fn of(ty: &Type, value: &[LocalId], escape: Escape) -> Option<Piece> {
        let kind = match ty {
            Type::Bool => TextKind::Bool,
            Type::Int => TextKind::Int,
            Type::Float => TextKind::Float,
            Type::Time => TextKind::Time,
            Type::Date => TextKind::Date,
            Type::Duration => TextKind::Duration,
            Type::Decimal => {
                return match value {
                    [lower, upper] => Some(Piece::Decimal([*lower, *upper])),
                    _ => None,
                };
            }
            _ => {
                return match value {
                    [address, length] => Some(Piece::Text {
                        text: [*address, *length],
                        escape,
                    }),
                    _ => None,
                };
            }
        };
        let word = *value.first()?;
        Some(Piece::Word { word, kind })
    }
}

/// What is known about the entries before the current one.
#[derive(Clone, Copy)]
enum Written {
    Nothing,
    Something,
    /// The local is 1 if something was written.
    Unknown(LocalId),
}

/// Writes pieces and merges constant ones.
struct Writer<'l, 'p> {
    lowering: &'l mut Lowering<'p>,
    site: SiteId,
    pending: Vec<u8>,
}

impl Lowering<'_> {
    /// Writes pieces to the buffer.
    pub(super) fn write(&mut self, pieces: Vec<Piece>, span: Span) {
        let site = self.site(span);
        self.code.emit(Instruction::Begin);
        let mut writer = Writer {
            lowering: self,
            site,
            pending: Vec::new(),
        };
        writer.pieces(pieces);
        writer.flush();
    }

    /// Assembles pieces into a text.
    pub(super) fn text_of(&mut self, pieces: Vec<Piece>, span: Span) -> Value {
        let constants: Option<Vec<&[u8]>> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Constant(text) => Some(&text[..]),
                _ => None,
            })
            .collect();
        if let Some(constants) = constants {
            return self.data(&constants.concat());
        }
        if let [
            Piece::Text {
                text,
                escape: Escape::None,
            },
        ] = &pieces[..]
        {
            return text.to_vec();
        }
        self.write(pieces, span);
        let site = self.site(span);
        let to = [self.code.local(), self.code.local()];
        self.code.emit(Instruction::Take { to, site });
        to.to_vec()
    }
}

impl Writer<'_, '_> {
    fn pieces(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: Piece) {
        let site = self.site;
        match piece {
            Piece::Constant(text) => self.pending.extend(text),
            Piece::Text { text, escape } => {
                self.emit(Instruction::AppendText { text, escape, site });
            }
            Piece::Word { word, kind } => self.emit(Instruction::AppendWord { word, kind, site }),
            Piece::Decimal(decimal) => self.emit(Instruction::AppendDecimal { decimal, site }),
            Piece::Json { ty, value } => self.emit(Instruction::AppendJson { ty, value, site }),
            Piece::Entries {
                first,
                next,
                entries,
            } => self.entries(first, next, entries),
        }
    }

    fn entries(
        &mut self,
        first: &'static [u8],
        next: &'static [u8],
        entries: Vec<(Option<LocalId>, Vec<Piece>)>,
    ) {
        let mut written = Written::Nothing;
        for (tag, pieces) in entries {
            let Some(tag) = tag else {
                self.separator(written, first, next);
                self.pieces(pieces);
                written = Written::Something;
                continue;
            };
            self.flush();
            let flag = match written {
                Written::Nothing => Some(self.lowering.code.word(0)),
                Written::Unknown(flag) => Some(flag),
                Written::Something => None,
            };
            let end = self.lowering.code.branch(tag);
            self.separator(written, first, next);
            self.pieces(pieces);
            self.flush();
            if let Some(to) = flag {
                self.lowering.code.emit(Instruction::Word { to, word: 1 });
            }
            self.lowering.code.jump(end);
            self.lowering.code.go_on_in(end);
            written = flag.map_or(Written::Something, Written::Unknown);
        }
    }

    fn separator(&mut self, written: Written, first: &[u8], next: &[u8]) {
        match written {
            Written::Nothing => self.pending.extend_from_slice(first),
            Written::Something => self.pending.extend_from_slice(next),
            Written::Unknown(flag) => {
                self.flush();
                let end = self.lowering.code.block();
                let nothing = self.lowering.code.branch(flag);
                for (text, block) in [(next, None), (first, Some(nothing))] {
                    if let Some(block) = block {
                        self.lowering.code.go_on_in(block);
                    }
                    self.pending.extend_from_slice(text);
                    self.flush();
                    self.lowering.code.jump(end);
                }
                self.lowering.code.go_on_in(end);
            }
        }
    }

    fn emit(&mut self, instruction: Instruction) {
        self.flush();
        self.lowering.code.emit(instruction);
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let data = self.lowering.pool.data(&self.pending);
        let site = self.site;
        self.lowering
            .code
            .emit(Instruction::AppendData { data, site });
        self.pending.clear();
    }
}
