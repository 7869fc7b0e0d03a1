//! Tests of the table of verifiers, and the kit for the tests of each.

use flowright_ir::image::{SettingValue, Settings};
use flowright_stdlib::catalogue::{self, SCHEMES, SettingKind};
use hyper::Method;
use hyper::header::HeaderMap;

use super::*;
use crate::edge::added::Added;
use crate::edge::scheme::{Refusal, Request};

/// A `verify` with its settings and secrets.
pub(super) struct Kit {
    scheme: &'static SchemeSpec,
    settings: Settings,
    /// By index; `None` for a secret that the operator has not set.
    secrets: Vec<Option<String>>,
}

/// A header field.
pub(super) fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn map(headers: &[(String, String)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = hyper::header::HeaderName::from_bytes(name.as_bytes()).unwrap();
        let value = hyper::header::HeaderValue::from_bytes(value.as_bytes()).unwrap();
        map.append(name, value);
    }
    map
}

impl Kit {
    pub(super) fn of(scheme: &str) -> Kit {
        Kit {
            scheme: catalogue::scheme(scheme).unwrap(),
            settings: Settings::default(),
            secrets: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: SettingValue) -> Kit {
        self.settings.values.push((name, value));
        self
    }

    fn index(&mut self, secret: Option<&str>) -> usize {
        self.secrets.push(secret.map(str::to_owned));
        self.secrets.len() - 1
    }

    pub(super) fn secrets(mut self, name: &'static str, secrets: &[&str]) -> Kit {
        let indexes = secrets.iter().map(|secret| self.index(Some(secret)));
        let indexes = indexes.collect();
        self.with(name, SettingValue::Secrets(indexes))
    }

    pub(super) fn named(mut self, setting: &'static str, name: &str, secret: &str) -> Kit {
        let index = self.index(Some(secret));
        self.with(setting, SettingValue::NamedSecret(name.into(), index))
    }

    /// A name whose secret is not set.
    pub(super) fn unset(mut self, setting: &'static str, name: &str) -> Kit {
        let index = self.index(None);
        self.with(setting, SettingValue::NamedSecret(name.into(), index))
    }

    pub(super) fn header(self, name: &'static str, header: &str) -> Kit {
        self.with(name, SettingValue::HeaderName(header.into()))
    }

    pub(super) fn literal(self, name: &'static str, text: &str) -> Kit {
        self.with(name, SettingValue::Literal(text.into()))
    }

    fn built(&self) -> Result<Verifier, SetupError> {
        let secret = |index: usize| self.secrets[index].as_deref().map(Secret::new);
        let given = Given {
            settings: &self.settings,
            secret: &secret,
        };
        build(self.scheme, &given)
    }

    fn scheme(&self) -> Box<dyn Scheme> {
        self.built().unwrap().unwrap()
    }

    pub(super) fn error(&self) -> SetupError {
        self.built().unwrap_err()
    }

    pub(super) fn problem(&self) -> String {
        let problem = self.error().to_string();
        for secret in self.secrets.iter().flatten().filter(|one| one.len() > 1) {
            assert!(!problem.contains(secret.as_str()), "{problem}");
        }
        problem
    }

    /// The caller of a request with these headers.
    pub(super) fn caller(&self, headers: &[(String, String)]) -> Option<String> {
        let scheme = self.scheme();
        let accepted = scheme.accept(&Request {
            method: &Method::POST,
            uri: &"/hook".parse().unwrap(),
            headers: &map(headers),
            body: b"",
            now: 0,
        });
        accepted.ok().flatten().map(str::to_owned)
    }

    pub(super) fn challenge(&self) -> Option<&'static str> {
        self.scheme().challenge()
    }

    /// Checks what is written to the audit log about a request.
    fn checks(&self, expected: &str, target: &str, headers: &[(String, String)], body: &str) {
        let verified = self.scheme().verify(&Request {
            method: &Method::POST,
            uri: &target.parse().unwrap(),
            headers: &map(headers),
            body: body.as_bytes(),
            now: 0,
        });
        let said = verified.map_or_else(Refusal::as_str, |()| "accepted");
        assert_eq!(said, expected, "{target} {headers:?} {body}");
    }

    pub(super) fn says_at(&self, expected: &str, target: &str, headers: &[(String, String)]) {
        self.checks(expected, target, headers, "{}");
    }

    /// Checks what is written to the audit log about a request with that body.
    pub(super) fn says_of(&self, expected: &str, body: &str) {
        self.checks(expected, "/hook", &[], body);
    }

    pub(super) fn says(&self, expected: &str, headers: &[(String, String)]) {
        self.says_at(expected, "/hook", headers);
    }

    pub(super) fn sign_at(&self, target: &str, headers: &[(String, String)]) -> Added {
        let request = Request {
            method: &Method::POST,
            uri: &target.parse().unwrap(),
            headers: &map(headers),
            body: b"{}",
            now: 0,
        };
        self.scheme().sign(&request).unwrap()
    }

    pub(super) fn sign(&self, headers: &[(String, String)]) -> Added {
        self.sign_at("/hook", headers)
    }

    /// Checks that what a sender adds is accepted, and that no `Debug` output shows it.
    pub(super) fn accepts_its_own(&self, target: &str) {
        let added = self.sign_at(target, &[]);
        let debug = format!("{added:?} {:?}", self.scheme());
        for secret in self.secrets.iter().flatten() {
            assert!(!debug.contains(secret.as_str()), "{debug}");
        }
        let headers = added.headers.into_iter();
        let headers: Vec<_> = headers
            .map(|(name, value)| (name.to_string(), value))
            .collect();
        let mut target = target.to_owned();
        for (name, value) in added.query {
            target.push(if target.contains('?') { '&' } else { '?' });
            let encoded = |text: &str| {
                let all = percent_encoding::NON_ALPHANUMERIC;
                percent_encoding::utf8_percent_encode(text, all).to_string()
            };
            target.push_str(&format!("{}={}", encoded(&name), encoded(&value)));
        }
        self.says_at("accepted", &target, &headers);
    }
}

#[test]
fn every_scheme_has_one_verifier() {
    for scheme in SCHEMES {
        let own = VERIFIERS.iter().filter(|own| own.scheme == scheme.name);
        let wanted = usize::from(matches!(scheme.check, Check::Own));
        assert_eq!(own.count(), wanted, "{}", scheme.name);
    }
}

#[test]
fn every_verifier_has_its_scheme_in_the_catalogue() {
    for own in VERIFIERS {
        assert!(catalogue::scheme(own.scheme).is_some(), "{}", own.scheme);
    }
}

/// The scheme with everything it needs, and these secrets.
fn with_secrets(scheme: &'static SchemeSpec, secrets: &[&str]) -> Kit {
    let mut kit = Kit::of(scheme.name);
    let one = scheme.one_of.first();
    for setting in scheme.settings {
        if setting.required.is_none() && one != Some(&setting.name) {
            continue;
        }
        kit = match setting.kind {
            SettingKind::Secrets => kit.secrets(setting.name, secrets),
            SettingKind::NamedSecret { .. } => secrets
                .iter()
                .fold(kit, |kit, secret| kit.named(setting.name, "a", secret)),
            SettingKind::HeaderName | SettingKind::SignatureHeader => {
                kit.header(setting.name, "X-Test")
            }
            kind => panic!("{}: nothing gives a {kind:?}", scheme.name),
        };
    }
    kit
}

#[test]
fn every_scheme_that_names_callers_knows_who_called() {
    for scheme in SCHEMES {
        if matches!(scheme.check, Check::Nothing) {
            continue;
        }
        let kit = with_secrets(scheme, &["k"]);
        let added = kit.sign(&[]).headers.into_iter();
        let headers: Vec<_> = added
            .map(|(name, value)| (name.to_string(), value))
            .collect();
        let known = kit.caller(&headers).is_some();
        assert_eq!(known, scheme.names_callers(), "{}", scheme.name);
    }
}

#[test]
fn every_scheme_refuses_to_start_without_a_secret() {
    for scheme in SCHEMES {
        let name = scheme.name;
        if matches!(scheme.check, Check::Nothing) {
            assert!(matches!(Kit::of(name).built(), Ok(None)), "{name}");
            continue;
        }
        assert!(Kit::of(name).built().is_err(), "{name}");
        let none = with_secrets(scheme, &[]);
        assert_eq!(none.error(), SetupError::NoSecret, "{name}");
        let empty = with_secrets(scheme, &["k", ""]).error();
        assert_eq!(empty, SetupError::EmptySecret { number: 2 }, "{name}");
        assert!(with_secrets(scheme, &["k"]).built().is_ok(), "{name}");
    }
}

#[test]
fn every_scheme_accepts_what_it_signs_and_shows_no_secret() {
    for scheme in SCHEMES {
        if !matches!(scheme.check, Check::Nothing) {
            with_secrets(scheme, &["hunter2", "correct horse"]).accepts_its_own("/a?b=c");
        }
    }
}
