//! `match` as a value.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode, Piece, Variable};
use super::literals::quoted;

/// The arms of a `match`, and the facts known in them.
pub(super) struct Arms {
    pub scrutinee: String,
    pub arms: Vec<ArmHead>,
}

/// The head of an arm.
pub(super) struct ArmHead {
    /// Its patterns as source text.
    pub patterns: String,
    /// The paths that are not null in it.
    pub known: Vec<String>,
    /// The name that it gives to its variant.
    pub named: Option<Variable>,
}

impl Generator<'_> {
    pub(super) fn match_value(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        let Arms { scrutinee, arms } = self.arms(depth);
        let mut text = format!("(match {scrutinee} {{ ");
        for arm in arms {
            let value = self.in_arm(&arm, |this| this.expression(mode, ty, depth));
            text.push_str(&format!("{} => {}, ", arm.patterns, value.text));
        }
        text.push_str("})");
        text.into()
    }

    /// The result of `write` inside of an arm.
    pub(super) fn in_arm<T>(&mut self, arm: &ArmHead, write: impl FnOnce(&mut Self) -> T) -> T {
        self.knowing(&arm.known, |this| {
            this.variables.extend(arm.named.clone());
            write(this)
        })
    }

    /// A value to match on, and patterns that cover all its values.
    pub(super) fn arms(&mut self, depth: usize) -> Arms {
        let mut ty = match self.source.below(8) {
            7 => self.any_union(),
            6 => Type::Decimal,
            0 => Type::Bool,
            1 => Type::Float,
            2 => Type::Text,
            3 => Type::Int,
            _ => self.literals(),
        };
        if self.source.once_in(3) {
            ty = ty.optional();
        }
        let is_matchable = |own: &Type| {
            let own = own.without_null();
            matches!(
                own,
                Type::Bool
                    | Type::Float
                    | Type::Decimal
                    | Type::Text
                    | Type::Int
                    | Type::Literals(_)
                    | Type::Union(_)
            )
        };
        let scrutinee = match self.path_where(is_matchable) {
            Some((path, own)) if self.source.below(3) != 0 => {
                ty = own;
                path
            }
            _ => self.expression(Mode::Exact, &ty, depth),
        };
        let mut patterns = self.patterns(&ty);
        // The type of a union may be narrower than its written type, so `_` is generated often.
        if self.source.below(2) == 0 || !is_closed(&ty) {
            let kept = 1 + self.source.below(patterns.len());
            patterns.truncate(kept);
            patterns.push("_".to_owned());
        }
        let mut arms = Vec::new();
        let mut was_null = false;
        while !patterns.is_empty() {
            let count = if self.source.once_in(3) { 2 } else { 1 };
            let own: Vec<String> = patterns.drain(..count.min(patterns.len())).collect();
            let has_null = own.iter().any(|pattern| pattern == "null");
            let has_any = own.iter().any(|pattern| pattern == "_");
            // An arm that includes `_` does not count as literal patterns.
            let literal = !has_any && !has_null;
            let is_known = ty.is_nullable() && (literal || (was_null && (has_any || !has_null)));
            let known = if is_known {
                scrutinee.paths.clone()
            } else {
                Vec::new()
            };
            was_null |= has_null;
            let mut patterns = own.join(" | ");
            let mut named = None;
            if let Type::Union(union) = ty.without_null()
                && let Some(index) = union.named(&patterns)
                && self.source.below(3) != 0
            {
                let text = self.name("m");
                patterns.push_str(&format!(" as {text}"));
                let ty = union.variants[index].ty.clone();
                named = Some(Variable { text, ty });
            }
            arms.push(ArmHead {
                patterns,
                known,
                named,
            });
        }
        let scrutinee = scrutinee.text;
        Arms { scrutinee, arms }
    }

    /// A declared union, if there is one.
    fn any_union(&mut self) -> Type {
        let known = self.names.iter().map(|(_, ty)| ty.clone());
        let known: Vec<Type> = known.filter(|ty| matches!(ty, Type::Union(_))).collect();
        let known: Vec<Type> = known
            .into_iter()
            .filter(|ty| self.can_be_made(ty))
            .collect();
        match self.source.pick(&known) {
            Some(ty) => ty.clone(),
            None => self.literals(),
        }
    }

    /// Some patterns of a type; all patterns if the type has no more values.
    fn patterns(&mut self, ty: &Type) -> Vec<String> {
        let mut patterns: Vec<String> = match ty.without_null() {
            Type::Bool => vec!["true".to_owned(), "false".to_owned()],
            Type::Literals(texts) => texts.iter().map(quoted).collect(),
            Type::Union(union) => union
                .variants
                .iter()
                .map(|one| one.name.to_string())
                .collect(),
            Type::Int => (0..2).map(|_| self.source.int().to_string()).collect(),
            Type::Decimal => (0..2).map(|_| self.decimal_digits()).collect(),
            Type::Float => (0..2)
                .map(|_| format!("{:?}", self.source.float()))
                .collect(),
            Type::Text => (0..2).map(|_| quoted(&self.source.text())).collect(),
            other => unreachable!("`{other}` is not matched"),
        };
        if ty.is_nullable() {
            let at = self.source.below(patterns.len() + 1);
            patterns.insert(at, "null".to_owned());
        }
        patterns
    }
}

fn is_closed(ty: &Type) -> bool {
    match ty.without_null() {
        Type::Bool | Type::Union(_) => true,
        Type::Literals(texts) => !texts.is_open(),
        _ => false,
    }
}
