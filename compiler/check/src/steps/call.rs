//! `call other(a)`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::checked::CheckedStep;
use crate::Meaning;
use crate::body::{Callee, Checker, Use};
use crate::declare::{Signature, Started, Thing, unknown};
use crate::program::StepKind;

impl<'a> Checker<'a> {
    pub(super) fn call_workflow(
        &mut self,
        step: &ast::CallStep,
        want: Use<'_>,
        span: Span,
    ) -> Option<CheckedStep> {
        let name = &step.workflow;
        let is_unread = |one: &ast::Expression| matches!(one.kind, ast::ExpressionKind::Error);
        if step.arguments.iter().any(is_unread) {
            self.unread();
            return None;
        }
        let Some(signature) = self.called(name, span) else {
            self.all(&step.arguments);
            return None;
        };
        let callee = Callee {
            word: "workflow",
            name,
            signature,
        };
        let operands = self.arguments(&callee, &step.arguments)?;
        Some(CheckedStep {
            kind: StepKind::Call {
                workflow: signature.order,
            },
            operands,
            ty: match want {
                Use::Nothing => Type::Null,
                Use::Value(_) | Use::Must(..) => signature.returns.clone(),
            },
        })
    }

    /// The workflow of that name; reports an error if it cannot be called.
    fn called(&mut self, name: &Name, step: Span) -> Option<&'a Signature> {
        let globals = self.globals;
        let Some(entry) = globals.workflows.get(&name.text) else {
            if let Some(report) = self.no_workflow(name, step) {
                self.report(report);
            }
            return None;
        };
        let meaning = Meaning::Declared(entry.span);
        self.reports.index.name(name.span, meaning);
        match globals.started.get(entry.index)? {
            Started::Called(signature) => Some(signature),
            Started::Webhook => {
                self.report(of_webhook(name, entry.span));
                None
            }
            Started::Unclear => None,
        }
    }

    /// The report on a name that is not a workflow; `None` if the declaration of that name had an
    /// error.
    fn no_workflow(&self, name: &Name, step: Span) -> Option<Diagnostic> {
        let globals = self.globals;
        let text = &name.text;
        if let Some(entry) = globals.things.get(text) {
            let (thing, _) = globals.kinds.get(entry.index)?;
            let word = thing.word();
            let report = Diagnostic::new(
                Code::UnknownDeclaration,
                name.span,
                format!("`{text}` is a {word}, not a workflow"),
            )
            .label("a workflow is expected here")
            .because(entry.span, format!("declared as a {word} here"));
            return Some(match thing {
                Thing::Function => report.fix(
                    format!("write `{text}(…)`, without `call`"),
                    vec![Edit {
                        span: step.before().to(name.span.before()),
                        text: String::new(),
                    }],
                    Applicability::Unsafe,
                ),
                Thing::Service => report.help(format!("write `http GET {text} \"/…\"`")),
                Thing::Channel => report.help(format!("write `notify {text} \"…\"`")),
                Thing::Collection => report.help(format!("write `find {text} where …`")),
            });
        }
        if globals.poisoned.contains(text) {
            return None;
        }
        let mut near = globals.workflows.near(text);
        near.names.retain(|near| {
            let entry = globals.workflows.get(near);
            let started = entry.and_then(|entry| globals.started.get(entry.index));
            matches!(started, Some(Started::Called(_)))
        });
        Some(unknown(Code::UnknownDeclaration, "workflow", name, &near))
    }
}

/// `E0531`: a call to a workflow that a webhook starts.
fn of_webhook(name: &Name, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotCalled,
        name.span,
        format!("the workflow `{}` cannot be called", name.text),
    )
    .label("a request starts it")
    .because(declared, "it has `trigger webhook`")
    .help(
        "move what both need into a workflow with `trigger call (…)`, and call that one from both",
    )
}
