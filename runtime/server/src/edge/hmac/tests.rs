use std::time::Duration;

use flowright_stdlib::catalogue::TimeUnit;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Uri};
use proptest::prelude::*;

use super::*;

const NOW: u64 = 1_700_000_000;

fn settings(signed: Vec<Part>, timestamp: Option<Duration>) -> Settings {
    Settings {
        secrets: vec![Secret::new("key")],
        key: KeyEncoding::Text,
        algorithm: Algorithm::Sha256,
        place: Place::Header(HeaderName::from_static("x-signature")),
        labels: None,
        prefix: "v0=".to_owned(),
        encoding: Encoding::Hex,
        signed,
        timestamp: timestamp.map(|within| Timestamp {
            place: Some(Place::Header(HeaderName::from_static("x-timestamp"))),
            unit: TimeUnit::Seconds,
            within,
        }),
    }
}

fn stamped() -> Hmac {
    let signed = vec![Part::Timestamp, Part::Literal(".".to_owned()), Part::Body];
    Hmac::new(settings(signed, Some(Duration::from_secs(300)))).unwrap()
}

fn sign(keyed: &Keyed, signed: &[u8]) -> state::Digest {
    let fed = keyed.sign(|hash| {
        hash(signed);
        Ok::<_, ()>(())
    });
    fed.unwrap()
}

fn signature(signed: &[u8]) -> String {
    let keyed = Keyed::new(Algorithm::Sha256, &Secret::new("key")).unwrap();
    let digest = sign(&keyed, signed);
    digest
        .as_bytes()
        .iter()
        .fold("v0=".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

fn verify(hmac: &Hmac, fields: &[(&'static str, &str)]) -> Result<(), Refusal> {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        headers.append(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    hmac.verify(&Request {
        method: &Method::POST,
        uri: &Uri::from_static("/a%20b?c=d&e"),
        headers: &headers,
        body: b"body",
        now: NOW,
    })
}

fn at(timestamp: &str) -> Result<(), Refusal> {
    let signature = signature(format!("{timestamp}.body").as_bytes());
    verify(
        &stamped(),
        &[("x-timestamp", timestamp), ("x-signature", &signature)],
    )
}

#[test]
fn the_window_has_two_sides() {
    assert_eq!(at("1700000000"), Ok(()));
    assert_eq!(at("1700000300"), Ok(()));
    assert_eq!(at("1699999700"), Ok(()));
    assert_eq!(at("1700000301"), Err(Refusal::OutsideWindow));
    assert_eq!(at("1699999699"), Err(Refusal::OutsideWindow));
    assert_eq!(at("1700000000000"), Err(Refusal::OutsideWindow));
}

#[test]
fn a_timestamp_is_an_unsigned_decimal_number() {
    for text in [
        "hello",
        "+1700000000",
        "-1",
        "1.7e9",
        "Infinity",
        "17 00",
        "99999999999999999999",
    ] {
        assert_eq!(at(text), Err(Refusal::MalformedTimestamp), "{text}");
    }
    assert_eq!(at(""), Err(Refusal::MissingTimestamp));
    let fields = [
        ("x-timestamp", "1"),
        ("x-timestamp", "1"),
        ("x-signature", "v0=00"),
    ];
    assert_eq!(verify(&stamped(), &fields), Err(Refusal::RepeatedTimestamp));
}

#[test]
fn the_timestamp_is_covered() {
    let signature = signature(b"1700000000.body");
    let fields = [
        ("x-timestamp", "1700000001"),
        ("x-signature", signature.as_str()),
    ];
    assert_eq!(verify(&stamped(), &fields), Err(Refusal::WrongSignature));
}

#[test]
fn every_part_is_hashed_in_its_place() {
    let hmac = Hmac::new(settings(
        vec![
            Part::Method,
            Part::Literal(" ".to_owned()),
            Part::Path,
            Part::Literal("?".to_owned()),
            Part::Query,
            Part::Value(Place::Header(HeaderName::from_static("x-id"))),
            Part::Body,
        ],
        None,
    ))
    .unwrap();
    let signature = signature(b"POST /a%20b?c=d&e42body");
    let once = [("x-id", "42"), ("x-signature", signature.as_str())];
    assert_eq!(verify(&hmac, &once), Ok(()));
    let absent = [("x-signature", signature.as_str())];
    assert_eq!(verify(&hmac, &absent), Err(Refusal::MissingSignedHeader));
    let twice = [
        ("x-id", "42"),
        ("x-id", "42"),
        ("x-signature", signature.as_str()),
    ];
    assert_eq!(verify(&hmac, &twice), Err(Refusal::RepeatedSignedHeader));
}

#[test]
fn settings_that_prove_nothing_do_not_start() {
    let window = Some(Duration::from_secs(300));
    let refused = |settings| Hmac::new(settings).err();
    assert_eq!(
        refused(settings(vec![], None)),
        Some(SetupError::NothingSigned)
    );
    let unsigned = settings(vec![Part::Body], window);
    assert_eq!(refused(unsigned), Some(SetupError::TimestampNotSigned));
    let nameless = settings(vec![Part::Timestamp, Part::Body], None);
    assert_eq!(refused(nameless), Some(SetupError::NoTimestampHeader));
    let keyless = Settings {
        secrets: vec![],
        ..settings(vec![Part::Body], None)
    };
    assert_eq!(refused(keyless), Some(SetupError::NoSecret));
}

#[test]
fn the_scheme_does_not_print_its_keys() {
    let keys = Settings {
        secrets: vec![Secret::new("hunter2")],
        ..settings(vec![Part::Body], None)
    };
    assert!(!format!("{keys:?}").contains("hunter2"));
    let printed = format!("{:?}", Hmac::new(keys).unwrap());
    assert!(
        printed.contains("states: [Sha256(Hmac { ... })]"),
        "{printed}"
    );
}

#[test]
fn every_algorithm_matches_its_known_answer() {
    // RFC 2202 test 2 (SHA-1), RFC 4231 test case 2 (SHA-2).
    let known = [
        (Algorithm::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (
            Algorithm::Sha256,
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            Algorithm::Sha512,
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
             9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        ),
    ];
    for (algorithm, answer) in known {
        let keyed = Keyed::new(algorithm, &Secret::new("Jefe")).unwrap();
        let text = b"what do ya want for nothing?";
        let digest = sign(&keyed, text);
        let hex = digest
            .as_bytes()
            .iter()
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert_eq!(hex, answer);
    }
}

/// A signature of a time and a value, with the signature and the time in these places.
fn placed(place: Place, time: Place, unit: TimeUnit, value: Place, whole: bool) -> Hmac {
    let mut signed = vec![
        Part::Timestamp,
        Part::Literal(":".to_owned()),
        Part::Value(value),
    ];
    if whole {
        signed.push(Part::Body);
    }
    Hmac::new(Settings {
        prefix: String::new(),
        place,
        timestamp: Some(Timestamp {
            place: Some(time),
            unit,
            within: Duration::from_secs(300),
        }),
        ..settings(signed, None)
    })
    .unwrap()
}

fn requested(hmac: &Hmac, target: &str, body: &str) -> &'static str {
    let verified = hmac.verify(&Request {
        method: &Method::POST,
        uri: &target.parse().unwrap(),
        headers: &HeaderMap::new(),
        body: body.as_bytes(),
        now: NOW,
    });
    verified.map_or_else(Refusal::as_str, |()| "accepted")
}

fn bare(signed: &str) -> String {
    signature(signed.as_bytes()).split_off(3)
}

#[test]
fn a_signature_and_a_time_are_found_in_the_query() {
    let parameter = |name: &str| Place::Query(name.to_owned());
    let (place, time) = (parameter("sig"), parameter("t"));
    let hmac = placed(
        place,
        time,
        TimeUnit::Milliseconds,
        parameter("nonce"),
        true,
    );
    let sig = bare("1700000000999:a bBODY");
    let good = format!("/?t=1700000000999&nonce=a+b&sig={sig}");
    assert_eq!(requested(&hmac, &good, "BODY"), "accepted");
    assert_eq!(requested(&hmac, &good, "body"), "wrong_signature");
    for (target, says) in [
        (good.replace("sig=", "x="), "missing_signature"),
        (format!("{good}&sig={sig}"), "repeated_signature"),
        (format!("{good}&%73ig={sig}"), "repeated_signature"),
        (format!("{good}0"), "malformed_signature"),
        (good.replace("sig=", "sig=%20"), "malformed_signature"),
        (good.replace("t=", "x="), "missing_timestamp"),
        (format!("{good}&t=1700000000999"), "repeated_timestamp"),
        (good.replace("t=1", "t=+1"), "malformed_timestamp"),
        (
            good.replace("t=1700000000999", "t=1700000000"),
            "outside_window",
        ),
        (
            good.replace("t=1700000000", "t=1700000301"),
            "outside_window",
        ),
        (good.replace("nonce=a+b", "nonce="), "missing_signed_value"),
        (format!("{good}&nonce=a"), "repeated_signed_value"),
        (good.replace("a+b", "a+c"), "wrong_signature"),
    ] {
        assert_eq!(requested(&hmac, &target, "BODY"), says, "{target}");
    }
}

#[test]
fn a_signature_and_a_time_are_found_in_the_body() {
    // In the form in which Mailgun sends them.
    let member = |name: &str| Place::Body(format!("signature.{name}"));
    let hmac = placed(
        member("signature"),
        member("timestamp"),
        TimeUnit::Seconds,
        member("token"),
        false,
    );
    let sig = bare("1700000000:tok");
    let good = format!(
        r#"{{"event":{{"signature":"no"}},"signature":{{"timestamp":"1700000000","token":"tok","signature":"{sig}"}}}}"#
    );
    assert_eq!(requested(&hmac, "/", &good), "accepted");
    for (body, says) in [
        (
            good.replace(r#""signature":""#, r#""x":""#),
            "missing_signature",
        ),
        (good.replace(r#""tok""#, r#""tic""#), "wrong_signature"),
        (good.replace(r#""tok""#, "7"), "malformed_signed_value"),
        (
            good.replace(r#""1700000000""#, "1700000000"),
            "malformed_timestamp",
        ),
        (
            good.replace(r#""1700000000""#, r#""1700000301""#),
            "outside_window",
        ),
        (format!("{good}{good}"), "malformed_timestamp"),
        (
            good.replace(r#""token":"tok""#, r#""token":"tok","token":"tok""#),
            "repeated_signed_value",
        ),
        ("{}".to_owned(), "missing_timestamp"),
        (String::new(), "missing_timestamp"),
    ] {
        assert_eq!(requested(&hmac, "/", &body), says, "{body}");
    }
    let form =
        format!("signature.timestamp=1700000000&signature.token=tok&signature.signature={sig}");
    assert_eq!(requested(&hmac, "/", &form), "accepted");
}

#[test]
fn a_time_is_read_in_its_notation() {
    let at = |unit, text: &str| {
        let timestamp = Timestamp {
            place: None,
            unit,
            within: Duration::from_secs(300),
        };
        let request = Request {
            method: &Method::POST,
            uri: &Uri::from_static("/"),
            headers: &HeaderMap::new(),
            body: b"",
            now: NOW,
        };
        timestamp.check(&request, text.as_bytes())
    };
    for (unit, text) in [
        (TimeUnit::Seconds, "1700000000"),
        (TimeUnit::Milliseconds, "1700000000000"),
        (TimeUnit::Milliseconds, "1700000300999"),
        (TimeUnit::Rfc3339, "2023-11-14T22:13:20Z"),
        (TimeUnit::Rfc3339, "2023-11-14T23:18:20.999+01:00"),
    ] {
        assert_eq!(at(unit, text), Ok(()), "{text}");
    }
    for (unit, text) in [
        (TimeUnit::Seconds, "1700000000000"),
        (TimeUnit::Milliseconds, "1700000000"),
        (TimeUnit::Milliseconds, "1700000301000"),
        (TimeUnit::Rfc3339, "2023-11-14T22:18:21Z"),
        (TimeUnit::Rfc3339, "1969-12-31T23:59:59Z"),
    ] {
        assert_eq!(at(unit, text), Err(Refusal::OutsideWindow), "{text}");
    }
    for (unit, text) in [
        (TimeUnit::Milliseconds, "1700000000000.5"),
        (TimeUnit::Milliseconds, "-1700000000000"),
        (TimeUnit::Rfc3339, "1700000000"),
        (TimeUnit::Rfc3339, "2023-11-14"),
        (TimeUnit::Rfc3339, "2023-11-14T22:13:20"),
        (TimeUnit::Rfc3339, " 2023-11-14T22:13:20Z"),
    ] {
        assert_eq!(at(unit, text), Err(Refusal::MalformedTimestamp), "{text}");
    }
    let written = |unit| {
        let timestamp = Timestamp {
            place: None,
            unit,
            within: Duration::from_secs(1),
        };
        timestamp.written(NOW)
    };
    assert_eq!(written(TimeUnit::Milliseconds), "1700000000000");
    assert_eq!(written(TimeUnit::Rfc3339), "2023-11-14T22:13:20.000000Z");
}

#[test]
fn a_secret_that_is_no_key_does_not_start() {
    let keyed = |key, secrets: &[&str]| {
        let settings = Settings {
            key,
            secrets: secrets.iter().map(|secret| Secret::new(*secret)).collect(),
            ..settings(vec![Part::Body], None)
        };
        Hmac::new(settings).err()
    };
    let not_key = |encoding| {
        Some(SetupError::NotKey {
            number: 2,
            encoding,
        })
    };
    assert_eq!(keyed(KeyEncoding::Hex, &["00", "0g"]), not_key("hex"));
    assert_eq!(
        keyed(KeyEncoding::Whsec, &["whsec_AA", "AA"]),
        not_key("whsec")
    );
    assert_eq!(
        keyed(KeyEncoding::Whsec, &["whsec_"]),
        Some(SetupError::EmptySecret { number: 1 })
    );
    assert_eq!(keyed(KeyEncoding::Base64, &["AA==", "AA"]), None);
}

#[test]
fn what_is_signed_in_the_query_is_accepted() {
    let parameter = |name: &str| Place::Query(name.to_owned());
    let hmac = placed(
        parameter("sig"),
        parameter("t"),
        TimeUnit::Rfc3339,
        parameter("nonce"),
        true,
    );
    let request = Request {
        method: &Method::POST,
        uri: &Uri::from_static("/?nonce=7"),
        headers: &HeaderMap::new(),
        body: b"BODY",
        now: NOW,
    };
    let mut target = String::from("/?nonce=7");
    for (name, value) in hmac.sign(&request).unwrap().query {
        target.push_str(&format!("&{name}={value}"));
    }
    assert_eq!(requested(&hmac, &target, "BODY"), "accepted");
}

proptest! {
    #[test]
    fn no_header_value_is_accepted_by_chance_or_panics(
        signature in proptest::collection::vec(any::<u8>(), 0..200),
        timestamp in "[0-9+-]{0,24}|\\PC{0,12}",
    ) {
        let mut headers = HeaderMap::new();
        let mut prefixed = b"v0=".to_vec();
        prefixed.extend_from_slice(&signature);
        for (name, value) in [("x-signature", prefixed), ("x-timestamp", timestamp.into_bytes())] {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                headers.append(name, value);
            }
        }
        let uri = Uri::from_static("/");
        let request = Request { method: &Method::POST, uri: &uri, headers: &headers, body: b"", now: NOW };
        prop_assert!(stamped().verify(&request).is_err());
    }
}
