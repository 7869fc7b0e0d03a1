//! Effects of a rename outside the program.

use flowright_check::SymbolKind;
use flowright_diagnostics::FileId;
use flowright_syntax::ast::{ItemKind, Node, Trigger};

use super::Subject;
use crate::Analysis;

impl Analysis {
    /// What else changes for operators or callers of the program when the symbol at a place is
    /// renamed.
    #[must_use]
    pub fn renamed_outside(&self, file: FileId, offset: u32, new_name: &str) -> Option<String> {
        let subject = self.subject(file, offset).ok()?;
        let old = &*self.index.symbol(subject.symbol)?.name;
        if old == new_name {
            return None;
        }
        let (before, after) = (old.to_uppercase(), new_name.to_uppercase());
        match subject.kind {
            SymbolKind::Secret => Some(format!(
                "The secret is now read from FLOWRIGHT_SECRET_{after}, or from the line {new_name}= of the secrets file, and no longer from FLOWRIGHT_SECRET_{before}: set it there before the next start."
            )),
            SymbolKind::Config => Some(format!(
                "The config is now read from FLOWRIGHT_CONFIG_{after}, and no longer from FLOWRIGHT_CONFIG_{before}."
            )),
            SymbolKind::Collection => Some(format!(
                "The rows of `{old}` stay in the table `{old}`, and `{new_name}` starts empty."
            )),
            SymbolKind::Column => Some(format!(
                "`was {old}` renames the column at the next start. Starting the old program does not undo this. To be able to roll back, deploy twice: first with `{new_name}` as a new field beside `{old}`, writing both; then without `{old}`."
            )),
            SymbolKind::Workflow if self.has_path_of_its_name(&subject) => Some(format!(
                "The workflow has no path of its own: its address changes from /api/webhooks/{old} to /api/webhooks/{new_name}. Tell everyone who calls it."
            )),
            SymbolKind::Workflow
            | SymbolKind::Type
            | SymbolKind::Service
            | SymbolKind::Channel
            | SymbolKind::Function
            | SymbolKind::Field
            | SymbolKind::PathParameter
            | SymbolKind::Parameter
            | SymbolKind::Binding
            | SymbolKind::Variable
            | SymbolKind::Element
            | SymbolKind::Failure => None,
        }
    }

    fn has_path_of_its_name(&self, subject: &Subject) -> bool {
        let Some(tree) = self.tree(subject.symbol.anchor.file) else {
            return false;
        };
        tree.walk().any(|node| {
            if let Node::Item(item) = node
                && let ItemKind::Workflow(workflow) = &item.kind
                && workflow.name.span == subject.symbol
            {
                let mut webhooks = workflow.triggers.iter().filter_map(Trigger::as_webhook);
                webhooks.any(|webhook| webhook.path.is_none())
            } else {
                false
            }
        })
    }
}
