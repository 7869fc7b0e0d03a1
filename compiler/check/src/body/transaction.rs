//! `transaction { … }`

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::part::{Part, PartKind};
use super::{Checker, Use};
use crate::program::{Expression, ExpressionKind, Transaction};

impl Checker<'_> {
    /// `transaction { … }`, as a line or as a value.
    pub(crate) fn transaction(
        &mut self,
        body: &ast::Block,
        want: Use<'_>,
        span: Span,
    ) -> Expression {
        let body = self.part_block(PartKind::Transaction, body, want);
        let gives = !matches!(want, Use::Nothing);
        let ty = if body.ty == Type::Error {
            Type::Error
        } else if body.ty == Type::Never || !gives {
            // A block that always fails has no value.
            Type::Null
        } else {
            body.ty.clone()
        };
        Expression {
            kind: ExpressionKind::Transaction(Box::new(Transaction { body, gives })),
            ty,
            span,
        }
    }

    /// Whether this is inside a transaction, which could not undo the operation `what`; reports an
    /// error if so.
    pub(crate) fn cannot_be_undone(&mut self, span: Span, what: &str) -> bool {
        let is_inside = self.part.as_ref().is_some_and(Part::is_transaction);
        if is_inside {
            self.report(not_undone(span, what));
        }
        is_inside
    }
}

/// `E0523`: something in a transaction that it could not undo.
fn not_undone(span: Span, what: &str) -> Diagnostic {
    let report = Diagnostic::new(
        Code::NotUndone,
        span,
        format!("{what} is not allowed in a transaction"),
    );
    match what {
        "`try`" => report
            .label("a failure undoes the whole transaction")
            .help("put the `try` around the transaction"),
        "`transaction`" => report
            .label("inside another transaction")
            .help("remove it: the outer transaction is all or nothing already"),
        "`parallel`" | "`for … at once`" => report
            .label("steps of a transaction run one after the other")
            .help("write the steps one after the other, or a `for` without `at most … at once`"),
        _ => report
            .label("cannot be undone if the transaction fails")
            .help("do it after the transaction, with its value: `let result = transaction { … }`"),
    }
}
