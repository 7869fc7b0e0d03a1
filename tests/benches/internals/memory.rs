//! How long a program of many workflows takes to start, and the memory that a loaded workflow has.
//!
//! Each is measured in a process of its own, which does what `flowright serve` does before it listens.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use flowright_server::serve::Site;

use crate::allocator;
use crate::generated;
use crate::shared::Result;
use crate::shared::program::{self, Engine};
use crate::shared::table::{Table, verdict};

const MANY: u32 = 1000;
/// Of a further workflow, in KiB.
const EACH: f64 = 30.0;
/// Of all of them, in milliseconds.
const START: f64 = 300.0;

/// What one process says of itself.
struct Loaded {
    milliseconds: f64,
    /// KiB that the process has.
    resident: f64,
    /// KiB of the blocks that its allocator has given out; SQLite has an allocator of its own.
    live: f64,
}

pub fn measure(table: &mut Table) -> Result<()> {
    let (one, many) = (loaded(1)?, loaded(MANY)?);
    for (workflows, loaded) in [(1, &one), (MANY, &many)] {
        let start = format!("{:.0}", loaded.milliseconds);
        let (resident, live) = (loaded.resident, loaded.live);
        row(table, &workflows.to_string(), start, resident, live);
    }
    let each = |all: f64, one: f64| (all - one) / f64::from(MANY - 1);
    let resident = each(many.resident, one.resident);
    let live = each(many.live, one.live);
    row(table, "each further one", String::new(), resident, live);
    table.row([
        "target".to_owned(),
        format!("< {START:.0} {}", verdict(many.milliseconds < START)),
        format!("< {EACH:.0} {}", verdict(resident < EACH)),
        String::new(),
    ]);
    Ok(())
}

fn row(table: &mut Table, name: &str, start: String, resident: f64, live: f64) {
    let (resident, live) = (format!("{resident:.1}"), format!("{live:.1}"));
    table.row([name.to_owned(), start, resident, live]);
}

/// A process that has loaded so many, for the second time: the first start made the tables.
fn loaded(workflows: u32) -> Result<Loaded> {
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    process(workflows, data.path())?;
    process(workflows, data.path())
}

fn process(workflows: u32, data: &Path) -> Result<Loaded> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--load", &workflows.to_string()])
        .arg(data)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text
        .split_whitespace()
        .map_while(|word| word.parse::<f64>().ok());
    let mut next = || {
        numbers.next().ok_or_else(|| {
            let error = String::from_utf8_lossy(&output.stderr);
            format!("not loaded: {text}{error}")
        })
    };
    Ok(Loaded {
        milliseconds: next()?,
        resident: next()?,
        live: next()?,
    })
}

/// What the started process does: loads, and says how long it took and how much memory it has.
pub fn load(workflows: u32, data: &Path) -> Result<()> {
    allocator::watch();
    let text = generated::many(workflows);
    let begun = Instant::now();
    let program = program::load(&text, Engine::Jit, data)?;
    let site = Site::new(program).map_err(|error| error.to_string())?;
    let milliseconds = begun.elapsed().as_secs_f64() * 1e3;
    drop(text);
    allocator::give_back_free_pages();
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line
        .and_then(|line| line.split_whitespace().next())
        .unwrap_or_default();
    println!("{milliseconds} {kib} {}", allocator::live() / 1024);
    drop(site);
    Ok(())
}
