//! Triggers: settings, verification, routes, context.

use crate::support::{check_files, report};
use crate::{assert_clean, assert_diagnostics};

fn trigger(settings: &str) -> String {
    let lines: Vec<String> = settings
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    format!(
        "secret k\nsecret k_old\n\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n{}  }}\n\n  respond 204\n}}\n",
        lines.concat()
    )
}

/// A workflow whose `verify hmac` has these settings.
fn with_hmac(settings: &str) -> String {
    format!(
        "secret k\nworkflow w {{\n  trigger webhook POST \"/w\" {{\n    verify hmac {{\n      secret secrets.k\n{settings}\n    }}\n    body none\n  }}\n  respond 204\n}}\n"
    )
}

#[test]
fn a_header_with_several_parts() {
    assert_clean!(with_hmac(
        "      header \"Stripe-Signature\" \"t={timestamp},v1={signature}\"\n      signed \"{timestamp}.{body}\"\n      timestamp within 5m"
    ));
    assert_clean!(with_hmac(
        "      header \"Paddle-Signature\" \"ts={timestamp};h1={signature}\"\n      signed \"{timestamp}:{body}\"\n      timestamp within 5s"
    ));
    assert_clean!(with_hmac("      header \"X-Signature\" \"v1={signature}\""));
}

#[test]
fn patterns_that_describe_no_header() {
    for pattern in [
        "t={timestamp},v1={signatur}",
        "t={timestamp}",
        "{timestamp},v1={signature}",
        "t={timestamp} v1={signature}",
        "t={timestamp},v1={signature},v0={signature}",
        "t={timestamp},t={signature}",
        "t={timestamp},v1={signature};",
        "none",
    ] {
        assert_diagnostics!(with_hmac(&format!(
            "      header \"X-Signature\" \"{pattern}\"\n      signed \"{{timestamp}}.{{body}}\"\n      timestamp within 5m"
        )));
    }
}

#[test]
fn a_time_that_does_not_fit_the_header() {
    assert_diagnostics!(with_hmac(
        "      header \"Stripe-Signature\"\n      signed \"{timestamp}.{body}\"\n      timestamp header \"Stripe-Signature\" within 5m"
    ));
    assert_diagnostics!(with_hmac(
        "      header \"X-Signature\"\n      signed \"{timestamp}.{body}\"\n      timestamp within 5m"
    ));
    assert_diagnostics!(with_hmac(
        "      header \"X-Signature\" \"t={timestamp},v1={signature}\"\n      signed \"{timestamp}.{body}\"\n      timestamp header \"X-Time\" within 5m"
    ));
    assert_diagnostics!(with_hmac(
        "      header \"X-Signature\" \"t={timestamp},v1={signature}\"\n      signed \"{timestamp}.{body}\""
    ));
}

#[test]
fn no_trigger_and_two_triggers() {
    assert_diagnostics!(
        "workflow a {\n  respond 204\n}\nworkflow b {\n  trigger webhook POST \"/a\" {\n    verify none because \"x\"\n  }\n  trigger webhook POST \"/b\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n"
    );
}

#[test]
fn no_verify() {
    assert_diagnostics!(trigger("body none"));
}

#[test]
fn verify_without_a_reason() {
    assert_diagnostics!(trigger("verify none"));
}

#[test]
fn verify_by_something_unknown() {
    assert_diagnostics!(trigger("verify gihub(secrets.k)"));
}

#[test]
fn verify_by_a_text() {
    assert_diagnostics!(trigger("verify github(\"my secret\")"));
}

#[test]
fn hmac_settings_that_are_wrong() {
    assert_diagnostics!(trigger(
        "verify hmac {\n  secret secrets.kk\n  algorithm sha265\n  header \"X Signature\"\n  encoding base46\n  prefix 3\n  signed \"{timestmp}.{body}\"\n  timestamp header \"X-Time\"\n  heder \"x\"\n}"
    ));
}

#[test]
fn hmac_without_its_settings() {
    assert_diagnostics!(trigger("verify hmac {\n  algorithm sha256\n}"));
}

#[test]
fn hmac_with_half_a_time() {
    assert_diagnostics!(trigger(
        "verify hmac {\n  secret secrets.k\n  header \"X-Signature\"\n  signed \"{timestamp}.{body}\"\n}"
    ));
}

#[test]
fn hmac_that_does_not_sign_the_body() {
    assert_diagnostics!(trigger(
        "verify hmac {\n  secret secrets.k\n  header \"X-Signature\"\n  signed \"{method}\"\n}"
    ));
}

#[test]
fn a_token_that_stands_nowhere() {
    assert_diagnostics!(trigger("verify token { secret secrets.k }"));
}

#[test]
fn a_token_that_stands_twice() {
    assert_diagnostics!(trigger(
        "verify token {\n  secret secrets.k\n  header \"X-Token\"\n  query \"token\"\n}"
    ));
}

#[test]
fn users_that_are_wrong() {
    assert_diagnostics!(trigger(
        "verify basic {\n  user \"a:b\" secrets.k\n  user \"\" secrets.k\n  user \"shop\"\n  user shop secrets.k\n  user \"shop\" k\n  user \"shop\" \"hunter2\"\n  user \"shop\" secrets.kk\n  user \"shop\" 7\n}"
    ));
}

#[test]
fn schemes_without_what_they_need() {
    assert_diagnostics!(trigger("verify basic(secrets.k)"));
    assert_diagnostics!(trigger("verify api_key { secret secrets.k }"));
    assert_diagnostics!(trigger("verify bearer"));
}

#[test]
fn callers_of_one_name_are_no_mistake() {
    crate::assert_clean!(trigger(
        "verify api_key {\n  header \"X-Api-Key\"\n  caller \"a:b\" secrets.k\n  caller \"a:b\" secrets.k_old\n}"
    ));
}

#[test]
fn ranges_that_are_none() {
    assert_diagnostics!(trigger(
        "allow [\"192.0.2.0/33\", \"192.0.2.1/24\", \"example.com\", \"2001:db8::/129\", \"192.0.2.7\"]\ndeny \"10.0.0.0/8\"\nverify none because \"x\""
    ));
}

#[test]
fn settings_of_other_kinds() {
    assert_diagnostics!(trigger(
        "verify none because \"x\"\nmax_body 5s\nbody jsn { a: int }\nmode fast\nwhen context.ip\nmax_bdy 1mb"
    ));
}

#[test]
fn a_flag_that_is_none() {
    for value in [
        "yes",
        "\"false\"",
        "0",
        "maybe",
        "config.limit",
        "config.limt",
        "not true",
        "",
    ] {
        assert_diagnostics!(format!(
            "config limit: int = 1\n{}",
            trigger(&format!("verify none because \"x\"\nenabled {value}"))
        ));
    }
}

#[test]
fn a_deadline_that_is_none() {
    assert_diagnostics!(trigger("verify none because \"x\"\ndeadline 30"));
    assert_diagnostics!(trigger("verify none because \"x\"\ndeadline 0s"));
}

#[test]
fn flags_are_constants_or_configs() {
    for value in ["true", "false", "config.on"] {
        crate::assert_clean!(format!(
            "config on: bool = true\n{}",
            trigger(&format!("verify none because \"x\"\nenabled {value}"))
                .replace("secret k\nsecret k_old\n", "")
        ));
    }
}

#[test]
fn disabled_workflows_overlap_as_others_do() {
    assert_diagnostics!(
        "workflow a {\n  trigger webhook POST \"/a\" {\n    verify none because \"x\"\n    enabled false\n  }\n  respond 204\n}\nworkflow b {\n  trigger webhook POST \"/a\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n"
    );
}

/// A workflow with these settings, and a response with that value.
fn reads(settings: &str, value: &str) -> String {
    trigger(&format!("verify none because \"x\"\n{settings}"))
        .replace("secret k\nsecret k_old\n\n", "")
        .replace("respond 204", &format!("respond 200 json {{ a: {value} }}"))
}

#[test]
fn declared_members_have_their_types() {
    for value in [
        "context.query",
        "context.query.page + 1",
        "context.query.q ?? \"\"",
        "context.query.tag.length",
        "context.query[\"hub.mode\"].upper()",
        "if context.query.q != null { context.query.q.upper() } else { \"\" }",
        "context.headers[\"X-Retry\"] + 1",
        "context.headers[\"x-other\"] ?? \"\"",
        "if context.headers[\"x-kind\"] != null { context.headers[\"x-kind\"].upper() } else { \"\" }",
    ] {
        let settings = "when context.query[\"page\"] != \"0\" and context.headers[\"x-retry\"] == null\n\
                        query { page: int = 1, q: text?, tag: [text], \"hub.mode\": text }\n\
                        headers { \"X-Retry\": int = 0, \"x-kind\": text? }";
        crate::assert_clean!(reads(settings, value));
    }
}

#[test]
fn declared_members_that_are_wrong() {
    assert_diagnostics!(reads(
        "query {\n  page: int = \"1\"\n  limit: int = max()\n  page: text\n  filter: { a: int }\n  many: [[int]]\n  sort: Sort\n  tag: [text] = []\n  old?: int\n}",
        "context.query.page"
    ));
    assert_diagnostics!(reads(
        "headers {\n  \"x retry\": int\n  \"X-A\": text\n  \"x-a\": text\n  \"\": int\n}",
        "context.headers[\"x-a\"]"
    ));
}

#[test]
fn declared_members_without_their_braces_and_types() {
    for settings in [
        "query page: int",
        "query { page }",
        "query { }",
        "query",
        "headers [\"x-a\"]",
        "headers { x-retry: int }",
    ] {
        assert_diagnostics!(reads(settings, "1"));
    }
}

#[test]
fn declared_members_that_are_accessed_otherwise() {
    let settings = "query { page: int, q: text? }\nheaders { \"x-retry\": int }";
    for value in [
        "context.query[\"page\"]",
        "context.query[\"limit\"]",
        "context.query[context.ip]",
        "context.query.pgae",
        "context.query.q.upper()",
        "context.headers.x_retry",
        "context.headers[\"x-retry\"] == \"1\"",
    ] {
        assert_diagnostics!(reads(settings, value));
    }
}

#[test]
fn declared_members_in_a_condition() {
    assert_diagnostics!(reads(
        "query { page: int }\nwhen context.query.page == 1",
        "1"
    ));
}

#[test]
fn settings_with_the_names_of_other_systems() {
    assert_diagnostics!(trigger(
        "verify none because \"x\"\ntimeout 5s\norigins [\"https://a.example\"]"
    ));
}

#[test]
fn origins_that_are_none() {
    for value in [
        "[\"https://app.example/\", \"app.example\"]",
        "[\"https://App.Example:443/x?q\", \"null\"]",
        "[\"https://*.example\", \"*\"]",
        "[\"https://bücher.example\", 7]",
        "[\"https://a@b.example\", \"ftp://a.example\"]",
        "[\"https://\", \"http://localhost:99999\"]",
        "\"localhost:3000\"",
        "true",
        "[]",
        "config.origin",
        "\"https://a.example\" \"https://b.example\"",
    ] {
        assert_diagnostics!(trigger(&format!("verify none because \"x\"\ncors {value}")));
    }
}

#[test]
fn origins_are_hosts_with_their_ports() {
    for value in [
        "\"*\"",
        "[\"*\"]",
        "\"https://app.example\"",
        "[\"https://app.example\", \"http://localhost:3000\", \"http://127.0.0.1:8080\"]",
        "[\"http://[::1]:3000\", \"https://[2001:db8::1]\", \"https://xn--bcher-kva.example\"]",
    ] {
        crate::assert_clean!(
            trigger(&format!("verify none because \"x\"\ncors {value}"))
                .replace("secret k\nsecret k_old\n\n", "")
        );
    }
}

#[test]
fn a_condition_on_data() {
    assert_diagnostics!(trigger(
        "verify none because \"x\"\nbody json { a: int }\nwhen context.data.a == 1"
    ));
}

#[test]
fn forms_of_records() {
    assert_diagnostics!(trigger(
        "verify none because \"x\"\nbody form { a: [{ b: int }], c: [text] }"
    ));
}

#[test]
fn a_form_that_is_no_record() {
    assert_diagnostics!(trigger("verify none because \"x\"\nbody form [text]"));
}

#[test]
fn parameters_of_paths() {
    assert_diagnostics!(
        "workflow w {\n  trigger webhook POST \"/a/{id: int}/{id}/{when: time}\" {\n    verify none because \"x\"\n  }\n  respond 200 json { a: context.params.idd, b: context.param.id, c: context.params }\n}\n"
    );
}

#[test]
fn members_of_context() {
    assert_diagnostics!(
        "workflow w {\n  trigger webhook POST \"/a\" {\n    verify none because \"x\"\n    body none\n  }\n  respond 200 json { a: context.data, b: context.headers.x_id, c: context.query.page, d: context.bdy, e: context.ip() }\n}\n"
    );
}

#[test]
fn equal_routes_of_two_files() {
    let one = "workflow a {\n  trigger webhook POST \"/orders/{id}\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n";
    let two = "workflow b {\n  trigger webhook POST \"/orders/{name}\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\nworkflow c {\n  trigger webhook POST \"/{kind}/new\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n";
    let (sources, _, diagnostics) = check_files(&[("one.flow", one), ("two.flow", two)]);
    insta::assert_snapshot!(report(&sources, &diagnostics));
}

#[test]
fn a_literal_beats_a_parameter() {
    let text = "workflow a {\n  trigger webhook POST \"/orders/{id}\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\nworkflow b {\n  trigger webhook POST \"/orders/new\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\nworkflow c {\n  trigger webhook GET \"/orders/{id}\" {\n    verify none because \"x\"\n  }\n  respond 204\n}\n";
    crate::assert_clean!(text);
}

#[test]
fn a_declared_member_whose_name_is_no_word_is_read_by_its_text() {
    crate::assert_clean!(
        "workflow w {\n  trigger webhook GET \"/a\" {\n    verify none because \"x\"\n    query { \"größe\": int = 1, \"hub.mode\": text? }\n  }\n  respond 200 json { a: context.query[\"größe\"], b: context.query[\"hub.mode\"] }\n}\n"
    );
}
