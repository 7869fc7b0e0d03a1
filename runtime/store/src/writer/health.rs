//! Whether the disk can still be trusted.

use crate::StepError;
use crate::error::{Fault, Reach};

/// Unbroken at first; once broken, for good.
#[derive(Default)]
pub(super) struct Health(Option<StepError>);

impl Health {
    /// Why nothing may be written any more.
    pub(super) fn broken(&self) -> Option<StepError> {
        self.0.clone()
    }

    /// Notes a fault, and tells what it means for the transaction. A fault of the disk breaks.
    pub(super) fn saw(&mut self, fault: &Fault) -> StepError {
        if let Reach::Disk { cause } = &fault.reach
            && self.0.is_none()
        {
            tracing::error!(error = %cause, "the disk failed; nothing is written until a restart");
            let reason = format!("the disk failed, and a restart is needed: {cause}");
            self.0 = Some(StepError::Unavailable {
                reason: reason.into(),
            });
        }
        self.broken()
            .unwrap_or_else(|| fault.error.clone().of_transaction())
    }
}
