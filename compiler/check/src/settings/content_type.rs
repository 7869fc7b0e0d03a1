//! Rejects a `Content-Type` header on a request with a multipart body: the body's own header names
//! a random boundary that is generated when the request is sent.

use flowright_diagnostics::{Code, Diagnostic};

use super::block::Read;
use super::value::Value;
use crate::reports::Reports;

/// `E0306`: a header `Content-Type` on a request with a multipart body.
pub(crate) fn own_content_type(read: &Read<'_>, reports: &mut Reports) {
    let mut given = read.given.iter();
    let body = given.find(|one| matches!(one.value, Some(Value::Multipart(..))));
    let Some(body) = body else {
        return;
    };
    for one in &read.given {
        if let Some(Value::Header(name, _)) = &one.value
            && name.eq_ignore_ascii_case("content-type")
        {
            let report = Diagnostic::new(
                Code::SettingTwice,
                one.setting.span,
                "a multipart body has a `Content-Type` of its own",
            )
            .label("would replace it")
            .because(body.setting.span, "it names the boundary of this body")
            .help("remove the header");
            reports.push(report);
        }
    }
}
