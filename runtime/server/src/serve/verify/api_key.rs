//! `verify api_key { … }`: a key for each caller, in a header.

use super::carried::{Carried, Place};
use super::given::Given;
use super::known::Known;
use super::own::Own;
use crate::edge::scheme::{Built, header_name};

/// The scheme.
pub(super) const API_KEY: Own = Own {
    scheme: "api_key",
    build,
};

fn build(given: &Given<'_>) -> Built {
    let place = Place::Header(header_name(given.literal("header")?)?);
    let keys = given.named("caller").into_iter().map(|(_, key)| key);
    let known = Known::in_header(keys.collect())?;
    Ok(Box::new(Carried { place, known }))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Kit, header};
    use crate::edge::scheme::SetupError;

    fn kit() -> Kit {
        Kit::of("api_key")
            .header("header", "X-Api-Key")
            .named("caller", "acme", "key of acme")
            .named("caller", "acme", "another key of acme")
            .named("caller", "umbrella", "k3y")
    }

    #[test]
    fn a_key_of_any_caller_is_accepted() {
        for key in ["key of acme", "another key of acme", "k3y"] {
            kit().says("accepted", &[header("X-API-KEY", key)]);
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        let key = || header("X-Api-Key", "k3y");
        kit().says("missing_credentials", &[]);
        kit().says("missing_credentials", &[header("X-Api-Key", "")]);
        kit().says("missing_credentials", &[header("Authorization", "k3y")]);
        kit().says("repeated_credentials", &[key(), key()]);
        for key in ["acme", "K3Y", "k3", "k3yy", "umbrella:k3y", "Bearer k3y"] {
            kit().says("wrong_credentials", &[header("X-Api-Key", key)]);
        }
    }

    #[test]
    fn what_is_sent_is_accepted() {
        kit().accepts_its_own("/hook");
        assert_eq!(kit().sign(&[]).headers[0].1, "key of acme");
    }

    #[test]
    fn what_cannot_work_is_refused_at_start() {
        let nobody = Kit::of("api_key").header("header", "X-Api-Key");
        assert_eq!(nobody.error(), SetupError::NoSecret);
        let empty = kit().named("caller", "initech", "");
        assert_eq!(empty.error(), SetupError::EmptySecret { number: 4 });
        let lines = kit().named("caller", "initech", "a\nb");
        assert_eq!(lines.error(), SetupError::NotInHeader { number: 4 });
    }
}
