//! `date("…")`.

use crate::decode::constant;
use crate::functions::{Example, Function, Implementation, Notation, Parameter, Pattern};
use crate::schema::Constant;
use crate::types::Type;

pub(in crate::functions) const DATE: Function = Function {
    name: "date",
    on: Pattern::Nothing,
    property: false,
    parameters: &[Parameter {
        name: "text",
        ty: Pattern::Written(Notation::Day),
        docs: "the date, in quotes",
    }],
    returns: Pattern::Date,
    docs: "The date that is written in the program. The compiler checks it.",
    examples: &[Example {
        code: r#"date("2026-01-31")"#,
        value: r#""2026-01-31""#,
    }],
    code: Implementation::Constant(date),
};

fn date(text: &str) -> Option<Constant> {
    constant(&Type::Date, text).ok()
}
