//! Writes the output of a step as its result in the execution's memory.

use flowright_ir::image::{StepKind, StepTemplate};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Place;

use super::output::StepOutput;
use super::{http, notify, rows};

/// Writes the output as the result of its step.
///
/// # Errors
/// `decode` if a body does not match what the step expects, `too_large` at the cap of the
/// execution's memory, `internal` if the output does not belong to this step.
pub(crate) fn write(
    output: &StepOutput,
    template: &StepTemplate,
    place: Place<'_>,
) -> Result<(), Failure> {
    match (&template.kind, output) {
        (StepKind::Row { returned, .. }, StepOutput::Row(output)) => {
            rows::write(place, returned, output)
        }
        (StepKind::Http(http), StepOutput::Http(output)) => http::write(place, http, output),
        (StepKind::Notify { .. }, StepOutput::Sent(id)) => notify::write(place, id.as_deref()),
        (
            StepKind::Row { .. } | StepKind::Http(_) | StepKind::Notify { .. } | StepKind::Fork(_),
            StepOutput::Row(_) | StepOutput::Http(_) | StepOutput::Sent(_),
        ) => Err(of_another_step()),
    }
}

#[cold]
fn of_another_step() -> Failure {
    Failure::internal("a step got the output of another kind of step")
}
