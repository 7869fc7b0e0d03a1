//! Lambdas and the functions that take them.

use flowright_stdlib::functions;
use flowright_stdlib::types::Type;

use crate::support::check_text;
use crate::{assert_clean, assert_diagnostics, program};

/// Statements of a workflow with lists as data.
fn with_lists(statements: &str) -> String {
    program(
        "type Line = { sku: text, quantity: int, price: float, note: text?, tags: [text] }\nfn amount(line: Line) -> int { line.quantity }",
        &format!("let lines: [Line] = []\n{statements}"),
    )
}

#[test]
fn lambdas_that_are_fine() {
    assert_clean!(with_lists(
        "let skus = lines.filter(l => l.quantity > 0).map(l => l.sku)\nlet total = lines.sum(l => l.price * l.quantity.to_float())\nlet groups = lines.group_by(l => l.note)\nlet largest = lines.max_by(l => l.price)\nlet all = lines.flat_map(l => l.tags).unique().sort()\nlet count = lines.fold(0, (sum, l) => sum + l.quantity)\nlet pairs = skus.zip(all, (sku, tag) => \"{sku} {tag}\")\nlet noted = lines.filter(l => l.note != null and l.note.length > 3).length\nlog info \"x\" { skus, total, keys: groups.map(g => { key: g.key, n: g.values.length }), largest: largest?.sku, count, pairs, noted, first: lines.first()?.sku, average: lines.avg(l => l.quantity) ?? 0.0 }"
    ));
}

#[test]
fn something_else_where_a_lambda_is_wanted() {
    assert_diagnostics!(with_lists(
        "let _a = lines.map(amount)\nlet _b = lines.map(1)\nlet _c = lines.filter(lines)\nlet _d = lines.map()\nlet _e = lines.map((l, i) => l.sku)\nlet _f = lines.fold(0, l => l.quantity)\nlet _g = x => x\nlet _h = amount(l => l)\nlet _i = lines.map(l => l.skuu)"
    ));
}

#[test]
fn lambdas_that_give_another_type() {
    assert_diagnostics!(with_lists(
        "let _a = lines.filter(l => l.quantity)\nlet _b = lines.sum(l => l.sku)\nlet _c = lines.sort_by(l => l.tags)\nlet _d = lines.flat_map(l => l.sku)\nlet _e = lines.fold(0, (sum, l) => l.sku)\nlet _f = lines.sum(l => l.note)\nlet _g = lines.map(l => secrets.slack_url)\nlet _h = lines.group_by(l => l)\nlet _i = lines.any(l => l.note)"
    ));
}

#[test]
fn functions_on_other_lists() {
    assert_diagnostics!(with_lists(
        "let _a = lines.sum()\nlet _b = lines.sort()\nlet _c = lines.unique()\nlet _d = data.name.map(c => c)\nlet _e = data.nick.filter(c => true)\nlet _f = lines.zip(1, (a, b) => a)\nlet _g = lines.index_of(lines)\nlet _h = lines.append(1)\nlet _i = lines.forEach(l => l.sku)"
    ));
}

#[test]
fn steps_in_lambdas() {
    assert_diagnostics!(with_lists(
        "let _a = lines.map(l => http GET \"https://example.com/{l.sku}\")\nlet _b = lines.map(l => now())"
    ));
}

#[test]
fn no_arguments_of_a_function_are_a_surprise() {
    let arguments = [
        "",
        "x => x",
        "(a, b) => a",
        "0",
        "\"desc\"",
        "x, i => x",
        "x => x, 0",
        "(a, b) => a, 0",
        "0, x => x",
        "a, b, (c, d) => c",
    ];
    let receivers = [
        ("lines", Type::Int.list()),
        ("data.name", Type::Text),
        ("data.count", Type::Int),
        ("now()", Type::Time),
        ("{ a: 1 }.entries()", Type::Int.list()),
    ];
    for (receiver, ty) in receivers {
        for (_, function) in functions::on(&ty) {
            let calls =
                arguments.map(|given| format!("log info {receiver}.{}({given})", function.name));
            let (_, _, diagnostics) = check_text(&with_lists(&calls.join("\n")));
            assert!(!diagnostics.is_empty(), "{receiver}.{}", function.name);
        }
    }
}
