//! Conditions, and what the checker learns from them.

use flowright_stdlib::types::Type;

use super::generator::{Condition, Generator, Mode};
use super::types::stands;

impl Generator<'_> {
    /// A condition.
    pub(super) fn condition(&mut self, depth: usize) -> Condition {
        if !self.may_grow(depth) {
            return of_text(self.leaf(Mode::Exact, &Type::Bool).text);
        }
        let depth = depth - 1;
        match self.source.below(16) {
            0 => of_text(self.leaf(Mode::Exact, &Type::Bool).text),
            1 => {
                let inner = self.condition(depth);
                Condition {
                    text: format!("(not {})", inner.text),
                    holds: inner.fails,
                    fails: inner.holds,
                }
            }
            2 => self.and(depth),
            3 => self.or(depth),
            4..=6 => self.null_test(depth),
            7 | 8 => self.equality(depth),
            9 | 10 => of_text(self.ordering(depth)),
            11 if self.source.once_in(3) => of_text(self.key_test(depth)),
            11 => of_text(self.membership(depth)),
            12 => of_text(self.contains(depth)),
            13 if self.source.below(2) == 0 => of_text(self.bool_call(depth)),
            13 => of_text(self.of_text(depth)),
            14 => of_text(self.equal_records(depth)),
            _ => of_text(self.chosen(Mode::Exact, &Type::Bool, depth).text),
        }
    }

    fn and(&mut self, depth: usize) -> Condition {
        let left = self.condition(depth);
        let right = self.knowing(&left.holds, |this| this.condition(depth));
        let mut fails = left.fails;
        fails.retain(|path| right.fails.contains(path));
        Condition {
            text: format!("({} and {})", left.text, right.text),
            holds: [left.holds, right.holds].concat(),
            fails,
        }
    }

    fn or(&mut self, depth: usize) -> Condition {
        let left = self.condition(depth);
        let right = self.knowing(&left.fails, |this| this.condition(depth));
        let mut holds = left.holds;
        holds.retain(|path| right.holds.contains(path));
        Condition {
            text: format!("({} or {})", left.text, right.text),
            holds,
            fails: [left.fails, right.fails].concat(),
        }
    }

    /// `x == null`, `null != x`
    fn null_test(&mut self, depth: usize) -> Condition {
        let ty = self.ty().optional();
        let value = match self.path_where(is_compared) {
            Some((path, _)) => path,
            None => self.expression(Mode::Exact, &ty, depth),
        };
        let equal = self.source.below(2) == 1;
        let operator = if equal { "==" } else { "!=" };
        let text = if self.source.once_in(4) {
            format!("(null {operator} {})", value.text)
        } else {
            format!("({} {operator} null)", value.text)
        };
        of_equality(text, equal, Vec::new(), value.paths)
    }

    /// `x == value`
    fn equality(&mut self, depth: usize) -> Condition {
        let ty = self.compared_type();
        let left = self.expression(Mode::Exact, &ty, depth);
        let equal = self.source.below(2) == 1;
        let operator = if equal { "==" } else { "!=" };
        // Comparing an optional with a non-optional value shows, if they are equal, that it is not
        // null.
        let (right, holds) = match &ty {
            Type::Optional(inner) if self.source.below(2) == 1 => {
                let right = self.expression(Mode::Exact, inner, depth);
                (right, left.paths)
            }
            _ => (self.expression(Mode::Exact, &ty, depth), Vec::new()),
        };
        let text = format!("({} {operator} {})", left.text, right.text);
        of_equality(text, equal, holds, Vec::new())
    }

    /// A type whose values can be compared.
    fn compared_type(&mut self) -> Type {
        let ty = self.ty();
        if ty.holds(&|ty| *ty == Type::Json) {
            return Type::Int;
        }
        ty
    }

    /// Two records or lists, one of which fits the type of the other.
    fn equal_records(&mut self, depth: usize) -> String {
        let is_large = |ty: &Type| {
            let holds = |ty: &Type| matches!(ty, Type::Json | Type::Headers);
            matches!(ty, Type::Record(_) | Type::List(_)) && !ty.holds(&holds)
        };
        let Some((left, ty)) = self.path_where(is_large) else {
            return self.ordering(depth);
        };
        let other = self.path_where(|own| stands(Mode::Must, own, &ty));
        let right = match other {
            Some((right, _)) => right.text,
            None => left.text.clone(),
        };
        format!("({} == {right})", left.text)
    }

    fn ordering(&mut self, depth: usize) -> String {
        let ty = match self.source.below(7) {
            6 => Type::Date,
            4 => Type::Decimal,
            5 => Type::Duration,
            0 | 1 => Type::Int,
            2 => Type::Float,
            _ => Type::Text,
        };
        let time = if self.source.once_in(4) {
            self.path(Mode::Exact, &Type::Time)
        } else {
            None
        };
        let ty = if time.is_some() { Type::Time } else { ty };
        let operators = ["<", "<=", ">", ">="];
        let operator = self.source.pick(&operators).copied().unwrap_or("<");
        let left = self.expression(Mode::Exact, &ty, depth);
        let right = self.expression(
            if matches!(ty, Type::Float | Type::Decimal) {
                Mode::Hint
            } else {
                Mode::Exact
            },
            &ty,
            depth,
        );
        format!("({} {operator} {})", left.text, right.text)
    }

    /// `x in [a, b]`
    fn membership(&mut self, depth: usize) -> String {
        let ty = self.compared_type().without_null().clone();
        let value = self.expression(Mode::Exact, &ty, depth);
        let operator = if self.source.below(2) == 1 {
            "in"
        } else {
            "not in"
        };
        let element = if self.source.once_in(3) {
            ty.optional()
        } else {
            ty
        };
        let list = if self.source.below(2) == 1 {
            let mut elements = Vec::new();
            for _ in 0..1 + self.source.below(3) {
                elements.push(self.expression(Mode::Exact, &element, depth).text);
            }
            format!("[{}]", elements.join(", "))
        } else {
            self.expression(Mode::Exact, &element.list(), depth).text
        };
        format!("({} {operator} {list})", value.text)
    }

    fn contains(&mut self, depth: usize) -> String {
        let element = self.scalar_type();
        let list = self.expression(Mode::Exact, &element.clone().list(), depth);
        if self.source.once_in(3) {
            return format!("{}.is_empty()", list.text);
        }
        let value = self.expression(Mode::Must, &element, depth);
        format!("{}.contains({})", list.text, value.text)
    }

    /// A function on a text that returns a bool.
    fn of_text(&mut self, depth: usize) -> String {
        let text = self.expression(Mode::Exact, &Type::Text, depth);
        let names = [
            "contains",
            "starts_with",
            "ends_with",
            "is_empty",
            "is_email",
            "matches",
        ];
        let name = self.source.pick(&names).copied().unwrap_or("is_empty");
        if name.starts_with("is_") {
            return format!("{}.{name}()", text.text);
        }
        if name == "matches" {
            return format!("({}).matches({})", text.text, self.pattern());
        }
        let part = self.expression(Mode::Must, &Type::Text, depth);
        format!("{}.{name}({})", text.text, part.text)
    }
}

/// Whether it is an optional that can be compared.
fn is_compared(ty: &Type) -> bool {
    matches!(ty, Type::Optional(_)) && !ty.holds(&|ty| *ty == Type::Headers)
}

fn of_text(text: String) -> Condition {
    Condition {
        text,
        ..Condition::default()
    }
}

/// The paths known not to be null if two values are equal, and if they are not.
fn of_equality(text: String, equal: bool, same: Vec<String>, other: Vec<String>) -> Condition {
    let (holds, fails) = if equal { (same, other) } else { (other, same) };
    Condition { text, holds, fails }
}
