//! Runs many random programs with the oracle and both engines, from one seed to another:
//!
//!     cargo run --release -p flowright-oracle --example many -- 0 1000000 [EVERY]
//!
//! Every EVERY-th program (by default each) is compiled to machine code; the interpreter runs all
//! of them. Reports the number of runs, and fails if anything differs.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use flowright_oracle::{Case, Engine, bytes_of};

/// The time between two reports of progress.
const OFTEN: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .filter_map(|one| one.parse().ok())
        .collect();
    let (from, to, every) = match numbers[..] {
        [from, to] => (from, to, 1),
        [from, to, every] => (from, to, every.max(1)),
        _ => {
            eprintln!("give the first seed, the one after the last, and EVERY");
            return ExitCode::FAILURE;
        }
    };
    let began = Instant::now();
    let mut said = began;
    let (mut programs, mut compiled, mut runs, mut given_up, mut too_large, mut wrong) =
        (0, 0, 0, 0, 0, 0);
    for seed in from..to {
        let both = [Engine::Interpreter, Engine::Jit];
        let by_both = seed % every == 0;
        let engines = if by_both { &both[..] } else { &both[..1] };
        match Case::of(&bytes_of(seed)).check(engines) {
            Ok(compared) => {
                runs += compared.runs;
                given_up += compared.given_up;
                too_large += usize::from(compared.too_large);
            }
            Err(difference) => {
                wrong += 1;
                println!("seed {seed}:\n{difference}");
            }
        }
        programs += 1;
        compiled += usize::from(by_both);
        if said.elapsed() > OFTEN {
            said = Instant::now();
            eprintln!(
                "seed {seed}, {} s, {wrong} differ",
                began.elapsed().as_secs()
            );
        }
    }
    println!(
        "{programs} programs (seeds {from}..{to}), {compiled} of them as machine code too; {runs} requests compared, {given_up} given \
         up, {too_large} programs too large; {wrong} differ; {:.0} s",
        began.elapsed().as_secs_f64()
    );
    if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
