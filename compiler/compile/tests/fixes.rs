//! Safe fixes do no harm: if one punctuation character is deleted from a program, they restore the
//! program or leave it alone.

use flowright_compile::{fix, parse};
use flowright_diagnostics::{Diagnostic, Sources};

const PROGRAMS: &[(&str, &str)] = &[
    (
        "signup",
        include_str!("../../../examples/signup/signup.flow"),
    ),
    (
        "contact_form",
        include_str!("../../check/tests/programs/contact_form.flow"),
    ),
    (
        "github_push",
        include_str!("../../check/tests/programs/github_push.flow"),
    ),
    ("orders", ORDERS),
];

/// Every kind of declaration, and most statements.
const ORDERS: &str = r#"secret key
secret token
config shop_url: text = "https://shop.example"
config max_items: int = 20

type Item = { sku: text, amount: int, price: float }

/// What a shop sends.
type Order = {
  number: text
  state: "new" | "paid"
  note: text?
  items: [Item]
}

collection orders {
  number: text
  state: "new" | "paid" = "new"
  tries: int = 0
  received_at: time = now()
  unique (number)
  index (state, received_at)
}

service shop {
  url config.shop_url
  timeout 5s
  header "Authorization" "Bearer {secrets.token}"
}

fn title(number: text, items: int) -> text { "order {number} ({items} items)" }

fn color(state: "new" | "paid") -> text {
  match state {
    "new" => "yellow"
    "paid" => "green"
  }
}

workflow take_order {
  trigger webhook POST "/orders" {
    max_body 64kb
    verify hmac { secret secrets.key, header "X-Signature" }
    body json Order
  }

  let order = context.data
  if order.items.is_empty() or order.items.length > config.max_items {
    respond 422 json { error: "an order has items" }
  }
  let row = upsert orders by (number) { number: order.number, state: order.state }
  let label = title(order.number, order.items.length)
  try {
    let answer = http POST shop "/shipments" {
      json { order: order.number, title: label, color: color(order.state), note: order.note }
      expect { id: int }
    }
    update orders where .id == row.id set { tries: .tries + 1 }
    respond 201 json { id: row.id, shipment: answer.body.id }
  } catch e {
    respond 502 json { id: row.id, error: e.code }
  }
}
"#;

fn sources(text: &str) -> Sources {
    let mut sources = Sources::new();
    sources.add("main.flow", text);
    sources
}

fn errors(text: &str) -> usize {
    let diagnostics = parse(&sources(text)).check().diagnostics;
    diagnostics
        .iter()
        .filter(|one| Diagnostic::is_error(one))
        .count()
}

fn fixed(text: &str) -> String {
    let changed = fix(&sources(text)).into_iter().next();
    changed.map_or_else(|| text.to_owned(), |fixed| fixed.text)
}

/// The text without white space, which the formatter decides.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn a_program_without_one_sign_is_restored_or_left_alone() {
    let mut problems = Vec::new();
    let (mut tried, mut restored) = (0, 0);
    for (name, program) in PROGRAMS {
        assert_eq!(errors(program), 0, "{name}");
        let signs =
            program.match_indices(['{', '}', '(', ')', '[', ']', '"', ',', ':', '=', '|', '>']);
        for (at, sign) in signs {
            let mut broken = (*program).to_owned();
            broken.replace_range(at..at + sign.len(), "");
            if errors(&broken) == 0 {
                continue;
            }
            tried += 1;
            let fixed = fixed(&broken);
            if plain(&fixed) == plain(program) {
                restored += 1;
            } else if fixed != broken {
                let line = program.get(..at).unwrap_or("").lines().count();
                let changes: Vec<String> = broken
                    .lines()
                    .zip(fixed.lines())
                    .filter(|(a, b)| a != b)
                    .map(|(a, b)| format!("- {a}\n+ {b}"))
                    .collect();
                problems.push(format!(
                    "{name}:{line} without `{sign}`:\n{}",
                    changes.join("\n")
                ));
            }
        }
    }
    println!("{restored} of {tried} restored");
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
    assert!(tried > 250, "{tried} tried");
    assert!(restored > 100, "{restored} of {tried} restored");
}

#[test]
fn fixes_converge_and_never_add_a_mistake() {
    for (text, meant) in [
        ("const x = 1", "let x = 1"),
        ("let x = context.data.emial", "let x = context.data.email"),
        (
            "let x = context.data.email === \"a\"",
            "let x = context.data.email == \"a\"",
        ),
        // The fixes never guess a keyword with an effect, or a name that may be a different one.
        (
            "assert context.data.email == \"a\"",
            "assert context.data.email == \"a\"",
        ),
        ("let x = context.data.key_2", "let x = context.data.key_2"),
        (
            "let x = context.data.emaill_1",
            "let x = context.data.emaill_1",
        ),
    ] {
        let program = |line: &str| {
            format!(
                "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body json {{ email: text, key_1: text }}\n  }}\n  {line}\n  respond 200 json {{ a: 1 }}\n}}\n"
            )
        };
        let once = fixed(&program(text));
        assert!(errors(&once) <= errors(&program(text)));
        assert_eq!(fixed(&once), once, "{text}");
        let is_unused = |line: &str| line.replace("let x", "let _x");
        let wanted = [program(meant), program(&is_unused(meant))];
        assert!(wanted.contains(&once), "{text}\n{once}");
    }
}
