//! Requests per second: Flowright compared with the same service written by hand.
//!
//! `cargo bench -p flowright-tests --bench requests`
//!
//! The executable starts itself as each of the servers, pinned to one core, and sends requests from
//! another core over keep-alive connections. The contestants are measured alternately, in short
//! rounds, so that other load on the machine affects them equally; the result is the median of the
//! rounds' ratios.

#![forbid(unsafe_code)]

mod cores;
mod load;
mod process;
mod rounds;

#[path = "../shared/mod.rs"]
mod shared;

use std::time::Duration;

use shared::contestants::{Contestant, FORM, PUSH};
use shared::table::{Table, verdict};
use shared::{Result, forms::Forms, machine, push};

use load::Same;
use rounds::Standing;

/// The allocator of all contestants.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Connections of the load generator.
const CONNECTIONS: usize = 32;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["--serve", name, core, data] => process::serve(name, core, data),
        // `cargo test --all-targets` also runs this; then nothing that takes time must be done.
        arguments if !arguments.contains(&"--bench") => Ok(()),
        arguments => compare(arguments.contains(&"--quick")),
    }
}

fn compare(quick: bool) -> Result<()> {
    let cores = cores::pair();
    cores::pin(cores.map(|(load, _)| load))?;
    let rounds = if quick {
        rounds::Plan {
            rounds: 3,
            warm_up: Duration::from_millis(200),
            round: Duration::from_millis(700),
        }
    } else {
        rounds::Plan {
            rounds: 21,
            warm_up: Duration::from_millis(200),
            round: Duration::from_secs(1),
        }
    };
    let core = cores.map(|(_, server)| server);

    println!(
        "\n## A push of {} bytes, {CONNECTIONS} connections\n",
        push::BODY.len()
    );
    let request = push::request();
    let standing = rounds::run(&PUSH, core, rounds, || Same(request.clone()))?;
    standing.table().print();
    let [flowright, typed, value, ..] = PUSH;
    let mut targets = Table::new(&["measure", "target", "measured", ""]);
    at_least(&mut targets, &standing, flowright, typed, 0.95);
    at_least(&mut targets, &standing, flowright, value, 1.8);
    let late = standing.late(flowright, typed);
    let met = verdict(late <= 1.1);
    targets.row([
        "p99 against typed".into(),
        "≤ 1.10".into(),
        format!("{late:.3}"),
        met,
    ]);
    targets.print();

    println!("## The contact form, {CONNECTIONS} connections, every second e-mail address new\n");
    let mut connection = 0;
    let standing = rounds::run(&FORM, core, rounds, || {
        connection += 1;
        Forms::new(connection)
    })?;
    standing.table().print();
    let [flowright, hand] = FORM;
    let mut targets = Table::new(&["measure", "target", "measured", ""]);
    at_least(&mut targets, &standing, flowright, hand, 0.85);
    targets.print();

    println!("Measured on: {}.", machine::description());
    match cores {
        Some((load, server)) => {
            println!("Servers on core {server}, load generator on core {load}.");
        }
        None => println!("Not pinned: there is one core only."),
    }
    Ok(())
}

fn at_least(
    table: &mut Table,
    standing: &Standing,
    one: Contestant,
    other: Contestant,
    target: f64,
) {
    let ratio = standing.ratio(one, other);
    table.row([
        format!("requests per second against {}", other.name()),
        format!("≥ {target:.2}"),
        format!("{ratio:.3}"),
        verdict(ratio >= target),
    ]);
}
