//! Conditions on rows, and the fields to write.

use flowright_stdlib::types::Type;

use super::generator::{Collection, Generator, Mode};

impl Generator<'_> {
    /// The part after `where`.
    pub(super) fn row_condition(&mut self, collection: &Collection, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        match self.source.below(if depth == 0 { 4 } else { 8 }) {
            0..=2 => self.column_test(collection, inner),
            3 => format!(
                "(.id == {})",
                self.expression(Mode::Hint, &Type::Int, inner).text
            ),
            4 => format!("(not {})", self.row_condition(collection, inner)),
            5 => self.condition(inner).text,
            joined => {
                let operator = if joined == 6 { "and" } else { "or" };
                let left = self.row_condition(collection, inner);
                let right = self.row_condition(collection, inner);
                format!("({left} {operator} {right})")
            }
        }
    }

    fn column_test(&mut self, collection: &Collection, depth: usize) -> String {
        let Some((name, ty, _)) = self.source.pick(&collection.fields).cloned() else {
            return "(.id > 0)".to_owned();
        };
        let inner = ty.without_null().clone();
        if let Some(test) = self.json_column_test(&name, &ty, depth) {
            return test;
        }
        if inner == Type::Text && self.source.once_in(2) {
            return self.text_test(&name, depth);
        }
        match self.source.below(6) {
            0 if ty == Type::Bool => format!(".{name}"),
            1 if ty.is_nullable() => format!("(.{name} != null)"),
            2 if inner.is_ordered() => {
                let operators = ["<", "<=", ">", ">="];
                let operator = self.source.pick(&operators).copied().unwrap_or("<");
                let value = self.expression(Mode::Exact, &inner, depth);
                format!("(.{name} {operator} {})", value.text)
            }
            3 => {
                let operator = if self.source.below(2) == 1 {
                    "in"
                } else {
                    "not in"
                };
                if self.source.once_in(2) {
                    let optional = self.source.once_in(3);
                    let element = if optional { inner.optional() } else { inner };
                    let list = self.expression(Mode::Exact, &element.list(), depth);
                    return format!("(.{name} {operator} {})", list.text);
                }
                let mut elements = Vec::new();
                for _ in 0..1 + self.source.below(2) {
                    elements.push(self.expression(Mode::Hint, &inner, depth).text);
                }
                format!("(.{name} {operator} [{}])", elements.join(", "))
            }
            4 if matches!(ty, Type::Int | Type::Float | Type::Decimal) => {
                let added = self.expression(Mode::Exact, &ty, depth);
                let value = self.expression(Mode::Exact, &ty, depth);
                format!("((.{name} + {}) != {})", added.text, value.text)
            }
            5 => {
                let value = self.expression(Mode::Exact, &ty, depth);
                format!("({} == .{name})", value.text)
            }
            _ => {
                let value = self.expression(Mode::Hint, &inner, depth);
                format!("(.{name} == {})", value.text)
            }
        }
    }

    /// A test of a field that holds a list or JSON.
    fn json_column_test(&mut self, name: &str, ty: &Type, depth: usize) -> Option<String> {
        let test = match ty.without_null() {
            Type::List(element) => {
                let value = self.expression(Mode::Hint, element, depth);
                format!("(.{name}.contains({}))", value.text)
            }
            Type::Json => "(.id > 0)".to_owned(),
            _ => return None,
        };
        if ty.is_nullable() && self.source.once_in(2) {
            return Some(format!("(.{name} == null)"));
        }
        Some(test)
    }

    /// A search in a field that holds texts.
    fn text_test(&mut self, name: &str, depth: usize) -> String {
        let lower = self.source.pick(&["", ".lower()"]).copied();
        let lower = lower.unwrap_or_default();
        let value = self.expression(Mode::Must, &Type::Text, depth).text;
        let tests = ["contains", "starts_with", "ends_with"];
        match self.source.pick(&tests) {
            Some(test) if self.source.below(4) != 0 => {
                format!("(.{name}{lower}.{test}({value}))")
            }
            _ => format!("(.{name}.lower() == {value})"),
        }
    }

    /// The entries of a row: the required ones, and some of the others.
    pub(super) fn row(
        &mut self,
        collection: &Collection,
        needed: &[usize],
        depth: usize,
    ) -> Vec<String> {
        let mut copied = Vec::new();
        let spread = self.spread_row(collection, &mut copied, depth);
        let mut entries: Vec<String> = spread.into_iter().collect();
        for (index, (name, ty, may_lack)) in collection.fields.iter().enumerate() {
            if copied.contains(&index) && self.source.below(3) != 0 {
                continue;
            }
            if *may_lack && !needed.contains(&index) && self.source.below(2) == 0 {
                continue;
            }
            let value = self.expression(Mode::Must, ty, depth);
            entries.push(format!("{name}: {}", value.text));
        }
        entries
    }

    /// The entries after `set`.
    pub(super) fn new_values(&mut self, collection: &Collection, depth: usize) -> String {
        let spread = self.spread_row(collection, &mut Vec::new(), depth);
        let mut entries: Vec<String> = spread.into_iter().collect();
        for (name, ty, _) in &collection.fields {
            if !entries.is_empty() && self.source.below(2) == 0 {
                continue;
            }
            let operators = ["+", "-", "*"];
            let operator = self.source.pick(&operators).copied().unwrap_or("+");
            let value = match ty {
                Type::Int | Type::Float | Type::Decimal if self.source.below(2) == 1 => {
                    let value = self.expression(Mode::Exact, ty, depth);
                    format!(".{name} {operator} {}", value.text)
                }
                ty => self.expression(Mode::Must, ty, depth).text,
            };
            entries.push(format!("{name}: {value}"));
        }
        format!("{{ {} }}", entries.join(", "))
    }
}
