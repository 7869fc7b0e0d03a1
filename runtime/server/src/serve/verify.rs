//! From the `verify` of a trigger to the scheme that checks requests.

use flowright_engine::Program;
use flowright_ir::image::{self, HmacScheme, SignedPart, Verify, Webhook, Workflow};
use hyper::header::HeaderName;

use super::site_problem::SiteProblem;
use crate::Secret;
use crate::edge::hmac::{Algorithm, Encoding, Hmac, Part, Settings, Timestamp};
use crate::edge::presets;
use crate::edge::scheme::{Scheme, SetupError};

/// Checks requests; `None` where the flow says `verify none because "…"`.
pub(super) type Verifier = Option<Box<dyn Scheme>>;

pub(super) fn verifier(
    program: &Program,
    workflow: &Workflow,
    webhook: &Webhook,
) -> Result<Verifier, SiteProblem> {
    let refused = |reason: SetupError| SiteProblem::Verify {
        workflow: workflow.name.clone(),
        reason,
    };
    match &webhook.verify {
        Verify::None { .. } => Ok(None),
        Verify::Github { secrets } => {
            let preset = presets::named("github").ok_or_else(|| refused(SetupError::NoSecret))?;
            (preset.build)(exposed(program, secrets))
                .map(Some)
                .map_err(refused)
        }
        Verify::Hmac(scheme) => {
            let settings = settings(program, workflow, scheme)?;
            let hmac = Hmac::new(settings).map_err(refused)?;
            Ok(Some(Box::new(hmac)))
        }
    }
}

fn exposed(program: &Program, secrets: &[usize]) -> Vec<Secret> {
    secrets
        .iter()
        .map(|index| Secret::new(program.secret(*index)))
        .collect()
}

fn settings(
    program: &Program,
    workflow: &Workflow,
    scheme: &HmacScheme,
) -> Result<Settings, SiteProblem> {
    let header = |name: &str| {
        HeaderName::from_bytes(name.as_bytes()).map_err(|_| SiteProblem::Header {
            workflow: workflow.name.clone(),
            header: name.into(),
        })
    };
    let part = |part: &SignedPart| {
        Ok(match part {
            SignedPart::Literal(text) => Part::Literal(text.to_string()),
            SignedPart::Timestamp => Part::Timestamp,
            SignedPart::Body => Part::Body,
            SignedPart::Method => Part::Method,
            SignedPart::Path => Part::Path,
            SignedPart::Query => Part::Query,
            SignedPart::Header(name) => Part::Header(header(name)?),
        })
    };
    Ok(Settings {
        secrets: exposed(program, &scheme.secrets),
        algorithm: match scheme.algorithm {
            image::Algorithm::Sha1 => Algorithm::Sha1,
            image::Algorithm::Sha256 => Algorithm::Sha256,
            image::Algorithm::Sha512 => Algorithm::Sha512,
        },
        header: header(&scheme.header)?,
        prefix: scheme.prefix.to_string(),
        encoding: match scheme.encoding {
            image::Encoding::Hex => Encoding::Hex,
            image::Encoding::Base64 => Encoding::Base64,
        },
        signed: scheme.signed.iter().map(part).collect::<Result<_, _>>()?,
        timestamp: scheme
            .timestamp
            .as_ref()
            .map(|window| {
                Ok(Timestamp {
                    header: header(&window.header)?,
                    within: window.within,
                })
            })
            .transpose()?,
    })
}
