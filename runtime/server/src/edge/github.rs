//! `verify github`.
//!
//! HMAC-SHA256 of the raw body, as `X-Hub-Signature-256: sha256=HEX`. The older `X-Hub-Signature` with SHA-1 is not looked
//! at. Source: <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>.

use hyper::header::HeaderName;

use super::hmac::{Algorithm, Encoding, Hmac, Part, Settings};
use super::scheme::{Built, Preset};
use crate::Secret;

/// The preset.
pub const GITHUB: Preset = Preset {
    name: "github",
    build,
};

fn build(secrets: Vec<Secret>) -> Built {
    let hmac = Hmac::new(Settings {
        secrets,
        algorithm: Algorithm::Sha256,
        header: HeaderName::from_static("x-hub-signature-256"),
        prefix: "sha256=".to_owned(),
        encoding: Encoding::Hex,
        signed: vec![Part::Body],
        timestamp: None,
    })?;
    Ok(Box::new(hmac))
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderMap;
    use hyper::{Method, Uri};

    use super::*;
    use crate::edge::scheme::{Refusal, Request};

    /// The example of the provider's page.
    const SECRET: &str = "It's a Secret to Everybody";
    const BODY: &[u8] = b"Hello, World!";
    const SIGNATURE: &str =
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    fn verify(headers: &[(&'static str, &str)], body: &[u8]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let scheme = build(vec![Secret::new("new one"), Secret::new(SECRET)]).unwrap();
        scheme.verify(&Request {
            method: &Method::POST,
            uri: &Uri::from_static("/github"),
            headers: &map,
            body,
            now: 0,
        })
    }

    #[test]
    fn the_providers_example_is_accepted() {
        assert_eq!(verify(&[("X-Hub-Signature-256", SIGNATURE)], BODY), Ok(()));
        let upper = SIGNATURE.replace('e', "E");
        assert_eq!(verify(&[("X-Hub-Signature-256", &upper)], BODY), Ok(()));
    }

    #[test]
    fn everything_else_is_refused_with_its_reason() {
        let name = "X-Hub-Signature-256";
        assert_eq!(verify(&[], BODY), Err(Refusal::MissingSignature));
        assert_eq!(
            verify(&[("X-Hub-Signature", SIGNATURE)], BODY),
            Err(Refusal::MissingSignature)
        );
        assert_eq!(verify(&[(name, "")], BODY), Err(Refusal::MissingSignature));
        let twice = [(name, SIGNATURE), (name, SIGNATURE)];
        assert_eq!(verify(&twice, BODY), Err(Refusal::RepeatedSignature));
        for malformed in [
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "sha256=",
            "sha256=75",
            "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1x",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700",
        ] {
            assert_eq!(
                verify(&[(name, malformed)], BODY),
                Err(Refusal::MalformedSignature)
            );
        }
        let changed = b"Hello, World?";
        assert_eq!(
            verify(&[(name, SIGNATURE)], changed),
            Err(Refusal::WrongSignature)
        );
    }
}
