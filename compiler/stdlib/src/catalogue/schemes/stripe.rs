//! `verify stripe`. Source: <https://docs.stripe.com/webhooks/signature>.

use std::borrow::Cow;
use std::time::Duration;

use super::secret::SECRET;
use crate::catalogue::{
    Algorithm, Check, Encoding, HmacForm, Labels, SchemeSpec, SignedPart, TimeUnit,
    TimestampWindow, Written,
};

/// The scheme. The secret is the whole text that begins with `whsec_`; signatures labelled `v0` are
/// ignored.
pub static STRIPE: SchemeSpec = SchemeSpec {
    name: "stripe",
    written: Written::Secret,
    takes: "one secret",
    sample: "verify stripe(secrets.NAME)",
    snippet: "stripe(secrets.${1:stripe})",
    docs: "Stripe's `Stripe-Signature`: an HMAC-SHA256 of the time and the body, within 5 minutes.",
    settings: SECRET,
    one_of: &[],
    unbuilt: &[],
    check: Check::Hmac(HmacForm {
        algorithm: Algorithm::Sha256,
        header: Cow::Borrowed("Stripe-Signature"),
        labels: Some(Labels {
            separator: ',',
            signature: Cow::Borrowed("v1="),
            timestamp: Some(Cow::Borrowed("t=")),
        }),
        prefix: Cow::Borrowed(""),
        encoding: Encoding::Hex,
        signed: Cow::Borrowed(&[
            SignedPart::Timestamp,
            SignedPart::Literal(Cow::Borrowed(".")),
            SignedPart::Body,
        ]),
        timestamp: Some(TimestampWindow {
            source: None,
            unit: TimeUnit::Seconds,
            within: Duration::from_mins(5),
        }),
    }),
};
