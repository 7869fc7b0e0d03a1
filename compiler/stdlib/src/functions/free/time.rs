//! `time("…")`.

use crate::decode::constant;
use crate::functions::{Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const TIME: Function = Function {
    name: "time",
    on: Pattern::Nothing,
    property: false,
    parameters: &[Parameter {
        name: "text",
        ty: Pattern::Written(Notation::Instant),
        docs: "the time, in quotes",
    }],
    returns: Pattern::Time,
    docs: "The time that is written in the program, in the format of RFC 3339. The compiler checks it.",
    examples: &[Example {
        code: r#"time("2026-01-02T03:04:05+01:00")"#,
        value: r#""2026-01-02T02:04:05.000000Z""#,
    }],
    code: Implementation::Constant(time),
};

fn time(text: &str) -> Option<Constant> {
    constant(&Type::Time, text).ok()
}
