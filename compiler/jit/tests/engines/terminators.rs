//! Every terminator, resumption, catches and fuel, on both engines.

use crate::common::{HELLO, SITE, both, both_with, machine_code, word};
use flowright_ir::code::{
    Arithmetic, BlockId, Comparison, Instruction, Raised, SiteId, StepId, Terminator,
};
use flowright_ir::handler::Outcome;
use flowright_jit::testing::{Answer, CodeBuilder, suspend, workspace};
use flowright_stdlib::failure::FailureCode;

#[test]
fn branches_and_jumps_go_where_they_say() {
    for (bool, expected) in [(1, 10), (0, 20), (2, 10)] {
        let mut builder = CodeBuilder::new();
        let [condition, to] = [builder.local(), builder.local()];
        let (then, otherwise) = (BlockId(1), BlockId(2));
        let branch = Terminator::Branch {
            condition,
            then,
            otherwise,
        };
        builder.block(vec![word(condition, bool)], branch);
        builder.block(vec![word(to, 10)], Terminator::Jump(BlockId(3)));
        builder.block(vec![word(to, 20)], Terminator::Jump(BlockId(3)));
        builder.block(vec![], Terminator::Return(to));
        assert_eq!(both(&builder.finish()).returned, expected);
    }
}

#[test]
fn a_step_suspends_and_its_result_is_there_when_the_code_goes_on() {
    let mut builder = CodeBuilder::new();
    let [kept, arguments, word_of_result, sum] = [
        builder.framed(),
        builder.local(),
        builder.local(),
        builder.local(),
    ];
    builder.block(
        vec![
            word(kept, 100),
            Instruction::Allocate {
                to: arguments,
                words: 2,
                site: SITE,
            },
        ],
        suspend(3, arguments, 1),
    );
    builder.block(vec![word(sum, 1)], Terminator::Return(sum));
    builder.block(
        vec![
            Instruction::StepResult {
                to: word_of_result,
                word: 3,
            },
            Instruction::Int {
                operator: Arithmetic::Add,
                to: sum,
                left: kept,
                right: word_of_result,
                site: SITE,
            },
        ],
        Terminator::Return(sum),
    );
    builder.resume_point(BlockId(1));
    builder.resume_point(BlockId(2));
    let seen = both(&builder.finish());
    let outcomes: Vec<_> = seen.returns.iter().map(|(outcome, ..)| *outcome).collect();
    assert_eq!(outcomes, [Outcome::Suspend(StepId(3)), Outcome::Done]);
    assert_eq!(seen.returned, 144);
}

#[test]
fn what_only_wrong_code_can_fail_at_is_not_caught() {
    let mut builder = CodeBuilder::new();
    let [nowhere, caught] = [builder.local(), builder.local()];
    let copy = Instruction::CopyWords {
        to: nowhere,
        to_offset: 0,
        from: nowhere,
        from_offset: 0,
        words: 30,
    };
    let instructions = vec![word(nowhere, 8), copy];
    builder.block_with(instructions, Terminator::Done, Some(BlockId(1)));
    builder.block(vec![word(caught, 1)], Terminator::Return(caught));
    let seen = both(&builder.finish());
    let code = seen.failure.map(|failure| failure.code);
    assert_eq!(code, Some(FailureCode::Internal));
    let outcomes: Vec<_> = seen.returns.iter().map(|(outcome, ..)| *outcome).collect();
    assert_eq!(outcomes, [Outcome::Failed(SiteId(0))]);
}

#[test]
fn a_step_that_failed_is_caught() {
    let mut builder = CodeBuilder::new();
    let [arguments, caught, to] = [builder.local(), builder.local(), builder.local()];
    builder.block(vec![word(arguments, 0)], suspend(0, arguments, 0));
    builder.block(vec![], Terminator::Done);
    builder.block(
        vec![
            Instruction::Caught {
                to: caught,
                site: SITE,
            },
            // The length of the failure code's text: `timeout`.
            Instruction::Load {
                to,
                address: caught,
                offset: 1,
            },
        ],
        Terminator::Return(to),
    );
    builder.resume_point(BlockId(1));
    builder.resume_point(BlockId(2));
    let seen = both_with(&builder.finish(), &|_, _| Answer::Failed(1));
    assert_eq!((seen.returned, seen.failure), (7, None));
}

#[test]
fn a_failure_goes_to_its_catch() {
    for (left, right, expected) in [(1, 0, 16), (i64::MIN.cast_unsigned(), u64::MAX, 8)] {
        let mut builder = CodeBuilder::new();
        let [a, b, caught, to] = [
            builder.local(),
            builder.local(),
            builder.local(),
            builder.local(),
        ];
        let divide = Instruction::Int {
            operator: Arithmetic::Divide,
            to,
            left: a,
            right: b,
            site: SITE,
        };
        builder.block_with(
            vec![word(a, left), word(b, right), divide],
            Terminator::Return(to),
            Some(BlockId(1)),
        );
        builder.block(
            vec![
                Instruction::Caught {
                    to: caught,
                    site: SITE,
                },
                Instruction::Load {
                    to,
                    address: caught,
                    offset: 1,
                },
            ],
            Terminator::Return(to),
        );
        assert_eq!(both(&builder.finish()).returned, expected);
    }
}

#[test]
fn fail_fails() {
    for caught in [false, true] {
        let mut builder = CodeBuilder::new();
        let message = [builder.local(), builder.local()];
        let to = builder.local();
        builder.block_with(
            vec![Instruction::Data {
                to: message,
                data: HELLO,
            }],
            Terminator::Fail {
                failure: Raised::New {
                    code: FailureCode::TooMany,
                    message,
                },
                site: SITE,
            },
            caught.then_some(BlockId(1)),
        );
        builder.block(
            vec![Instruction::Caught { to, site: SITE }],
            Terminator::Done,
        );
        let seen = both(&builder.finish());
        assert_eq!(seen.failure.is_none(), caught);
        if let Some(failure) = seen.failure {
            assert_eq!(
                (failure.code, &*failure.message),
                (FailureCode::TooMany, "hello")
            );
        }
    }
}

/// Counts to `rounds`, at a cost of 100 per iteration.
fn count(rounds: u64) -> flowright_ir::code::Code {
    let mut builder = CodeBuilder::new();
    let [round, one, limit, more] = [
        builder.framed(),
        builder.framed(),
        builder.framed(),
        builder.local(),
    ];
    builder.block(
        vec![word(round, 0), word(one, 1), word(limit, rounds)],
        Terminator::Jump(BlockId(1)),
    );
    builder.block(
        vec![
            Instruction::Int {
                operator: Arithmetic::Add,
                to: round,
                left: round,
                right: one,
                site: SITE,
            },
            Instruction::CompareInt {
                comparison: Comparison::Less,
                to: more,
                left: round,
                right: limit,
            },
        ],
        Terminator::Branch {
            condition: more,
            then: BlockId(2),
            otherwise: BlockId(3),
        },
    );
    builder.block(
        vec![],
        Terminator::Fuel {
            cost: 100,
            resume: 0,
        },
    );
    builder.block(vec![], Terminator::Return(round));
    builder.resume_point(BlockId(1));
    builder.finish()
}

#[test]
fn loops_spend_fuel_and_go_on_where_they_were() {
    let seen = both(&count(50));
    let outcomes: Vec<_> = seen.returns.iter().map(|(outcome, ..)| *outcome).collect();
    assert_eq!(
        outcomes,
        [Outcome::OutOfFuel, Outcome::OutOfFuel, Outcome::Done]
    );
    assert_eq!(seen.returned, 50);
    // Fuel saturates at the smallest int.
    let code = count(5);
    let machine = machine_code(&code);
    let mut context = workspace(crate::common::constants());
    context.fuel = i64::MIN + 1;
    let mut frame = vec![0; code.frame_words as usize];
    // SAFETY: the frame is new and has the size for the handler, and the code reads nothing else.
    let outcome = unsafe { machine.resume(&mut frame, &mut context) };
    assert_eq!(outcome, Outcome::OutOfFuel);
    assert_eq!(context.fuel, i64::MIN);
}

#[test]
fn a_wrong_resume_word_is_a_failure() {
    let code = count(5);
    let machine = machine_code(&code);
    for resume in [2, u64::from(u32::MAX), 1 << 32, u64::MAX] {
        let mut context = workspace(crate::common::constants());
        let mut frame = vec![0; code.frame_words as usize];
        frame[0] = resume;
        // SAFETY: the code checks its resume word, and reads nothing else of the frame.
        let outcome = unsafe { machine.resume(&mut frame, &mut context) };
        assert_eq!(outcome, Outcome::Failed(SiteId(0)));
        assert_eq!(context.failure.unwrap().code, FailureCode::Internal);
    }
    let mut context = workspace(crate::common::constants());
    // SAFETY: the handler rejects a frame that is too small.
    let outcome = unsafe { machine.resume(&mut [0; 4], &mut context) };
    assert_eq!(outcome, Outcome::Failed(SiteId(0)));
}
