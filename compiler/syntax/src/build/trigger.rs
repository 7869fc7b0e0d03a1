//! Triggers.

use super::setting::unread_setting;
use super::{Builder, Children};
use crate::ast::{Feature, Trigger, WebhookTrigger};
use crate::grammar::{Pair, Rule};

impl Builder<'_> {
    /// `trigger`
    pub(super) fn trigger(&mut self, pair: Pair<'_>) -> Trigger {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        children.take(Rule::kw_trigger);
        let not_built = |name| Trigger::NotBuilt(Feature { name }, span);
        match children.next() {
            Some(webhook) if webhook.as_rule() == Rule::webhook_trigger => {
                self.webhook(webhook, span).unwrap_or(Trigger::Error(span))
            }
            Some(other) => match other.as_rule() {
                Rule::schedule_trigger => not_built("`trigger schedule`"),
                Rule::collection_trigger => not_built("`trigger collection`"),
                Rule::call_trigger => not_built("`trigger call`"),
                _ => Trigger::Error(span),
            },
            None => Trigger::Error(span),
        }
    }

    fn webhook(&mut self, pair: Pair<'_>, span: flowright_diagnostics::Span) -> Option<Trigger> {
        let mut children = Children::of(pair);
        let method = children.find(Rule::method)?;
        let method = self.name(&method);
        let mut path_span = method.span.after();
        let path = children.take(Rule::path).map(|path| {
            path_span = self.span(&path);
            self.path(path)
        });
        let settings = match children.take(Rule::trigger_settings) {
            Some(settings) => self.settings(settings),
            None if self.holds_unclosed(path_span) => vec![unread_setting(path_span.after())],
            None => Vec::new(),
        };
        Some(Trigger::Webhook(WebhookTrigger {
            method,
            path,
            path_span,
            settings,
            span,
        }))
    }
}
