//! Code lenses above workflows: the route, and who may call the workflow.

use std::fmt;

use flowright_diagnostics::{FileId, FileRange};
use flowright_syntax::ast::{
    Expression, ExpressionKind, ItemKind, Setting, SettingTail, Trigger, WebhookTrigger,
    WorkflowItem,
};

use crate::Analysis;

/// How a workflow is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name of the workflow.
    pub span: FileRange,
    /// The method of its requests.
    pub method: String,
    /// The pattern of their path.
    pub path: String,
    /// How callers are verified.
    pub verification: Verification,
    /// The mode, such as `sync` if the sender waits for the response.
    pub mode: String,
}

/// How requests are verified, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// By a provider's signature, or by another kind of signature.
    By(String),
    /// Not verified, explicitly or by omission.
    Not,
    /// It could not be read.
    Unclear,
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verification::By(scheme) => write!(f, "verified by {scheme}"),
            Verification::Not => f.write_str("not verified"),
            Verification::Unclear => f.write_str("verification unclear"),
        }
    }
}

impl Analysis {
    /// The lenses of the workflows of a file that have a webhook.
    #[must_use]
    pub fn lenses(&self, file: FileId) -> Vec<Lens> {
        let items = self.tree(file).map(|tree| tree.items.iter());
        let workflows = items.into_iter().flatten().filter_map(|item| {
            let ItemKind::Workflow(workflow) = &item.kind else {
                return None;
            };
            self.lens(workflow)
        });
        workflows.collect()
    }

    fn lens(&self, workflow: &WorkflowItem) -> Option<Lens> {
        let webhook = webhook(workflow)?;
        let setting = |name: &str| webhook.settings.iter().find(|one| &*one.name.text == name);
        let mode = setting("mode").and_then(|setting| word(first(setting)?));
        let (method, path) = self.route(workflow)?;
        Some(Lens {
            span: self.anchors.resolve(workflow.name.span),
            method,
            path,
            verification: setting("verify").map_or(Verification::Not, verification),
            mode: mode.unwrap_or("sync").to_owned(),
        })
    }

    /// The method of a workflow's webhook, and its path pattern as written; without one, the
    /// default path derived from its name.
    pub(crate) fn route(&self, workflow: &WorkflowItem) -> Option<(String, String)> {
        let webhook = webhook(workflow)?;
        let method = webhook.method.text.to_string();
        if webhook.path.is_none() {
            return Some((method, format!("/api/webhooks/{}", workflow.name.text)));
        }
        let quoted = self.written(webhook.path_span);
        let raw = quoted.strip_prefix('r').unwrap_or(quoted);
        Some((method, raw.trim_matches('"').trim_end().to_owned()))
    }
}

fn webhook(workflow: &WorkflowItem) -> Option<&WebhookTrigger> {
    workflow.triggers.iter().find_map(Trigger::as_webhook)
}

fn verification(setting: &Setting) -> Verification {
    match first(setting).and_then(word) {
        Some("none") => Verification::Not,
        Some(scheme) => Verification::By(scheme.to_owned()),
        None => Verification::Unclear,
    }
}

fn first(setting: &Setting) -> Option<&Expression> {
    let SettingTail::Operands { operands, block: _ } = &setting.tail else {
        return None;
    };
    operands.first()
}

/// `sync`, `github(…)`
fn word(operand: &Expression) -> Option<&str> {
    let (ExpressionKind::Name(name) | ExpressionKind::Call { function: name, .. }) = &operand.kind
    else {
        return None;
    };
    Some(&name.text)
}
