//! What is known at a place of a body: the names in scope, what is known not to be null, whether a step may stand here.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic};
use flowright_stdlib::schema::Collection;
use flowright_syntax::ast::{Expression, ExpressionKind, Setting, SettingTail};

use super::path::{Known, Path};
use super::request::Request;
use super::secret_origin::SecretOrigin;
use super::variable::Variable;
use crate::declare::Globals;
use crate::program::{Binding, BindingId};
use crate::reports::Reports;

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
    pub(super) used: Vec<bool>,
    /// For each binding, the secrets its value is made of.
    pub(super) made_of: Vec<Vec<SecretOrigin>>,
    /// The names that can be seen, innermost last.
    pub(super) scope: Vec<BindingId>,
    /// What is known of which paths may be null, the newest last.
    pub(super) known: Vec<Known>,
    /// The variables that can be seen.
    pub(super) variables: Vec<Variable>,
    /// How many loops are around this place.
    pub(super) loops: u32,
    /// What the hidden bindings of `?.` stand for.
    pub(super) aliases: HashMap<BindingId, Path>,
    /// Whether a record or list that stands here is written as JSON member by member.
    pub(super) writes_json: bool,
    /// How many reports there were before this body.
    reports_before: usize,
    /// Whether something in the body could not be read, so that names may have uses that nobody sees.
    unread: bool,
    /// Whether a condition or a statement before this place could not be read, which may have looked for null.
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
            user,
            bindings: Vec::new(),
            used: Vec::new(),
            made_of: Vec::new(),
            scope: Vec::new(),
            known: Vec::new(),
            variables: Vec::new(),
            loops: 0,
            aliases: HashMap::new(),
        }
    }

    pub fn report(&mut self, report: Diagnostic) {
        if report.code == Code::NullUsed && self.unsure {
            return;
        }
        self.reports.push(report);
    }

    /// Something here could not be read. From here to the end of the block, what is named may have been looked at there.
    pub fn unread(&mut self) {
        self.unread = true;
        self.unsure = true;
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
    pub(super) fn understood(&self) -> bool {
        let own = self.reports.since(self.reports_before);
        !self.unread && !own.iter().any(Diagnostic::is_error)
    }
}
