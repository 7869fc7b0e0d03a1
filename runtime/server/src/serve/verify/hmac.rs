//! `verify hmac { … }`: the form is what the settings say.

use std::borrow::Cow;

use flowright_ir::image::Settings;
use flowright_stdlib::catalogue::{Algorithm, Encoding, HmacForm, SignedPart};

use super::own::Own;
use crate::Secret;
use crate::edge::hmac::Hmac;
use crate::edge::scheme::{Built, SetupError};

/// The scheme.
pub(super) const HMAC: Own = Own {
    scheme: "hmac",
    build,
};

fn build(settings: &Settings, secrets: Vec<Secret>) -> Built {
    let header = settings.literal("header");
    let header = header.ok_or(SetupError::NoSetting { setting: "header" })?;
    let form = HmacForm {
        algorithm: settings
            .word("algorithm")
            .and_then(Algorithm::named)
            .unwrap_or(Algorithm::Sha256),
        header: Cow::Owned(header.to_owned()),
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
    Ok(Box::new(Hmac::of(&form, secrets)?))
}
