//! `notify CHANNEL …`

use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::checked::CheckedStep;
use crate::body::{Checker, Reason};
use crate::convert;
use crate::declare::Thing;
use crate::program::{ChannelKind, Expression, Format, StepKind};
use crate::settings::{self, Owner};
use crate::words::WordPlace;

pub(crate) const MAIL: Owner = Owner {
    what: "`notify` on a channel of kind `email`",
    known: &["to", "subject", "text"],
    repeated: &[],
    place: Some(WordPlace::Mail),
};

pub(crate) const SLACK: Owner = Owner {
    what: "`notify` on a channel of kind `slack`",
    known: &["text"],
    repeated: &[],
    place: None,
};

impl Checker<'_> {
    pub(super) fn notify(&mut self, step: &ast::NotifyStep, span: Span) -> Option<CheckedStep> {
        let Some(channel) = self
            .globals
            .thing(&step.channel, Thing::Channel, self.reports)
        else {
            self.forget(step);
            return None;
        };
        if self
            .globals
            .poisoned_channels
            .get(channel)
            .copied()
            .unwrap_or(true)
        {
            self.forget(step);
            return None;
        }
        self.look_for_unread(&step.settings);
        let kind = self
            .globals
            .program
            .channels
            .get(channel)
            .map(|one| &one.kind)?;
        let (operands, ty) = match kind {
            ChannelKind::Slack { .. } => (self.slack(step, span)?, Type::Null),
            ChannelKind::Email { .. } => (self.mail(step, span)?, Type::Text),
        };
        Some(CheckedStep {
            kind: StepKind::Notify { channel },
            operands,
            ty,
        })
    }

    /// Looks at the values of a message whose channel is not known.
    fn forget(&mut self, step: &ast::NotifyStep) {
        if let Some(text) = &step.text {
            self.value(text, None);
        }
    }

    fn slack(&mut self, step: &ast::NotifyStep, span: Span) -> Option<Vec<Expression>> {
        let mut text = step.text.as_ref().map(|text| self.message(text));
        for setting in &settings::known(&step.settings, SLACK, self.reports) {
            if let Some(value) = settings::operand(setting, "a text", "text \"…\"", self.reports)
            {
                text = Some(self.message(value));
            }
        }
        if text.is_none() && step.settings.is_empty() {
            let sample = "\"…\"";
            self.report(settings::missing(span, SLACK.what, "text", sample));
        }
        Some(vec![convert::written(Format::Slack, text?)])
    }

    fn message(&mut self, text: &ast::Expression) -> Expression {
        self.expect(text, &Type::Text, &Reason::Takes { what: "a message" })
    }

    fn mail(&mut self, step: &ast::NotifyStep, span: Span) -> Option<Vec<Expression>> {
        if let Some(text) = &step.text {
            self.message(text);
            let sample = "notify mail { to \"…\", subject \"…\", text \"…\" }";
            let expected = "who it is for, the subject and the text";
            self.report(settings::wrong(text.span, "notify", expected, sample));
            return None;
        }
        let mut found: [Option<Expression>; 3] = [None, None, None];
        let known = settings::known(&step.settings, MAIL, self.reports);
        let mut poisoned = !known.complete;
        for setting in &known {
            let sample = format!("{} \"…\"", setting.name.text);
            let Some(value) = settings::operand(setting, "a text", &sample, self.reports) else {
                poisoned = true;
                continue;
            };
            let value = self.message(value);
            let at = MAIL
                .known
                .iter()
                .position(|name| *name == &*setting.name.text);
            if let Some(slot) = at.and_then(|at| found.get_mut(at)) {
                *slot = Some(value);
            }
        }
        for (slot, name) in found.iter().zip(MAIL.known) {
            if slot.is_none() && !poisoned {
                let sample = format!("{name} \"…\"");
                self.report(settings::missing(span, MAIL.what, name, &sample));
            }
        }
        found.into_iter().collect()
    }
}
