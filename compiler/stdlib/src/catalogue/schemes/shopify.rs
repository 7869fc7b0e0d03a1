//! `verify shopify`. Source:
//! <https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-5-verify-the-webhook>.

use std::borrow::Cow;

use super::secret::SECRET;
use crate::catalogue::{Algorithm, Check, Encoding, HmacForm, SchemeSpec, SignedPart, Written};

/// The scheme.
pub static SHOPIFY: SchemeSpec = SchemeSpec {
    name: "shopify",
    written: Written::Secret,
    takes: "one secret",
    sample: "verify shopify(secrets.NAME)",
    snippet: "shopify(secrets.${1:shopify})",
    docs: "Shopify's `X-Shopify-Hmac-Sha256`: an HMAC-SHA256 of the body, in base64.",
    settings: SECRET,
    one_of: &[],
    unbuilt: &[],
    check: Check::Hmac(HmacForm {
        algorithm: Algorithm::Sha256,
        header: Cow::Borrowed("X-Shopify-Hmac-Sha256"),
        labels: None,
        prefix: Cow::Borrowed(""),
        encoding: Encoding::Base64,
        signed: Cow::Borrowed(&[SignedPart::Body]),
        timestamp: None,
    }),
};
