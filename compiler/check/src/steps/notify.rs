//! `notify CHANNEL …`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::catalogue::{self, Bare, ChannelSpec, Markup, Owner, SettingKind};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::checked::CheckedStep;
use crate::body::Checker;
use crate::declare::Thing;
use crate::program::{Expression, StepKind};
use crate::settings::{self, Value};

impl Checker<'_> {
    pub(super) fn notify(&mut self, step: &ast::NotifyStep, span: Span) -> Option<CheckedStep> {
        let globals = self.globals;
        if let Some(report) = self.kind_as_channel(&step.channel) {
            self.report(report);
            self.forget(step);
            return None;
        }
        let found = globals.thing(&step.channel, Thing::Channel, self.reports);
        let known = found.filter(|channel| globals.poisoned_channels.get(*channel) == Some(&false));
        let declared = known.and_then(|channel| globals.program.channels.get(channel));
        let (Some(channel), Some(declared)) = (known, declared) else {
            self.forget(step);
            return None;
        };
        self.look_for_unread(&step.settings);
        let kind = declared.kind;
        let (parts, operands) = self.parts(step, kind, span)?;
        Some(CheckedStep {
            kind: StepKind::Notify { channel, parts },
            operands,
            ty: if kind.gives_id {
                Type::Text
            } else {
                Type::Null
            },
        })
    }

    /// `E0105`: a kind of channel in the place of a channel.
    fn kind_as_channel(&self, name: &ast::Name) -> Option<Diagnostic> {
        let globals = self.globals;
        let kind = catalogue::channel(&name.text)?;
        if globals.things.get(&name.text).is_some() {
            return None;
        }
        let report = Diagnostic::new(
            Code::UnknownDeclaration,
            name.span,
            format!("`{}` is a kind of channel, not a channel", name.text),
        )
        .label("a declared channel is expected here");
        let mut own = globals.program.channels.iter();
        let mut own = own.by_ref().filter(|one| one.kind.name == kind.name);
        let Some(first) = own.next() else {
            return Some(report.help(format!(
                "declare one, `channel team = {} {{ … }}`, and write `notify team`",
                kind.name
            )));
        };
        let edit = Edit {
            span: name.span,
            text: first.name.to_string(),
        };
        Some(
            report
                .because(first.span, "a channel of this kind is declared here")
                .fix(
                    format!("write `notify {}`", first.name),
                    vec![edit],
                    Applicability::Unsafe,
                ),
        )
    }

    /// Checks the values of a message whose channel is unknown.
    fn forget(&mut self, step: &ast::NotifyStep) {
        if let Some(text) = &step.text {
            self.value(text, None);
        }
    }

    /// The names and values of the parts of a message, in the order of the kind; `None` if one had
    /// an error.
    fn parts(
        &mut self,
        step: &ast::NotifyStep,
        kind: &'static ChannelSpec,
        span: Span,
    ) -> Option<(Vec<&'static str>, Vec<Expression>)> {
        let owner = Owner::Message(kind);
        let mut found: Vec<(&str, Option<Expression>)> = Vec::new();
        let mut bare = None;
        if let Some(text) = &step.text {
            match kind.bare {
                Bare::Part(name) => {
                    bare = Some(name);
                    found.push((name, self.bare_part(text, owner, name)));
                }
                Bare::Refused { takes, sample } => {
                    self.message(text, Markup::Plain);
                    self.report(settings::wrong(text.span, "notify", takes, sample));
                    return None;
                }
            }
        }
        let read = self.settings(owner, &step.settings);
        read.require(owner, span, bare, self.reports);
        let is_any = |name: &str| kind.any_of.contains(&name);
        let has_any =
            bare.is_some_and(is_any) || read.given.iter().any(|one| is_any(one.spec.name));
        if !kind.any_of.is_empty() && !has_any {
            if read.complete {
                self.report(settings::none_of(span, owner, kind.any_of));
            }
            return None;
        }
        for one in read.given {
            if let Some(text) = step.text.as_ref().filter(|_| bare == Some(one.spec.name)) {
                self.report(settings::twice(&one.setting.name, text.span));
            }
            let value = match one.value {
                Some(Value::Message(value)) => Some(value),
                Some(
                    Value::Fixed(_)
                    | Value::Header(..)
                    | Value::Auth(..)
                    | Value::Query(_)
                    | Value::Form(_)
                    | Value::Multipart(..)
                    | Value::Sent(..)
                    | Value::Construct,
                )
                | None => None,
            };
            found.push((one.spec.name, value));
        }
        let mut names = Vec::new();
        let mut values = Vec::new();
        for spec in kind.message {
            let at = found.iter().position(|(name, _)| *name == spec.name);
            match at.map(|at| found.swap_remove(at).1) {
                Some(value) => {
                    names.push(spec.name);
                    values.push(value?);
                }
                None if spec.required.is_some() => return None,
                None => {}
            }
        }
        Some((names, values))
    }

    /// The part given without its name.
    fn bare_part(
        &mut self,
        text: &ast::Expression,
        owner: Owner,
        name: &str,
    ) -> Option<Expression> {
        let SettingKind::Message(markup) = owner.setting(name)?.kind else {
            return None;
        };
        Some(self.message(text, markup))
    }
}
