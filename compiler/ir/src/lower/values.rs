//! Which locals together form a value, and of which type.

use flowright_stdlib::types::Type;

use crate::code::LocalId;

/// The whole values of code under construction.
#[derive(Default)]
pub(super) struct Values {
    values: Vec<(Type, Vec<LocalId>)>,
    /// For each local, the first value declared with it.
    owners: Vec<Option<u32>>,
}

impl Values {
    /// Declares that these locals hold a value of that type. If all of them already belong to
    /// values, such as the locals of a field or of an optional without its tag, those values
    /// represent them.
    pub(super) fn declare(&mut self, ty: &Type, locals: &[LocalId]) {
        if locals.iter().all(|local| self.owner(*local).is_some()) {
            return;
        }
        let Ok(value) = u32::try_from(self.values.len()) else {
            return;
        };
        self.values.push((ty.clone(), locals.to_vec()));
        for local in locals {
            let index = local.0 as usize;
            if self.owners.len() <= index {
                self.owners.resize(index.saturating_add(1), None);
            }
            if let Some(owner) = self.owners.get_mut(index) {
                owner.get_or_insert(value);
            }
        }
    }

    /// The value that a local belongs to; `None` for a temporary word used only while a value is
    /// built.
    pub(super) fn owner(&self, local: LocalId) -> Option<u32> {
        self.owners.get(local.0 as usize).copied().flatten()
    }

    /// A value by its number.
    pub(super) fn get(&self, value: u32) -> Option<(&Type, &[LocalId])> {
        let (ty, locals) = self.values.get(value as usize)?;
        Some((ty, locals))
    }
}
