//! Blocks and statements.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, StatementKind};

use super::no_request::no_request;
use super::{Checker, Place, Reason, Use};
use crate::SymbolKind;
use crate::program::{Block, Expression, ExpressionKind, Statement, Step, StepKind};
use crate::unbuilt;
use crate::{convert, describe::found, flow};

impl Checker<'_> {
    /// A block with its own scope.
    pub fn block(&mut self, block: &ast::Block, want: Use<'_>) -> Block {
        let mark = self.enter();
        let before = self.bound.len();
        self.bound
            .extend(block.statements.iter().filter_map(bound_by));
        let typed = self.statements(block, want);
        self.bound.truncate(before);
        self.leave_block(mark, block.span);
        typed
    }

    fn statements(&mut self, block: &ast::Block, want: Use<'_>) -> Block {
        let mut typed = Block {
            statements: Vec::with_capacity(block.statements.len()),
            value: None,
            ty: Type::Null,
        };
        let last = block.statements.len().saturating_sub(1);
        let mut poisoned = false;
        for (index, statement) in block.statements.iter().enumerate() {
            let value_here = index == last && !matches!(want, Use::Nothing);
            if let StatementKind::Expression(e) = &statement.kind
                && value_here
            {
                self.block_value(e, want, &mut typed);
                return typed;
            }
            poisoned |= matches!(statement.kind, StatementKind::Error);
            let Some(one) = self.statement(statement) else {
                poisoned = true;
                continue;
            };
            if typed.ty != Type::Never {
                if diverges(&one) {
                    typed.ty = Type::Never;
                    if let Some(next) = block.statements.get(index + 1) {
                        let rest = block.statements.get(index + 1..).unwrap_or_default();
                        let report = flow::after_the_end(statement, next, rest);
                        self.reports.extend(report);
                    }
                }
                typed.statements.push(one);
            }
        }
        if typed.ty != Type::Never && !matches!(want, Use::Nothing) {
            typed.ty = Type::Error;
            if !poisoned {
                let end = Span {
                    start: block.span.end.saturating_sub(1),
                    ..block.span
                };
                let report = no_value(end, "the block ends without one")
                    .help("make its last line the value");
                self.report(report);
            }
        } else if poisoned && typed.ty != Type::Never {
            typed.ty = Type::Error;
        }
        typed
    }

    /// The last line of a block, if the block's value is used.
    fn block_value(&mut self, e: &ast::Expression, want: Use<'_>, typed: &mut Block) {
        let value = self.expression(e, want);
        let value = match want {
            Use::Must(ty, reason) => self.coerce(value, ty, reason),
            _ => value,
        };
        if typed.ty == Type::Never {
            return;
        }
        typed.ty = match want {
            Use::Must(ty, _) if value.ty != Type::Never => ty.clone(),
            _ => value.ty.clone(),
        };
        if value.ty == Type::Never {
            typed.statements.push(Statement::Expression(value));
        } else {
            typed.value = Some(Box::new(value));
        }
    }

    /// A statement, or `None` if it had an error.
    fn statement(&mut self, statement: &ast::Statement) -> Option<Statement> {
        match &statement.kind {
            StatementKind::Let { name, ty, value } => {
                Some(self.bind_value(name, ty.as_ref(), value, statement.span))
            }
            StatementKind::Var { name, ty, value } => {
                Some(self.bind_variable(name, ty.as_ref(), value))
            }
            StatementKind::Assign { name, value } => self.assign(name, value),
            StatementKind::Break => self.leave_round(statement.span, "break"),
            StatementKind::Continue => self.leave_round(statement.span, "continue"),
            StatementKind::Log(log) => self.log(log, statement.span),
            StatementKind::Expression(e) => {
                let value = self.expression(e, Use::Nothing);
                self.learn(e, &value);
                if !stands_as_line(e) && value.ty != Type::Error {
                    let is_result = self.result.as_ref().is_some_and(|result| {
                        *result != Type::Null && convert::value_fits(&value, result)
                    });
                    let report = match self.unused_change(e, &value) {
                        Some(report) => report,
                        None if is_result => early_result(&value),
                        None => unused_value(&value),
                    };
                    self.report(report);
                }
                if value.ty == Type::Error {
                    return None;
                }
                Some(Statement::Expression(value))
            }
            StatementKind::Respond(respond) => {
                if !self.may_stand(statement.span, "`respond`") {
                    return None;
                }
                if self.request.is_none() {
                    let report =
                        no_request(statement.span, "a workflow that is called cannot respond");
                    self.report(report.help(
                        "give a result: `trigger call (…) -> T` and a value as the last line; the webhook responds",
                    ));
                    return None;
                }
                if let Some(part) = &self.part {
                    let report = part.left_by(statement.span, "`respond` is not allowed in");
                    self.report(report.help("bind the result, and respond afterwards"));
                    return None;
                }
                Some(Statement::Respond(self.respond(respond, statement.span)))
            }
            StatementKind::NotBuilt(feature) => {
                self.report(unbuilt::feature(statement.span, *feature));
                None
            }
            StatementKind::Error => {
                self.unread();
                None
            }
        }
    }

    fn bind_value(
        &mut self,
        name: &ast::Name,
        ty: Option<&ast::TypeExpression>,
        value: &ast::Expression,
        span: Span,
    ) -> Statement {
        let value = match ty {
            Some(written) => self.annotated(written, value),
            None => self.expression(value, Use::Value(None)),
        };
        let mut bound = value.ty.clone();
        if bound == Type::Never {
            bound = Type::Error;
        } else if bound == Type::Null
            && let ExpressionKind::Step(step) = &value.kind
            && let Some(report) = self.nothing_given(step, span, value.span)
        {
            self.report(report);
            bound = Type::Error;
        }
        let binding = self.bind(name, SymbolKind::Binding, bound);
        self.remember_secrets(binding, &value);
        Statement::Let { binding, value }
    }

    /// `E0209`: the value of a step that yields none is bound to a name.
    fn nothing_given(&self, step: &Step, statement: Span, span: Span) -> Option<Diagnostic> {
        match &step.kind {
            StepKind::Call { .. } => {
                let report = no_result(span, &step.name);
                let workflow = step.name.strip_prefix("call ").unwrap_or(&step.name);
                Some(match self.globals.workflows.get(workflow) {
                    Some(entry) => report.because(entry.span, "the workflow declares no result"),
                    None => report,
                })
            }
            StepKind::Notify { .. } => Some(no_message_id(statement, span)),
            StepKind::Row(_) | StepKind::Http(_) => None,
        }
    }

    /// A value with a type annotation.
    pub(super) fn annotated(
        &mut self,
        written: &ast::TypeExpression,
        value: &ast::Expression,
    ) -> Expression {
        let ty = self.globals.types.resolve(written, self.reports);
        let reason = Reason::Annotation { span: written.span };
        let value = self.expression(value, Use::Must(&ty, &reason));
        let mut value = self.coerce(value, &ty, &reason);
        if value.ty == Type::Error {
            value.ty = ty;
        }
        value
    }

    /// Narrows after an `if` with a block that never falls through.
    fn learn(&mut self, e: &ast::Expression, value: &Expression) {
        let mut value = value;
        let is_if = matches!(
            e.kind,
            ast::ExpressionKind::If { .. } | ast::ExpressionKind::Branch { .. }
        );
        while let ExpressionKind::If {
            condition,
            then,
            otherwise,
        } = &value.kind
        {
            if !is_if {
                return;
            }
            let facts = self.facts(condition);
            if then.ty == Type::Never {
                self.know(&facts.fails);
            }
            if otherwise.ty == Type::Never {
                self.know(&facts.holds);
            }
            // An `else if` is certain to be evaluated only if the block before it never falls
            // through.
            let [Statement::Expression(inner)] = otherwise.statements.as_slice() else {
                return;
            };
            if then.ty != Type::Never {
                return;
            }
            value = inner;
        }
    }

    /// Whether an impure operation is allowed here; reports an error if not.
    pub fn may_stand(&mut self, span: Span, what: &str) -> bool {
        match self.place {
            Place::Open => true,
            Place::Operand => {
                let report = step_place(span, what);
                self.report(report);
                false
            }
            Place::Function | Place::When => {
                let instead =
                    "do it in the workflow; the function can take its result as an argument";
                !self.pure(span, what, instead)
            }
        }
    }
}

fn diverges(statement: &Statement) -> bool {
    match statement {
        Statement::Respond(_) | Statement::Break(_) | Statement::Continue(_) => true,
        Statement::Let { value, .. }
        | Statement::Var { value, .. }
        | Statement::Assign { value, .. }
        | Statement::Expression(value) => value.ty == Type::Never,
        Statement::Log(_) => false,
    }
}

fn stands_as_line(e: &ast::Expression) -> bool {
    matches!(
        e.kind,
        ast::ExpressionKind::If { .. }
            | ast::ExpressionKind::Branch { .. }
            | ast::ExpressionKind::Match { .. }
            | ast::ExpressionKind::For(_)
            | ast::ExpressionKind::While(_)
            | ast::ExpressionKind::Try(_)
            | ast::ExpressionKind::Parallel(_)
            | ast::ExpressionKind::Fail(_)
            | ast::ExpressionKind::Step(_)
            | ast::ExpressionKind::NotBuilt(_)
            | ast::ExpressionKind::Error
    )
}

/// The name that a statement binds in its block.
fn bound_by(statement: &ast::Statement) -> Option<ast::Name> {
    if let StatementKind::Let { name, .. } | StatementKind::Var { name, .. } = &statement.kind {
        return Some(name.clone());
    }
    None
}

/// `E0209`: a value is required, but there is none.
pub(crate) fn no_value(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NoValue,
        span,
        format!("a value is expected here, but {why}"),
    )
    .label("has no value")
}

/// `E0209`: the value of a workflow that has no value is used.
fn no_result(span: Span, call: &str) -> Diagnostic {
    no_value(span, "the workflow gives none")
        .help(format!("write `{call}(…)` on a line of its own"))
        .help("for a result, declare its type after the parameters of the workflow: `trigger call (…) -> T`")
}

/// `E0209`: the value of a message whose channel provides no message ID is used.
fn no_message_id(statement: Span, step: Span) -> Diagnostic {
    let edit = Edit {
        span: statement.before().to(step.before()),
        text: String::new(),
    };
    Diagnostic::new(
        Code::NoValue,
        step,
        "a `notify` on this channel gives no value",
    )
    .label("has no value")
    .fix(
        "write it on a line of its own",
        vec![edit],
        Applicability::Unsafe,
    )
}

/// `E0209`: a value of the result type that is not on the last line.
fn early_result(value: &Expression) -> Diagnostic {
    Diagnostic::new(
        Code::NoValue,
        value.span,
        "only the last line gives the result",
    )
    .label("does not end the body")
    .help("put the other lines into an `else`, so that the `if` is the last line: `if … { … } else { … }`")
}

/// `W0203`: an unused value.
fn unused_value(value: &Expression) -> Diagnostic {
    let shown = found(&value.ty, &Type::Text);
    Diagnostic::new(
        Code::UnusedValue,
        value.span,
        format!("this value of type `{shown}` is not used"),
    )
    .label("has no effect")
    .help("bind it with `let`, or remove the line")
}

/// `E0501`: a step inside an expression.
fn step_place(span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::StepPlace,
        span,
        format!("{what} cannot be inside an expression"),
    )
    .label("a step must be on its own line")
    .help("move it to a line of its own before this one, `let x = …`, and use `x` here")
}
