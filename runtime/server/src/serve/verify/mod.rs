//! From the `verify` of a trigger to the scheme that checks requests. A scheme that the catalogue gives the form of needs no code here;
//! one that does not has a file here and a line in `VERIFIERS`.

mod hmac;
mod own;

use flowright_engine::Program;
use flowright_ir::image::{Settings, Verify, Webhook, Workflow};
use flowright_stdlib::catalogue::{Check, SchemeSpec};

use super::site_problem::SiteProblem;
use crate::Secret;
use crate::edge::hmac::Hmac;
use crate::edge::scheme::{Scheme, SetupError};
use own::Own;

/// Checks requests; `None` where the flow says `verify none because "…"`.
pub(super) type Verifier = Option<Box<dyn Scheme>>;

/// Every scheme with code of its own.
const VERIFIERS: &[Own] = &[hmac::HMAC];

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

/// The scheme of a `verify`, with those of its secrets that there are.
pub(super) fn of(
    verify: &Verify,
    secret: impl Fn(usize) -> Option<Secret>,
) -> Result<Verifier, SetupError> {
    let (scheme, settings) = match verify {
        Verify::None { .. } => return Ok(None),
        Verify::Scheme { scheme, settings } => (*scheme, settings),
    };
    let secrets = settings.secrets("secret").iter().copied();
    let secrets = secrets.filter_map(secret);
    build(scheme, settings, secrets.collect())
}

fn build(
    scheme: &'static SchemeSpec,
    settings: &Settings,
    secrets: Vec<Secret>,
) -> Result<Verifier, SetupError> {
    match &scheme.check {
        Check::Nothing => Ok(None),
        Check::Hmac(form) => Ok(Some(Box::new(Hmac::of(form, secrets)?))),
        Check::Own => {
            let mut own = VERIFIERS.iter();
            let own = own.find(|own| own.scheme == scheme.name);
            let own = own.ok_or(SetupError::NoScheme {
                scheme: scheme.name,
            })?;
            (own.build)(settings, secrets).map(Some)
        }
    }
}

#[cfg(test)]
mod tests {
    use flowright_stdlib::catalogue::{self, SCHEMES};

    use super::*;

    #[test]
    fn every_scheme_has_one_verifier() {
        for scheme in SCHEMES {
            let own = VERIFIERS.iter().filter(|own| own.scheme == scheme.name);
            let wanted = usize::from(matches!(scheme.check, Check::Own));
            assert_eq!(own.count(), wanted, "{}", scheme.name);
        }
    }

    #[test]
    fn every_verifier_has_its_scheme_in_the_catalogue() {
        for own in VERIFIERS {
            assert!(catalogue::scheme(own.scheme).is_some(), "{}", own.scheme);
        }
    }

    #[test]
    fn every_scheme_refuses_to_start_without_a_secret() {
        for scheme in SCHEMES {
            let built = |secrets| build(scheme, &Settings::default(), secrets);
            if matches!(scheme.check, Check::Nothing) {
                assert!(matches!(built(vec![]), Ok(None)), "{}", scheme.name);
                continue;
            }
            assert!(built(vec![]).is_err(), "{}", scheme.name);
            let secrets = vec![Secret::new("k"), Secret::new("")];
            assert!(built(secrets).is_err(), "{}", scheme.name);
            if let Check::Hmac(form) = &scheme.check {
                assert_eq!(built(vec![]).err(), Some(SetupError::NoSecret));
                let secrets = vec![Secret::new("k"), Secret::new("")];
                let refused = Hmac::of(form, secrets).err();
                assert_eq!(refused, Some(SetupError::EmptySecret { number: 2 }));
                assert!(Hmac::of(form, vec![Secret::new("k")]).is_ok());
            }
        }
    }
}
