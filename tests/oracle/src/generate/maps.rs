//! Maps, and functions on them.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode};

/// Keys, as written in a record.
const KEYS: &[&str] = &["a", "b", "c", "\"a b\"", "\"ë\""];

impl Generator<'_> {
    /// A map of a few values. If no map type is expected, a record literal is not a map.
    pub(super) fn map_literal(
        &mut self,
        mode: Mode,
        value: &Type,
        mut make: impl FnMut(&mut Self, Mode, &Type) -> String,
    ) -> String {
        // After a `=>`, empty braces could also be a block.
        let count = 1 + self.source.below(3);
        let start = self.source.below(KEYS.len());
        let keys: Vec<&str> = KEYS
            .iter()
            .cycle()
            .skip(start)
            .take(count)
            .copied()
            .collect();
        if mode == Mode::Exact {
            let mut keys: Vec<String> = keys
                .iter()
                .map(|key| format!("\"{}\"", key.trim_matches('"')))
                .collect();
            keys.push("\"a\"".to_owned());
            let [key, element] = ["k", "k"].map(|name| self.name(name));
            let value = make(self, Mode::Exact, value);
            return format!(
                "[{}].to_map({key} => {key}, {element} => {value})",
                keys.join(", ")
            );
        }
        let mut entries = Vec::new();
        for key in keys {
            entries.push(format!("{key}: {}", make(self, Mode::Must, value)));
        }
        format!("({{ {} }})", entries.join(", "))
    }

    /// A map of that type.
    pub(super) fn map(&mut self, mode: Mode, ty: &Type, value: &Type, depth: usize) -> String {
        let depth = depth.min(2);
        match self.source.below(7) {
            0 | 1 => self.map_literal(mode, value, |this, mode, value| {
                this.expression(mode, value, depth).text
            }),
            2 => {
                let (list, from) = self.some_list(depth);
                let key = self.makes(&from, &Type::Text, depth);
                format!("{list}.to_map({key}, {})", self.makes(&from, value, depth))
            }
            3 | 4 => {
                let map = self.expression(Mode::Exact, ty, depth).text;
                let key = self.key_text(depth);
                let value = self.expression(Mode::Must, value, depth).text;
                format!("{map}.set({key}, {value})")
            }
            5 => {
                let map = self.expression(Mode::Exact, ty, depth).text;
                format!("{map}.remove({})", self.key_text(depth))
            }
            _ => {
                let map = self.expression(Mode::Exact, ty, depth).text;
                let other = self.expression(Mode::Must, ty, depth).text;
                format!("{map}.merge({other})")
            }
        }
    }

    /// A map of any values.
    pub(super) fn some_map(&mut self, depth: usize) -> String {
        let value = self.ty();
        self.expression(Mode::Exact, &value.map(), depth.min(2))
            .text
    }

    /// `map[key]`
    pub(super) fn map_index(&mut self, value: &Type, depth: usize) -> String {
        let ty = value.clone().map();
        let map = self.expression(Mode::Exact, &ty, depth.min(2)).text;
        format!("{map}[{}]", self.key_text(depth))
    }

    /// `key in map`
    pub(super) fn key_test(&mut self, depth: usize) -> String {
        let map = self.some_map(depth);
        if self.source.once_in(4) {
            return format!("{map}.is_empty()");
        }
        let operator = ["in", "not in"][self.source.below(2)];
        format!("({} {operator} {map})", self.key_text(depth))
    }

    /// A list of the keys, the values or the entries of a map.
    pub(super) fn list_of_map(&mut self, element: &Type, depth: usize) -> String {
        if *element == Type::Text && self.source.below(2) == 0 {
            return format!("{}.keys()", self.some_map(depth));
        }
        let map = self
            .expression(Mode::Exact, &element.clone().map(), depth)
            .text;
        if self.source.below(2) == 0 {
            return format!("{map}.values()");
        }
        let entry = self.name("e");
        format!("{map}.entries().map({entry} => {entry}.value)")
    }

    /// A text that is often the key of an entry.
    fn key_text(&mut self, depth: usize) -> String {
        if self.source.once_in(3) {
            return self.expression(Mode::Must, &Type::Text, depth.min(1)).text;
        }
        let key = self.source.pick(KEYS).copied().unwrap_or("a");
        format!("\"{}\"", key.trim_matches('"'))
    }
}
