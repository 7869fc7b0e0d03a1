//! Bindings of names.

use flowright_check::program::{BindingId, Expression};
use flowright_stdlib::types::{Type, register_words};

use super::bound::Bound;
use super::builder::Value;
use super::workflow::Lowering;

impl Lowering<'_> {
    pub(super) fn bind(&mut self, binding: BindingId, value: Value) {
        self.bindings.insert(binding, Bound::Value(value));
    }

    /// `var x = …`
    pub(super) fn variable(&mut self, binding: BindingId, value: &Expression) {
        let first = self.expression(value);
        let locals = self.code.locals(register_words(&value.ty));
        self.code.copy(&locals, &first);
        self.code.declare(&value.ty, &locals);
        self.bindings.insert(binding, Bound::Variable(locals));
    }

    /// `x = …`
    pub(super) fn assign(&mut self, binding: BindingId, value: &Expression) {
        let value = self.expression(value);
        if let Some(Bound::Variable(locals)) = self.bindings.get(&binding) {
            self.code.copy(&locals.clone(), &value);
        }
    }

    /// The value of a name.
    pub(super) fn bound(&mut self, binding: BindingId, ty: &Type) -> Value {
        match self.bindings.get(&binding) {
            Some(Bound::Value(value)) => value.clone(),
            Some(Bound::Variable(locals)) => {
                let locals = locals.clone();
                let value = self.code.locals(register_words(ty));
                self.code.copy(&value, &locals);
                value
            }
            None => self.zero(ty),
        }
    }
}
