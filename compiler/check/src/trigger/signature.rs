//! Settings of a scheme that depend on each other: the signed parts and the timestamp.

use flowright_diagnostics::{Diagnostic, Span};
use flowright_stdlib::catalogue::{Owner, SettingKind, SettingSpec, SignedPart};

use crate::reports::Reports;
use crate::settings::{self, Read};

/// Whether the signed parts and the signed timestamp are consistent; reports an error if not. A
/// scheme without settings for them fixes both itself.
pub(super) fn goes_together(
    owner: Owner,
    read: &Read<'_>,
    span: Span,
    reports: &mut Reports,
) -> bool {
    let of_kind = |is_kind: fn(&SettingKind) -> bool| {
        let mut specs = owner.settings().iter();
        specs.find(|one| is_kind(&one.kind))
    };
    let signed = of_kind(|kind| matches!(kind, SettingKind::Signed));
    let window = of_kind(|kind| matches!(kind, SettingKind::Window));
    let (Some(signed), Some(window)) = (signed, window) else {
        return true;
    };
    let parts = read.signed(signed.name).unwrap_or(&[SignedPart::Body]);
    let signed_span = read.span_of(|kind| matches!(kind, SettingKind::Signed));
    let uses_time = parts.contains(&SignedPart::Timestamp);
    let has_time = read.span_of(|kind| matches!(kind, SettingKind::Window));
    if uses_time && has_time.is_none() {
        let span = signed_span.unwrap_or(span);
        reports.push(settings::missing(span, owner, window.name, window.sample));
        return false;
    }
    if !uses_time && has_time.is_some() {
        let report = settings::missing(span, owner, signed.name, signed.sample);
        reports.push(report.note("an unsigned timestamp does not prevent replays"));
        return false;
    }
    if !parts.contains(&SignedPart::Body) {
        reports.push(body_not_signed(signed_span.unwrap_or(span), signed));
    }
    true
}

/// `E0307`: an unsigned body.
fn body_not_signed(span: Span, signed: &SettingSpec) -> Diagnostic {
    let expected = "a text that contains `{body}`";
    settings::wrong(span, signed.name, expected, signed.sample)
        .note("an unsigned body could come from anyone")
}
