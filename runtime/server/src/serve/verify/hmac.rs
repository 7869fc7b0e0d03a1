//! `verify hmac { … }`: the settings define the form.

use std::borrow::Cow;

use flowright_stdlib::catalogue::{Algorithm, Encoding, HmacForm, SignedPart};

use super::given::Given;
use super::own::Own;
use crate::edge::hmac::Hmac;
use crate::edge::scheme::Built;

/// The scheme.
pub(super) const HMAC: Own = Own {
    scheme: "hmac",
    build,
};

fn build(given: &Given<'_>) -> Built {
    let settings = given.settings;
    let header = given.literal("header")?;
    let form = HmacForm {
        algorithm: settings
            .word("algorithm")
            .and_then(Algorithm::named)
            .unwrap_or(Algorithm::Sha256),
        header: Cow::Owned(header.to_owned()),
        labels: settings.labels("header").cloned(),
        prefix: Cow::Owned(settings.literal("prefix").unwrap_or_default().to_owned()),
        encoding: settings
            .word("encoding")
            .and_then(Encoding::named)
            .unwrap_or(Encoding::Hex),
        signed: match settings.signed("signed") {
            Some(parts) => Cow::Owned(parts.to_vec()),
            None => Cow::Borrowed(&[SignedPart::Body]),
        },
        timestamp: settings.window("timestamp").cloned(),
    };
    Ok(Box::new(Hmac::of(&form, given.secrets())?))
}
