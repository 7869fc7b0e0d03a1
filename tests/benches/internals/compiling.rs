//! How long it takes to compile a program from text to machine code.

use std::hint::black_box;
use std::time::{Duration, Instant};

use flowright_compile::{Engine, executables, parse};

use crate::generated;
use crate::shared::Result;
use crate::shared::program;
use crate::shared::table::{Table, verdict};

const RUNS: usize = 15;
const CHECK: f64 = 30.0;
const JIT: f64 = 60.0;

pub fn measure(table: &mut Table) -> Result<()> {
    let sources = program::sources(&generated::lines());
    let (mut parsing, mut checking) = (vec![], vec![]);
    let (mut lowering, mut generating) = (vec![], vec![]);
    for _ in 0..RUNS {
        let begun = Instant::now();
        black_box(parse(&sources));
        parsing.push(begun.elapsed());

        let begun = Instant::now();
        let checked = program::check(&sources)?;
        checking.push(begun.elapsed());

        let begun = Instant::now();
        let lowered = checked.lower();
        let image = lowered.image.ok_or("no image")?.validate()?;
        lowering.push(begun.elapsed());

        let begun = Instant::now();
        black_box(executables(&image, Engine::Jit).map_err(|error| error.to_string())?);
        generating.push(begun.elapsed());
    }
    let both = lowering
        .iter()
        .zip(&generating)
        .map(|(lower, generate)| *lower + *generate)
        .collect();
    let mut row = |name: &str, times: Vec<Duration>, target: Option<f64>| {
        let time = median(times);
        table.row([
            name.to_owned(),
            format!("{time:.1}"),
            target
                .map(|target| format!("< {target:.0}"))
                .unwrap_or_default(),
            target
                .map(|target| verdict(time < target))
                .unwrap_or_default(),
        ]);
    };
    row("lex and parse", parsing, None);
    row("lex, parse, check", checking, Some(CHECK));
    row("lower, validate", lowering, None);
    row("Cranelift", generating, None);
    row("lower, validate, Cranelift", both, Some(JIT));
    Ok(())
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
