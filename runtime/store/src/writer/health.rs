//! Whether the disk can still be trusted.

use crate::StepError;
use crate::error::{Fault, Reach};

/// The disk is trusted at first; once it has failed, it is never trusted again.
#[derive(Default)]
pub(super) struct Health(Option<StepError>);

impl Health {
    /// The reason why all writes are refused, once the disk has failed.
    pub(super) fn broken(&self) -> Option<StepError> {
        self.0.clone()
    }

    /// Records a fault, and returns the error for the transaction. A disk fault breaks the writer.
    pub(super) fn saw(&mut self, fault: &Fault) -> StepError {
        if let Reach::Disk { cause } = &fault.reach
            && self.0.is_none()
        {
            tracing::error!(error = %cause, "the disk failed; all writes are refused until a restart");
            let reason = format!("the disk failed, and a restart is needed: {cause}");
            self.0 = Some(StepError::Unavailable {
                reason: reason.into(),
            });
        }
        self.broken()
            .unwrap_or_else(|| fault.error.clone().of_transaction())
    }
}
