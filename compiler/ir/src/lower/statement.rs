//! Blocks and statements.

use flowright_check::program::{BindingId, Block, Statement, failure_type};
use flowright_diagnostics::Span;

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{Instruction, Terminator};

impl Lowering<'_> {
    /// A block; its value, which has no locals where the block gives none.
    pub(super) fn block(&mut self, block: &Block) -> Value {
        for statement in &block.statements {
            self.statement(statement);
        }
        match &block.value {
            Some(value) => self.expression(value),
            None => Value::new(),
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Let { binding, value } => {
                let value = self.expression(value);
                self.bindings.insert(*binding, value);
            }
            Statement::Expression(value) => {
                self.expression(value);
            }
            Statement::Try { body, error, catch } => self.try_catch(body, *error, catch),
            Statement::Respond(respond) => self.respond(respond),
            Statement::Fail { message, span } => {
                let message = self.expression(message);
                if let [address, length] = message[..] {
                    let site = self.site(*span);
                    self.code.end(Terminator::Fail {
                        message: [address, length],
                        site,
                    });
                }
            }
        }
    }

    fn try_catch(&mut self, body: &Block, error: BindingId, catch: &Block) {
        let outer = self.code.catch;
        let (handler, end) = (self.code.block(), self.code.block());
        self.code.catch = Some(handler);
        let inside = self.code.block();
        self.code.jump(inside);
        self.code.go_on_in(inside);
        self.block(body);
        self.code.catch = outer;
        self.code.jump(end);
        self.code.go_on_in(handler);
        let site = self.site(
            first_span(catch)
                .or_else(|| first_span(body))
                .unwrap_or_default(),
        );
        let record = self.code.emit_to(|to| Instruction::Caught { to, site });
        self.code.declare(&failure_type(), &[record]);
        self.bindings.insert(error, vec![record]);
        self.block(catch);
        self.code.jump(end);
        self.code.go_on_in(end);
    }
}

/// Where a block begins, as far as it is known.
fn first_span(block: &Block) -> Option<Span> {
    let first = block.statements.first().map(|statement| match statement {
        Statement::Let { value, .. } | Statement::Expression(value) => Some(value.span),
        Statement::Respond(respond) => Some(respond.span),
        Statement::Fail { span, .. } => Some(*span),
        Statement::Try { body, .. } => first_span(body),
    });
    first
        .flatten()
        .or_else(|| block.value.as_ref().map(|value| value.span))
}
