//! `verify api_key { … }`: a key for each caller, in a header.

use super::carried::Carried;
use super::given::Given;
use super::known::Known;
use super::own::Own;
use crate::Secret;
use crate::edge::added::Added;
use crate::edge::place::Place;
use crate::edge::scheme::{Built, Refusal, Request, Scheme, header_name};

/// The scheme.
pub(super) const API_KEY: Own = Own {
    scheme: "api_key",
    build,
};

fn build(given: &Given<'_>) -> Built {
    let place = Place::Header(header_name(given.literal("header")?)?);
    let callers = given.named("caller");
    let names: Vec<Box<str>> = callers.iter().map(|(name, _)| (*name).into()).collect();
    let keys: Vec<Secret> = callers.into_iter().map(|(_, key)| key).collect();
    let known = Known::in_header(keys)?;
    known.differ_by(&names)?;
    Ok(Box::new(ApiKey {
        carried: Carried { place, known },
        names,
    }))
}

#[derive(Debug)]
struct ApiKey {
    carried: Carried,
    /// The caller of each key.
    names: Vec<Box<str>>,
}

impl Scheme for ApiKey {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        self.accept(request).map(drop)
    }

    fn accept(&self, request: &Request<'_>) -> Result<Option<&str>, Refusal> {
        let caller = self.carried.position(request)?;
        Ok(self.names.get(caller).map(|name| &**name))
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        self.carried.sign(request)
    }
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
    fn the_caller_is_the_one_whose_key_was_sent() {
        for (name, key) in [
            ("acme", "key of acme"),
            ("acme", "another key of acme"),
            ("umbrella", "k3y"),
        ] {
            let caller = kit().caller(&[header("X-Api-Key", key)]);
            assert_eq!(caller.as_deref(), Some(name));
        }
        assert_eq!(kit().caller(&[header("X-Api-Key", "acme")]), None);
    }

    #[test]
    fn two_callers_cannot_have_the_same_key() {
        let same = kit().named("caller", "initech", "k3y");
        let problem = same.problem();
        assert!(problem.contains("`umbrella` and `initech`"), "{problem}");
        // One caller may be named twice with the same key.
        kit()
            .named("caller", "umbrella", "k3y")
            .accepts_its_own("/");
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
