//! The rows that an `update` or a `delete` affects: `where …`, or `all`.

use flowright_diagnostics::Span;
use flowright_stdlib::query::Predicate;
use flowright_syntax::ast;

use crate::body::Checker;
use crate::program::Expression;
use crate::steps::condition::Condition;
use crate::steps::missing_where;
use crate::steps::target::Target;

/// How a step selects its rows.
pub(super) struct Rows<'a> {
    /// `update`, `delete`
    pub step: &'static str,
    /// The span of the step.
    pub span: Span,
    /// The condition after `where`.
    pub condition: Option<&'a ast::Expression>,
    /// The span of the keyword `all`.
    pub all: Option<Span>,
}

/// The selected rows.
pub(super) enum MeantRows {
    All,
    /// The rows that satisfy the condition; `None` if it had an error.
    Where(Option<Box<Condition>>),
}

impl MeantRows {
    /// The predicate for the store, with its values appended to the operands; `None` if the
    /// condition had an error.
    pub fn with_operands(self, operands: &mut Vec<Expression>) -> Option<Predicate> {
        match self {
            MeantRows::All => Some(Predicate::All),
            MeantRows::Where(condition) => Some(condition?.with_operands(operands)),
        }
    }
}

impl<'a> Checker<'a> {
    /// The condition after `where`, with the fields of the collection in scope.
    pub(super) fn where_condition(
        &mut self,
        target: &Target<'a>,
        condition: &ast::Expression,
    ) -> Option<Condition> {
        self.columns = Some(target.collection);
        let condition = self.row_condition(target, condition);
        self.columns = None;
        condition
    }

    /// The rows that a step affects; reports an error if it does not select any.
    pub(super) fn rows(&mut self, target: &Target<'a>, rows: &Rows<'_>) -> Option<MeantRows> {
        match (rows.condition, rows.all) {
            (Some(condition), _) => {
                let condition = self.where_condition(target, condition);
                Some(MeantRows::Where(condition.map(Box::new)))
            }
            (None, Some(_)) => Some(MeantRows::All),
            (None, None) => {
                let help = "add a condition, `where .id == id`, or write `all` for every row";
                self.report(missing_where(rows.span, rows.step, help));
                None
            }
        }
    }
}
