//! The internal costs of a request and of a program: nanoseconds, allocations, compile times.
//!
//! `cargo bench -p flowright-tests --bench internals`; a name after `--` selects one table:
//! `-- loops`.
//!
//! A layer over the allocator counts allocations, which is why requests per second are measured by
//! another executable.

#![deny(unsafe_code)]

mod allocations;
mod allocator;
mod compiling;
mod decoding;
mod executing;
mod fan_out;
mod generated;
mod loops;
mod phases;
mod routing;
mod rows;

#[path = "../shared/mod.rs"]
mod shared;
#[path = "../shared/workflows.rs"]
mod workflows;

use shared::table::Table;
use shared::{Result, machine};

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;

type Measure = fn(&mut Table) -> Result<()>;

/// A table: the name by which an argument selects it, its title, its columns, and the function that
/// fills it.
type Section = (&'static str, &'static str, &'static [&'static str], Measure);

const SECTIONS: [Section; 8] = [
    (
        "phases",
        "Inside a request: the push, in one process, without a network",
        &["phase", "median ns"],
        phases::measure,
    ),
    (
        "decoding",
        "Decoding the body of the push",
        &["decoder", "median ns"],
        decoding::measure,
    ),
    (
        "allocations",
        "Allocations of a whole request, hyper and the network included",
        &["server", "allocations", "bytes", "target", ""],
        allocations::measure,
    ),
    (
        "loops",
        "A loop over a thousand records",
        COMPARED,
        loops::measure,
    ),
    (
        "fan_out",
        "Four requests at once",
        COMPARED,
        fan_out::measure,
    ),
    ("rows", "Finding a hundred rows", COMPARED, rows::measure),
    (
        "compiling",
        "A program of 1,000 lines",
        &["stage", "median ms", "target", ""],
        compiling::measure,
    ),
    (
        "routing",
        "Finding one of 1,000 routes",
        &["path", "own table ns", "matchit ns"],
        routing::measure,
    ),
];

const COMPARED: &[&str] = &["way", "median µs", "ratio", ""];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` also runs this; then nothing that takes time must be done.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let is_named = |name: &str| arguments.iter().any(|argument| argument == name);
    let names_any = SECTIONS.iter().any(|(name, ..)| is_named(name));
    for (name, title, columns, measure) in SECTIONS {
        if names_any && !is_named(name) {
            continue;
        }
        println!("\n## {title}\n");
        let mut table = Table::new(columns);
        measure(&mut table)?;
        table.print();
    }
    println!("Measured on: {}.", machine::description());
    Ok(())
}
