//! `signatures/vectors.json`: what `verify github` and `verify hmac` can express must agree with the vector.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flowright_server::Secret;
use flowright_server::edge::hmac::{Hmac, Part, Settings, Timestamp};
use flowright_server::edge::place::Place;
use flowright_server::edge::scheme::{Built, Request, Scheme, SetupError};
use flowright_stdlib::catalogue::{
    Algorithm, Check, Encoding, GITHUB, KeyEncoding, Labels, TimeUnit,
};
use hyper::header::{HeaderMap, HeaderName};
use hyper::{Method, Uri};
use serde_json::Value;

/// The `verify` an operator would write for the vector's provider.
enum Verify {
    Github,
    Hmac { settings: Box<Settings> },
}

/// `None` for vectors that the schemes cannot express: lists without labels, signed URLs, public
/// keys.
fn verify(vector: &Value, secrets: Vec<Secret>) -> Option<Verify> {
    let body = || vec![Part::Body];
    let hmac = |algorithm, header: &'static str, prefix: &str, encoding, signed| {
        Some(Verify::Hmac {
            settings: Box::new(Settings {
                secrets,
                algorithm,
                key: KeyEncoding::Text,
                place: Place::Header(HeaderName::from_bytes(header.as_bytes()).unwrap()),
                labels: None,
                prefix: prefix.to_owned(),
                encoding,
                signed,
                timestamp: None,
            }),
        })
    };
    let versioned = |verify: Option<Verify>, header: &'static str| {
        let Some(Verify::Hmac { mut settings }) = verify else {
            return verify;
        };
        settings.signed = vec![
            Part::Literal("v0:".to_owned()),
            Part::Timestamp,
            Part::Literal(":".to_owned()),
            Part::Body,
        ];
        let within = Duration::from_secs(vector["tolerance_s"].as_u64().unwrap());
        settings.timestamp = Some(Timestamp {
            place: Some(Place::Header(HeaderName::from_static(header))),
            unit: TimeUnit::Seconds,
            within,
        });
        Some(Verify::Hmac { settings })
    };
    let (sha256, hex, base64) = (Algorithm::Sha256, Encoding::Hex, Encoding::Base64);
    match vector["provider"].as_str().unwrap() {
        "github" => Some(Verify::Github),
        "meta" => hmac(sha256, "X-Hub-Signature-256", "sha256=", hex, body()),
        "jira" | "bitbucket-cloud" | "bitbucket-server" => {
            hmac(sha256, "X-Hub-Signature", "sha256=", hex, body())
        }
        "gitea" => hmac(sha256, "X-Gitea-Signature", "", hex, body()),
        "gogs" => hmac(sha256, "X-Gogs-Signature", "", hex, body()),
        "circleci" => hmac(sha256, "circleci-signature", "v1=", hex, body()),
        "shopify" => hmac(sha256, "X-Shopify-Hmac-Sha256", "", base64, body()),
        "x-twitter" => hmac(
            sha256,
            "x-twitter-webhooks-signature",
            "sha256=",
            base64,
            body(),
        ),
        "slack" => versioned(
            hmac(sha256, "X-Slack-Signature", "v0=", hex, body()),
            "x-slack-request-timestamp",
        ),
        "zoom" => versioned(
            hmac(sha256, "x-zm-signature", "v0=", hex, body()),
            "x-zm-request-timestamp",
        ),
        "stripe" => {
            let verify = hmac(sha256, "Stripe-Signature", "", hex, body());
            let Some(Verify::Hmac { mut settings }) = verify else {
                return verify;
            };
            settings.labels = Some(Labels {
                separator: ',',
                signature: "v1=".into(),
                timestamp: Some("t=".into()),
            });
            settings.signed = vec![Part::Timestamp, Part::Literal(".".to_owned()), Part::Body];
            settings.timestamp = Some(Timestamp {
                place: None,
                unit: TimeUnit::Seconds,
                within: Duration::from_secs(vector["tolerance_s"].as_u64().unwrap()),
            });
            Some(Verify::Hmac { settings })
        }
        "standard-webhooks" | "svix" => {
            let start = if vector["provider"] == "svix" {
                "svix"
            } else {
                "webhook"
            };
            let header = |name: &str| {
                let name = format!("{start}-{name}");
                Place::Header(HeaderName::from_bytes(name.as_bytes()).unwrap())
            };
            let sent = vector["headers"][format!("{start}-signature")].as_str();
            // A list of signatures without labels cannot be expressed.
            if vector["secret_encoding"] != "whsec_base64" || sent.unwrap_or_default().contains(' ')
            {
                return None;
            }
            let verify = hmac(sha256, "webhook-signature", "v1,", base64, body());
            let Some(Verify::Hmac { mut settings }) = verify else {
                return verify;
            };
            settings.secrets.remove(0);
            settings.key = KeyEncoding::Whsec;
            settings.place = header("signature");
            let dot = || Part::Literal(".".to_owned());
            let id = Part::Value(header("id"));
            settings.signed = vec![id, dot(), Part::Timestamp, dot(), Part::Body];
            settings.timestamp = Some(Timestamp {
                place: Some(header("timestamp")),
                unit: TimeUnit::Seconds,
                within: Duration::from_secs(vector["tolerance_s"].as_u64().unwrap()),
            });
            Some(Verify::Hmac { settings })
        }
        "scalr" => {
            let signed = vec![
                Part::Body,
                Part::Value(Place::Header(HeaderName::from_static("date"))),
            ];
            hmac(Algorithm::Sha1, "X-Signature", "", hex, signed)
        }
        // The prefix is optional in the vector; an operator writes the one the sender uses.
        "generic" => {
            let scheme = vector["scheme"].as_str().unwrap();
            let (algorithm, prefix) = [
                (Algorithm::Sha1, "sha1="),
                (Algorithm::Sha256, "sha256="),
                (Algorithm::Sha512, "sha512="),
            ]
            .into_iter()
            .find(|(_, prefix)| scheme.contains(&prefix.replace('=', "-")))
            .unwrap();
            let sent = vector["headers"]["X-Signature"].as_str().unwrap();
            let prefix = if sent.starts_with(prefix) { prefix } else { "" };
            hmac(algorithm, "X-Signature", prefix, hex, body())
        }
        _ => None,
    }
}

fn body(vector: &Value) -> Vec<u8> {
    match vector["body"].as_str() {
        Some(text) => text.as_bytes().to_vec(),
        None => STANDARD
            .decode(vector["body_base64"].as_str().unwrap())
            .unwrap(),
    }
}

fn headers(vector: &Value) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in vector["headers"].as_object().unwrap() {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, value.as_str().unwrap().parse().unwrap());
    }
    headers
}

#[test]
fn vectors_that_can_be_expressed_agree() {
    let Some(corpus) = crate::corpus("signatures/vectors.json") else {
        return;
    };
    let vectors = corpus.as_array().unwrap();
    let (mut of_the_body, mut of_a_template, mut not_started) = (0, 0, 0);
    for vector in vectors {
        let secret = vector["secret"].as_str().unwrap_or_default();
        let another = match vector["secret_encoding"].as_str() {
            Some("whsec_base64") => "whsec_YW5vdGhlciBvbmU=",
            _ => "another one",
        };
        let secrets = vec![Secret::new(another), Secret::new(secret)];
        let Some(verify) = verify(vector, secrets) else {
            continue;
        };
        let (scheme, template): (Built, bool) = match verify {
            Verify::Github => {
                let Check::Hmac(form) = &GITHUB.check else {
                    panic!("`github` is an HMAC");
                };
                let secrets = vec![Secret::new("another one"), Secret::new(secret)];
                let hmac = Hmac::of(form, secrets);
                (hmac.map(|hmac| Box::new(hmac) as Box<dyn Scheme>), false)
            }
            Verify::Hmac { settings } => {
                let template = settings.signed != [Part::Body];
                (
                    Hmac::new(*settings).map(|hmac| Box::new(hmac) as Box<dyn Scheme>),
                    template,
                )
            }
        };
        let valid = match scheme {
            Ok(scheme) => scheme
                .verify(&Request {
                    method: &Method::POST,
                    uri: &Uri::from_static("/"),
                    headers: &headers(vector),
                    body: &body(vector),
                    now: vector["now"].as_u64().unwrap_or_default(),
                })
                .is_ok(),
            Err(error) => {
                let is_of_the_secret = match error {
                    SetupError::EmptySecret { number } => number == 2 && secret.is_empty(),
                    // A vector with such a secret expects a refusal.
                    SetupError::NotKey { .. } => true,
                    _ => false,
                };
                assert!(is_of_the_secret, "{}: {error}", vector["id"]);
                not_started += 1;
                false
            }
        };
        assert_eq!(
            valid,
            vector["expect"] == "valid",
            "{}: {}",
            vector["id"],
            vector["note"]
        );
        if template {
            of_a_template += 1;
        } else {
            of_the_body += 1;
        }
    }
    println!(
        "{} of {} vectors can be expressed and agree: {of_the_body} sign the body, {of_a_template} a template; \
         {not_started} with a secret that is no key do not start",
        of_the_body + of_a_template,
        vectors.len(),
    );
    assert!(of_the_body + of_a_template > 0);
}
