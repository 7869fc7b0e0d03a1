//! Runs the corpus's signature vectors through flows, as far as `verify github` and `verify hmac`
//! can express them.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flowright_engine::{Operator, StartProblem};
use flowright_host::ManualClock;
use flowright_tests::{Client, InProcess, Request, corpus, skip};
use serde_json::Value;

/// The settings of `verify` that an operator would write for the vector's provider; `None` if the
/// vector has lists of signatures, encoded secrets, signed URLs or fields, or public keys.
fn verify(vector: &Value, secret: &str) -> Option<String> {
    let hmac = |algorithm: &str, header: &str, prefix: &str, encoding: &str, more: &str| {
        Some(format!(
            "hmac {{\n secret [secrets.other, secrets.{secret}]\n algorithm {algorithm}\n header \"{header}\"\n \
             prefix \"{prefix}\"\n encoding {encoding}\n {more}\n }}"
        ))
    };
    let versioned = |header: &str| {
        let seconds = vector["tolerance_s"].as_u64().unwrap();
        format!(
            "signed \"v0:{{timestamp}}:{{body}}\"\n timestamp header \"{header}\" within {seconds}s"
        )
    };
    match vector["provider"].as_str().unwrap() {
        "github" => Some(format!("github(secrets.{secret})")),
        "meta" => hmac("sha256", "X-Hub-Signature-256", "sha256=", "hex", ""),
        "jira" | "bitbucket-cloud" | "bitbucket-server" => {
            hmac("sha256", "X-Hub-Signature", "sha256=", "hex", "")
        }
        "gitea" => hmac("sha256", "X-Gitea-Signature", "", "hex", ""),
        "gogs" => hmac("sha256", "X-Gogs-Signature", "", "hex", ""),
        "circleci" => hmac("sha256", "circleci-signature", "v1=", "hex", ""),
        "shopify" => hmac("sha256", "X-Shopify-Hmac-Sha256", "", "base64", ""),
        "x-twitter" => hmac(
            "sha256",
            "x-twitter-webhooks-signature",
            "sha256=",
            "base64",
            "",
        ),
        "slack" => {
            let more = versioned("X-Slack-Request-Timestamp");
            hmac("sha256", "X-Slack-Signature", "v0=", "hex", &more)
        }
        "zoom" => {
            let more = versioned("x-zm-request-timestamp");
            hmac("sha256", "x-zm-signature", "v0=", "hex", &more)
        }
        "scalr" => hmac(
            "sha1",
            "X-Signature",
            "",
            "hex",
            r#"signed "{body}{headers["date"]}""#,
        ),
        "generic" => {
            let scheme = vector["scheme"].as_str().unwrap();
            let algorithm = ["sha1", "sha256", "sha512"]
                .into_iter()
                .find(|name| scheme.contains(&format!("{name}-")))
                .unwrap();
            // The prefix is optional in the vector; an operator writes the prefix that the sender
            // uses.
            let sent = vector["headers"]["X-Signature"].as_str().unwrap();
            let prefix = format!("{algorithm}=");
            let prefix = if sent.starts_with(&prefix) {
                &*prefix
            } else {
                ""
            };
            hmac(algorithm, "X-Signature", prefix, "hex", "")
        }
        _ => None,
    }
}

fn workflow(index: usize, verify: &str) -> String {
    format!(
        "secret vector_{index}\n\nworkflow take_{index} {{\n  trigger webhook POST \"/{index}\" {{\n    verify {verify}\n    \
         body bytes\n    mode sync\n  }}\n  respond 204\n}}\n\n"
    )
}

fn request(index: usize, vector: &Value) -> Request {
    let body = match vector["body"].as_str() {
        Some(text) => text.as_bytes().to_vec(),
        None => STANDARD
            .decode(vector["body_base64"].as_str().unwrap())
            .unwrap(),
    };
    let headers = vector["headers"].as_object().unwrap();
    let ours = |name: &str| ["host", "content-length"].contains(&&*name.to_ascii_lowercase());
    headers.iter().filter(|(name, _)| !ours(name)).fold(
        Request::post(&format!("/{index}"), body),
        |request, (name, value)| request.header(name, value.as_str().unwrap()),
    )
}

#[test]
fn vectors_that_a_flow_can_express_agree() {
    let Some(file) = corpus("signatures/vectors.json") else {
        return skip("vectors_that_a_flow_can_express_agree", "the corpus");
    };
    let vectors: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let vectors = vectors.as_array().unwrap();
    let mut program = String::from("secret other\n\n");
    let mut operator = Operator::default();
    operator
        .secrets
        .insert("other".into(), "another one".to_owned().into());
    let (mut expressed, mut not_started) = (Vec::new(), 0);
    for (index, vector) in vectors.iter().enumerate() {
        let Some(verify) = verify(vector, &format!("vector_{index}")) else {
            continue;
        };
        let secret = vector["secret"].as_str().unwrap_or_default().to_owned();
        if secret.is_empty() {
            refuses_to_start(index, vector, &verify);
            not_started += 1;
            continue;
        }
        let _ = write!(program, "{}", workflow(index, &verify));
        operator
            .secrets
            .insert(format!("vector_{index}"), secret.into());
        expressed.push((index, vector, verify.contains("signed")));
    }
    let clock = Arc::new(ManualClock::default());
    let server =
        InProcess::start(&program, &operator, Arc::clone(&clock)).unwrap_or_else(|problems| {
            panic!("{problems:?}");
        });
    for (index, vector, _) in &expressed {
        clock.set(vector["now"].as_i64().unwrap_or_default() * 1_000_000);
        let answer = Client::connect(server.address()).send(&request(*index, vector));
        let expected = if vector["expect"] == "valid" {
            204
        } else {
            401
        };
        assert_eq!(
            answer.status, expected,
            "{}: {}",
            vector["id"], vector["note"]
        );
    }
    let templates = expressed
        .iter()
        .filter(|(_, _, template)| *template)
        .count();
    println!(
        "{} of {} vectors can be expressed and agree: {} sign the body, {templates} a template; {not_started} with an empty \
         secret do not start",
        expressed.len() + not_started,
        vectors.len(),
        expressed.len() + not_started - templates,
    );
    assert!(expressed.len() + not_started >= 50);
}

fn refuses_to_start(index: usize, vector: &Value, verify: &str) {
    let mut operator = Operator::default();
    operator
        .secrets
        .insert("other".into(), "another one".to_owned().into());
    operator
        .secrets
        .insert(format!("vector_{index}"), String::new().into());
    let program = format!("secret other\n\n{}", workflow(index, verify));
    let problems = InProcess::start(&program, &operator, Arc::default())
        .err()
        .unwrap();
    let named =
        |problem: &StartProblem| matches!(problem, StartProblem::Secret(missing) if missing.empty);
    assert!(problems.iter().any(named), "{}: {problems:?}", vector["id"]);
}
