//! Notes of what stands at another place than when it was checked.

use super::{Index, Meaning, NameUse, Record, Symbol, Typed, Visible};
use crate::moves::{Moved, Moves, moved};

moved! {
    Symbol { span; name, kind, ty }
    NameUse { span, meaning; }
    Typed { span; ty, wanted }
    Visible { symbol, scope; }
    Record { fields; ty }
}

impl Moved for Meaning {
    fn follow(&mut self, moves: &Moves) {
        match self {
            Meaning::Declared(span) => span.follow(moves),
            Meaning::Library(_) | Meaning::Context(_) | Meaning::Given(..) => {}
        }
    }
}

impl Moved for Index {
    fn follow(&mut self, moves: &Moves) {
        let Index {
            symbols,
            uses,
            expressions,
            scopes,
            records,
            linked,
        } = self;
        symbols.follow(moves);
        uses.follow(moves);
        expressions.follow(moves);
        scopes.follow(moves);
        for record in records.values_mut() {
            record.follow(moves);
        }
        linked.follow(moves);
    }
}
