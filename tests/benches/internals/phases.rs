//! The phases of a request, each measured separately.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use flowright_engine::{Ended, Execution, Program, Started};
use flowright_ir::image::{BodyDecoder, ContextMember, Trigger, Workflow};
use flowright_server::serve::described;
use futures_util::FutureExt as _;

use crate::shared::program::{self, Engine};
use crate::shared::table::Table;
use crate::shared::{Result, push};

const WARM_UP: usize = 2_000;
const RUNS: usize = 20_000;

pub fn measure(table: &mut Table) -> Result<()> {
    let body = Bytes::from_static(push::BODY.as_bytes());
    for (name, engine) in [
        ("machine code", Engine::Jit),
        ("interpreter", Engine::Interpreter),
    ] {
        let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let program = program::load(push::FLOW, engine, data.path())?;
        let mut times = Times::default();
        for run in 0..WARM_UP + RUNS {
            request(&program, &body, &mut times)?;
            if run == WARM_UP {
                times = Times::default();
            }
        }
        if engine == Engine::Jit {
            table.row(["decode by type".to_owned(), median(times.decode)]);
        }
        table.row([format!("`when`, {name}"), median(times.when)]);
        table.row([format!("handler, {name}"), median(times.handler)]);
        if engine == Engine::Jit {
            table.row([
                "answer: from the handler's to hyper's".to_owned(),
                median(times.answer),
            ]);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Times {
    decode: Vec<Duration>,
    when: Vec<Duration>,
    handler: Vec<Duration>,
    answer: Vec<Duration>,
}

fn request(program: &Arc<Program>, body: &Bytes, times: &mut Times) -> Result<()> {
    let id = "0123456789abcdef0123456789abcdef";
    let mut execution = Execution::begin(program, 0, id, 0, body.clone())?;
    let workflow = program.workflow(0).ok_or("a program without workflows")?;
    let data = fill(&mut execution, workflow)?;
    let wanted = timed(&mut times.when, || execution.condition().now_or_never());
    if !matches!(wanted, Some(Ok(1))) {
        return Err("`when` does not hold".into());
    }
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let BodyDecoder::Json(shape) = &webhook.body else {
        return Err("no JSON".into());
    };
    let mut place = execution.member(data)?;
    timed(&mut times.decode, || place.json(shape, body)).map_err(|error| error.to_string())?;
    let started = timed(&mut times.handler, || execution.start());
    let Started::Ended(Ended {
        mut execution,
        result: Ok(()),
        caught: _,
    }) = started
    else {
        return Err("the flow did not end".into());
    };
    let response = execution.response()?;
    let answer = timed(&mut times.answer, || described(response));
    black_box(answer)
        .map(|_| ())
        .ok_or_else(|| "no answer".into())
}

/// Writes everything the flow reads except the body, as the server does; returns which member is
/// the decoded body.
fn fill(execution: &mut Execution, workflow: &Workflow) -> Result<usize> {
    let mut data = 0;
    for (index, member) in workflow.input.members.iter().enumerate() {
        match &member.kind {
            ContextMember::Data => data = index,
            ContextMember::Header(name) if &**name == "x-github-event" => {
                execution.member(index)?.some()?.text("push")?;
            }
            _ => {}
        }
    }
    Ok(data)
}

/// Runs the work, and records how long it took.
pub fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    times.push(begun.elapsed());
    result
}

/// The median, minus the cost of reading the clock.
pub fn median(mut times: Vec<Duration>) -> String {
    let mut nothing: Vec<Duration> = Vec::new();
    for _ in 0..1000 {
        timed(&mut nothing, || ());
    }
    let middle = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    };
    middle(&mut times)
        .saturating_sub(middle(&mut nothing))
        .as_nanos()
        .to_string()
}
