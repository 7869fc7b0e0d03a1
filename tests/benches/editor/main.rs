//! How quickly the language server responds while a user types.
//!
//! `cargo bench -p flowright-cli --bench editor`
//!
//! Drives the real binary over its standard streams, as an editor does: a program of 50 files, one
//! of which has 2,000 lines, with keys typed in the middle of that file. A measurement runs from
//! the last byte written to the response read.

#![forbid(unsafe_code)]

mod editor;
mod program;

#[path = "../shared/table.rs"]
mod table;

use std::time::Duration;

use editor::{Editor, Result};
use table::{Table, verdict};

fn main() -> Result<()> {
    // `cargo test --all-targets` also runs this; then nothing that takes time must be done.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let program = program::write()?;
    let mut editor = Editor::start(&program)?;
    println!(
        "\n## In the editor: {} files with {} lines, {} of them in the one that is written\n",
        program::FILES,
        program.lines,
        program::LINES
    );
    let mut table = Table::new(&["what", "median ms", "p99 ms", "target", ""]);
    let keys = editor.keys(400)?;
    row(
        &mut table,
        "a key pressed, to the diagnostics",
        &keys,
        "20, p99 50",
        20.0,
        50.0,
    );
    let declared = editor.declarations(60)?;
    row(
        &mut table,
        "the same in a type that others use",
        &declared,
        "20, p99 50",
        20.0,
        50.0,
    );
    let completions = editor.completions(200)?;
    row(
        &mut table,
        "a key pressed, to what may follow",
        &completions,
        "10",
        10.0,
        f64::MAX,
    );
    let formatted = editor.formatting(40)?;
    row(
        &mut table,
        "formatting the file",
        &formatted,
        "30",
        30.0,
        f64::MAX,
    );
    let burst = editor.burst(1000)?;
    row(
        &mut table,
        "1,000 keys at once, to the last diagnostics",
        &[burst],
        "–",
        f64::MAX,
        f64::MAX,
    );
    table.print();
    let memory = editor.memory()?;
    println!("Resident memory at the end: {memory} MB (target: under 100)\n");
    editor.stop()
}

fn row(table: &mut Table, what: &str, times: &[Duration], target: &str, median: f64, most: f64) {
    let mut times: Vec<f64> = times
        .iter()
        .map(|time| time.as_secs_f64() * 1000.0)
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |part: usize| {
        times
            .get((times.len() * part / 100).min(times.len() - 1))
            .copied()
    };
    let (middle, last) = (at(50).unwrap_or(f64::NAN), at(99).unwrap_or(f64::NAN));
    let met = middle < median && last < most;
    let verdict = if target == "–" {
        String::new()
    } else {
        verdict(met)
    };
    let cells = [
        what.to_owned(),
        format!("{middle:.1}"),
        format!("{last:.1}"),
        target.to_owned(),
        verdict,
    ];
    table.row(cells);
}
