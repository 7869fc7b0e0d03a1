//! Where `verify` finds signatures, times, keys and callers.

use crate::{assert_clean, assert_diagnostics};

/// A webhook with this `verify`, other settings, and statements.
fn verified(verify: &str, settings: &str, statements: &str) -> String {
    let mut text = String::from(
        "secret key\nsecret other\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify ",
    );
    text.push_str(&verify.replace('\n', "\n    "));
    for line in settings.lines() {
        text.push_str(&format!("\n    {line}"));
    }
    text.push_str("\n  }\n\n");
    for line in statements.lines() {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str("  respond 204\n}\n");
    text
}

fn json(verify: &str) -> String {
    verified(verify, "body json { a: text }", "log info context.data.a")
}

#[test]
fn verifications_that_are_fine() {
    for verify in [
        "token { secret secrets.key, body \"passcode\" }",
        "token { secret [secrets.key, secrets.other], body \"auth.user.passcode\" }",
        "hmac { secret secrets.key, query \"sig\", encoding base64 }",
        "hmac {\n  secret secrets.key\n  query \"sig\"\n  signed \"{query[\"nonce\"]}.{timestamp}.{body}\"\n  timestamp query \"t\" ms within 5m\n}",
        "hmac {\n  secret secrets.key\n  body \"signature.signature\"\n  signed \"{timestamp}{body[\"signature.token\"]}\"\n  timestamp body \"signature.timestamp\" within 5m\n}",
        "hmac { secret secrets.key, header \"X-Sig\", key_encoding whsec, prefix \"v1,\", encoding base64 }",
        "hmac {\n  secret secrets.key\n  header \"X-Sig\"\n  signed \"{timestamp}.{body}\"\n  timestamp header \"X-Time\" rfc3339 within 5m\n}",
        "hmac {\n  secret secrets.key\n  header \"X-Sig\" \"t={timestamp},v1={signature}\"\n  signed \"{timestamp}.{body}\"\n  timestamp ms within 5m\n}",
    ] {
        assert_clean!(json(verify));
    }
    assert_clean!(verified(
        "api_key {\n  header \"X-Api-Key\"\n  caller \"acme\" secrets.key\n}",
        "when context.caller == \"acme\"",
        "log info \"{context.caller} {context.caller.length}\""
    ));
    assert_clean!(verified(
        "basic { user \"acme\" secrets.key }",
        "",
        "log info context.caller"
    ));
}

#[test]
fn a_caller_whom_verify_does_not_name() {
    assert_diagnostics!(verified(
        "bearer(secrets.key)",
        "when context.caller == \"acme\"",
        "log info context.caller"
    ));
    assert_diagnostics!(verified(
        "none because \"a test\"",
        "",
        "log info context.caller"
    ));
}

#[test]
fn the_user_of_a_request_by_another_name() {
    assert_diagnostics!(verified(
        "basic { user \"acme\" secrets.key }",
        "",
        "log info context.user"
    ));
}

#[test]
fn a_body_that_has_no_members() {
    assert_diagnostics!(verified(
        "token { secret secrets.key, body \"passcode\" }",
        "body text",
        "log info context.data"
    ));
    assert_diagnostics!(verified(
        "token { secret secrets.key, body \"passcode\" }",
        "",
        ""
    ));
}

#[test]
fn paths_that_lead_nowhere() {
    for path in ["", "a..b", ".a", "a[0].b", "a.b.c.d.e.f.g.h.i"] {
        assert_diagnostics!(json(&format!(
            "token {{ secret secrets.key, body \"{path}\" }}"
        )));
    }
}

#[test]
fn places_that_are_given_twice() {
    assert_diagnostics!(json(
        "token { secret secrets.key, header \"X-Token\", body \"passcode\" }"
    ));
    assert_diagnostics!(json(
        "hmac { secret secrets.key, header \"X-Sig\", query \"sig\" }"
    ));
    assert_diagnostics!(json("hmac { secret secrets.key }"));
}

#[test]
fn a_signature_that_would_sign_itself() {
    assert_diagnostics!(json(
        "hmac { secret secrets.key, query \"sig\", signed \"{query}{body}\" }"
    ));
    assert_diagnostics!(json("hmac { secret secrets.key, body \"sig\" }"));
    assert_diagnostics!(json(
        "hmac { secret secrets.key, body \"sig\", signed \"constant\" }"
    ));
}

#[test]
fn a_signature_that_does_not_cover_the_body() {
    assert_diagnostics!(json(
        "hmac { secret secrets.key, query \"sig\", signed \"{query[\"nonce\"]}\" }"
    ));
}

#[test]
fn times_in_an_unknown_notation() {
    for time in [
        "header \"X-Time\" seconds within 5m",
        "header \"X-Time\" us within 5m",
        "query within 5m",
    ] {
        assert_diagnostics!(json(&format!(
            "hmac {{\n  secret secrets.key\n  header \"X-Sig\"\n  signed \"{{timestamp}}.{{body}}\"\n  timestamp {time}\n}}"
        )));
    }
}

#[test]
fn keys_in_an_unknown_encoding() {
    assert_diagnostics!(json(
        "hmac { secret secrets.key, header \"X-Sig\", key_encoding base32 }"
    ));
}

#[test]
fn placeholders_that_are_no_parts_of_a_request() {
    assert_diagnostics!(json(
        "hmac { secret secrets.key, header \"X-Sig\", signed \"{url}{body}\" }"
    ));
    assert_diagnostics!(json(
        "hmac { secret secrets.key, header \"X-Sig\", signed \"{cookies[\"a\"]}{body}\" }"
    ));
}

#[test]
fn schemes_that_are_not_supported_yet() {
    assert_diagnostics!(json("jwt { secret secrets.key }"));
    assert_diagnostics!(json("ed25519 { secret secrets.key }"));
}
