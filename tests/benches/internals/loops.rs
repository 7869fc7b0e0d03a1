//! A filter, a map and a sum over a thousand decoded records, as a workflow writes them and as Rust
//! does.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use bytes::Bytes;
use serde::Deserialize;

use crate::executing;
use crate::shared::Result;
use crate::shared::program::{self, Engine};
use crate::shared::table::Table;

/// How many times as long as Rust the workflow may take.
const TARGET: f64 = 1.5;

/// How many times one execution repeats the loop, so that the work outside the loop is negligible.
const REPEATS: u32 = 200;

const WARM_UP: usize = 20;
const RUNS: usize = 300;

const FLOW: &str = r#"secret github

type Order = { id: int, customer: text, paid: bool, cents: int, weight: float }

workflow summed {
  trigger webhook POST "/orders" {
    verify none because "a benchmark"
    body json { orders: [Order], repeats: [int] }
  }

  let orders = context.data.orders
  var total = 0.0
  for repeat in context.data.repeats {
    total = total + orders.filter(order => order.paid and order.cents > repeat).map(order => order.weight).sum()
  }
  respond 200 json total
}
"#;

#[derive(Deserialize)]
struct Body {
    orders: Vec<Order>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a workflow decodes these fields too")]
struct Order {
    id: i64,
    customer: String,
    paid: bool,
    cents: i64,
    weight: f64,
}

pub fn measure(table: &mut Table) -> Result<()> {
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let program = program::load(FLOW, Engine::Jit, data.path())?;
    let runtime = executing::runtime()?;
    let (once, often) = (body(0)?, body(REPEATS)?);
    let orders = serde_json::from_slice::<Body>(&often)?.orders;
    let expected: f64 = (0..REPEATS).map(|repeat| by_hand(&orders, repeat)).sum();
    let mut flow = Vec::new();
    let mut hand = Vec::new();
    for run in 0..WARM_UP + RUNS {
        if run == WARM_UP {
            flow.clear();
            hand.clear();
        }
        // The time without the loop is the time for decoding and answering.
        let begun = Instant::now();
        executing::run(&runtime, &program, Some(&once))?;
        let around = begun.elapsed();
        let begun = Instant::now();
        let answer = executing::run(&runtime, &program, Some(&often))?;
        flow.push(begun.elapsed().saturating_sub(around) / REPEATS);
        let total: f64 = serde_json::from_slice(&answer)?;
        if (total - expected).abs() > 1e-6 * expected {
            return Err("another sum".into());
        }
        let begun = Instant::now();
        for repeat in 0..REPEATS {
            black_box(by_hand(black_box(&orders), repeat));
        }
        hand.push(begun.elapsed() / REPEATS);
    }
    executing::compare(
        table,
        ("`filter`, `map` and `sum` of a workflow", flow),
        ("iterators over decoded structs", hand),
        TARGET,
    );
    Ok(())
}

fn by_hand(orders: &[Order], least: u32) -> f64 {
    let paid = orders
        .iter()
        .filter(|order| order.paid && order.cents > i64::from(least));
    paid.map(|order| order.weight).sum()
}

/// A thousand orders; two of three are paid.
fn body(repeats: u32) -> Result<Bytes> {
    let mut body = String::from("{\"orders\":[");
    for id in 0..1000 {
        let comma = if id == 0 { "" } else { "," };
        let paid = id % 3 != 0;
        let cents = 100 + id * 37 % 10_000;
        write!(
            body,
            r#"{comma}{{"id":{id},"customer":"customer {id}","paid":{paid},"cents":{cents},"weight":{}.25}}"#,
            id % 50
        )?;
    }
    let repeats: Vec<u32> = (0..repeats).collect();
    write!(body, "],\"repeats\":{}}}", serde_json::to_string(&repeats)?)?;
    Ok(body.into())
}
