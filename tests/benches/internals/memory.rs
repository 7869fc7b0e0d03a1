//! Resident memory of loaded workflows: what a process with many has more than one with a single one.

use std::fs;
use std::process::Command;

use flowright_server::serve::Site;

use crate::generated;
use crate::shared::Result;
use crate::shared::program::{self, Engine};
use crate::shared::table::Table;

const MANY: u32 = 200;

pub fn measure(table: &mut Table) -> Result<()> {
    let (one, many) = (loaded(1)?, loaded(MANY)?);
    table.row(["1".to_owned(), one.to_string()]);
    table.row([MANY.to_string(), many.to_string()]);
    let each = f64::from(many.saturating_sub(one)) / f64::from(MANY - 1);
    table.row(["each further one".to_owned(), format!("{each:.1}")]);
    Ok(())
}

/// KiB of a process that has loaded so many.
fn loaded(workflows: u32) -> Result<u32> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--load", &workflows.to_string()])
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().map_err(|_| {
        format!(
            "not loaded: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        )
        .into()
    })
}

/// What the started process does: loads, as a server does, and says how much memory it has.
pub fn load(workflows: u32) -> Result<()> {
    let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let program = program::load(&generated::many(workflows), Engine::Jit, data.path())?;
    let site = Site::new(program).map_err(|error| error.to_string())?;
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line
        .and_then(|line| line.split_whitespace().next())
        .unwrap_or_default();
    println!("{kib}");
    drop(site);
    Ok(())
}
