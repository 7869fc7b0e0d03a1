//! A `find` of a hundred rows: an execution of nothing else, and the same written by hand.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params};

use crate::executing;
use crate::shared::Result;
use crate::shared::program::{self, Engine};
use crate::shared::table::Table;

/// Rows in the collection, a hundred for each shop.
const ROWS: i64 = 10_000;
/// How many times as long as the code written by hand the step may take.
const TARGET: f64 = 1.2;

const WARM_UP: usize = 500;
const RUNS: usize = 5_000;

const FLOW: &str = r#"secret github

collection orders {
  number: text
  shop: int
  total: float
  note: text?
  unique (number)
  index (shop)
}

workflow found {
  trigger webhook GET "/orders" {
    verify none because "a benchmark"
    body none
  }

  let orders = find orders where .shop == 7 order by .number limit 1000
  respond 200 json orders.map(order => { id: order.id, number: order.number, total: order.total, note: order.note }).length
}
"#;

/// A row, as someone writes it by hand.
struct Order {
    id: i64,
    number: String,
    total: f64,
    note: Option<String>,
}

pub fn measure(table: &mut Table) -> Result<()> {
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let program = program::load(FLOW, Engine::Jit, data.path())?;
    let connection = filled(data.path())?;
    let runtime = executing::runtime()?;
    let mut step = Vec::new();
    let mut hand = Vec::new();
    // The two take turns, so that other load on the machine affects both.
    for run in 0..WARM_UP + RUNS {
        if run == WARM_UP {
            step.clear();
            hand.clear();
        }
        let begun = Instant::now();
        let answer = executing::run(&runtime, &program, None)?;
        step.push(begun.elapsed());
        if answer != b"100" {
            return Err("not a hundred orders".into());
        }
        let begun = Instant::now();
        let orders = by_hand(&connection)?;
        hand.push(begun.elapsed());
        if black_box(orders).len() != 100 {
            return Err("not a hundred orders".into());
        }
    }
    executing::compare(
        table,
        ("an execution with a `find`", step),
        ("rusqlite by hand, into structs", hand),
        TARGET,
    );
    Ok(())
}

/// The same database, with its rows.
fn filled(data: &Path) -> Result<Connection> {
    let connection = Connection::open(data.join("flowright.db"))?;
    connection.execute_batch("BEGIN")?;
    {
        let sql = "INSERT INTO orders (number, shop, total, note) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = connection.prepare(sql)?;
        for number in 0..ROWS {
            let note = (number % 3 == 0).then(|| format!("note {number}"));
            let shop = number % (ROWS / 100);
            insert.execute(params![format!("N-{number:08}"), shop, 19.5, note])?;
        }
    }
    connection.execute_batch("COMMIT")?;
    Ok(connection)
}

fn by_hand(connection: &Connection) -> Result<Vec<Order>> {
    let sql = "SELECT id, number, total, note FROM orders WHERE shop = ?1 ORDER BY number LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![7, 1000], |row| {
        Ok(Order {
            id: row.get(0)?,
            number: row.get(1)?,
            total: row.get(2)?,
            note: row.get(3)?,
        })
    })?;
    let mut orders = Vec::new();
    for row in rows {
        let order = row?;
        black_box((order.id, &order.number, order.total, &order.note));
        orders.push(order);
    }
    Ok(orders)
}
