//! Steps on collections, `http`, `notify`, and where steps are allowed.

use crate::{assert_clean, assert_diagnostics, program, workflow};

const ORDERS: &str = "collection orders {\n  email: text\n  status: \"new\" | \"paid\" = \"new\"\n  amount: int\n  ratio: float = 0\n  note: text?\n  paid: bool = false\n  at: time = now()\n  unique (email)\n  index (status)\n  index (note)\n  index (paid)\n  index (ratio)\n}\nservice ci {\n  url \"https://ci.example.com\"\n}\nchannel mail = email {\n  smtp \"smtp://localhost\"\n  from \"a@example.com\"\n}\nsecret slack_url\nchannel team = slack { url secrets.slack_url }";

const STOCK: &str =
    "collection stock {\n  sku: text\n  count: int\n  unique (sku)\n  index (count)\n}";

#[test]
fn rows_that_lack_fields() {
    assert_diagnostics!(program(ORDERS, "create orders { email: data.name }"));
}

#[test]
fn headers_of_the_connection() {
    assert_diagnostics!(program(
        ORDERS,
        "let _r = http GET ci \"/x\" { header \"Host\" data.name }\nrespond 200 {\n  header \"transfer-encoding\" \"chunked\"\n  text \"x\"\n}"
    ));
}

#[test]
fn fragments_in_targets() {
    assert_diagnostics!(program(
        &format!(
            "{ORDERS}\nconfig host: text = \"h\"\nservice far {{\n  url \"https://{{config.host}}/x#y\"\n}}"
        ),
        "http GET ci \"/x#y\" { query { page: 1 } }\nhttp GET ci \"/{data.name}#y\"\nhttp GET \"https://a.example.com/{data.name}#y\"\nhttp GET \"https://{config.host}/x#y\"\nhttp GET \"https://a.example.com/#y\"\nhttp GET far \"/x%23y\""
    ));
}

#[test]
fn members_left_out_where_no_json_is_written() {
    assert_diagnostics!(program(
        &format!(
            "{ORDERS}\nfn f(x: {{ nick: text? }}) -> {{ nick: text? }} {{\n  {{ nick?: x.nick }}\n}}"
        ),
        "let _a = { nick?: data.nick }\nlet _b = f({ nick?: data.nick })\nlet _c = [{ in: { nick?: data.nick } }]\ncreate orders { email: data.name, amount: 1, note?: data.nick }\nupdate orders all set { note?: data.nick }\nupsert orders by (email) { email: data.name, amount: 1, note?: data.nick, on create { paid?: true } }\nif data.done {\n  respond 200 json { a: if data.done { { nick?: data.nick } } else { { nick: null } } }\n}\nlet narrow = { nick: data.nick }\nif data.count > 1 {\n  respond 200 json { a: f({ nick?: data.nick }), b?: data.nick, c: [{ nick?: data.nick, id: 1 }, narrow] }\n}"
    ));
}

#[test]
fn members_left_out_of_json() {
    assert_clean!(program(
        ORDERS,
        "http POST ci \"/x\" {\n  query { nick?: data.nick }\n  json [{ nick?: data.nick }, { nick?: data.name }]\n}\nif data.done {\n  respond 200 json { a?: data.nick, b: { c?: data.nick, d: [[{ e?: data.owner?.mail }]] } }\n}"
    ));
}

#[test]
fn rows_with_wrong_fields() {
    assert_diagnostics!(program(
        ORDERS,
        "create orders { emial: data.name, email: data.name, amount: \"12\", id: 3, status: \"payed\", note: 5 }"
    ));
}

#[test]
fn upserts_by_what_is_not_unique() {
    assert_diagnostics!(program(
        ORDERS,
        "upsert orders by (amount) { email: data.name, amount: 1 }\nupsert orders by (email) { amount: 1 }\nupsert orders by (emial) { email: data.name, amount: 1 }\nupsert orders by (email) {\n  email: data.name\n  amount: 1\n  on create { amount: 2, status: \"x\" }\n}"
    ));
}

#[test]
fn conditions_on_rows() {
    assert_diagnostics!(program(
        ORDERS,
        "let _a = find one orders where .emial == data.name\nlet _b = find one orders where .amount == data.name\nlet _c = find one orders where .status == \"payed\"\nlet _d = find one orders where .amount\nlet _e = find one orders where .email.contains(\"x\")\nlet _f = find one orders where .amount > data.nick\nlet _g = find one orders where .status in data.tags\nlet _h = find one orders where .paid > true"
    ));
}

#[test]
fn conditions_that_are_fine() {
    assert_clean!(program(
        ORDERS,
        "let _a = find one orders where .email == data.name and .amount > data.count + 1\nlet _b = find one orders where .status == \"paid\" or not .paid\nlet _c = find one orders where .note == null and .paid\nlet _d = find one orders where .note == data.nick\nlet _e = find one orders where .ratio > 1 and .at < now()\nlet _f = find one orders where .status in [\"new\", \"paid\"]\nlet _g = find one orders where .amount * 2 > data.count\nlet _h = find one orders where data.done and .note != data.name\nlet _i = find one orders where data.name == .email\nlet _j = find one orders where .status == data.name"
    ));
}

#[test]
fn updates() {
    assert_clean!(program(
        ORDERS,
        "let n = update orders where .id == 1 set { amount: .amount + 1, note: null, status: \"paid\", ratio: .ratio / 2 }\nupdate orders all set { paid: true }\nlet amount = n\nupdate orders where .paid set { amount }"
    ));
}

#[test]
fn updates_that_are_wrong() {
    assert_diagnostics!(program(
        ORDERS,
        "update orders set { amount: 1 }\nupdate orders where .id == 1 set { amount: .email, id: 2, note: .note + \"x\", status: .email }\nlet _a = .amount"
    ));
}

#[test]
fn a_row_may_be_null() {
    assert_diagnostics!(program(
        ORDERS,
        "let row = find one orders where .id == 1\nlet _a = row.email"
    ));
}

#[test]
fn http_settings_that_are_wrong() {
    assert_diagnostics!(program(
        ORDERS,
        "http GTE ci \"/x\"\nhttp GET ci \"x\"\nhttp POST ci \"/x\" {\n  json { a: 1 }\n  text \"b\"\n  timeout 5\n  accept all\n  retires 3\n}\nhttp GET ci \"/x\" {\n  json { a: 1 }\n}\nhttp POST ci \"/x\" {\n  query { tags: data.tags }\n  header \"X-Count\" data.count\n}"
    ));
}

const KEYED: &str = "secret key\nsecret other\nconfig user: text = \"u\"\nservice a {\n  url \"https://a.example.com\"\n  auth bearer(secrets.key)\n}\nservice b {\n  url \"https://b.example.com\"\n  auth basic(config.user, \"{secrets.key}{secrets.other}\")\n}";

#[test]
fn credentials() {
    assert_clean!(program(
        &format!("{ORDERS}\n{KEYED}"),
        "http GET a \"/x\"\nhttp GET a \"/x\" { auth bearer(\"v1.{secrets.key}\") }\nhttp GET b \"/x\" { auth basic(data.name, secrets.other) }\nhttp GET b \"/x\" { auth basic(secrets.key, \"\") }\nlet token = http POST ci \"/token\" { expect { access: text } }\nhttp GET \"https://c.example.com\" { auth bearer(token.body.access) }\nnotify team \"x\""
    ));
}

#[test]
fn credentials_that_are_wrong() {
    assert_diagnostics!(program(
        &format!(
            "{ORDERS}\n{KEYED}\nservice c {{\n  url \"https://c.example.com\"\n  header \"authorization\" secrets.key\n  auth bearer(secrets.key)\n}}\nservice d {{\n  url \"https://d.example.com\"\n  auth basic(\"a:b\", secrets.key)\n}}\nservice e {{\n  url \"https://d.example.com\"\n  auth token(secrets.key)\n}}"
        ),
        "http GET a \"/x\" { auth bearer(secrets.other) }\nhttp GET \"https://x.example.com\" { auth basic(\"u\", secrets.key) }\nhttp GET a \"/x\" { auth secrets.key }\nhttp GET a \"/x\" { auth bearer secrets.key }\nhttp GET a \"/x\" { auth \"Bearer x\" }\nhttp GET a \"/x\" { auth bearer(\"u\", secrets.key) }\nhttp GET a \"/x\" { auth basic(secrets.key) }\nhttp GET a \"/x\" { auth bearr(secrets.key) }\nhttp GET a \"/x\" { auth bearer(data.nick) }\nhttp GET a \"/x\" { auth basic(data.count, secrets.key) }\nhttp GET a \"/x\" {\n  auth bearer(secrets.key)\n  header \"Authorization\" \"x\"\n}"
    ));
}

#[test]
fn forms() {
    assert_clean!(program(
        &format!("{ORDERS}\n{KEYED}"),
        "let name = data.name\nhttp POST ci \"/x\" { form { name, \"a b\": data.nick, tags: data.tags, nick?: data.nick, count: data.count, done: data.done, status: data.status, at: now(), none: null, all: [1, 2], mail: data.owner?.mail } }\nhttp PUT a \"/x\" { form { key: secrets.key } }\nhttp POST ci \"/x\" { form { } }"
    ));
}

#[test]
fn forms_that_are_wrong() {
    assert_diagnostics!(program(
        &format!("{ORDERS}\n{KEYED}"),
        "http POST ci \"/x\" { form { owner: data.owner, lists: [[1]], all: data } }\nhttp POST ci \"/x\" { form data }\nhttp POST ci \"/x\" { form \"a=b\" }\nhttp POST ci \"/x\" {\n  form { a: 1 }\n  json { a: 1 }\n}\nhttp GET ci \"/x\" { form { a: 1 } }\nhttp POST ci \"/x\" { form { key: secrets.key } }\nhttp POST ci \"/x\" { form { a: 1, a: 2 } }\nrespond 200 { form { a: 1 } }"
    ));
}

#[test]
fn http_results() {
    assert_clean!(program(
        ORDERS,
        "let a = http GET ci \"/x/{data.count}?q={data.name}\" {\n  expect { id: int }\n  query { page: 1, nick: data.nick }\n  header \"X-Name\" data.name\n  timeout 3s\n  max_response 2mb\n}\nlet b = http POST \"https://example.com/x\" {\n  json { a: a.body.id }\n  accept any\n  expect text\n}\nlet _c: text = b.body ?? \"\"\nlet _d = a.headers[\"x-id\"] ?? \"\"\nlet _e = a.status == 200"
    ));
}

#[test]
fn an_answer_without_expect_has_no_body() {
    assert_diagnostics!(program(
        ORDERS,
        "let a = http GET ci \"/x\"\nlet _b = a.body\nlet c = http GET ci \"/x\" {\n  accept any\n  expect { id: int }\n}\nlet _d = c.body.id"
    ));
}

#[test]
fn messages_that_lack_something() {
    assert_diagnostics!(program(
        ORDERS,
        "notify mail \"x\"\nnotify mail {\n  to \"a@example.com\"\n  subjct \"x\"\n}\nnotify team 3\nnotify team { }"
    ));
}

#[test]
fn mails_to_several() {
    assert_clean!(program(
        ORDERS,
        "notify mail {\n  to data.tags\n  cc [data.name, \"b@example.com\"]\n  bcc data.owner?.mail ?? fail \"no address\"\n  reply_to \"order-{data.count}@example.com\"\n  subject \"x\"\n  html \"<p>Dear {data.name}, <a href='https://example.com/{data.count}'>here</a></p>\"\n}\nnotify mail { to data.name, subject \"x\", text \"x\", html \"<p>x</p>\" }"
    ));
}

#[test]
fn addresses_that_are_wrong() {
    assert_diagnostics!(program(
        &format!(
            "{ORDERS}\nchannel help = email {{\n  smtp \"smtp://localhost\"\n  from \"a@example.com\"\n  reply_to \"help\"\n}}"
        ),
        "notify mail { to [], subject \"x\", text \"x\" }\nnotify mail { to [data.nick], subject \"x\", text \"x\" }\nnotify mail { to data.count, subject \"x\", text \"x\" }\nnotify mail { to data.name, cc [1], subject \"x\", text \"x\" }\nnotify mail { to data.name, reply_to data.tags, subject \"x\", text \"x\" }\nnotify mail { to data.tags.map(t => t.length), subject \"x\", text \"x\" }\nnotify mail { to data.name, bcc secrets.slack_url, subject \"x\", text \"x\" }\nnotify mail { to data.name, subject \"x\" }"
    ));
}

#[test]
fn values_in_the_html_of_a_mail() {
    assert_diagnostics!(program(
        ORDERS,
        "notify mail {\n  to data.name\n  subject \"x\"\n  html \"<a href='{data.name}'>{data.name}</a><p onclick='{data.name}'><script>{data.name}</script>\"\n}"
    ));
}

#[test]
fn what_is_thrown_away_and_what_fails() {
    assert_clean!(program(
        ORDERS,
        "try {\n  notify team \"x {data.count}\"\n} catch e {\n  let status = e.status ?? 0\n  fail \"{e.code} {e.step} {status}: {e.message}\"\n}\nlet id = notify mail { to data.name, subject \"x\", text \"y\" }\nlet _x: text = id"
    ));
}

#[test]
fn functions_are_pure() {
    assert_clean!(program(
        "config base: text = \"x\"\nfn a(x: text) -> text { \"{config.base}{x}\" }",
        "let _a = a(\"y\")"
    ));
    assert_diagnostics!(program(
        "collection c {\n  name: text\n}\nsecret k\nfn a(x: text) -> text {\n  create c { name: x }\n  let _at = now()\n  let _k = secrets.k\n  if x == \"\" {\n    fail \"empty\"\n  }\n  \"{context.ip}\"\n}",
        ""
    ));
}

#[test]
fn an_impure_condition_of_a_trigger() {
    assert_diagnostics!(
        "workflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    when context.headers[\"x\"] ?? fail \"no header\" == \"y\"\n    body none\n  }\n  respond 204\n}"
    );
}

#[test]
fn fields_compared_with_values_of_another_type() {
    assert_diagnostics!(program(
        "collection c {\n  name: text\n  nick: text?\n  amount: int\n  share: float\n}",
        "let _a = find c where .amount > data.name\nlet _b = find c where .nick < data.count\nlet _c = find c where .amount < data.ratio\nlet _d = find c where .share > data.count\nlet _e = find c where .share > 1\nlet _f = find c where .amount > data.nick"
    ));
}

#[test]
fn steps_inside_of_expressions() {
    assert_diagnostics!(program(
        ORDERS,
        "let _a = [if data.done {\n  let row = create orders { email: \"x\", amount: 1 }\n  row.id\n} else { 0 }]"
    ));
}

#[test]
fn a_part_of_a_message_that_is_given_twice() {
    assert_diagnostics!(program(ORDERS, "notify team \"first\" { text \"second\" }"));
}

#[test]
fn a_try_without_a_catch() {
    assert_diagnostics!(program(ORDERS, "try {\n  notify team \"x\"\n}"));
}

#[test]
fn values_in_html_where_escaping_is_not_enough() {
    assert_diagnostics!(workflow(
        "let _a = data.name\nif data.done {\n  respond 200 html \"<script>f({data.count})</script><style>p \\{ color: {data.name} }</style><p onclick='f({data.name})' style=\\\"{data.name}\\\">{data.name}</p>\"\n}\nif data.count > 1 {\n  respond 200 html \"<img alt={data.name}><a href='{data.name}'>{data.name}</a><iframe srcdoc='{data.name}'></iframe><{data.name}>\"\n}"
    ));
}

#[test]
fn values_in_html_where_escaping_is_enough() {
    assert_clean!(program(
        "config base: text = \"https://shop.example\"",
        "if data.done {\n  respond 200 html \"<a href='{config.base}/{data.name}' title='{data.name}'>{data.name}</a><a href='/x/{data.name}'>x</a><textarea>{data.name}</textarea>\"\n}"
    ));
}

#[test]
fn texts_declared_as_html() {
    assert_diagnostics!(workflow(
        "if data.done {\n  respond 200 {\n    header \"content-type\" \"text/html; charset=utf-8\"\n    text \"<p>{data.name}\"\n  }\n}\nif data.count > 1 {\n  respond 200 {\n    header \"Content-Type\" \"Text/HTML\"\n    json data.name\n  }\n}"
    ));
}

#[test]
fn queries() {
    assert_clean!(program(
        STOCK,
        "let many = find stock where .sku == \"a\" or .count > 2\n  order by .count desc, .sku\n  limit data.count offset 10\nlet all = find stock\nlet last = find one stock order by .id desc\nlet n = count stock where .sku == \"a\"\nlet _m = count stock\nlet total: int = sum .count of stock where .sku != \"a\"\nlet mean: float? = avg .count of stock\nlet least: int? = min .count of stock\nlet name: text? = max .sku of stock\nlog info \"{total} {mean ?? 0.0} {least ?? 0}\" { n, name }\nlog info \"{n}\" { skus: many.map(row => row.sku), all: all.length, last: last?.sku }"
    ));
}

#[test]
fn queries_with_wrong_clauses() {
    assert_diagnostics!(program(
        STOCK,
        "let _a = find one stock where .sku == \"a\" limit 1\nlet _b = count stock order by .sku\nlet _c = find stock limit 1 limit 2\nlet _d = find stock where .count > 1 where .count < 3\nlet _e = find stock order by sku\nlet _f = find stock order by .count + 1\nlet _g = find stock order by .skuu\nlet _h = find stock limit \"ten\"\nlet _i = find one stock\nlet _j = find stock group by .sku\nlet _k = sum .sku of stock\nlet _l = max .state of stock limit 1\nlet _m = avg .countt of stock"
    ));
}

#[test]
fn queries_with_computed_counts() {
    assert_clean!(program(
        STOCK,
        "let rows = find stock limit (data.count + 1) * 10 offset -data.count\nlog info \"{rows.length}\""
    ));
}

#[test]
fn queries_as_they_are_written_elsewhere() {
    for lines in [
        "let _a = find all stock\nlet _b = find last stock\nlet _c = find stock order by .count, sku",
        "let _d = find stock limit 10, 20\nlet _e = find stock where .count == 1, .sku == \"a\"\nlet _f = sum of stock",
        "let _g = sum .count stock\nlet _h = find stock order .count\nlet _i = [stock.length]",
    ] {
        assert_diagnostics!(program(STOCK, lines));
    }
}
