//! The headers that a service adds to an `http` step, built when the program starts.

use flowright_effects::{HeaderName, HeaderValue};
use flowright_ir::image::{
    Credentials, HttpBodyKind, HttpTemplate, Image, Secret, Service, SettingText, SettingTextPart,
};
use zeroize::Zeroizing;

use super::authorization::{self, AUTHORIZATION};
use crate::operator::{Resolved, StartProblem};

/// The headers of the service, without those that the step sets itself.
pub(super) fn plan(
    image: &Image,
    resolved: &Resolved,
    service: &Service,
    http: &HttpTemplate,
) -> Result<Vec<(HeaderName, HeaderValue)>, StartProblem> {
    let mut headers = Vec::new();
    for (name, value_of) in &service.headers {
        let text = resolved.text(value_of);
        let header = header(image, resolved, service, name, &text, &[value_of])?;
        if !sets(http, name) {
            headers.push(header);
        }
    }
    if let Some(credentials) = &service.credentials {
        let text = authorization(resolved, service, credentials)?;
        let texts = credentials.texts();
        let header = header(image, resolved, service, AUTHORIZATION, &text, &texts)?;
        if !sets(http, AUTHORIZATION) {
            headers.push(header);
        }
    }
    Ok(headers)
}

/// Whether the step itself sets that header.
pub(super) fn sets(http: &HttpTemplate, header: &str) -> bool {
    let mut own = http.headers.iter();
    own.any(|name| name.eq_ignore_ascii_case(header))
        || http.auth.is_some() && header.eq_ignore_ascii_case(AUTHORIZATION)
        || http.body == HttpBodyKind::Multipart && header.eq_ignore_ascii_case("content-type")
}

fn authorization(
    resolved: &Resolved,
    service: &Service,
    credentials: &Credentials,
) -> Result<Zeroizing<String>, StartProblem> {
    match credentials {
        Credentials::Bearer(token) => Ok(authorization::bearer(&resolved.text(token))),
        Credentials::Basic { user, password } => {
            let (user, password) = (resolved.text(user), resolved.text(password));
            let value = authorization::basic(&user, &password);
            value.ok_or_else(|| StartProblem::User {
                service: service.name.clone(),
            })
        }
    }
}

/// A header with its value, which was assembled from those texts.
fn header(
    image: &Image,
    resolved: &Resolved,
    service: &Service,
    name: &str,
    value: &str,
    texts: &[&SettingText],
) -> Result<(HeaderName, HeaderValue), StartProblem> {
    let refused = || StartProblem::Header {
        service: service.name.clone(),
        header: name.into(),
    };
    let field = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
    let value = HeaderValue::from_bytes(value.as_bytes());
    let mut value = value.map_err(|_| match bad_secret(image, resolved, texts) {
        Some(secret) => StartProblem::of_secret(
            secret,
            String::from(
                "it contains a line break or another control character, which is not allowed in a header",
            ),
        ),
        None => refused(),
    })?;
    value.set_sensitive(true);
    Ok((field, value))
}

/// The secret in a header's value that is not allowed in a header.
fn bad_secret<'a>(
    image: &'a Image,
    resolved: &Resolved,
    texts: &[&SettingText],
) -> Option<&'a Secret> {
    let mut parts = texts.iter().flat_map(|text| &text.parts);
    parts.find_map(|part| match part {
        SettingTextPart::Secret(index) => {
            let secret = resolved.secrets.get(*index)?;
            let good = HeaderValue::from_bytes(secret.as_bytes()).is_ok();
            (!good).then(|| image.secrets.get(*index))?
        }
        SettingTextPart::Literal(_) | SettingTextPart::Config(_) => None,
    })
}
