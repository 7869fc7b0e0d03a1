//! Measures how long code takes to compile and how large its machine code is: `cargo run --release
//! -p flowright-jit --features testing --example compile_time`.

#![expect(unsafe_code, reason = "codes are compiled that no lowering made")]

use std::time::Instant;

use flowright_ir::code::{Code, Instruction};
use flowright_jit::Jit;
use flowright_jit::testing::Case;

/// The number of instructions to compile, roughly those of a thousand lines.
const INSTRUCTIONS: usize = 2_000;

fn main() {
    let single = vec![straight_line()];
    let many: Vec<Code> = random_codes();
    for (name, codes) in [("one straight code", &single), ("random codes", &many)] {
        let codes: Vec<&Code> = codes.iter().collect();
        let mut times = Vec::new();
        for _ in 0..21 {
            let start = Instant::now();
            // SAFETY: the code is never run.
            let compiled = match unsafe { Jit::default().codes(&codes) } {
                Ok(compiled) => compiled,
                Err(error) => return eprintln!("{error}"),
            };
            times.push(start.elapsed());
            if times.len() == 21 {
                times.sort_unstable();
                let instructions: usize = compiled.iter().map(|code| code.size.instructions).sum();
                let bytes: usize = compiled
                    .iter()
                    .map(|code| code.size.machine_code_bytes)
                    .sum();
                println!(
                    "{name}: {} codes, {instructions} instructions, {bytes} bytes, best {:?}, median {:?}",
                    codes.len(),
                    times.first().copied().unwrap_or_default(),
                    times.get(10).copied().unwrap_or_default(),
                );
            }
        }
    }
}

/// All blocks of random cases, concatenated into the instructions of one block, each of which may
/// fail.
fn straight_line() -> Code {
    let mut code = Case::of(&octets(1)).code;
    let all: Vec<Instruction> = code
        .blocks
        .iter()
        .flat_map(|block| block.instructions.clone())
        .collect();
    if let Some(first) = code.blocks.first_mut() {
        first.instructions = all.iter().cycle().take(INSTRUCTIONS).cloned().collect();
    }
    code.blocks.truncate(1);
    code.resume_points.clear();
    if let Some(first) = code.blocks.first_mut() {
        first.terminator = flowright_ir::code::Terminator::Done;
        first.catch = None;
    }
    code
}

fn random_codes() -> Vec<Code> {
    let mut codes = Vec::new();
    let mut instructions = 0;
    for seed in 0.. {
        let code = Case::of(&octets(seed)).code;
        instructions += code
            .blocks
            .iter()
            .map(|block| block.instructions.len() + 1)
            .sum::<usize>();
        codes.push(code);
        if instructions >= INSTRUCTIONS {
            break;
        }
    }
    codes
}

fn octets(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..2_000).map(|_| next()).collect()
}
