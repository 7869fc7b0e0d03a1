//! `verify slack`. Source: <https://docs.slack.dev/authentication/verifying-requests-from-slack>.

use std::borrow::Cow;
use std::time::Duration;

use super::secret::SECRET;
use crate::catalogue::{
    Algorithm, Check, Encoding, HmacForm, SchemeSpec, SignedPart, Source, TimeUnit,
    TimestampWindow, Written,
};

/// The scheme.
pub static SLACK: SchemeSpec = SchemeSpec {
    name: "slack",
    written: Written::Secret,
    takes: "one secret",
    sample: "verify slack(secrets.NAME)",
    snippet: "slack(secrets.${1:slack_signing})",
    docs: "Slack's `X-Slack-Signature`: an HMAC-SHA256 of the time and the body, within 5 minutes.",
    settings: SECRET,
    one_of: &[],
    unbuilt: &[],
    check: Check::Hmac(HmacForm {
        algorithm: Algorithm::Sha256,
        header: Cow::Borrowed("X-Slack-Signature"),
        labels: None,
        prefix: Cow::Borrowed("v0="),
        encoding: Encoding::Hex,
        signed: Cow::Borrowed(&[
            SignedPart::Literal(Cow::Borrowed("v0:")),
            SignedPart::Timestamp,
            SignedPart::Literal(Cow::Borrowed(":")),
            SignedPart::Body,
        ]),
        timestamp: Some(TimestampWindow {
            source: Some(Source::Header(Cow::Borrowed("X-Slack-Request-Timestamp"))),
            unit: TimeUnit::Seconds,
            within: Duration::from_mins(5),
        }),
    }),
};
