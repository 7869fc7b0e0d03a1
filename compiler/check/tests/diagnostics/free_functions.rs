//! Functions without a receiver, patterns, and hashes.

use crate::{assert_clean, assert_diagnostics, program, workflow};

#[test]
fn calls_that_are_fine() {
    assert_clean!(program(
        "secret key\n\nfn least(a: int) -> int { min(a, max(1, 2)) }",
        "let _a: int = min(data.count, 3)\nlet _b: float = max(0, data.ratio)\nlet _c: text = min(data.name, \"x\")\nlet _d: time = max(now(), context.received_at)\nlet _e: text = hmac_sha256(secrets.key, \"{data.name}.{data.count}\")\nlet _f: bool = data.name.matches(r\"^\\d+$\")\nlet _g: [text?]? = data.name.match_groups(r\"(a)|(b)\")\nlet _h: text? = data.name.match_groups(\"(a)\")?[1]\nlet _i: text = data.name.replace_match(r\"\\s+\", \" \").title().slug()\nlet _j: text? = data.name.from_base64()\nlet _k: text = data.name.from_hex() ?? data.name.url_decode() ?? \"\"\nlet _l = least(1)\nlet _m = [1, 2].min()"
    ));
}

#[test]
fn randomness_is_for_workflows() {
    assert_diagnostics!(
        "fn id() -> text { uuid() }\n\ncollection rows {\n  token: text = uuid()\n  draw: float = random()\n  wrong: int = uuid()\n  more: text = random()\n}\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    when random() < 0.5\n  }\n  let _a: text = uuid()\n  let _b: float = random()\n  let _c = random(1, 6)\n  let _d = \"x\".uuid()\n  respond 200 json { id: id() }\n}\n"
    );
}

#[test]
fn a_new_row_draws_its_defaults() {
    assert_clean!(program(
        "collection rows {\n  name: text\n  token: text = uuid()\n  draw: float? = random()\n  unique (name)\n}",
        "let row = create rows { name: data.name }\nlet _a: text = row.token\ncreate rows { name: \"x\", token: \"y\" }\nupsert rows by (name) { name: \"x\" }\nupsert rows by (name) { name: \"x\", draw: 1, on create { token: \"z\" } }"
    ));
}

#[test]
fn a_pattern_is_a_literal_without_mistakes() {
    assert_diagnostics!(workflow(
        "let _a = data.name.matches(data.nick ?? \"a\")\nlet _b = data.name.matches(\"{data.name}+\")\nlet _c = data.name.matches(r\"(a\")\nlet _d = data.name.matches(r\"a{1000}{1000}\")\nlet _e = data.name.matches(r\"(?=a)\")\nlet _f = data.name.replace_match(\"[\", \"\")\nlet _g = data.name.matches(1)\nlet _h = data.tags.matches(\"a\")\nlet _i = data.name.test(\"a\")"
    ));
}

#[test]
fn arguments_that_do_not_fit() {
    assert_diagnostics!(program(
        "secret key",
        "let _a = min(data.count, data.ratio)\nlet _b = max(data.tags, data.tags)\nlet _c = min(data.nick, \"x\")\nlet _d = min(1)\nlet _e = min(data.done, true)\nlet _f = hmac_sha256(\"key\", data.name)\nlet _g = hmac_sha256(secrets.key, secrets.key)\nlet _h = data.name.hmac_sha256(secrets.key)\nlet _i = data.count.min(3)\nlet _j = min(secrets.key, \"x\")\nlet _k = hmac_sha256(secrets.key)"
    ));
}
