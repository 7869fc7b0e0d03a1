//! `verify hmac { … }`: the settings define the form.

use flowright_stdlib::catalogue::{Algorithm, Encoding, KeyEncoding};

use super::given::Given;
use super::own::Own;
use crate::edge::hmac::{Hmac, Part, Settings, part, timestamp};
use crate::edge::place::Place;
use crate::edge::scheme::{Built, SetupError, header_name};

/// The scheme.
pub(super) const HMAC: Own = Own {
    scheme: "hmac",
    build,
};

fn build(given: &Given<'_>) -> Built {
    let settings = given.settings;
    let signed: Result<Vec<Part>, SetupError> = match settings.signed("signed") {
        Some(parts) => parts.iter().map(part).collect(),
        None => Ok(vec![Part::Body]),
    };
    let settings = Settings {
        secrets: given.secrets(),
        key: settings
            .word("key_encoding")
            .and_then(KeyEncoding::named)
            .unwrap_or(KeyEncoding::Text),
        algorithm: settings
            .word("algorithm")
            .and_then(Algorithm::named)
            .unwrap_or(Algorithm::Sha256),
        place: place(given)?,
        labels: settings.labels("header").cloned(),
        prefix: settings.literal("prefix").unwrap_or_default().to_owned(),
        encoding: settings
            .word("encoding")
            .and_then(Encoding::named)
            .unwrap_or(Encoding::Hex),
        signed: signed?,
        timestamp: settings.window("timestamp").map(timestamp).transpose()?,
    };
    Ok(Box::new(Hmac::new(settings)?))
}

fn place(given: &Given<'_>) -> Result<Place, SetupError> {
    if let Some(name) = given.settings.literal("query") {
        return Ok(Place::Query(name.to_owned()));
    }
    if let Some(path) = given.settings.literal("body") {
        return Ok(Place::Body(path.to_owned()));
    }
    Ok(Place::Header(header_name(given.literal("header")?)?))
}
