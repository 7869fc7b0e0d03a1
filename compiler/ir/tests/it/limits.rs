//! Programs that are too large, too deep, or broken.

use std::sync::Arc;

use flowright_check::program::Program;
use flowright_diagnostics::Code;
use flowright_ir::code::{self, Block, BlockId, Instruction, Local, LocalId, Terminator};
use flowright_ir::handler::Outcome;
use flowright_ir::image::Image;
use flowright_ir::interpret::Interpreter;
use flowright_ir::{lower, validate};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::{Constants, Context, Globals, Limits};
use flowright_stdlib::types::Type;

use crate::build::{
    add, bound, call_function, data, field, function, giving, int, interpolated, json,
    json_program, literal, record_type, value,
};
use crate::flow::{json_flow, program};

fn chain(length: usize, calls: usize) -> Program {
    let ty = record_type(&[("n", Type::Int)]);
    let top = call_function(length, vec![field(data(&ty), "n")], Type::Int);
    let mut program = json_program(&ty, vec![json(top)]);
    program.functions = vec![function("f", 1, giving(add(bound(0, &Type::Int), int(1))))];
    for before in 0..length {
        let mut sum = int(0);
        for _ in 0..calls {
            sum = add(
                sum,
                call_function(before, vec![bound(0, &Type::Int)], Type::Int),
            );
        }
        program.functions.push(function("f", 1, giving(sum)));
    }
    program
}

#[test]
fn calls_that_double_are_too_large() {
    let (image, diagnostics) = lower(&chain(40, 2));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::WorkflowTooLarge);
    assert_eq!(validate(&image), Ok(()));
}

#[test]
fn the_page_of_the_code_shows_a_program_that_is_too_large() {
    let page = Code::WorkflowTooLarge.page();
    let flow = page.split("```flow\n").nth(1).unwrap();
    let (flow, _) = flow.split_once("```").unwrap();
    let (_, diagnostics) = lower(&program(flow));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::WorkflowTooLarge);
}

#[test]
fn a_type_as_large_as_may_be_is_lowered() {
    // Twelve levels of two fields: 8190 of the 10,000 fields that a type may have.
    let types: Vec<String> = (0..12)
        .map(|level| match level {
            11 => "type T11 = { a: int, b: int }".to_owned(),
            _ => format!("type T{level} = {{ a: T{0}, b: T{0} }}", level + 1),
        })
        .collect();
    let path = "context.data.".to_owned() + &["a"; 12].join(".");
    let sum = vec![path; 10].join(" + ");
    let mut statements: String = (0..20)
        .map(|index| format!("  let s{index} = {sum}\n"))
        .collect();
    statements += "  respond 200 json { whole: context.data, sum: s0 + s19 }";
    let program = json_flow("T0", &statements, &types.join("\n"));
    let (image, diagnostics) = lower(&program);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(validate(&image), Ok(()));
}

#[test]
fn a_long_chain_of_calls_is_too_deep() {
    let (image, diagnostics) = lower(&chain(5_000, 1));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(validate(&image), Ok(()));
}

fn code(instructions: Vec<Instruction>, terminator: Terminator) -> code::Code {
    code::Code {
        locals: vec![Local::default()],
        blocks: vec![Block {
            instructions,
            terminator,
            catch: None,
        }],
        resume_points: vec![BlockId(0)],
        frame_words: 5,
    }
}

fn failure_of(code: code::Code, frame: &mut [u64]) -> FailureCode {
    let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
    let mut context = Context::new(Limits::default(), globals, constants);
    let outcome = Interpreter::new(code).resume(frame, &mut context);
    assert!(matches!(outcome, Outcome::Failed(_)), "{outcome:?}");
    context.failure.unwrap().code
}

#[test]
fn broken_code_is_an_internal_failure() {
    let far = LocalId(9);
    let broken = [
        code(Vec::new(), Terminator::Jump(BlockId(7))),
        code(
            vec![Instruction::Copy { to: far, from: far }],
            Terminator::Done,
        ),
        code(
            vec![Instruction::Load {
                to: LocalId(0),
                address: LocalId(0),
                offset: 1,
            }],
            Terminator::Done,
        ),
        code(
            vec![Instruction::StepResult {
                to: LocalId(0),
                word: u32::MAX,
            }],
            Terminator::Done,
        ),
        code(Vec::new(), Terminator::Return(far)),
    ];
    for code in broken {
        assert_eq!(failure_of(code, &mut [0; 5]), FailureCode::Internal);
    }
    let done = || code(Vec::new(), Terminator::Done);
    assert_eq!(failure_of(done(), &mut [9; 5]), FailureCode::Internal);
    assert_eq!(failure_of(done(), &mut []), FailureCode::Internal);
}

/// The rule that the validator reports as broken for a workflow with that code.
fn rule_broken_by(change: impl FnOnce(&mut code::Code)) -> String {
    let ty = record_type(&[("n", Type::Int)]);
    let copied = interpolated(vec![literal("n is "), value(field(data(&ty), "n"))]);
    let (lowered, _) = lower(&json_program(&ty, vec![json(copied)]));
    let mut image = Image::clone(&lowered);
    assert_eq!(validate(&image), Ok(()));
    let code = Arc::make_mut(&mut image.workflows[0].code);
    change(Arc::make_mut(&mut code.main));
    validate(&image).unwrap_err().rule
}

#[test]
fn the_validator_knows_the_rules() {
    let rules = [
        rule_broken_by(|code| code.blocks.clear()),
        rule_broken_by(|code| code.blocks[0].terminator = Terminator::Jump(BlockId(0))),
        rule_broken_by(|code| code.blocks[0].terminator = Terminator::Jump(BlockId(9))),
        rule_broken_by(|code| code.blocks[0].terminator = Terminator::Return(LocalId(900))),
        rule_broken_by(|code| {
            code.blocks[0]
                .instructions
                .retain(|one| !matches!(one, Instruction::Input { .. }));
        }),
        rule_broken_by(|code| {
            code.blocks[0]
                .instructions
                .retain(|one| !matches!(one, Instruction::Take { .. }));
        }),
        rule_broken_by(|code| code.blocks[0].instructions.insert(0, Instruction::Begin)),
        rule_broken_by(|code| code.blocks[0].catch = Some(BlockId(0))),
        rule_broken_by(|code| code.locals[0].frame = Some(1)),
    ];
    insta::assert_snapshot!(rules.join("\n"));
}
