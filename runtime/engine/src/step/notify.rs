//! The `notify` step.

use flowright_effects::{HttpClient, notify};
use flowright_host::Host;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Context, View};
use flowright_stdlib::types::Type;

use super::ResultWords;
use super::plan::NotifyPlan;

/// The parts of the message by name.
pub(super) fn message(arguments: &View<'_>) -> Result<Vec<(String, String)>, Failure> {
    let Type::Record(record) = arguments.ty() else {
        return Err(Failure::internal(
            "the arguments of a notify step are no record",
        ));
    };
    let fields = arguments.fields()?;
    let parts = record.names().zip(&fields);
    parts
        .map(|(name, value)| Ok((name.to_owned(), value.text()?.to_owned())))
        .collect()
}

/// Sends it; the result is the provider's id of the message, an empty text where it gives none.
pub(super) async fn send(
    client: &HttpClient,
    host: &Host,
    plan: &NotifyPlan,
    message: &[(String, String)],
    context: &mut Context,
) -> Result<ResultWords, Failure> {
    let settings: Vec<(&str, &str)> = plan
        .settings
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let message: Vec<(&str, &str)> = message
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let sent = notify::send(client, host, plan.kind, &settings, &message)
        .await
        .map_err(|error| {
            let code = FailureCode::parse(error.code()).unwrap_or(FailureCode::Fail);
            Failure::new(code, error.to_string())
        })?;
    let [address, length] = context.allocate_bytes(sent.unwrap_or_default().as_bytes())?;
    Ok([address, length, 0, 0])
}
