//! Blocks and statements.

use flowright_check::program::{Block, Expression, Log, Statement, Try, failure_type};
use flowright_diagnostics::Span;
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::types::{Type, register_words};

use super::builder::Value;
use super::workflow::Lowering;
use crate::code::{Instruction, Raised, Terminator};

impl Lowering<'_> {
    /// Lowers a block and returns its value, which has no locals if the block yields none.
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
                self.bind(*binding, value);
            }
            Statement::Var { binding, value } => self.variable(*binding, value),
            Statement::Assign { binding, value } => self.assign(*binding, value),
            Statement::Expression(value) => {
                self.expression(value);
            }
            Statement::Break(_) => self.leave_loop(),
            Statement::Continue(_) => self.next_round(),
            Statement::Respond(respond) => self.respond(respond),
            Statement::Log(log) => self.log(log),
        }
    }

    fn log(&mut self, log: &Log) {
        let message = self.expression(&log.message);
        let fields = match &log.fields {
            Some(fields) => self.expression(fields),
            None => self.data(b""),
        };
        if let ([message, length], [fields, fields_length]) = (&message[..], &fields[..]) {
            let site = self.site(log.span);
            self.code.emit(Instruction::Log {
                level: log.level,
                message: [*message, *length],
                fields: [*fields, *fields_length],
                site,
            });
        }
    }

    /// `fail "why"`
    pub(super) fn fail(&mut self, message: &Expression, span: Span) -> Value {
        let message = self.expression(message);
        if let [address, length] = message[..] {
            let failure = Raised::New {
                code: FailureCode::Fail,
                message: [address, length],
            };
            let site = self.site(span);
            self.code.end(Terminator::Fail { failure, site });
        }
        Value::new()
    }

    /// `fail e`
    pub(super) fn fail_again(&mut self, failure: &Expression, span: Span) -> Value {
        let failure = Raised::Again(self.scalar(failure));
        let site = self.site(span);
        self.code.end(Terminator::Fail { failure, site });
        Value::new()
    }

    pub(super) fn try_catch(&mut self, one: &Try, ty: &Type, span: Span) -> Value {
        let outer = self.code.catch;
        let result = self.code.locals(register_words(ty));
        let (handler, end) = (self.code.block(), self.code.block());
        self.code.catch = Some(handler);
        let inside = self.code.block();
        self.code.jump(inside);
        self.code.go_on_in(inside);
        let value = self.block(&one.body);
        self.code.copy(&result, &value);
        self.code.catch = outer;
        self.code.jump(end);
        self.code.go_on_in(handler);
        let site = self.site(span);
        let record = self.code.emit_to(|to| Instruction::Caught { to, site });
        self.code.declare(&failure_type(), &[record]);
        self.bind(one.error, vec![record]);
        let value = self.block(&one.catch);
        self.code.copy(&result, &value);
        self.code.jump(end);
        self.code.go_on_in(end);
        result
    }
}
