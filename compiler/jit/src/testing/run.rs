//! Runs code like an engine, and reports where two engines disagree.

#![expect(
    unsafe_code,
    reason = "codes are run that no lowering made, on frames that no activation holds"
)]

use std::sync::Arc;

use flowright_ir::frame;
use flowright_ir::handler::{Handler, Outcome};
use flowright_ir::interpret::Interpreter;
use flowright_stdlib::failure::{Failure, FailureCode};
use flowright_stdlib::memory::{Constants, Context, Globals, Limits, Response};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::generate::Case;
use crate::compile::Jit;

/// The maximum number of times that a run returns to the engine before it is cut off.
const MOST_RETURNS: usize = 12;

/// The fuel for each slice.
const FUEL: i64 = 2_000;

/// The answer to a suspension, or to a lack of fuel.
#[derive(Clone, Debug)]
pub enum Answer {
    /// These words are the result; the run resumes at the requested resume point.
    Words([u64; 4]),
    /// The step failed; the run resumes at that resume point.
    Failed(u64),
    /// The run ends here.
    Stop,
}

/// The parameters of a run.
pub struct Run<'a> {
    /// The handler to run.
    pub handler: &'a dyn Handler,
    /// The answer to each return.
    pub answer: &'a dyn Fn(usize, Outcome) -> Answer,
    /// The frame words to compare.
    pub comparable: &'a [usize],
}

/// Everything observable about a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// For each return: the outcome, the fuel left, and the frame words to compare.
    pub returns: Vec<(Outcome, i64, Vec<u64>)>,
    /// The response.
    pub response: Response,
    /// The failure at the end.
    pub failure: Option<Failure>,
    /// The site of the failure.
    pub failed_site: u32,
    /// The result of a condition.
    pub returned: u64,
    /// The buffer at the end.
    pub buffer: Vec<u8>,
    /// The size of the arena in bytes.
    pub memory: usize,
}

/// A context for such runs: globals of an int and a text.
#[must_use]
pub fn workspace(constants: Arc<Constants>) -> Context {
    let globals = Globals::new(&[
        (Type::Int, Constant::Int(7)),
        (Type::Text, Constant::Text("a global".into())),
    ]);
    let limits = Limits {
        memory: 128 << 10,
        fuel: FUEL,
    };
    Context::new(limits, Arc::new(globals), constants)
}

/// Runs an execution from its start. The input is two words, then one header.
#[must_use]
pub fn record(run: &Run<'_>, context: &mut Context) -> Record {
    context.reset();
    context.fuel = FUEL;
    context.now = 1_767_323_045_000_000;
    context.input = input(context).unwrap_or(0);
    let mut words = vec![0; run.handler.frame_words() as usize];
    let mut returns = Vec::new();
    loop {
        // SAFETY: the frame is zeroed for this handler and then changed as an engine would, except
        // that a step's result may be any words and its failure may resume at any of the code's
        // points. Generated code and the code of tests use such words only as numbers, and rewrite
        // everything that they read at each point. The context has the code's constants, and the
        // input and globals that this code reads.
        let outcome = unsafe { run.handler.resume(&mut words, context) };
        let seen = run
            .comparable
            .iter()
            .filter_map(|index| words.get(*index).copied());
        returns.push((outcome, context.fuel, seen.collect()));
        if matches!(outcome, Outcome::Done | Outcome::Failed(_)) || returns.len() == MOST_RETURNS {
            break;
        }
        context.fuel = FUEL;
        match (run.answer)(returns.len(), outcome) {
            Answer::Stop => break,
            Answer::Words(_) if outcome == Outcome::OutOfFuel => {}
            Answer::Words(result) => {
                for (place, word) in words.iter_mut().skip(frame::RESULT).zip(result) {
                    *place = word;
                }
            }
            Answer::Failed(point) => {
                let failure = Failure::new(FailureCode::Timeout, "the step took too long");
                context.failure = Some(failure.of_step("http billing"));
                if let Some(place) = words.get_mut(frame::RESUME) {
                    *place = point + 1;
                }
            }
        }
    }
    Record {
        returns,
        response: context.response.clone(),
        failure: context.failure.clone(),
        failed_site: context.failed_site,
        returned: context.returned,
        buffer: context.buffer.clone(),
        memory: context.arena().size(),
    }
}

/// The difference between the interpreter and this machine code on a case, if any.
#[must_use]
pub fn difference(case: &Case, machine: &dyn Handler) -> Option<String> {
    let interpreter = Interpreter::new(case.code.clone());
    let answer = |count: usize, outcome: Outcome| case.answer(count, outcome);
    let mut context = workspace(Arc::clone(&case.constants));
    let mut run = |handler: &dyn Handler| {
        let run = Run {
            handler,
            answer: &answer,
            comparable: &case.comparable,
        };
        record(&run, &mut context)
    };
    let (expected, found) = (run(&interpreter), run(machine));
    (expected != found).then(|| {
        format!(
            "interpreter: {expected:#?}\nmachine code: {found:#?}\ncode: {:#?}",
            case.code
        )
    })
}

impl Case {
    /// Compares machine code with the interpreter.
    ///
    /// # Errors
    /// The difference, or why the code could not be compiled.
    pub fn check(&self, jit: &Jit) -> Result<(), String> {
        // SAFETY: generated code reads only addresses that it computed itself.
        let compiled = unsafe { jit.codes(&[&self.code]) }.map_err(|error| error.to_string())?;
        let handler = compiled.first().ok_or("no handler")?;
        difference(self, &*handler.handler).map_or(Ok(()), Err)
    }

    /// The answer to the return with that number.
    #[must_use]
    pub fn answer(&self, count: usize, outcome: Outcome) -> Answer {
        let word = |offset: usize| {
            let index = (count + offset)
                .checked_rem(self.answers.len())
                .unwrap_or(0);
            self.answers.get(index).copied().unwrap_or(0)
        };
        let points = self.code.resume_points.len() as u64;
        match outcome {
            Outcome::OutOfFuel => Answer::Words([0; 4]),
            _ if word(4) % 3 == 0 => Answer::Failed(word(5).checked_rem(points).unwrap_or(0)),
            _ => Answer::Words([word(0), word(1), word(2), word(3)]),
        }
    }
}

fn input(context: &mut Context) -> Result<u64, Failure> {
    let address = context.allocate(6)?;
    let [name, name_length] = context.allocate_bytes(b"pricing")?;
    let [value, value_length] = context.allocate_bytes("wert \u{e4}".as_bytes())?;
    let words = [41, u64::MAX, name, name_length, value, value_length];
    for (offset, word) in (0..).zip(words) {
        context.store(address, offset, word)?;
    }
    Ok(address)
}
