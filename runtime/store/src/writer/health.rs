//! Whether the disk can still be trusted.

use rusqlite::{Error, ErrorCode};

use crate::StepError;

/// Unbroken at first; once broken, for good.
#[derive(Default)]
pub(super) struct Health(Option<Box<str>>);

impl Health {
    /// Why nothing may be written any more.
    pub(super) fn broken(&self) -> Option<StepError> {
        let reason = self.0.clone()?;
        Some(StepError::Unavailable { reason })
    }

    /// Notes an error of SQLite; one of the disk or of the file breaks.
    pub(super) fn saw(&mut self, error: &Error) {
        let of_the_disk = matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        );
        if of_the_disk && self.0.is_none() {
            tracing::error!(%error, "the disk failed; nothing is written until a restart");
            let reason = format!("the disk failed, and a restart is needed: {error}");
            self.0 = Some(reason.into());
        }
    }
}
