//! Null narrowing: which paths are known not to be null, and where.
//!
//! A fact about a path is valid until the end of its scope, or until a variable in the path is
//! assigned.
//!
//! Invariant: the end of a scope discards the facts learned in it, but keeps the effect of its
//! assignments: facts that they invalidated remain invalid.

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::Checker;
use super::path::{Known, Path, Root};
use crate::program::{BindingId, Comparison, Conversion, Expression, ExpressionKind};

/// The paths that are not null if a condition holds, and if it does not.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub holds: Vec<Path>,
    pub fails: Vec<Path>,
}

impl Checker<'_> {
    /// The value with a non-null type, if it is known not to be null.
    pub fn narrowed(&self, value: Expression) -> Expression {
        if self.known.is_empty() {
            return value;
        }
        let Type::Optional(inner) = &value.ty else {
            return value;
        };
        let known = self.path(&value).is_some_and(|path| self.is_known(&path));
        if !known {
            return value;
        }
        Expression {
            ty: (**inner).clone(),
            span: value.span,
            kind: ExpressionKind::NotNull(Box::new(value)),
        }
    }

    fn is_known(&self, path: &Path) -> bool {
        for known in self.known.iter().rev() {
            match known {
                Known::NotNull(known) if known == path => return true,
                Known::Assigned(binding) if path.root == Root::Binding(*binding) => return false,
                Known::NotNull(_) | Known::Assigned(_) => {}
            }
        }
        false
    }

    /// Records that the variable is, or may have been, assigned.
    pub fn variable_assigned(&mut self, variable: BindingId) {
        self.known.push(Known::Assigned(variable));
    }

    /// Learns from the value just assigned to a variable.
    pub fn learn_assigned(&mut self, variable: BindingId, value: &Expression) {
        let is_optional = self
            .binding(variable)
            .is_some_and(|one| one.ty.is_nullable());
        if is_optional && is_value(value) {
            let root = Root::Binding(variable);
            let fields = Vec::new();
            self.know(&[Path { root, fields }]);
        }
    }

    /// The path of an expression, if the expression is a path.
    pub fn path(&self, value: &Expression) -> Option<Path> {
        match &value.kind {
            ExpressionKind::Binding(id) => Some(self.aliases.get(id).cloned().unwrap_or(Path {
                root: Root::Binding(*id),
                fields: Vec::new(),
            })),
            ExpressionKind::Context(member) => Some(Path {
                root: Root::Context(member.clone()),
                fields: Vec::new(),
            }),
            ExpressionKind::Field { record, field } => {
                let mut path = self.path(record)?;
                path.fields.push(*field);
                Some(path)
            }
            ExpressionKind::NotNull(inner)
            | ExpressionKind::Keep {
                binding: _,
                value: inner,
            } => self.path(inner),
            ExpressionKind::Error
            | ExpressionKind::Constant(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Chain { .. }
            | ExpressionKind::Coalesce { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Header { .. }
            | ExpressionKind::Not(_)
            | ExpressionKind::And(_, _)
            | ExpressionKind::Or(_, _)
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(_, _, _)
            | ExpressionKind::Compare(_, _, _)
            | ExpressionKind::In { .. }
            | ExpressionKind::Text(_)
            | ExpressionKind::Written(_, _)
            | ExpressionKind::Url { .. }
            | ExpressionKind::Record(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Call { .. }
            | ExpressionKind::CallFunction { .. }
            | ExpressionKind::Now
            | ExpressionKind::Convert(_, _)
            | ExpressionKind::If { .. }
            | ExpressionKind::Match { .. }
            | ExpressionKind::Lambda(_)
            | ExpressionKind::For(_)
            | ExpressionKind::While(_)
            | ExpressionKind::Try(_)
            | ExpressionKind::Parallel(_)
            | ExpressionKind::Transaction(_)
            | ExpressionKind::Fail { .. }
            | ExpressionKind::FailAgain { .. }
            | ExpressionKind::Decode(_)
            | ExpressionKind::Step(_) => None,
        }
    }

    /// Makes the hidden binding of a `?.` an alias of this value's path.
    pub fn alias(&mut self, id: BindingId, of: &Expression) {
        if let Some(path) = self.path(of) {
            self.aliases.insert(id, path);
        }
    }

    /// Records that these paths are not null from here on.
    pub fn know(&mut self, facts: &[Path]) {
        self.known.extend(facts.iter().cloned().map(Known::NotNull));
    }

    /// All paths that are not null if the value is not null.
    pub fn not_null_with(&self, value: &Expression) -> Vec<Path> {
        if let ExpressionKind::Convert(Conversion::Copy | Conversion::Same, inner) = &value.kind {
            return self.not_null_with(inner);
        }
        if let ExpressionKind::Chain { base, then, .. } = &value.kind {
            let mut paths = self.not_null_with(base);
            paths.extend(self.path(then));
            return paths;
        }
        self.path(value).into_iter().collect()
    }

    /// The facts that follow from a condition.
    pub fn facts(&self, condition: &Expression) -> Facts {
        match &condition.kind {
            ExpressionKind::Compare(comparison, left, right) => match comparison {
                Comparison::Equal => self.facts_of_equality(left, right),
                Comparison::NotEqual => {
                    let facts = self.facts_of_equality(left, right);
                    Facts {
                        holds: facts.fails,
                        fails: facts.holds,
                    }
                }
                Comparison::Less
                | Comparison::LessOrEqual
                | Comparison::Greater
                | Comparison::GreaterOrEqual => Facts::default(),
            },
            ExpressionKind::Not(inner) => {
                let facts = self.facts(inner);
                Facts {
                    holds: facts.fails,
                    fails: facts.holds,
                }
            }
            ExpressionKind::And(left, right) => {
                let (left, right) = (self.facts(left), self.facts(right));
                Facts {
                    fails: both(left.fails, &right.fails),
                    holds: left.holds.into_iter().chain(right.holds).collect(),
                }
            }
            ExpressionKind::Or(left, right) => {
                let (left, right) = (self.facts(left), self.facts(right));
                Facts {
                    holds: both(left.holds, &right.holds),
                    fails: left.fails.into_iter().chain(right.fails).collect(),
                }
            }
            ExpressionKind::Error
            | ExpressionKind::Constant(_)
            | ExpressionKind::Binding(_)
            | ExpressionKind::NotNull(_)
            | ExpressionKind::Keep { .. }
            | ExpressionKind::Context(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Field { .. }
            | ExpressionKind::Chain { .. }
            | ExpressionKind::Coalesce { .. }
            | ExpressionKind::Index { .. }
            | ExpressionKind::Header { .. }
            | ExpressionKind::Negate(_)
            | ExpressionKind::Arithmetic(_, _, _)
            | ExpressionKind::In { .. }
            | ExpressionKind::Text(_)
            | ExpressionKind::Written(_, _)
            | ExpressionKind::Url { .. }
            | ExpressionKind::Record(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Call { .. }
            | ExpressionKind::CallFunction { .. }
            | ExpressionKind::Now
            | ExpressionKind::Convert(_, _)
            | ExpressionKind::If { .. }
            | ExpressionKind::Match { .. }
            | ExpressionKind::Lambda(_)
            | ExpressionKind::For(_)
            | ExpressionKind::While(_)
            | ExpressionKind::Try(_)
            | ExpressionKind::Parallel(_)
            | ExpressionKind::Transaction(_)
            | ExpressionKind::Fail { .. }
            | ExpressionKind::FailAgain { .. }
            | ExpressionKind::Decode(_)
            | ExpressionKind::Step(_) => Facts::default(),
        }
    }

    fn facts_of_equality(&self, left: &Expression, right: &Expression) -> Facts {
        let mut facts = Facts::default();
        if is_null(right) {
            facts.fails = self.not_null_with(left);
        } else if is_null(left) {
            facts.fails = self.not_null_with(right);
        } else if is_value(right) {
            facts.holds = self.not_null_with(left);
        } else if is_value(left) {
            facts.holds = self.not_null_with(right);
        }
        facts
    }
}

fn both(mut left: Vec<Path>, right: &[Path]) -> Vec<Path> {
    left.retain(|path| right.contains(path));
    left
}

fn is_null(value: &Expression) -> bool {
    matches!(
        value.kind,
        ExpressionKind::Constant(Constant::Null)
            | ExpressionKind::Convert(Conversion::NullToOptional, _)
    )
}

/// Whether the value was made optional only for a comparison, and so is never null.
fn is_value(value: &Expression) -> bool {
    matches!(
        value.kind,
        ExpressionKind::Convert(Conversion::ToOptional, _)
    )
}
