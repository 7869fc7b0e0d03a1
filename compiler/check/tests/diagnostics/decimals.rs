//! Decimals: literals, widening, and what does not mix.

use crate::{assert_clean, assert_diagnostics, program, workflow};

/// A function with a decimal, an int and a float.
fn function(body: &str) -> String {
    program(
        &format!(
            "fn f(price: decimal, count: int, ratio: float, tip: decimal?) -> decimal {{\n{body}\n}}"
        ),
        "",
    )
}

#[test]
fn literals_and_ints_become_decimals() {
    assert_clean!(function(
        "let _a = price * 1.25 + 1\nlet _b = 1.25 * price\nlet _c = -1.5 - price\nlet _d = price * count + count\nlet _e: decimal = 12.50\nlet _f: decimal? = count\nlet _g: [decimal] = [1, 2.5, price, count]\nlet _h: decimal = 1.5 * count\nlet _i = tip ?? 0\nlet _j = 0.5 < price and count == price and price in [1, 2.5]\nlet _k = if price > 1 { price } else { 0 }\nlet _l = match price {\n  0 => \"free\"\n  0.99 | -1.5 => \"cheap\"\n  _ => \"dear\"\n}\nlet _m: { a: decimal } = { a: count }\nlet _n = [price].contains(1.5)\nlet _o = price.clamp(0, 99.99)\nlet _p = ratio * 1.5\nlet _q = 0.25 * (price - 1)\nlet _r = count * (price % (if price > 1 { 80.29 } else { count }))\n-price"
    ));
}

#[test]
fn what_gives_decimals() {
    assert_clean!(function(
        "let _a: decimal = [price].sum()\nlet _b: decimal? = [price].avg()\nlet _c: decimal = [1].sum(n => price * n)\nlet _d: decimal? = [1].avg(n => price * n)\nlet _e: float? = [1].avg()\nlet _f: decimal = [price, 1].sort().max() ?? 0\nlet _g: int = price.floor() + price.ceil()\nlet _h: decimal = ratio.to_decimal() + count.to_decimal() + (\"1\".to_decimal() ?? 0)\nlet _i: float = price.to_float()\nlet _j: text = price.to_text(2)\nlet _k = tip?.round(1)\nprice.round(2).round_half_even(1).abs()"
    ));
}

#[test]
fn floats_and_decimals_do_not_mix() {
    assert_diagnostics!(function(
        "let _a = price * ratio\nlet _b = price < ratio\nlet _c: decimal = ratio\nlet _d: float = price\nlet rate = 0.25\nprice * rate"
    ));
}

#[test]
fn a_decimal_is_no_int_and_no_text() {
    assert_diagnostics!(function(
        "let _a: int = price\nlet _b: text = price\nlet _c = price == \"1.5\"\nlet _d = price + \"1\"\nlet _e: decimal = \"1.50\"\nif price {\n  1.5\n} else {\n  price + tip\n}"
    ));
}

#[test]
fn a_literal_with_too_many_digits() {
    assert_diagnostics!(function(
        "let _a: decimal = 0.12345678901234567890123456789\nprice * 1.00000000000000000000000000001"
    ));
}

#[test]
fn patterns_of_another_type() {
    assert_diagnostics!(function(
        "match price {\n  \"1.5\" => 1\n  1.5 => 2\n  1.50 => 3\n}"
    ));
}

#[test]
fn decimals_are_declared_and_stored() {
    assert_clean!(
        "config vat: decimal = 0.25\ncollection orders {\n  total: decimal = 0\n  paid: decimal?\n  count: int = 0\n  unique (total)\n}\nworkflow w {\n  trigger webhook POST \"/w/{least: decimal}\" {\n    verify none because \"a test\"\n    query { most: decimal = 99.5 }\n    body form { amount: decimal, other: [decimal] }\n  }\n  let amount = context.data.amount\n  let number = context.data.other.length\n  create orders { total: number, paid: 1.50 }\n  update orders where .total * .count >= context.params.least and 1.5 < .total set { total: .total + .count, count: number }\n  update orders where .count * amount > 1 and .total == number set { total: .count, paid: .total - 0.5 }\n  let sum = sum .total of orders where .total in [1, 2.5, amount]\n  let mean = avg .total of orders\n  let _largest: decimal? = max .total of orders\n  respond 200 json { sum: sum * config.vat, mean: (mean ?? 0).round(2), most: context.query.most }\n}"
    );
}

#[test]
fn stored_decimals_that_do_not_fit() {
    assert_diagnostics!(
        "config vat: decimal = \"0.25\"\ncollection orders {\n  total: decimal = \"0\"\n  ratio: float = 0\n  count: int = 0\n  at: time = now()\n}\nworkflow w {\n  trigger webhook POST \"/w\" { verify none because \"a test\" }\n  update orders where .total == .ratio set { count: .total, total: .total * .ratio }\n  let _n = sum .at of orders where .total > \"1\"\n  respond 204\n}"
    );
}

#[test]
fn a_float_of_a_body_beside_a_decimal() {
    assert_diagnostics!(workflow(
        "let price: decimal = 19.99\nlet _a = price * data.ratio\nlet _b = data.ratio - price"
    ));
}
