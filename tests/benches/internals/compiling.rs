//! How long a program takes from its text to machine code.

use std::hint::black_box;
use std::time::{Duration, Instant};

use flowright_jit::Jit;

use crate::generated;
use crate::shared::Result;
use crate::shared::program;
use crate::shared::table::{Table, verdict};

const RUNS: usize = 15;
const CHECK: f64 = 30.0;
const JIT: f64 = 60.0;

pub fn measure(table: &mut Table) -> Result<()> {
    let sources = program::sources(&generated::lines());
    let (mut parse, mut check, mut lower, mut compile) = (vec![], vec![], vec![], vec![]);
    for _ in 0..RUNS {
        let begun = Instant::now();
        let files = sources
            .iter()
            .map(|(id, file)| flowright_syntax::parse(id, &file.text).0);
        black_box(files.collect::<Vec<_>>());
        parse.push(begun.elapsed());

        let begun = Instant::now();
        let checked = program::check(&sources)?;
        check.push(begun.elapsed());

        let begun = Instant::now();
        let (image, _) = flowright_ir::lower(&checked);
        lower.push(begun.elapsed());

        let begun = Instant::now();
        black_box(Jit::compile(&image).map_err(|error| error.to_string())?);
        compile.push(begun.elapsed());
    }
    let both = lower
        .iter()
        .zip(&compile)
        .map(|(lower, compile)| *lower + *compile)
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
    row("lex and parse", parse, None);
    row("lex, parse, check", check, Some(CHECK));
    row("lower", lower, None);
    row("Cranelift", compile, None);
    row("lower, Cranelift", both, Some(JIT));
    Ok(())
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times
        .get(times.len() / 2)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
