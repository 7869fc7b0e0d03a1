//! One case: a program, some requests, and the results of the oracle and the engines.

use std::fmt::Write as _;

use flowright_check::Program;
use flowright_compile::Checked;
use flowright_diagnostics::{Diagnostic, FileRange, Sources, render};
use flowright_stdlib::memory::Limits;

use crate::engine::{self, Engine};
use crate::evaluate::evaluate;
use crate::generate;
use crate::outcome::Outcome;
use crate::random_request;
use crate::request::Request;
use crate::source::Source;

/// How many requests a program is sent.
const REQUESTS: usize = 3;

/// The fuel per slice in one of the runs: so little that every loop and function is preempted.
const LITTLE_FUEL: i64 = 20;

/// The memory of an execution: more than the oracle uses before it gives up.
const MEMORY: usize = 64 << 20;

/// A program, and the bytes from which the rest is generated.
pub struct Case<'a> {
    /// The source of the program.
    pub text: String,
    requests: &'a [u8],
}

/// The result of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Executions by each engine.
    pub runs: usize,
    /// Executions on which the oracle gave up, because they take too much time or memory.
    pub given_up: usize,
    /// Whether the program was too large to be compiled.
    pub too_large: bool,
}

impl<'a> Case<'a> {
    /// The case generated from these bytes.
    #[must_use]
    pub fn of(bytes: &'a [u8]) -> Case<'a> {
        let (program, requests) = bytes.split_at(bytes.len() / 4 * 3);
        Case {
            text: generate::program(Source::new(program)),
            requests,
        }
    }

    /// Its typed program.
    ///
    /// # Errors
    /// The reports, if the checker rejects the generated program.
    pub fn program(&self) -> Result<Program, String> {
        self.checked().map(|checked| checked.program)
    }

    fn checked(&self) -> Result<Checked, String> {
        let mut sources = Sources::new();
        sources.add("case.flow", &*self.text);
        let checked = flowright_compile::parse(&sources).check();
        let errors = checked.diagnostics.iter();
        let errors: Vec<Diagnostic<FileRange>> =
            errors.filter(|one| one.is_error()).cloned().collect();
        if errors.is_empty() {
            return Ok(checked);
        }
        let shown = render::human(&sources, &errors, render::Style::default());
        Err(format!("{shown}\n{}", self.text))
    }

    /// Compares engines with the oracle.
    ///
    /// # Errors
    /// The first difference, with its full context.
    pub fn check(&self, engines: &[Engine]) -> Result<Compared, String> {
        let checked = self.checked()?;
        let program = checked.program.clone();
        let Some(image) = checked.lower().image else {
            return Ok(Compared {
                too_large: true,
                ..Compared::default()
            });
        };
        let image = image.validate();
        let image = image.map_err(|broken| format!("{broken}\n{}", self.text))?;
        let Some(workflow) = program.workflows.first() else {
            return Err(format!("no workflow\n{}", self.text));
        };
        let operator = random_request::operator(self.requests, &program);
        let mut linked = Vec::new();
        for engine in engines {
            let one = engine::linked(&image, *engine, &operator);
            linked.push((
                *engine,
                one.map_err(|error| format!("{error}\n{}", self.text))?,
            ));
        }
        let mut compared = Compared::default();
        let size = self.requests.len() / REQUESTS;
        let requests = self.requests.chunks(size.max(1)).take(REQUESTS);
        for (index, bytes) in requests.enumerate() {
            let request = random_request::request(bytes, &operator, &program, workflow);
            let Some(expected) = evaluate(&program, workflow, &request) else {
                compared.given_up += 1;
                continue;
            };
            let fuel = if index == 1 {
                LITTLE_FUEL
            } else {
                Limits::default().fuel
            };
            let limits = Limits {
                memory: MEMORY,
                fuel,
            };
            for (engine, linked) in &linked {
                let found = engine::run(linked, &request, &expected.answers, limits);
                let found = found.map_err(|failure| failure.to_string());
                if found.as_ref() != Ok(&expected.outcome) {
                    return Err(self.difference(*engine, &request, &expected.outcome, &found));
                }
            }
            compared.runs += 1;
        }
        Ok(compared)
    }

    fn difference(
        &self,
        engine: Engine,
        request: &Request,
        expected: &Outcome,
        found: &Result<Outcome, String>,
    ) -> String {
        let mut text = format!("{}\n{request:?}\n", self.text);
        let (expected_end, found_end) = (&expected.end, found.as_ref().map(|found| &found.end));
        let _ = writeln!(
            text,
            "the oracle: {expected_end:?}\n{engine:?}: {found_end:?}"
        );
        let lines = found.as_ref().map(|found| &found.log);
        if lines != Ok(&expected.log) {
            let _ = writeln!(text, "log: {:?}\n{engine:?}: {lines:?}", expected.log);
        }
        let none = Vec::new();
        let steps = found.as_ref().map_or(&none, |found| &found.steps);
        for index in 0..steps.len().max(expected.steps.len()) {
            let (expected, found) = (expected.steps.get(index), steps.get(index));
            if expected != found {
                let _ = writeln!(
                    text,
                    "step {index} of the oracle: {expected:?}\nof {engine:?}: {found:?}"
                );
            }
        }
        text
    }
}
