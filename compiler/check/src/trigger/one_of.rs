//! Settings of a scheme of which exactly one must be given: they specify where the sender puts its
//! proof of identity.

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::catalogue::{Owner, SchemeSpec};

use crate::reports::Reports;
use crate::settings::{Read, none_of};

/// Whether exactly one of the scheme's exclusive settings is given; reports an error if not.
pub(super) fn one_is_given(
    scheme: &'static SchemeSpec,
    read: &Read<'_>,
    span: Span,
    reports: &mut Reports,
) -> bool {
    let given = read.given.iter();
    let mut given = given.filter(|one| scheme.one_of.contains(&one.spec.name));
    match (given.next(), given.next()) {
        (None, _) if !scheme.one_of.is_empty() => {
            reports.push(none_of(span, Owner::Scheme(scheme), scheme.one_of));
            false
        }
        (Some(first), Some(second)) => {
            reports.push(several(
                scheme,
                second.setting.name.span,
                first.setting.name.span,
            ));
            false
        }
        (None, _) | (Some(_), None) => true,
    }
}

/// `E0306`: more than one of the exclusive settings is given.
fn several(scheme: &'static SchemeSpec, span: Span, first: Span) -> Diagnostic {
    let owner = Owner::Scheme(scheme);
    Diagnostic::new(
        Code::SettingTwice,
        span,
        format!("{owner} takes one of `{}`", scheme.one_of.join("`, `")),
    )
    .label("a second one")
    .because(first, "the first one is given here")
    .help("keep one of them")
}
