//! The schemes of `verify`: one file each, in one table.

mod api_key;
mod basic;
mod bearer;
mod github;
mod hmac;
mod none;
mod secret;
mod shopify;
mod slack;
mod stripe;
mod token;

use super::{SchemeSpec, Unbuilt};

use api_key::API_KEY;
use basic::BASIC;
use bearer::BEARER;
pub use github::GITHUB;
pub use hmac::HMAC;
use none::NONE;
use shopify::SHOPIFY;
use slack::SLACK;
use stripe::STRIPE;
use token::TOKEN;

/// Every scheme, in display order.
pub static SCHEMES: &[&SchemeSpec] = &[
    &GITHUB, &STRIPE, &SLACK, &SHOPIFY, &HMAC, &BEARER, &BASIC, &TOKEN, &API_KEY, &NONE,
];

/// Schemes that exist in the language but that this version may not support.
const KNOWN: &[Unbuilt] = &[
    Unbuilt::new("jwt", "verify jwt { secret secrets.k }"),
    Unbuilt::new("ed25519", "verify ed25519 { secret secrets.k }"),
    Unbuilt::new("gitlab", "verify gitlab(secrets.k)"),
    Unbuilt::new("twilio", "verify twilio(secrets.k)"),
    Unbuilt::new("standard_webhooks", "verify standard_webhooks(secrets.k)"),
];

/// The scheme with that name.
#[must_use]
pub fn scheme(name: &str) -> Option<&'static SchemeSpec> {
    SCHEMES.iter().copied().find(|one| one.name == name)
}

/// The schemes that exist in the language but that this version does not support.
pub fn unbuilt_schemes() -> impl Iterator<Item = &'static Unbuilt> {
    KNOWN.iter().filter(|one| scheme(one.word).is_none())
}
