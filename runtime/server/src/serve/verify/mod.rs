//! Builds the scheme that checks requests from a trigger's `verify`. A scheme whose form the
//! catalogue defines needs no code here; any other scheme has a file here and a line in
//! `VERIFIERS`.
//!
//! - [`given`], [`own`]: the inputs and the interface of a scheme with its own code
//! - [`hmac`]: a signature whose form the flow defines
//! - [`bearer`], [`basic`], [`token`], [`api_key`]: the secret itself is sent
//! - [`known`]: compares the secrets that may be sent; [`carried`]: a secret that a request carries
//!   verbatim; [`authorization`]: the header of HTTP's own schemes

mod api_key;
mod authorization;
mod basic;
mod bearer;
mod carried;
mod given;
mod hmac;
mod known;
mod own;
#[cfg(test)]
mod tests;
mod token;

use flowright_engine::Program;
use flowright_ir::image::{Verify, Webhook, Workflow};
use flowright_stdlib::catalogue::{Check, SchemeSpec};

use super::site_problem::SiteProblem;
use crate::Secret;
use crate::edge::hmac::Hmac;
use crate::edge::scheme::{Scheme, SetupError};
use given::Given;
use own::Own;

/// Checks requests; `None` for `verify none because "…"`.
pub(super) type Verifier = Option<Box<dyn Scheme>>;

/// Every scheme with its own code.
const VERIFIERS: &[Own] = &[
    hmac::HMAC,
    bearer::BEARER,
    basic::BASIC,
    token::TOKEN,
    api_key::API_KEY,
];

pub(super) fn verifier(
    program: &Program,
    workflow: &Workflow,
    webhook: &Webhook,
) -> Result<Verifier, SiteProblem> {
    let secret = |index| Some(Secret::new(program.secret(index)));
    of(&webhook.verify, secret).map_err(|reason| SiteProblem::Verify {
        workflow: workflow.name.clone(),
        reason,
    })
}

/// The scheme of a `verify`, with the secrets that are set.
pub(super) fn of(
    verify: &Verify,
    secret: impl Fn(usize) -> Option<Secret>,
) -> Result<Verifier, SetupError> {
    let (scheme, settings) = match verify {
        Verify::None { .. } => return Ok(None),
        Verify::Scheme { scheme, settings } => (*scheme, settings),
    };
    let given = Given {
        settings,
        secret: &secret,
    };
    build(scheme, &given)
}

fn build(scheme: &'static SchemeSpec, given: &Given<'_>) -> Result<Verifier, SetupError> {
    match &scheme.check {
        Check::Nothing => Ok(None),
        Check::Hmac(form) => Ok(Some(Box::new(Hmac::of(form, given.secrets())?))),
        Check::Own => {
            let mut own = VERIFIERS.iter();
            let own = own.find(|own| own.scheme == scheme.name);
            let own = own.ok_or(SetupError::NoScheme {
                scheme: scheme.name,
            })?;
            (own.build)(given).map(Some)
        }
    }
}
