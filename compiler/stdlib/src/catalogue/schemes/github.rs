//! `verify github`. Source: <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>.

use std::borrow::Cow;

use super::secret::SECRET;
use crate::catalogue::{Algorithm, Check, Encoding, HmacForm, SchemeSpec, SignedPart, Written};

/// The scheme. The older `X-Hub-Signature`, with SHA-1, is ignored.
pub static GITHUB: SchemeSpec = SchemeSpec {
    name: "github",
    written: Written::Secret,
    takes: "one secret",
    sample: "verify github(secrets.NAME)",
    snippet: "github(secrets.${1:github})",
    docs: "GitHub's `X-Hub-Signature-256`: an HMAC-SHA256 of the body.",
    settings: SECRET,
    one_of: &[],
    unbuilt: &[],
    check: Check::Hmac(HmacForm {
        algorithm: Algorithm::Sha256,
        header: Cow::Borrowed("X-Hub-Signature-256"),
        labels: None,
        prefix: Cow::Borrowed("sha256="),
        encoding: Encoding::Hex,
        signed: Cow::Borrowed(&[SignedPart::Body]),
        timestamp: None,
    }),
};
