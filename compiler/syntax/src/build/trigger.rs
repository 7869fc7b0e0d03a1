//! Triggers.

use flowright_diagnostics::Span;

use super::setting::unread_setting;
use super::{Builder, Children};
use crate::ast::{CallTrigger, Feature, Trigger, WebhookTrigger};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

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
            Some(call) if call.as_rule() == Rule::call_trigger => {
                Trigger::Call(self.call_trigger(call, span))
            }
            Some(other) => match other.as_rule() {
                Rule::schedule_trigger => not_built("`trigger schedule`"),
                Rule::collection_trigger => not_built("`trigger collection`"),
                _ => Trigger::Error(span),
            },
            None => Trigger::Error(span),
        }
    }

    fn call_trigger(&mut self, pair: Pair<'_>, span: Span) -> CallTrigger {
        let mut children = Children::of(pair);
        let word = children
            .take(Rule::kw_call)
            .map_or(span, |word| self.span(&word));
        let parameters = children.take(Rule::trigger_parameters);
        let lacks_parameters = parameters.is_none();
        let parameters = parameters
            .map(|parameters| self.parameters(parameters))
            .unwrap_or_default();
        let returns = children
            .take(Rule::returns)
            .and_then(|returns| self.returns(returns));
        let settings = children.take(Rule::trigger_settings);
        let settings = if lacks_parameters {
            self.report(mistakes::trigger_without_parameters(
                word,
                settings.is_some(),
            ));
            Vec::new()
        } else {
            settings
                .map(|settings| self.settings(settings))
                .unwrap_or_default()
        };
        CallTrigger {
            parameters,
            returns,
            settings,
            span,
        }
    }

    fn webhook(&mut self, pair: Pair<'_>, span: Span) -> Option<Trigger> {
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
