//! The internal costs of a request and of a program: nanoseconds, allocations, compile times.
//!
//! `cargo bench -p flowright-tests --bench internals`
//!
//! A layer over the allocator counts allocations, which is why this is not the executable that
//! measures requests per second.

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

fn main() -> Result<()> {
    // `cargo test --all-targets` also runs this: do nothing that takes time.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    println!("\n## Inside a request: the push, in one process, without a network\n");
    let mut table = Table::new(&["phase", "median ns"]);
    phases::measure(&mut table)?;
    table.print();

    println!("## Decoding the body of the push\n");
    let mut table = Table::new(&["decoder", "median ns"]);
    decoding::measure(&mut table)?;
    table.print();

    println!("## Allocations of a whole request, hyper and the network included\n");
    let mut table = Table::new(&["server", "allocations", "bytes", "target", ""]);
    allocations::measure(&mut table)?;
    table.print();

    for (title, measure) in [
        ("A loop over a thousand records", loops::measure as Measure),
        ("Four requests at once", fan_out::measure),
        ("Finding a hundred rows", rows::measure),
    ] {
        println!("## {title}\n");
        let mut table = Table::new(&["way", "median µs", "ratio", ""]);
        measure(&mut table)?;
        table.print();
    }

    println!("## A program of {} lines\n", generated::LINES);
    let mut table = Table::new(&["stage", "median ms", "target", ""]);
    compiling::measure(&mut table)?;
    table.print();

    println!("## Finding one of {} routes\n", routing::ROUTES);
    let mut table = Table::new(&["path", "own table ns", "matchit ns"]);
    routing::measure(&mut table)?;
    table.print();

    println!("Measured on: {}.", machine::description());
    Ok(())
}
