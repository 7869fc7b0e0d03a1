//! The generator must cover the cases it exists for.

use std::collections::BTreeMap;
use std::sync::Arc;

use flowright_ir::handler::Outcome;
use flowright_ir::interpret::Interpreter;
use flowright_jit::testing::{Case, Run, record, workspace};

/// Bytes of a linear congruential generator: the same in every run.
fn octets(seed: u64) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..1_200).map(|_| next()).collect()
}

#[test]
fn cases_hold_every_instruction_and_end_in_every_way() {
    let mut instructions: BTreeMap<String, usize> = BTreeMap::new();
    let mut ends: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..600 {
        let case = Case::of(&octets(seed));
        for instruction in case
            .code
            .blocks
            .iter()
            .flat_map(|block| &block.instructions)
        {
            let text = format!("{instruction:?}");
            let name = text.split([' ', '(']).next().unwrap_or_default();
            *instructions.entry(name.to_owned()).or_default() += 1;
        }
        let handler = Interpreter::new(case.code.clone());
        let mut context = workspace(Arc::clone(&case.constants));
        let answer = |count, outcome| case.answer(count, outcome);
        let run = Run {
            handler: &handler,
            answer: &answer,
            comparable: &[],
        };
        let seen = record(&run, &mut context);
        for (outcome, ..) in seen.returns {
            let name = match outcome {
                Outcome::Done => "done".to_owned(),
                Outcome::Suspend(_) => "suspend".to_owned(),
                Outcome::OutOfFuel => "out of fuel".to_owned(),
                Outcome::Failed(_) => seen
                    .failure
                    .as_ref()
                    .map_or("?", |failure| failure.code.as_str())
                    .to_owned(),
            };
            *ends.entry(name).or_default() += 1;
        }
    }
    println!("{instructions:#?}\n{ends:#?}");
    assert_eq!(instructions.len(), 37, "{instructions:#?}");
    for end in [
        "done",
        "suspend",
        "out of fuel",
        "overflow",
        "division_by_zero",
        "fail",
        "out_of_range",
    ] {
        assert!(
            ends.get(end).is_some_and(|count| *count > 5),
            "{end}: {ends:#?}"
        );
    }
}
