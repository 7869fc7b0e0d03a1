//! Copies of records: `{ ...r, f: e }`.

use flowright_stdlib::types::{Field, RecordType, Type};

use super::generator::{Collection, Generator, Mode};
use super::types::stands;

impl Generator<'_> {
    /// A record that copies the first fields of its type from another one.
    pub(super) fn copy(&mut self, mode: Mode, record: &RecordType, depth: usize) -> String {
        let depth = depth.min(2);
        let (base, copied) = match self.wider(mode, record) {
            Some(path) => (path, record.fields.len()),
            None => {
                let count = 1 + self.source.below(record.fields.len());
                let first: Vec<Field> = record.fields.iter().take(count).cloned().collect();
                let base = self.expression(Mode::Exact, &Type::record(first), depth);
                (base.text, count)
            }
        };
        let mut entries = vec![format!("...{base}")];
        for (index, field) in record.fields.iter().enumerate() {
            if index >= copied || self.source.once_in(3) {
                let value = self.expression(mode, &field.ty, depth).text;
                entries.push(format!("{}: {value}", field.name));
            }
        }
        format!("({{ {} }})", entries.join(", "))
    }

    /// A path to a record that has at least these fields.
    fn wider(&mut self, mode: Mode, record: &RecordType) -> Option<String> {
        let wanted = Type::record(record.fields.clone());
        let is_one = |own: &Type| {
            matches!(own, Type::Record(_)) && stands(mode, own, &wanted) && self_contained(own)
        };
        self.path_where(is_one).map(|(path, _)| path.text)
    }

    /// A spread that supplies some fields of a row. These fields are removed from the fields still
    /// to be written.
    pub(super) fn spread_row(
        &mut self,
        collection: &Collection,
        written: &mut Vec<usize>,
        depth: usize,
    ) -> Option<String> {
        if !self.source.once_in(5) {
            return None;
        }
        let mut fields = Vec::new();
        for (index, (name, ty, _)) in collection.fields.iter().enumerate() {
            if self.can_be_made(ty) && self.source.below(2) == 0 {
                written.push(index);
                let name = name.as_str().into();
                let ty = ty.clone();
                fields.push(Field { name, ty });
            }
        }
        if fields.is_empty() {
            return None;
        }
        let base = self.expression(Mode::Exact, &Type::record(fields), depth.min(2));
        Some(format!("...{}", base.text))
    }

    /// A spread record among the members of written JSON.
    pub(super) fn spread_member(&mut self) -> Option<String> {
        let is_one = |ty: &Type| {
            let unwritten = |ty: &Type| matches!(ty, Type::Headers | Type::Secret);
            matches!(ty, Type::Record(_)) && !ty.holds(&unwritten)
        };
        let (path, _) = self.path_where(is_one)?;
        Some(format!("...{}", path.text))
    }
}

/// Whether a copy depends on nothing that only its original may hold.
fn self_contained(ty: &Type) -> bool {
    !ty.holds(&|ty| matches!(ty, Type::Headers | Type::Secret))
}
