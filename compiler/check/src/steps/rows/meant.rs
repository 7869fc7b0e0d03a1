//! The rows that an `update` or a `delete` is about: `where …`, or `all`.

use flowright_diagnostics::Span;
use flowright_stdlib::query::Predicate;
use flowright_syntax::ast;

use crate::body::Checker;
use crate::program::Expression;
use crate::steps::condition::Condition;
use crate::steps::missing_where;
use crate::steps::target::Target;

/// What a step says of its rows.
pub(super) struct Rows<'a> {
    /// `update`, `delete`
    pub step: &'static str,
    /// The step.
    pub span: Span,
    /// What stands after `where`.
    pub condition: Option<&'a ast::Expression>,
    /// The word `all`.
    pub all: Option<Span>,
}

/// The rows that are meant.
pub(super) enum MeantRows {
    All,
    /// Those that it holds for; `None` where it has been reported.
    Where(Option<Box<Condition>>),
}

impl MeantRows {
    /// As the store is told, with the values that it compares with; `None` where it has been reported.
    pub fn with_operands(self, operands: &mut Vec<Expression>) -> Option<Predicate> {
        match self {
            MeantRows::All => Some(Predicate::All),
            MeantRows::Where(condition) => Some(condition?.with_operands(operands)),
        }
    }
}

impl<'a> Checker<'a> {
    /// The condition after `where`, in which the fields of the collection have their names.
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

    /// The rows that a step is about; a report where it says nothing of them.
    pub(super) fn rows(&mut self, target: &Target<'a>, rows: &Rows<'_>) -> Option<MeantRows> {
        match (rows.condition, rows.all) {
            (Some(condition), _) => {
                let condition = self.where_condition(target, condition);
                Some(MeantRows::Where(condition.map(Box::new)))
            }
            (None, Some(_)) => Some(MeantRows::All),
            (None, None) => {
                let help = "write which: `where .id == id`; or `all`, if every row is meant";
                self.report(missing_where(rows.span, rows.step, help));
                None
            }
        }
    }
}
