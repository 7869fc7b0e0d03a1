//! Values to be written as JSON.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode};
use super::literals::escaped;
use crate::{random_value, write};

/// Names of members.
const NAMES: &[&str] = &["a", "b", "with_", "x1", "\"a b\\\"\"", "\"ë\""];

impl Generator<'_> {
    /// A value of any type that has a JSON form.
    pub(super) fn json(&mut self, depth: usize) -> String {
        if !self.may_grow(depth) {
            let ty = self.ty();
            return self.leaf(Mode::Exact, &ty).text;
        }
        let depth = depth - 1;
        match self.source.below(9) {
            8 => self.json_part(depth),
            0..=2 => self.json_record(depth),
            3 => format!("[{}]", self.json(depth)),
            4 => {
                let is_written = |ty: &Type| {
                    let unwritten = |ty: &Type| matches!(ty, Type::Headers | Type::Secret);
                    !ty.holds(&unwritten)
                };
                match self.path_where(is_written) {
                    Some((path, _)) => path.text,
                    None => "null".to_owned(),
                }
            }
            5 => {
                let ty = self.ty();
                let mut elements = Vec::new();
                for _ in 0..1 + self.source.below(3) {
                    elements.push(self.expression(Mode::Exact, &ty, depth).text);
                }
                format!("[{}]", elements.join(", "))
            }
            _ => {
                let ty = self.ty();
                self.expression(Mode::Exact, &ty, depth).text
            }
        }
    }

    /// Data of unknown shape, decoded from a text.
    pub(super) fn unknown_literal(&mut self) -> String {
        let data = random_value::value(&mut self.source, &Type::Json);
        let text = write::json(&data).unwrap_or_default();
        format!("(decode \"{}\" as json)", escaped(&text))
    }

    /// A part of data of unknown shape, or null.
    pub(super) fn json_part(&mut self, depth: usize) -> String {
        let paths = ["a", "b", "a.b", "a[0]", "[1]", "[0].a", "a[1].b[0]"];
        let path = self.source.pick(&paths).copied().unwrap_or("a");
        match self.source.below(6) {
            0 => {
                let data = self.expression(Mode::Exact, &Type::Json, depth);
                let name = self.expression(Mode::Must, &Type::Text, depth.min(1));
                format!("{}[{}]", data.text, name.text)
            }
            1 => {
                let data = self.expression(Mode::Exact, &Type::Json, depth);
                let index = self.expression(Mode::Must, &Type::Int, depth.min(1)).text;
                // A negative literal is rejected; a computed one gives null.
                format!("{}[{}]", data.text, index.replace("(-", "(0 - "))
            }
            2 if depth > 0 => {
                let data = self.json_part(depth - 1);
                let index = self.source.below(3);
                format!("{data}?[{index}]")
            }
            3 if depth > 0 => {
                let data = self.json_part(depth - 1);
                format!("{data}?.get(\"{path}\")")
            }
            _ => {
                let data = self.expression(Mode::Exact, &Type::Json, depth);
                format!("{}.get(\"{path}\")", data.text)
            }
        }
    }

    /// A record, some of whose members are omitted when null.
    fn json_record(&mut self, depth: usize) -> String {
        let count = self.source.below(4);
        let mut members = Vec::new();
        if self.source.once_in(5) {
            members.extend(self.spread_member());
        }
        for name in NAMES
            .iter()
            .cycle()
            .skip(self.source.below(NAMES.len()))
            .take(count)
        {
            let (mark, value) = if self.source.once_in(3) {
                let ty = self.ty().optional();
                ("?", self.expression(Mode::Exact, &ty, depth).text)
            } else {
                ("", self.json(depth))
            };
            members.push(format!("{name}{mark}: {value}"));
        }
        format!("{{ {} }}", members.join(", "))
    }
}
