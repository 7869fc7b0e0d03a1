//! Executes a workflow without a server, and compares it with the same work written by hand.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use flowright_engine::{Ended, Execution, Program, Started};
use flowright_ir::image::{BodyDecoder, ContextMember, Trigger};
use tokio::runtime::{Builder, Runtime};

use crate::shared::Result;
use crate::shared::table::{Table, verdict};

/// A runtime whose only thread is the caller's, plus two for what the program spawns, as on a server with two cores.
pub fn runtime() -> Result<Runtime> {
    Ok(Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?)
}

/// The body of the response of the first workflow. Its own body is JSON if there is one.
pub fn run(runtime: &Runtime, program: &Arc<Program>, body: Option<&Bytes>) -> Result<Vec<u8>> {
    let id = "0123456789abcdef0123456789abcdef";
    let mut execution = Execution::begin(program, 0, id, 0, body.cloned().unwrap_or_default())?;
    if let Some(body) = body {
        decode(&mut execution, program, body)?;
    }
    let ended = runtime.block_on(async {
        match execution.start() {
            Started::Ended(ended) => ended,
            Started::Waiting(waiting) => waiting.finish().await,
        }
    });
    let Ended {
        mut execution,
        result,
        caught: _,
    } = ended;
    result.map_err(|failure| format!("the flow failed: {failure:?}"))?;
    Ok(execution.response()?.body.as_slice().to_vec())
}

fn decode(execution: &mut Execution, program: &Arc<Program>, body: &Bytes) -> Result<()> {
    let workflow = program.workflow(0).ok_or("a program without workflows")?;
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let BodyDecoder::Json(shape) = &webhook.body else {
        return Err("no JSON".into());
    };
    let mut members = workflow.input.members.iter();
    let data = members
        .position(|member| matches!(member.kind, ContextMember::Data))
        .ok_or("the flow does not read its body")?;
    let mut place = execution.member(data)?;
    place
        .json(shape, body)
        .map_err(|error| error.to_string().into())
}

/// Adds a row for each way of doing the work, the first with its ratio to the second.
pub fn compare(
    table: &mut Table,
    (name, ours): (&str, Vec<Duration>),
    (by_hand, hand): (&str, Vec<Duration>),
    target: f64,
) {
    let (ours, hand) = (median(ours), median(hand));
    let ratio = ours.as_secs_f64() / hand.as_secs_f64();
    table.row([
        name.to_owned(),
        micros(ours),
        format!("{ratio:.2} of by hand; target {target}"),
        verdict(ratio <= target),
    ]);
    table.row([
        by_hand.to_owned(),
        micros(hand),
        String::new(),
        String::new(),
    ]);
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn micros(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e6)
}
