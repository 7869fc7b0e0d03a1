//! The fixed parts of an `http` step.

use flowright_check::program::{self, HttpStep};

use super::workflow::Lowering;
use crate::image::{Expectation, HttpTemplate};

impl Lowering<'_> {
    pub(super) fn http(&self, http: &HttpStep) -> HttpTemplate {
        HttpTemplate {
            method: http.method.clone(),
            target: http.target.clone(),
            body: http.body,
            form: http.form.clone(),
            parts: http.parts.clone(),
            headers: http.headers.clone(),
            auth: http.auth,
            timeout: http.timeout,
            expect: match &http.expect {
                program::Expectation::Nothing => Expectation::Nothing,
                program::Expectation::Json(ty) => Expectation::Json(self.shape(ty)),
                program::Expectation::Text => Expectation::Text,
                program::Expectation::Bytes => Expectation::Bytes,
            },
            expected: http.expected.clone(),
            accept_any: http.accept_any,
            max_response: http.max_response,
        }
    }
}
