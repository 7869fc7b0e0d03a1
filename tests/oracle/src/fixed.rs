//! The fixed parts of a step as text, to compare the program with the result of lowering.

use std::time::Duration;

use flowright_check::program::{self, AuthScheme, HttpBodyKind, HttpTarget, PartKind};
use flowright_ir::image::{self, HttpTemplate, ReturnedRow};

/// The fixed parts of a step of the typed program.
pub(crate) fn of_program(kind: &program::StepKind) -> String {
    match kind {
        program::StepKind::Row(operation) => format!("{operation:?}"),
        program::StepKind::Http(program::HttpStep {
            method,
            target,
            body,
            form,
            parts,
            headers,
            auth,
            timeout,
            expect,
            expected: _,
            accept_any,
            max_response,
        }) => {
            let expect = match expect {
                program::Expectation::Nothing => "nothing",
                program::Expectation::Json(_) => "json",
                program::Expectation::Text => "text",
                program::Expectation::Bytes => "bytes",
            };
            let all = (
                *body,
                (&form[..], &parts[..]),
                &headers[..],
                *auth,
                *timeout,
                *accept_any,
                *max_response,
            );
            http(method, target, all, expect)
        }
        program::StepKind::Notify { channel, parts: _ } => format!("notify {channel}"),
        program::StepKind::Call { workflow: _ } => unreachable!("a call is run, not compared"),
    }
}

/// The fixed parts of a step of an image, except for the returned fields of a row, which only
/// lowering determines.
pub(crate) fn of_image(kind: &image::StepKind) -> String {
    match kind {
        image::StepKind::Row {
            operation,
            returned: ReturnedRow { .. },
        } => format!("{operation:?}"),
        image::StepKind::Http(HttpTemplate {
            method,
            target,
            body,
            form,
            parts,
            headers,
            auth,
            timeout,
            expect,
            expected: _,
            accept_any,
            max_response,
        }) => {
            let expect = match expect {
                image::Expectation::Nothing => "nothing",
                image::Expectation::Json(_) => "json",
                image::Expectation::Text => "text",
                image::Expectation::Bytes => "bytes",
            };
            let all = (
                *body,
                (&form[..], &parts[..]),
                &headers[..],
                *auth,
                *timeout,
                *accept_any,
                *max_response,
            );
            http(method, target, all, expect)
        }
        image::StepKind::Notify { channel } => format!("notify {channel}"),
        image::StepKind::Fork(_) => unreachable!("parts are run, not compared"),
    }
}

/// Body, fields of a form, headers, credentials, time limit, whether any status is accepted, and the largest response.
type Settings<'a> = (
    HttpBodyKind,
    (&'a [Box<str>], &'a [PartKind]),
    &'a [Box<str>],
    Option<AuthScheme>,
    Option<Duration>,
    bool,
    Option<u64>,
);

fn http(method: &str, target: &HttpTarget, settings: Settings<'_>, expect: &str) -> String {
    format!("http {method} {target:?} {settings:?} expect {expect}")
}
