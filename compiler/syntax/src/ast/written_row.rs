//! Complete rows written by steps.

use super::Name;
use super::code::{RecordEntry, StepKind};

/// A complete row as written by a step.
#[derive(Clone, Copy, Debug)]
pub struct WrittenRow<'t> {
    /// The collection.
    pub collection: &'t Name,
    /// The fields that identify the row.
    pub by: &'t [Name],
    /// The fields written.
    pub entries: &'t [RecordEntry],
    /// The fields written only on create.
    pub on_create: &'t [RecordEntry],
}

impl StepKind {
    /// The complete row that the step writes, if it writes one.
    #[must_use]
    pub fn written_row(&self) -> Option<WrittenRow<'_>> {
        match self {
            StepKind::Create(step) if step.from.is_none() => Some(WrittenRow {
                collection: &step.collection,
                by: &[],
                entries: &step.entries,
                on_create: &[],
            }),
            StepKind::Upsert(step) if step.from.is_none() => Some(WrittenRow {
                collection: &step.collection,
                by: &step.by,
                entries: &step.entries,
                on_create: &step.on_create,
            }),
            StepKind::Create(_)
            | StepKind::Upsert(_)
            | StepKind::Query(_)
            | StepKind::Update(_)
            | StepKind::Delete(_)
            | StepKind::Http(_)
            | StepKind::Notify(_)
            | StepKind::Transaction(_)
            | StepKind::Call(_)
            | StepKind::NotBuilt(_) => None,
        }
    }
}
