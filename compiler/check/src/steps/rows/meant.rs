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
    /// The rows that satisfy the condition, with its span; `None` if it had an error.
    Where(Option<(Box<Condition>, Span)>),
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
                let span = condition.span;
                let condition = self.where_condition(target, condition);
                Some(MeantRows::Where(condition.map(|one| (Box::new(one), span))))
            }
            (None, Some(_)) => Some(MeantRows::All),
            (None, None) => {
                let help = "add a condition, `where .id == id`, or write `all` for every row";
                self.report(missing_where(rows.span, rows.step, help));
                None
            }
        }
    }

    /// The predicate for the store, with its values appended to the operands; `None` if the
    /// condition had an error.
    pub(super) fn predicate(
        &mut self,
        target: &Target<'a>,
        rows: MeantRows,
        operands: &mut Vec<Expression>,
    ) -> Option<Predicate> {
        match rows {
            MeantRows::All => Some(Predicate::All),
            MeantRows::Where(condition) => {
                let (condition, span) = condition?;
                let predicate = condition.with_operands(operands);
                self.unserved(target, &predicate, span);
                Some(predicate)
            }
        }
    }
}
