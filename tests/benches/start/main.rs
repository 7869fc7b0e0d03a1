//! How long `flowright serve` takes to start with many workflows, and how much memory it then uses.
//!
//! `cargo bench -p flowright-cli --bench start`
//!
//! Starts the real binary. Its data folder already has the tables, because only a first start
//! creates them.

#![forbid(unsafe_code)]

#[path = "../shared/machine.rs"]
mod machine;
#[path = "../shared/table.rs"]
mod table;
#[path = "../shared/workflows.rs"]
mod workflows;

use std::error::Error;
use std::fs;
use std::time::Instant;

use flowright_tests::{Options, Server};
use table::{Table, verdict};
use tempfile::TempDir;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const BINARY: &str = env!("CARGO_BIN_EXE_flowright");
const MANY: u32 = 1000;
const RUNS: usize = 5;
/// The limit until the first response, in milliseconds.
const START: f64 = 300.0;
/// The limit for each further workflow, in KiB.
const EACH: f64 = 30.0;

/// The measurements of a started server.
struct Started {
    /// Milliseconds until it listens.
    listening: f64,
    /// Milliseconds until every workflow is machine code.
    compiled: f64,
    /// Memory use at that point, in KiB.
    resident: f64,
}

fn main() -> Result<()> {
    // `cargo test --all-targets` also runs this; then nothing that takes time must be done.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    println!("\n## Starting, the median of {RUNS}\n");
    let mut table = Table::new(&[
        "workflows",
        "listens after ms",
        "machine code after ms",
        "resident KiB",
    ]);
    let (one, many) = (measure(1)?, measure(MANY)?);
    for (workflows, started) in [(1, &one), (MANY, &many)] {
        table.row([
            workflows.to_string(),
            format!("{:.0}", started.listening),
            format!("{:.0}", started.compiled),
            format!("{:.0}", started.resident),
        ]);
    }
    let each = (many.resident - one.resident) / f64::from(MANY - 1);
    table.row([
        "each further one".to_owned(),
        String::new(),
        String::new(),
        format!("{each:.1}"),
    ]);
    table.row([
        "target".to_owned(),
        format!("< {START:.0} {}", verdict(many.listening < START)),
        String::new(),
        format!("< {EACH:.0} {}", verdict(each < EACH)),
    ]);
    table.print();
    println!("Measured on: {}.", machine::description());
    Ok(())
}

/// Starts a server with that many workflows, one per file.
fn measure(workflows: u32) -> Result<Started> {
    let project = tempfile::tempdir()?;
    fs::write(project.path().join("shared.flow"), workflows::SHARED)?;
    for number in 0..workflows {
        let name = format!("{number:04}.flow");
        fs::write(project.path().join(name), workflows::module(number))?;
    }
    let data = tempfile::tempdir()?;
    start(&project, &data)?;
    let runs = (0..RUNS).map(|_| start(&project, &data));
    let runs: Vec<Started> = runs.collect::<Result<_>>()?;
    let middle = |of: fn(&Started) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(RUNS / 2).copied().unwrap_or(f64::NAN)
    };
    Ok(Started {
        listening: middle(|run| run.listening),
        compiled: middle(|run| run.compiled),
        resident: middle(|run| run.resident),
    })
}

fn start(project: &TempDir, data: &TempDir) -> Result<Started> {
    let options = Options::new()
        .variable("FLOWRIGHT_SECRET_GITHUB", "a secret")
        .data(data.path());
    let begun = Instant::now();
    let mut server = Server::start(BINARY, project.path(), &options);
    let listening = begun.elapsed();
    let log = server.log_with("workflows run as machine code");
    if log.contains("WARN") {
        return Err(log.into());
    }
    let compiled = begun.elapsed();
    let memory = fs::read_to_string(format!("/proc/{}/smaps_rollup", server.id()))?;
    let line = memory.lines().find_map(|line| line.strip_prefix("Rss:"));
    let resident = line.and_then(|line| line.split_whitespace().next());
    let resident = resident
        .ok_or("the system does not tell the memory")?
        .parse()?;
    server.terminate();
    server.wait();
    Ok(Started {
        listening: listening.as_secs_f64() * 1e3,
        compiled: compiled.as_secs_f64() * 1e3,
        resident,
    })
}
