//! Values to be written as JSON.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode};

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
        match self.source.below(8) {
            0..=2 => self.json_record(depth),
            3 => format!("[{}]", self.json(depth)),
            4 => {
                let is_written = |ty: &Type| {
                    let unwritten =
                        |ty: &Type| matches!(ty, Type::Headers | Type::Bytes | Type::Secret);
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

    /// A record, some of whose members are omitted when null.
    fn json_record(&mut self, depth: usize) -> String {
        let count = self.source.below(4);
        let mut members = Vec::new();
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
