//! Conditions and values as SQL.
//!
//! Invariant: a condition has the same meaning in SQL as in the language, which is two-valued and
//! evaluates the right side of `and` and `or` only if the left side does not determine the result.
//! (A left side that would fail may go unevaluated for a row that the right side rules out.)

use flowright_stdlib::query::{Comparison, Predicate, Scalar, TextTest};

use super::Table;
use crate::PlanError;
use crate::sqlite::arithmetic::function;
use crate::sqlite::decimal::COLLATION;
use crate::sqlite::lists;
use crate::sqlite::texts;

/// Generates the SQL of one statement.
pub(super) struct Renderer<'a> {
    table: &'a Table<'a>,
    parameters: usize,
    /// The parameters that are lists of values.
    lists: Vec<usize>,
}

/// How a null result of a condition in SQL is handled.
#[derive(Clone, Copy)]
enum Unknown {
    /// Null counts as false in this position, so a bare comparison suffices, which can use an
    /// index.
    Passes,
    /// Null would become true in an enclosing condition.
    Matters,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(table: &'a Table<'a>) -> Renderer<'a> {
        Renderer {
            table,
            parameters: 0,
            lists: Vec::new(),
        }
    }

    /// How many parameters the generated SQL takes.
    pub(super) fn parameters(&self) -> usize {
        self.parameters
    }

    /// The parameters that are lists of values, which SQLite reads as tables.
    pub(super) fn lists(&self) -> &[usize] {
        &self.lists
    }

    /// The part after `WHERE`.
    pub(super) fn condition(&mut self, predicate: &Predicate) -> Result<String, PlanError> {
        self.predicate(predicate, Unknown::Passes)
    }

    /// A value.
    pub(super) fn scalar(&mut self, scalar: &Scalar) -> Result<String, PlanError> {
        match scalar {
            Scalar::Column(field) => self.table.quoted(*field),
            Scalar::Parameter(index) => Ok(self.parameter(*index)),
            Scalar::Arithmetic(operation, left, right) => {
                let (left, right) = (self.scalar(left)?, self.scalar(right)?);
                Ok(format!("{}({left}, {right})", function(*operation)))
            }
            Scalar::Lower(text) => Ok(format!("{}({})", texts::LOWER, self.scalar(text)?)),
        }
    }

    fn parameter(&mut self, index: usize) -> String {
        let number = index.saturating_add(1);
        self.parameters = self.parameters.max(number);
        format!("?{number}")
    }

    fn predicate(&mut self, predicate: &Predicate, unknown: Unknown) -> Result<String, PlanError> {
        Ok(match predicate {
            Predicate::All => "1".to_owned(),
            Predicate::Compare(comparison, left, right) => {
                // The result of arithmetic has no collation of its own, so the collation of
                // decimals is added. It has no effect on other numbers.
                let orders = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
                let collation = if orders && (computes(left) || computes(right)) {
                    format!(" COLLATE {COLLATION}")
                } else {
                    String::new()
                };
                let (left, right) = (self.scalar(left)?, self.scalar(right)?);
                let left = format!("{left}{collation}");
                let holds = format!("{left} {} {right}", operator(*comparison));
                match (comparison, unknown) {
                    (Comparison::Equal | Comparison::NotEqual, _) | (_, Unknown::Passes) => {
                        format!("({holds})")
                    }
                    (_, Unknown::Matters) => known(&holds, unknown),
                }
            }
            Predicate::IsTrue(scalar) => format!("({} IS 1)", self.scalar(scalar)?),
            Predicate::Text(test, text, part) => {
                known(&self.text_test(*test, text, part)?, unknown)
            }
            Predicate::Holds(list, value) => {
                let (list, value) = (self.scalar(list)?, self.scalar(value)?);
                known(&format!("{}({list}, {value})", lists::HOLDS), unknown)
            }
            Predicate::In(value, list) => known(&self.is_in(value, *list)?, unknown),
            Predicate::And(left, right) => {
                let ordered = can_fail(right);
                let left = self.predicate(left, unknown)?;
                let right = self.predicate(right, unknown)?;
                if ordered {
                    format!("(CASE WHEN {left} THEN {right} ELSE 0 END)")
                } else {
                    format!("({left} AND {right})")
                }
            }
            Predicate::Or(left, right) => {
                let ordered = can_fail(right);
                let left = self.predicate(left, unknown)?;
                let right = self.predicate(right, unknown)?;
                if ordered {
                    format!("(CASE WHEN {left} THEN 1 ELSE {right} END)")
                } else {
                    format!("({left} OR {right})")
                }
            }
            Predicate::Not(inner) => {
                format!("(NOT {})", self.predicate(inner, Unknown::Matters)?)
            }
        })
    }

    /// Whether a value is an element of a list. This can use an index on the field: SQLite looks up
    /// each element.
    fn is_in(&mut self, value: &Scalar, list: usize) -> Result<String, PlanError> {
        let may_be_null = self.may_be_null(value)?;
        let (value, list) = (self.scalar(value)?, {
            self.lists.push(list);
            self.parameter(list)
        });
        let elements = format!("SELECT value FROM rarray({list})");
        let holds = format!("{value} IN ({elements})");
        Ok(if may_be_null {
            format!("{holds} OR {value} IS NULL AND EXISTS ({elements} WHERE value IS NULL)")
        } else {
            holds
        })
    }

    fn may_be_null(&self, scalar: &Scalar) -> Result<bool, PlanError> {
        Ok(match scalar {
            Scalar::Column(field) => self.table.column(*field)?.nullable,
            Scalar::Parameter(_) => true,
            Scalar::Arithmetic(_, left, right) => {
                self.may_be_null(left)? || self.may_be_null(right)?
            }
            Scalar::Lower(text) => self.may_be_null(text)?,
        })
    }

    /// A search in a text. The texts that begin with another text form a range, so an index on the
    /// field can be used.
    fn text_test(
        &mut self,
        test: TextTest,
        text: &Scalar,
        part: &Scalar,
    ) -> Result<String, PlanError> {
        let (searched, wanted) = (self.scalar(text)?, self.scalar(part)?);
        if let (TextTest::StartsWith, Scalar::Column(_), Scalar::Parameter(_)) = (test, text, part)
        {
            let after = texts::AFTER;
            return Ok(format!(
                "{searched} >= {wanted} AND {searched} < {after}({wanted})"
            ));
        }
        Ok(format!("{}({searched}, {wanted})", texts::function(test)))
    }
}

/// The condition, with null converted to false where that matters.
fn known(holds: &str, unknown: Unknown) -> String {
    match unknown {
        Unknown::Passes => format!("({holds})"),
        Unknown::Matters => format!("coalesce({holds}, 0)"),
    }
}

fn operator(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "IS",
        Comparison::NotEqual => "IS NOT",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "<=",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => ">=",
    }
}

/// Whether evaluating it can fail. SQLite evaluates the terms of an AND in any order, so such a
/// term must be protected from evaluation until the terms to its left hold.
fn can_fail(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::All => false,
        Predicate::Compare(_, left, right) => computes(left) || computes(right),
        Predicate::IsTrue(scalar) => computes(scalar),
        Predicate::Text(_, text, part) => computes(text) || computes(part),
        Predicate::Holds(list, value) => computes(list) || computes(value),
        Predicate::In(value, _) => computes(value),
        Predicate::And(left, right) | Predicate::Or(left, right) => {
            can_fail(left) || can_fail(right)
        }
        Predicate::Not(inner) => can_fail(inner),
    }
}

fn computes(scalar: &Scalar) -> bool {
    matches!(scalar, Scalar::Arithmetic(..))
}
