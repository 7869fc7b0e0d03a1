//! Expressions and statements of functions, workflows and a trigger's `when`.
//!
//! [`Checker`] holds what is known at a place: the names in scope, what is known not to be null, whether a step may stand here. Each
//! family of rules is one file that adds methods to it.

mod access;
mod arithmetic;
mod blocks;
mod calls;
mod conditionals;
mod conditions;
pub(crate) mod context;
mod expressions;
mod foreign;
mod library;
mod matching;
mod narrowing;
mod nulls;
mod omission;
mod operators;
mod reason;
mod records;
mod scope;
mod secrets;
mod text;

use std::collections::HashMap;

use flowright_diagnostics::Diagnostic;
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, FunctionItem, Setting, SettingTail};

use crate::SymbolKind;
use crate::declare::{Globals, Signature};
use crate::program::{Binding, BindingId, Function};
use crate::reports::Reports;

pub(crate) use context::{Data, PathParameter, Request};
pub(crate) use narrowing::Path;
pub(crate) use nulls::never_null;
pub(crate) use operators::incomparable;
pub(crate) use reason::Reason;
pub(crate) use secrets::Origin;

/// What is done with the value of an expression or block.
#[derive(Clone, Copy)]
pub(crate) enum Use<'w> {
    /// Nothing: it stands as a line.
    Nothing,
    /// It is used; a type may be a hint for literals.
    Value(Option<&'w Type>),
    /// It must be of the type, because of the reason.
    Must(&'w Type, &'w Reason<'w>),
}

/// What may stand here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Steps too: a line of a workflow, the right side of a `let`.
    Open,
    /// No steps: inside an expression of a workflow.
    Operand,
    /// Only what is pure: the body of a function.
    Function,
    /// Only what is pure: a trigger's `when`.
    When,
}

/// Checks one body.
pub(crate) struct Checker<'a> {
    pub globals: &'a Globals,
    pub reports: &'a mut Reports,
    pub place: Place,
    /// What `context` is, in workflows.
    pub request: Option<&'a Request>,
    /// The collection whose fields stand here, as after `where`.
    pub columns: Option<&'a Collection>,
    /// Who is checked, as `secret …` notes its users.
    pub user: Box<str>,
    pub bindings: Vec<Binding>,
    /// For each binding, whether it was named.
    used: Vec<bool>,
    /// For each binding, the secrets its value is made of.
    made_of: Vec<Vec<Origin>>,
    /// The names that can be seen, innermost last.
    scope: Vec<BindingId>,
    /// What is known not to be null.
    known: Vec<Path>,
    /// What the hidden bindings of `?.` stand for.
    aliases: HashMap<BindingId, Path>,
    /// Whether a record or list that stands here is written as JSON member by member.
    writes_json: bool,
    /// How many reports there were before this body.
    reports_before: usize,
    /// Whether something in the body could not be read, so that names may have uses that nobody sees.
    unread: bool,
}

impl<'a> Checker<'a> {
    pub fn new(
        globals: &'a Globals,
        reports: &'a mut Reports,
        place: Place,
        user: Box<str>,
    ) -> Checker<'a> {
        Checker {
            globals,
            reports_before: reports.len(),
            unread: false,
            writes_json: false,
            reports,
            place,
            request: None,
            columns: None,
            user,
            bindings: Vec::new(),
            used: Vec::new(),
            made_of: Vec::new(),
            scope: Vec::new(),
            known: Vec::new(),
            aliases: HashMap::new(),
        }
    }

    pub fn report(&mut self, report: Diagnostic) {
        self.reports.push(report);
    }

    /// Something here could not be read.
    pub fn unread(&mut self) {
        self.unread = true;
    }

    /// Notes where settings could not be read.
    pub fn look_for_unread(&mut self, settings: &[Setting]) {
        self.unread |= settings.iter().any(|setting| match &setting.tail {
            SettingTail::Error => true,
            SettingTail::Operands { operands, .. } => {
                let poisoned = |one: &Expression| matches!(one.kind, ExpressionKind::Error);
                operands.iter().any(poisoned)
            }
            SettingTail::Body(_) | SettingTail::Type(_) | SettingTail::NotBuilt(_) => false,
        });
    }

    /// Whether all of the body was understood so far.
    fn understood(&self) -> bool {
        let own = self.reports.since(self.reports_before);
        !self.unread && !own.iter().any(Diagnostic::is_error)
    }
}

/// Checks the body of a function.
pub(crate) fn function(
    globals: &Globals,
    item: &FunctionItem,
    signature: &Signature,
    reports: &mut Reports,
) -> Function {
    let user = format!("fn {}", item.name.text).into();
    let mut checker = Checker::new(globals, reports, Place::Function, user);
    let mark = checker.enter();
    let parameters = item
        .parameters
        .iter()
        .zip(&signature.parameters)
        .map(|(parameter, (ty, _))| {
            checker.bind(&parameter.name, SymbolKind::Parameter, ty.clone())
        })
        .collect();
    let reason = item
        .returns
        .as_ref()
        .map_or(Reason::None, |ty| Reason::Returns {
            function: &item.name.text,
            span: ty.span,
        });
    let body = checker.block(&item.body, Use::Must(&signature.returns, &reason));
    checker.leave_block(mark, item.body.span);
    Function {
        name: item.name.text.clone(),
        parameters,
        returns: signature.returns.clone(),
        bindings: checker.bindings,
        body,
        span: item.name.span,
    }
}
