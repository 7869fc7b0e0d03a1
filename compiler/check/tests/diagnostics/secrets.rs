//! Secrets and hosts.

use crate::{assert_clean, assert_diagnostics, program};

const DECLARED: &str = "secret key\nsecret other\nservice api {\n  url \"https://api.example.com\"\n  header \"X-Key\" secrets.key\n}\nservice plain {\n  url \"https://plain.example.com\"\n}\nsecret slack_url\nchannel team = slack { url secrets.slack_url }\ncollection rows {\n  name: text\n}";

#[test]
fn secrets_on_their_way_out() {
    assert_diagnostics!(program(
        DECLARED,
        "create rows { name: secrets.key }\nnotify team \"key {secrets.key}\"\nif data.done {\n  respond 200 {\n    header \"X-Key\" secrets.key\n    json { a: [secrets.key] }\n  }\n}\nif data.done {\n  fail \"{secrets.key}\"\n}"
    ));
}

#[test]
fn a_text_made_of_a_secret_is_one() {
    assert_diagnostics!(program(
        DECLARED,
        "let auth = \"Bearer {secrets.key}\"\nlet both = { auth, n: 1 }\nif data.done {\n  respond 200 json both\n}\nif data.done {\n  respond 200 text auth\n}"
    ));
}

#[test]
fn secrets_that_are_looked_into() {
    assert_diagnostics!(program(
        DECLARED,
        "let _a = secrets.key == data.name\nlet _b = secrets.key.length\nlet _c = match secrets.key { \"x\" => 1, _ => 2 }\nlet _d = secrets.key in [\"x\"]\nlet _e = secrets.key < \"x\""
    ));
}

#[test]
fn a_request_to_the_service_that_holds_it() {
    assert_clean!(program(
        DECLARED,
        "let auth = \"Bearer {secrets.key}\"\nhttp POST api \"/x/{secrets.key}\" {\n  header \"Authorization\" auth\n  json { key: secrets.key }\n  query { key: secrets.key }\n}"
    ));
}

#[test]
fn a_request_to_another_service_or_host() {
    assert_diagnostics!(program(
        DECLARED,
        "let auth = \"Bearer {secrets.key}\"\nhttp POST plain \"/x\" {\n  header \"Authorization\" auth\n}\nhttp POST api \"/x\" {\n  json { key: secrets.other }\n}\nhttp POST \"https://x.example.com/{secrets.key}\"\nhttp POST secrets.key"
    ));
}

#[test]
fn a_secret_flows_through_whatever_hands_it_on() {
    assert_diagnostics!(program(
        DECLARED,
        "let one = if data.done { secrets.key } else { \"x{secrets.key}\" }\nlet first = [one, one][0]\nlet record = { inner: { value: first ?? secrets.key } }\nlet last = match data.name { \"x\" => record.inner.value, _ => one }\nhttp POST plain \"/{last}\""
    ));
}

#[test]
fn what_is_no_secret_takes_none_along() {
    let declared = format!(
        "{DECLARED}\nservice two {{\n  url \"https://two.example.com\"\n  header \"X-Key\" secrets.other\n}}"
    );
    assert_clean!(program(
        &declared,
        "let both = { auth: secrets.key, name: data.name }\nlet auth = if data.done {\n  http POST api \"/x/{secrets.key}\"\n  secrets.other\n} else {\n  secrets.other\n}\nhttp POST two \"/{both.name}/{auth}\""
    ));
}

#[test]
fn hosts_that_data_could_choose() {
    assert_diagnostics!(program(
        DECLARED,
        "let url = \"https://example.com\"\nhttp GET url\nhttp GET data.name\nhttp GET \"https://{data.name}/x\"\nhttp GET \"https://example.com{data.name}\"\nhttp GET \"{data.name}/x\"\nhttp GET \"ftp://example.com\"\nhttp GET \"https://\""
    ));
}

#[test]
fn hosts_that_are_fixed() {
    assert_clean!(program(
        "config base: text = \"https://example.com\"\nconfig host: text = \"example.com\"",
        "http GET config.base\nhttp GET \"{config.base}/x/{data.name}\"\nhttp GET \"https://{config.host}/x?q={data.name}\"\nhttp GET \"https://example.com\"\nhttp GET \"https://example.com?q={data.name}\""
    ));
}
