//! The state of the checker at a point in a body: the names in scope, the paths known not to be
//! null, whether a step is allowed.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{Expression, ExpressionKind, Name, Setting, SettingTail};

use super::part::Part;
use super::path::{Known, Path};
use super::request::Request;
use super::secret_origin::SecretOrigin;
use super::unnamed_catch::UnnamedCatch;
use super::variable::Variable;
use crate::declare::Globals;
use crate::program::{Binding, BindingId};
use crate::reports::Reports;

/// Which operations are allowed at this point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Steps are allowed: a line of a workflow, the right side of a `let`.
    Open,
    /// Steps are not allowed: inside an expression of a workflow.
    Operand,
    /// Only pure operations are allowed: the body of a function.
    Function,
    /// Only pure operations, `secrets` and `now()` are allowed: a trigger's `when`.
    When,
}

/// Checks one body.
pub(crate) struct Checker<'a> {
    pub globals: &'a Globals,
    pub reports: &'a mut Reports,
    pub place: Place,
    /// The meaning of `context`, in workflows.
    pub request: Option<&'a Request>,
    /// The collection whose fields are in scope, as after `where`.
    pub columns: Option<&'a Collection>,
    /// The declaration being checked, recorded as a user of each secret it names.
    pub user: Box<str>,
    pub bindings: Vec<Binding>,
    /// For each binding, whether it has been used.
    pub(super) used: Vec<bool>,
    /// For each binding, the secrets that its value contains.
    pub(super) made_of: Vec<Vec<SecretOrigin>>,
    /// The visible names, innermost last.
    pub(super) scope: Vec<BindingId>,
    /// The current facts about which paths may be null, newest last.
    pub(super) known: Vec<Known>,
    /// The names that the blocks around this point bind, also after it.
    pub(super) bound: Vec<Name>,
    /// The visible variables.
    pub(super) variables: Vec<Variable>,
    /// The number of enclosing loops in the current part.
    pub(super) loops: u32,
    /// The innermost enclosing part.
    pub(super) part: Option<Part>,
    /// The names of the branches so far, each with the span of its whole `parallel`.
    pub(super) branches: Vec<(Box<str>, Span)>,
    /// The enclosing `catch`es that do not name the failure.
    pub(super) unnamed_catches: Vec<UnnamedCatch>,
    /// The type of the result of the body, if the last line of the body gives the result.
    pub result: Option<Type>,
    /// The paths that the hidden bindings of `?.` represent.
    pub(super) aliases: HashMap<BindingId, Path>,
    /// Whether a record or list literal here is written as JSON member by member.
    pub(super) writes_json: bool,
    /// The fields read from the value at hand, as in `.a.b` behind it, outermost first.
    pub(super) behind: Vec<Name>,
    /// The value that a string interpolates, while it is checked.
    pub(super) interpolated: Option<Span>,
    /// The number of reports before this body.
    reports_before: usize,
    /// Whether part of the body could not be parsed, so that names may have uses we cannot see.
    unread: bool,
    /// Whether an earlier condition or statement that could not be parsed may have checked for
    /// null.
    pub(super) unsure: bool,
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
            unsure: false,
            writes_json: false,
            reports,
            place,
            request: None,
            columns: None,
            bound: Vec::new(),
            user,
            bindings: Vec::new(),
            used: Vec::new(),
            made_of: Vec::new(),
            scope: Vec::new(),
            known: Vec::new(),
            variables: Vec::new(),
            loops: 0,
            part: None,
            branches: Vec::new(),
            unnamed_catches: Vec::new(),
            result: None,
            aliases: HashMap::new(),
            behind: Vec::new(),
            interpolated: None,
        }
    }

    pub fn report(&mut self, report: Diagnostic) {
        if report.code == Code::NullUsed && self.unsure {
            return;
        }
        self.reports.push(report);
    }

    /// Records that something here could not be parsed. That code may have used any name, and may
    /// have checked for null on behalf of the rest of the block.
    pub fn unread(&mut self) {
        self.unread = true;
        self.unsure = true;
    }

    /// Records whether any of the settings could not be parsed.
    pub fn look_for_unread(&mut self, settings: &[Setting]) {
        self.unread |= settings.iter().any(|setting| match &setting.tail {
            SettingTail::Error => true,
            SettingTail::Operands { operands, .. } => {
                let poisoned = |one: &Expression| matches!(one.kind, ExpressionKind::Error);
                operands.iter().any(poisoned)
            }
            SettingTail::Body(_)
            | SettingTail::Type(_)
            | SettingTail::Fields(_)
            | SettingTail::NotBuilt(_) => false,
        });
    }

    /// Whether the body so far is free of errors.
    pub(super) fn understood(&self) -> bool {
        let own = self.reports.since(self.reports_before);
        !self.unread && !own.iter().any(Diagnostic::is_error)
    }
}
