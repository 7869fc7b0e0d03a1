//! Tests every signature scheme whose form is in the catalogue with its vectors:
//! `vectors/SCHEME.json`.
//!
//! A vector is a secret, header fields, a body, the time at which it arrives (0 if omitted), and
//! the expected result: `accepted`, or the reason in the audit log. From each accepted vector, the
//! tests derive requests that every scheme must refuse.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use flowright_server::Secret;
use flowright_server::edge::hmac::Hmac;
use flowright_server::edge::scheme::{Refusal, Request, Scheme};
use flowright_stdlib::catalogue::{self, Check, HmacForm, SCHEMES};
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Uri};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// The request of a vector.
struct Vector {
    secret: String,
    headers: HeaderMap,
    body: Vec<u8>,
    now: u64,
    expect: String,
    note: String,
}

impl Vector {
    fn read(vector: &Value) -> Vector {
        let text = |name: &str| vector[name].as_str().unwrap().to_owned();
        let mut headers = HeaderMap::new();
        for field in vector["headers"].as_array().unwrap() {
            let name: HeaderName = field[0].as_str().unwrap().parse().unwrap();
            headers.append(name, field[1].as_str().unwrap().parse().unwrap());
        }
        Vector {
            secret: text("secret"),
            headers,
            body: text("body").into_bytes(),
            now: vector["now"].as_u64().unwrap_or(0),
            expect: text("expect"),
            note: text("note"),
        }
    }

    /// The scheme's result for it under two secrets.
    fn verify(&self, form: &HmacForm, secrets: [&str; 2]) -> Result<(), Refusal> {
        let secrets = secrets.map(Secret::new);
        let hmac = Hmac::of(form, secrets.into()).unwrap();
        hmac.verify(&Request {
            method: &Method::POST,
            uri: &Uri::from_static("/hook"),
            headers: &self.headers,
            body: &self.body,
            now: self.now,
        })
    }

    fn outcome(&self, form: &HmacForm) -> String {
        let result = self.verify(form, ["another", &self.secret]);
        result.map_or_else(|refusal| refusal.to_string(), |()| "accepted".to_owned())
    }

    fn with_signature(&self, form: &HmacForm, change: impl Fn(&str) -> String) -> Vector {
        let name: HeaderName = form.header.parse().unwrap();
        let mut headers = self.headers.clone();
        let signature = headers[&name].to_str().unwrap().to_owned();
        let changed = HeaderValue::from_str(&change(&signature)).unwrap();
        headers.insert(name, changed);
        self.with(headers, self.body.clone())
    }

    fn with(&self, headers: HeaderMap, body: Vec<u8>) -> Vector {
        Vector {
            secret: self.secret.clone(),
            headers,
            body,
            now: self.now,
            expect: self.expect.clone(),
            note: self.note.clone(),
        }
    }
}

/// The schemes whose form is in the catalogue, each with its vectors.
fn schemes() -> impl Iterator<Item = (&'static str, &'static HmacForm, Vec<Vector>)> {
    SCHEMES.iter().filter_map(|scheme| {
        let Check::Hmac(form) = &scheme.check else {
            return None;
        };
        let path = folder().join(format!("{}.json", scheme.name));
        let text = fs::read(&path);
        assert!(text.is_ok(), "`{}` has no {}", scheme.name, path.display());
        let vectors: Value = serde_json::from_slice(&text.unwrap()).unwrap();
        let vectors = vectors.as_array().unwrap().iter().map(Vector::read);
        Some((scheme.name, form, vectors.collect()))
    })
}

#[test]
fn every_vector_is_accepted_or_refused_as_it_says() {
    for (name, form, vectors) in schemes() {
        let accepted = vectors.iter().any(|vector| vector.expect == "accepted");
        assert!(accepted, "`{name}` has no vector that is accepted");
        for vector in &vectors {
            let note = format!("{name}: {}", vector.note);
            assert_eq!(vector.outcome(form), vector.expect, "{note}");
        }
    }
}

#[test]
fn what_no_scheme_accepts_is_refused() {
    for (name, form, vectors) in schemes() {
        let header: HeaderName = form.header.parse().unwrap();
        for vector in vectors.iter().filter(|one| one.expect == "accepted") {
            let mut other_body = vector.body.clone();
            other_body.push(b' ');
            let mut twice = vector.headers.clone();
            twice.append(&header, vector.headers[&header].clone());
            let mut none = vector.headers.clone();
            none.remove(&header);
            let body = || vector.body.clone();
            // A header that begins differently has no part with the label of the timestamp.
            let is_timed = form
                .labels
                .as_ref()
                .is_some_and(|labels| labels.timestamp.is_some());
            let unlabelled = if is_timed {
                "missing_timestamp"
            } else {
                "malformed_signature"
            };
            let ends_in_signature = form.labels.as_ref().is_none_or(|labels| {
                let sent = vector.headers[&header].to_str().unwrap();
                let last = sent.rsplit(labels.separator).next().unwrap();
                sent.matches(&*labels.signature).count() == 1
                    && last.trim().starts_with(&*labels.signature)
            });
            let cases = [
                (
                    "wrong_signature",
                    vector.with(vector.headers.clone(), other_body),
                ),
                ("repeated_signature", vector.with(twice, body())),
                ("missing_signature", vector.with(none, body())),
                (
                    "missing_signature",
                    vector.with_signature(form, |_| String::new()),
                ),
                (
                    "malformed_signature",
                    vector.with_signature(form, |text| format!("{text}00")),
                ),
                (
                    unlabelled,
                    vector.with_signature(form, |text| format!("x{text}")),
                ),
                (
                    unlabelled,
                    vector.with_signature(form, |_| form.prefix.to_string() + "!"),
                ),
            ];
            // The last two changes affect the signature and the timestamp only if the parts are in
            // the usual order.
            let applicable = if ends_in_signature { cases.len() } else { 4 };
            for (reason, case) in cases.into_iter().take(applicable) {
                assert_eq!(case.outcome(form), reason, "{name}: {}", vector.note);
            }
            let other_secret = vector.verify(form, ["another", "one more"]);
            assert_eq!(other_secret, Err(Refusal::WrongSignature), "{name}");
            if let Some(window) = &form.timestamp {
                let seconds = window.within.as_secs() + 1;
                for now in [
                    vector.now + 2 * seconds,
                    vector.now.saturating_sub(2 * seconds),
                ] {
                    let late = Vector {
                        now,
                        ..vector.with(vector.headers.clone(), body())
                    };
                    assert_eq!(late.outcome(form), "outside_window", "{name}");
                }
            }
        }
    }
}

#[test]
fn every_file_of_vectors_has_its_scheme() {
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(catalogue::scheme(name).is_some(), "{}", path.display());
    }
}
