//! `verify basic { … }`: `Authorization: Basic …` with a user and a password (RFC 7617).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::authorization::{added, credentials};
use super::given::Given;
use super::known::Known;
use super::own::Own;
use crate::Secret;
use crate::edge::added::Added;
use crate::edge::scheme::{Built, Refusal, Request, Scheme, SetupError};

/// The scheme.
pub(super) const BASIC: Own = Own {
    scheme: "basic",
    build,
};

/// Its name in the header.
const NAME: &str = "Basic";

fn build(given: &Given<'_>) -> Built {
    let users = given.named("user");
    let mut numbered = (1..).zip(&users);
    if let Some((number, _)) = numbered.find(|(_, (_, password))| password.is_empty()) {
        return Err(SetupError::EmptySecret { number });
    }
    let pairs = users.iter().map(|(user, password)| pair(user, password));
    let known = Known::of(pairs.collect())?;
    let names = users.iter().map(|(user, _)| (*user).into()).collect();
    Ok(Box::new(Basic { known, names }))
}

/// `user:password`. A user contains no colon, so the encoding of a pair is unambiguous.
fn pair(user: &str, password: &Secret) -> Secret {
    let length = user.len().saturating_add(password.expose().len());
    // Allocated in full up front: a growing buffer would leave copies behind.
    let mut pair = Vec::with_capacity(length.saturating_add(1));
    pair.extend_from_slice(user.as_bytes());
    pair.push(b':');
    pair.extend_from_slice(password.expose());
    Secret::new(pair)
}

#[derive(Debug)]
struct Basic {
    /// The pairs.
    known: Known,
    /// The user of each pair.
    names: Vec<Box<str>>,
}

/// The user and the password that a request carries.
fn sent(request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let written = credentials(request.headers, NAME)?;
    let pair = STANDARD.decode(written).map(Zeroizing::new);
    pair.map_err(|_| Refusal::MalformedCredentials)
}

impl Scheme for Basic {
    fn verify(&self, request: &Request<'_>) -> Result<(), Refusal> {
        self.accept(request).map(drop)
    }

    fn accept(&self, request: &Request<'_>) -> Result<Option<&str>, Refusal> {
        let pair = sent(request)?;
        let text = std::str::from_utf8(&pair).map_err(|_| Refusal::MalformedCredentials)?;
        if !text.contains(':') {
            return Err(Refusal::MalformedCredentials);
        }
        let user = self.known.position(&pair)?;
        Ok(self.names.get(user).map(|name| &**name))
    }

    fn sign(&self, request: &Request<'_>) -> Result<Added, Refusal> {
        let pair = STANDARD.encode(self.known.first()?.expose());
        Ok(added(request, NAME, pair.as_bytes()))
    }

    fn challenge(&self) -> Option<&'static str> {
        Some("Basic realm=\"webhook\", charset=\"UTF-8\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::verify::tests::{Kit, header};

    fn kit() -> Kit {
        Kit::of("basic")
            .named("user", "Aladdin", "open sesame")
            .named("user", "test", "123£")
            .named("user", "shop", "old:one")
            .named("user", "shop", "new")
    }

    fn written(pair: impl AsRef<[u8]>) -> String {
        format!("Basic {}", STANDARD.encode(pair))
    }

    #[test]
    fn the_examples_of_the_rfc_are_accepted() {
        for value in [
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            "basic   QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
            // In UTF-8 (RFC 7617, 2.1).
            "Basic dGVzdDoxMjPCow==",
        ] {
            kit().says("accepted", &[header("Authorization", value)]);
        }
        for pair in ["shop:old:one", "shop:new"] {
            kit().says("accepted", &[header("Authorization", &written(pair))]);
        }
    }

    #[test]
    fn the_caller_is_the_user() {
        for (user, pair) in [
            ("Aladdin", "Aladdin:open sesame"),
            ("shop", "shop:old:one"),
            ("shop", "shop:new"),
            ("test", "test:123\u{a3}"),
        ] {
            let headers = [header("Authorization", &written(pair))];
            assert_eq!(kit().caller(&headers).as_deref(), Some(user));
        }
        assert_eq!(kit().caller(&[]), None);
    }

    #[test]
    fn the_user_counts_as_much_as_the_password() {
        for pair in [
            "Aladdin:new",
            "aladdin:open sesame",
            "shop:open sesame",
            "shop:",
            ":new",
            ":",
            "shop:new:",
            "shop:new ",
            "shop :new",
            "shop:old",
            "shop:old\0one",
            "other:new",
        ] {
            kit().says(
                "wrong_credentials",
                &[header("Authorization", &written(pair))],
            );
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        kit().says("missing_credentials", &[]);
        let good = written("shop:new");
        let twice = [
            header("Authorization", &good),
            header("Authorization", &good),
        ];
        kit().says("repeated_credentials", &twice);
        // `£` in Latin-1.
        let latin = written(b"test:123\xa3");
        for (reason, value) in [
            ("missing_credentials", ""),
            ("malformed_credentials", "Basic"),
            ("malformed_credentials", "Basic shop:new"),
            ("malformed_credentials", "Bearer c2hvcDpuZXc="),
            ("malformed_credentials", "Basic c2hvcDpuZXc"),
            ("malformed_credentials", "Basic c2hvcDpuZXc= x"),
            ("malformed_credentials", "Basic c2hvcA=="),
            ("malformed_credentials", "Digest username=\"shop\""),
            ("malformed_credentials", &latin),
        ] {
            kit().says(reason, &[header("Authorization", value)]);
        }
    }

    #[test]
    fn what_is_sent_is_accepted() {
        kit().accepts_its_own("/hook?a=b");
        let added = kit().sign(&[]);
        assert_eq!(added.headers[0].1, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        // The first of the pairs that are set.
        let later = Kit::of("basic").unset("user", "a").named("user", "b", "c");
        assert_eq!(later.sign(&[]).headers[0].1, written("b:c"));
    }

    #[test]
    fn an_empty_password_is_refused_at_start() {
        let kit = Kit::of("basic")
            .named("user", "a", "k")
            .named("user", "b", "");
        assert_eq!(kit.error(), SetupError::EmptySecret { number: 2 });
    }

    #[test]
    fn the_challenge_asks_for_utf_8() {
        let challenge = kit().challenge().unwrap();
        assert!(challenge.starts_with("Basic realm=") && challenge.contains("UTF-8"));
    }
}
