//! Runs code on both engines and asserts that they agree.

use std::sync::Arc;

use flowright_ir::code::{Code, DataId, Instruction, LocalId, SiteId, Terminator};
use flowright_ir::handler::{Handler, Outcome};
use flowright_ir::interpret::Interpreter;
use flowright_jit::Jit;
use flowright_jit::testing::{Answer, CodeBuilder, Record, Run, record, workspace};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::Constants;
use flowright_stdlib::types::Type;

pub const SITE: SiteId = SiteId(9);

/// `hello`
pub const HELLO: DataId = DataId {
    offset: 0,
    length: 5,
};

/// `a "b"`
pub const QUOTED: DataId = DataId {
    offset: 5,
    length: 5,
};

pub fn constants() -> Arc<Constants> {
    let types = [
        Type::Text,
        Type::Text.optional(),
        Type::Int.list(),
        Type::Int,
    ];
    Arc::new(Constants {
        data: b"helloa \"b\"".as_slice().into(),
        types: types.into(),
        ..Constants::default()
    })
}

pub fn machine_code(code: &Code) -> Box<dyn Handler> {
    // SAFETY: the code of these tests reads only addresses that it computed itself.
    let mut compiled = unsafe { Jit::default().codes(&[code]) }.expect("machine code");
    compiled.remove(0).handler
}

/// Runs on both engines; `answer` answers each return.
pub fn both_with(code: &Code, answer: &dyn Fn(usize, Outcome) -> Answer) -> Record {
    let machine = machine_code(code);
    assert_eq!(machine.engine(), "machine code");
    let interpreter = Interpreter::new(code.clone());
    assert_eq!(interpreter.engine(), "interpreter");
    let mut context = workspace(constants());
    // Frame and arena are at the same addresses for both, so addresses are comparable too.
    let comparable: Vec<usize> = (0..code.frame_words as usize).collect();
    let mut run = |handler: &dyn Handler| {
        record(
            &Run {
                handler,
                answer,
                comparable: &comparable,
            },
            &mut context,
        )
    };
    let expected = run(&interpreter);
    let found = run(&*machine);
    assert_eq!(found, expected);
    found
}

/// Runs on both engines; the result of a step is 11, 22, 33, 44.
pub fn both(code: &Code) -> Record {
    both_with(code, &|_, _| Answer::Words([11, 22, 33, 44]))
}

/// The result of a condition of one block: `write` sets the local that it receives.
pub fn value(write: impl FnOnce(&mut CodeBuilder, LocalId) -> Vec<Instruction>) -> Record {
    let mut builder = CodeBuilder::new();
    let to = builder.framed();
    let instructions = write(&mut builder, to);
    builder.block(instructions, Terminator::Return(to));
    both(&builder.finish())
}

/// The text that the code leaves in the buffer.
pub fn text(write: impl FnOnce(&mut CodeBuilder) -> Vec<Instruction>) -> String {
    let mut builder = CodeBuilder::new();
    let mut instructions = vec![Instruction::Begin];
    instructions.extend(write(&mut builder));
    builder.block(instructions, Terminator::Done);
    let seen = both(&builder.finish());
    assert_eq!(
        seen.returns.last().map(|(outcome, ..)| *outcome),
        Some(Outcome::Done)
    );
    String::from_utf8(seen.buffer).expect("UTF-8")
}

pub fn word(to: LocalId, word: u64) -> Instruction {
    Instruction::Word { to, word }
}

/// Asserts that a condition returned that word.
pub fn gives(record: &Record, word: u64) {
    assert_eq!(record.failure, None);
    assert_eq!(record.returned, word);
}

/// Asserts that the run failed at [`SITE`].
pub fn fails(record: &Record, code: FailureCode) {
    assert_eq!(
        record.failure.as_ref().map(|failure| failure.code),
        Some(code)
    );
    assert_eq!(record.failed_site, SITE.0);
    assert_eq!(
        record.returns.last().map(|(outcome, ..)| *outcome),
        Some(Outcome::Failed(SITE))
    );
}
