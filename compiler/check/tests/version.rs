//! Which changes affect the version of a workflow, and which do not.

mod support;

use std::collections::BTreeMap;

use flowright_check::{Version, versions};
use support::{check_files, report};

/// A program that uses nearly every construct, with a second workflow besides the one under test.
const PROGRAM: &str = include_str!("version/program.flow");

/// The versions of the workflows of a program, by name.
fn of(files: &[(&str, &str)]) -> BTreeMap<String, Version> {
    let (sources, program, mut diagnostics) = check_files(files);
    diagnostics.retain(flowright_diagnostics::Diagnostic::is_error);
    assert!(diagnostics.is_empty(), "{}", report(&sources, &diagnostics));
    let names = program.workflows.iter().map(|one| one.name.to_string());
    names.zip(versions(&program)).collect()
}

/// The version of the workflow under test.
fn order(text: &str) -> Version {
    of(&[("main.flow", text)])["order"]
}

/// The program with some texts replaced; each must occur in it.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(PROGRAM.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "no {from:?} in the program");
        text.replace(from, to)
    })
}

#[test]
fn what_means_the_same_has_the_same_version() {
    let cases: &[&[(&str, &str)]] = &[
        // Layout, comments and docs.
        &[("\n  ", "\n      ")],
        &[(
            "let data = context.data",
            "let data = context.data // the order",
        )],
        &[(
            "/// Takes an order.",
            "/// Another text, which is\n/// longer.",
        )],
        &[("/// Takes an order.\n", "")],
        &[(
            "{ sku: text, quantity: int }",
            "{\n  sku: text\n  // how many\n  quantity: int\n}",
        )],
        // Names that have no meaning.
        &[("let data = ", "let request = "), ("data.", "request.")],
        &[("catch e {", "catch failure {"), ("e.code", "failure.code")],
        &[
            ("fn title(", "fn headline("),
            ("title(data", "headline(data"),
        ],
        &[
            (
                "fn title(number: text, lines: int)",
                "fn title(n: text, lines: int)",
            ),
            ("order {number}", "order {n}"),
            ("shorten(number)", "shorten(n)"),
        ],
        &[
            ("type Order =", "type Purchase ="),
            ("json Order", "json Purchase"),
        ],
        &[("{id: int}", "{key: int}"), ("params.id", "params.key")],
        &[("because \"a test\"", "because \"another reason\"")],
        // Types by their structure.
        &[(
            "body json Order",
            "body json { number: text, state: \"new\" | \"paid\", note: text?, lines: [{ sku: text, quantity: int }] }",
        )],
        &[(
            "state: \"new\" | \"paid\"\n  note",
            "state: \"paid\" | \"new\"\n  note",
        )],
        // How fast rows are found.
        &[("index (state)", "index (number, state)")],
        // Declarations that the workflow does not use.
        &[("config unused: int = 1", "config unused: int = 2")],
        &[(
            "config unused: int = 1",
            "config unused: text = \"a\"\nsecret another",
        )],
        &[
            ("secret unused_key", "secret renamed_key"),
            ("secrets.unused_key", "secrets.renamed_key"),
        ],
        &[(
            "fn unused(n: int) -> int { n }",
            "fn unused(n: int) -> int { n + 1 }",
        )],
        &[("fn unused(n: int) -> int { n }\n", "")],
        &[(
            "collection unrelated {\n",
            "collection unrelated {\n  more: bool\n",
        )],
        &[("respond 200 text \"other\"", "respond 201 text \"other\"")],
        &[("workflow other ", "workflow renamed ")],
        &[("https://unrelated.example.com", "https://other.example.com")],
        // The same meaning in another notation.
        &[("timeout 5s", "timeout 5000ms")],
    ];
    let expected = order(PROGRAM);
    for edits in cases {
        assert_eq!(order(&edited(edits)), expected, "{edits:?}");
    }
}

#[test]
fn declarations_may_be_moved_and_added() {
    let expected = order(PROGRAM);
    let declarations: Vec<&str> = PROGRAM.split("\n\n").map(str::trim).collect();
    let backwards: Vec<&str> = declarations.iter().rev().copied().collect();
    assert_eq!(order(&backwards.join("\n\n")), expected);
    for turn in 0..declarations.len() {
        let mut turned = declarations.clone();
        turned.rotate_left(turn);
        assert_eq!(order(&turned.join("\n\n")), expected, "by {turn}");
        let (first, second) = turned.split_at(turned.len() / 2);
        let (first, second) = (first.join("\n\n"), second.join("\n\n"));
        let files = of(&[("a.flow", &first), ("b.flow", &second)]);
        assert_eq!(files["order"], expected, "by {turn}, in two files");
    }
    let added = "secret aaa\nconfig aaa1: int = 1\ntype Aaa = { a: int }\ncollection aaa2 {\n  a: int\n}\n\
                 service aaa3 { url \"https://a.example.com\" }\nchannel aaa4 = slack { url secrets.aaa }\nfn aaa5() -> int { 1 }\n";
    assert_eq!(order(&format!("{added}{PROGRAM}")), expected);
    assert_eq!(order(&format!("{PROGRAM}{added}")), expected);
}

#[test]
fn another_meaning_is_another_version() {
    let cases: &[(&str, &str)] = &[
        // The trigger.
        ("POST \"/orders", "PUT \"/orders"),
        ("\"/orders/", "\"/order/"),
        ("{id: int}", "{id: text}"),
        ("max_body 64kb", "max_body 65kb"),
        ("max_body 64kb", "max_body 64kb\n    enabled false"),
        ("max_body 64kb", "max_body 64kb\n    deadline 29s"),
        ("max_body 64kb", "max_body 64kb\n    cors \"*\""),
        (
            "max_body 64kb",
            "max_body 64kb\n    cors \"https://a.example\"",
        ),
        ("max_body 64kb", "max_body 64kb\n    headers { n: int }"),
        ("max_body 64kb", "max_body 64kb\n    headers { n: int = 1 }"),
        ("max_body 64kb", "max_body 64kb\n    headers { n: int = 2 }"),
        ("max_body 64kb", "max_body 64kb\n    headers { n: int? }"),
        ("allow [\"192.0.2.0/24\"]", "allow [\"198.51.100.0/24\"]"),
        ("allow [\"192.0.2.0/24\"]", "deny [\"192.0.2.0/24\"]"),
        ("allow [\"192.0.2.0/24\"]\n", ""),
        ("when context.headers[\"x-kind\"] == \"order\"\n", ""),
        ("== \"order\"", "!= \"order\""),
        ("headers[\"x-kind\"]", "headers[\"x-other\"]"),
        (
            "verify none because \"a test\"",
            "verify github(secrets.key)",
        ),
        (
            "verify none because \"a test\"",
            "verify hmac { secret secrets.key, header \"X-Sig\" }",
        ),
        (
            "verify none because \"a test\"",
            "verify basic { user \"shop\" secrets.key }",
        ),
        ("workflow order", "workflow order2"),
        // Types.
        ("note: text?", "note: (\"x\" | \"y\")?"),
        ("quantity: int }", "quantity: int, price: float }"),
        (
            "{ sku: text, quantity: int }",
            "{ quantity: int, sku: text }",
        ),
        // Functions, including indirectly called ones.
        ("order {number} ({lines})", "order {number} [{lines}]"),
        (
            "fn shorten(text_: text) -> text { text_.take(7) }",
            "fn shorten(text_: text) -> text { text_.take(8) }",
        ),
        ("text_.take(7)", "text_.trim()"),
        // Declarations that it uses.
        ("config most: int = 100", "config most: int = 101"),
        ("config most: int = 100", "config most: int"),
        (
            "number: text\n  state: \"new\" | \"paid\" = \"new\"",
            "number: text\n  state: \"new\" | \"paid\" = \"paid\"",
        ),
        ("shipment: int?", "shipment: float?"),
        ("shipment: int?", "shipment: int?\n  added: bool = false"),
        ("at: time = now()", "at: time?"),
        ("unique (number)", "unique (number)\n  unique (state)"),
        ("https://shipping.example.com", "https://ship.example.com"),
        ("timeout 5s", "timeout 6s"),
        (
            "header \"Authorization\" \"Bearer {secrets.key}\"",
            "auth bearer(secrets.key)",
        ),
        (
            "header \"Authorization\" \"Bearer {secrets.key}\"",
            "auth basic(\"u\", secrets.key)",
        ),
        ("timeout 5s", "timeout 5s\n  max_response 2mb"),
        ("timeout 5s\n", ""),
        (
            "\"Bearer {secrets.key}\"",
            "\"Bearer {secrets.unused_key}\"",
        ),
        ("\"Bearer {secrets.key}\"", "\"Token {secrets.key}\""),
        ("header \"Authorization\"", "header \"X-Authorization\""),
        (
            "channel team = slack { url secrets.slack_url }",
            "channel team = slack { url secrets.unused_key }",
        ),
        (
            "from \"Shop <hello@shop.example>\"",
            "from \"Shop <info@shop.example>\"",
        ),
        (
            "from \"Shop <hello@shop.example>\"",
            "from \"Shop <hello@shop.example>\"\n  reply_to \"help@shop.example\"",
        ),
        (
            "notify mail { to data.number,",
            "notify mail { to [data.number],",
        ),
        (
            "notify mail { to data.number,",
            "notify mail { to data.number, cc data.number,",
        ),
        ("subject \"Sent\", text ", "subject \"Sent\", html "),
        (
            "smtp \"smtp://localhost:2525\"",
            "smtp \"smtp://localhost:2526\"",
        ),
        // Statements.
        (
            "let data = context.data",
            "let data = context.data\n  let more = 1 + 1",
        ),
        (
            "respond 422 json { error: \"no lines\" }",
            "respond 400 json { error: \"no lines\" }",
        ),
        ("{ error: \"no lines\" }", "{ problem: \"no lines\" }"),
        ("{ error: \"no lines\" }", "{ error: \"none\" }"),
        (
            "respond 422 json { error: \"no lines\" }",
            "fail \"no lines\"",
        ),
        (
            "json { id: row.id, note?: data.note }",
            "json { id: row.id, note: data.note }",
        ),
        (
            "json { id: row.id, note?: data.note }",
            "json { note?: data.note, id: row.id }",
        ),
        (
            "header \"X-Order\" data.number",
            "header \"X-Number\" data.number",
        ),
        ("fail \"never: {e.code}\"", "fail \"never: {e.step}\""),
        ("fail \"never: {e.code}\"", "fail \"{e.code}\""),
        // Expressions.
        (
            "data.lines.length > config.most",
            "data.lines.length >= config.most",
        ),
        ("data.lines.length > config.most", "data.lines.length > 100"),
        (
            "data.lines.length > config.most",
            "data.lines.length + 1 > config.most",
        ),
        ("data.lines.is_empty() or", "data.lines.is_empty() and"),
        ("not data.number.is_email()", "data.number.is_email()"),
        ("\"paid\" => 2", "\"paid\" => 3"),
        (
            "\"new\" => 1\n    \"paid\" => 2",
            "\"paid\" => 2\n    \"new\" => 1",
        ),
        ("\"paid\" => 2", "_ => 2"),
        ("data.note ?? \"none\"", "data.note ?? \"nothing\""),
        ("data.lines[0]?.sku", "data.lines[1]?.sku"),
        ("data.lines[0]?.sku", "data.lines[0]?.quantity"),
        ("in [\"a\", \"b\"]", "not in [\"a\", \"b\"]"),
        ("in [\"a\", \"b\"]", "in [\"a\", \"b\", \"c\"]"),
        ("-data.lines.length", "data.lines.length"),
        ("at: now()\n", "at: context.received_at\n"),
        ("context.query[\"page\"]", "context.query[\"size\"]"),
        ("context.method", "context.path"),
        // Steps.
        (
            "upsert orders by (number) { number: data.number, state: data.state }",
            "create orders { number: data.number, state: data.state }",
        ),
        (
            "{ number: data.number, state: data.state }",
            "{ state: data.state, number: data.number }",
        ),
        (
            "{ number: data.number, state: data.state }",
            "{ number: data.number }",
        ),
        (
            "{ number: data.number, state: data.state }",
            "{ number: data.number, on create { state: data.state } }",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number != data.number",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number == data.number and .id > 1",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number == data.number order by .id",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number == data.number order by .number desc",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where not (.number == data.number)",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number in data.lines.map(line => line.sku)",
        ),
        (
            "find one orders where .number == data.number",
            "find one orders where .number not in data.lines.map(line => line.sku)",
        ),
        ("at: time = now()", "at: time = now()\n  tags: [text]?"),
        ("at: time = now()", "at: time = now()\n  tags: [text] = []"),
        (
            "at: time = now()",
            "at: time = now()\n  tags: [text] = [\"a\"]",
        ),
        ("at: time = now()", "at: time = now()\n  tags: json?"),
        ("find one orders where", "find one archive where"),
        ("set { shipment: 1 }", "set { shipment: 2 }"),
        ("set { shipment: 1 }", "set { shipment: .id }"),
        ("set { shipment: 1 }", "set { shipment: .id + 1 }"),
        ("where .id == row.id set", "all set"),
        (
            "http POST shipping \"/shipments/{data.number}?size={size}\"",
            "http PUT shipping \"/shipments/{data.number}?size={size}\"",
        ),
        (
            "\"/shipments/{data.number}?size={size}\"",
            "\"/shipment/{data.number}?size={size}\"",
        ),
        (
            "\"/shipments/{data.number}?size={size}\"",
            "\"/shipments/{data.number}?width={size}\"",
        ),
        (
            "http POST shipping \"/shipments",
            "http POST \"https://x.example.com/shipments",
        ),
        ("header \"X-Title\"", "header \"X-Head\""),
        ("query { page: 1 }", "query { page: 2 }"),
        ("query { page: 1 }", "query { sheet: 1 }"),
        ("timeout 3s", "timeout 4s"),
        ("expect { id: int }", "expect { id: text }"),
        ("expect { id: int }", "expect text"),
        ("expect { id: int }", "expect { id: int }\n      accept any"),
        (
            "expect { id: int }",
            "expect { id: int }\n      max_response 2mb",
        ),
        ("json { order: data.number }", "form { order: data.number }"),
        (
            "json { order: data.number }",
            "form { number: data.number }",
        ),
        (
            "expect { id: int }",
            "expect { id: int }\n      auth bearer(\"x\")",
        ),
        (
            "expect { id: int }",
            "expect { id: int }\n      auth basic(\"x\", \"y\")",
        ),
        ("json { order: data.number }", "text data.number"),
        (
            "json { order: data.number }",
            "multipart { order: data.number }",
        ),
        (
            "json { order: data.number }",
            "multipart { order: { order: data.number } }",
        ),
        (
            "json { order: data.number }",
            "multipart { order: data.number.to_bytes() }",
        ),
        (
            "json { order: data.number }",
            "multipart { order: { name: data.number, content_type: \"a/b\", bytes: data.number.to_bytes() } }",
        ),
        (
            "json { order: data.number }",
            "bytes data.number.to_bytes()",
        ),
        ("expect { id: int }", "expect bytes"),
        (
            "notify team \"sent {kind}\"",
            "notify team \"sent: {kind}\"",
        ),
        ("subject \"Sent\"", "subject \"On its way\""),
    ];
    let expected = of(&[("main.flow", PROGRAM)]);
    let mut seen = BTreeMap::from([(expected["order"], "the program itself")]);
    for (from, to) in cases {
        assert!(PROGRAM.contains(from), "no {from:?} in the program");
        let text = PROGRAM.replacen(from, to, 1);
        let versions = of(&[("main.flow", &text)]);
        let version = versions.iter().find(|(name, _)| name.starts_with("order"));
        let (_, version) = version.expect("the workflow");
        if let Some(other) = seen.insert(*version, to) {
            panic!("{from:?} as {to:?} has the version of {other:?}");
        }
        assert_eq!(versions["other"], expected["other"], "{from:?} as {to:?}");
    }
}

#[test]
fn a_version_is_the_same_everywhere() {
    // Versions are stored: if this one changes, EDITION must change too.
    assert_eq!(
        order(PROGRAM).to_string(),
        "a9d899449b769b3872577e393f4046ee"
    );
}

#[test]
fn functions_that_call_functions_many_times_have_versions() {
    let mut text = String::from("fn f0(n: int) -> int { n }\n");
    for index in 1..300 {
        let before = index - 1;
        text.push_str(&format!(
            "fn f{index}(n: int) -> int {{ f{before}(f{before}(n)) }}\n"
        ));
    }
    text.push_str("workflow order {\n  trigger webhook GET \"/\" { verify none because \"a test\" }\n  respond 200 json f299(1)\n}\n");
    let changed = text.replace("{ n }", "{ n + 1 }");
    assert_ne!(order(&text), order(&changed));
}

/// The program with workflows that the one under test calls.
fn calling() -> String {
    let called = "workflow shortened {\n  trigger call (which: text) -> text\n  shorten(which)\n}\n\n\
        /// Remembers an order.\nworkflow remember {\n  trigger call (which: text, paid: bool) -> int\n  \
        let name = call shortened(which)\n  let row = upsert archive by (number) { number: name }\n  \
        if paid { row.id } else { 0 }\n}\n\n\
        workflow uncalled {\n  trigger call (n: int) -> int\n  n\n}\n\n";
    edited(&[
        (
            "/// Takes an order.",
            &format!("{called}/// Takes an order."),
        ),
        (
            "  if known == null {",
            "  call remember(data.number, data.state == \"paid\")\n  if known == null {",
        ),
    ])
}

#[test]
fn the_version_of_a_workflow_covers_what_it_calls() {
    let program = calling();
    let expected = order(&program);
    assert_ne!(expected, order(PROGRAM));
    let with = |from: &str, to: &str| {
        assert!(program.contains(from), "no {from:?} in the program");
        order(&program.replace(from, to))
    };
    let same = [
        ("/// Remembers an order.\n", ""),
        ("let name = call", "\n  let name = call"),
        ("{ number: name }", "{ number: name, }"),
        ("which", "what"),
        ("(n: int) -> int\n  n\n", "(n: int) -> int\n  n + 1\n"),
        ("workflow uncalled", "workflow renamed"),
    ];
    for (from, to) in same {
        assert_eq!(with(from, to), expected, "{from} to {to}");
    }
    let other = [
        ("if paid { row.id }", "if not paid { row.id }"),
        ("  shorten(which)\n", "  shorten(which).trim()\n"),
        ("text_.take(7)", "text_.take(8)"),
        (
            "collection archive {\n",
            "collection archive {\n  more: bool = true\n",
        ),
        ("remember", "recall"),
        ("call remember(data.number,", "call remember(\"a\","),
        ("  call remember(", "  let _id = call remember("),
        ("  call remember(data.number, data.state == \"paid\")\n", ""),
    ];
    for (from, to) in other {
        assert_ne!(with(from, to), expected, "{from} to {to}");
    }
    // Their order in the file does not matter.
    let declarations: Vec<&str> = program.split("\n\n").map(str::trim).collect();
    let backwards: Vec<&str> = declarations.iter().rev().copied().collect();
    assert_eq!(order(&backwards.join("\n\n")), expected);
}

/// A program with unions, which the program above does not have.
const UNIONS: &str = "secret k\n\ntype Push = { type: \"push\", ref: text, n: int }\ntype Ping = { type: \"ping\", n: int }\ntype Event = Push | Ping\ntype Level = \"low\" | \"high\" | text\n\nfn level(event: Event) -> Level { if event.n > 1 { \"high\" } else { \"low\" } }\n\nworkflow order {\n  trigger webhook POST \"/order\" {\n    verify github(secrets.k)\n    body json by context.headers[\"x-event\"] {\n      \"push\" => Push\n      \"ping\" => Ping\n      _ => ignore\n    }\n  }\n  let text = match context.data {\n    Push as push => push.ref\n    Ping as ping => level({ type: \"ping\", n: ping.n })\n  }\n  respond 200 text text\n}\n";

#[test]
fn the_version_of_a_program_with_unions() {
    let version = |edits: &[(&str, &str)]| {
        order(&edits.iter().fold(UNIONS.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "no {from:?} in the program");
            text.replace(from, to)
        }))
    };
    let before = version(&[]);
    let same: &[&[(&str, &str)]] = &[
        &[("Push", "PushEvent")],
        &[
            ("Ping as ping", "Ping as other"),
            ("n: ping.n", "n: other.n"),
        ],
        &[("type Level = \"low\" |", "type Level = \"lower\" |")],
    ];
    for edits in same {
        assert_eq!(version(edits), before, "{edits:?}");
    }
    let others: &[&[(&str, &str)]] = &[
        &[
            (
                "{ type: \"ping\", n: int }",
                "{ type: \"ping\", n: int, m: int? }",
            ),
            ("n: ping.n }", "n: ping.n, m: null }"),
        ],
        &[
            ("{ type: \"ping\", n: int }", "{ type: \"pong\", n: int }"),
            ("{ type: \"ping\", n: ping", "{ type: \"pong\", n: ping"),
        ],
        &[("type Event = Push | Ping", "type Event = Ping | Push")],
        &[("x-event", "x-kind")],
        &[("_ => ignore", "_ => Ping")],
        &[("\"ping\" => Ping", "\"pong\" => Ping")],
        &[("Push as push => push.ref", "Push => \"\"")],
    ];
    for edits in others {
        assert_ne!(version(edits), before, "{edits:?}");
    }
}
