//! The parts of an execution that run side by side, on its task.
//!
//! Invariant: when a run goes on after its parts, none of them is left: those that had not ended
//! were dropped with the step that each was waiting for.

use std::pin::Pin;
use std::sync::Arc;

use flowright_ir::activation::{Activation, Fork, PartResult, Progress, Uncaught};
use flowright_stdlib::failure::Failure;
use futures_util::FutureExt as _;
use futures_util::stream::{FuturesUnordered, StreamExt as _};

use crate::run::{Run, broken};

/// The number of parts that start without letting other tasks run.
const BATCH: usize = 8;

/// A part, its number, and how it has ended.
type EndedPart = (Run, usize, Result<PartResult, Uncaught>);

/// A running part.
type RunningPart = Pin<Box<dyn Future<Output = EndedPart> + Send>>;

impl Run {
    /// Runs the parts that the code has returned for, and continues after them.
    pub(crate) async fn fork(&mut self) -> Progress {
        let fork = match self.activation() {
            Ok(activation) => match activation.fork() {
                Ok(fork) => fork,
                Err(failure) => return activation.resume_failed(failure),
            },
            Err(failure) => return Progress::Failed(broken(failure)),
        };
        if fork.is_transaction() {
            return self.transaction(fork).await;
        }
        let ended = self.parts(&fork).await;
        let now = self.program.host().clock.now();
        match self.activation() {
            Ok(activation) => {
                activation.set_now(now);
                match ended {
                    Ok(results) => activation.join(fork, &results),
                    Err(uncaught) => activation.join_failed(fork, uncaught),
                }
            }
            Err(failure) => Progress::Failed(broken(failure)),
        }
    }

    /// Runs the parts, as many at once as they may be; returns their results in order, or the
    /// first failure.
    async fn parts(&mut self, fork: &Fork) -> Result<Vec<PartResult>, Uncaught> {
        let count = fork.count();
        let mut results: Vec<Option<PartResult>> = vec![None; count];
        let mut running: FuturesUnordered<RunningPart> = FuturesUnordered::new();
        let mut next = 0;
        loop {
            let room = fork.at_once().saturating_sub(running.len());
            let end = count.min(next + room.min(BATCH));
            for number in next..end {
                running.push(self.part(fork, number).map_err(broken)?);
            }
            next = end;
            let starts_more = next < count && running.len() < fork.at_once();
            let ended = if starts_more {
                let ended = running.next().now_or_never();
                tokio::task::yield_now().await;
                let Some(ended) = ended else { continue };
                ended
            } else {
                running.next().await
            };
            let Some((mut part, number, ended)) = ended else {
                break;
            };
            if let (Ok(whole), Ok(part)) = (self.activation(), part.activation()) {
                whole.take_caught(part);
            }
            let result = match ended {
                Ok(result) => result,
                Err(uncaught) if fork.is_settled() => PartResult::Failed(uncaught.failure),
                Err(uncaught) => return Err(uncaught),
            };
            if let Some(place) = results.get_mut(number) {
                *place = Some(result);
            }
        }
        let results: Option<Vec<PartResult>> = results.into_iter().collect();
        results.ok_or_else(|| broken(Failure::internal("a part has no result")))
    }

    fn part(&mut self, fork: &Fork, number: usize) -> Result<RunningPart, Failure> {
        let spare = self.program.spare();
        let activation = fork.part(number, self.read()?.now(), spare)?;
        let run = Run::new(
            &self.program,
            self.workflow,
            Arc::clone(&self.request_id),
            activation,
        );
        Ok(Box::pin(run.finish_part(number)))
    }

    async fn finish_part(mut self, number: usize) -> EndedPart {
        let mut progress = self.start();
        let ended = loop {
            let step = match progress {
                Progress::Done => {
                    let result = self.read().and_then(Activation::part_result);
                    break result.map_err(broken);
                }
                Progress::Failed(uncaught) => break Err(uncaught),
                Progress::Suspended(step) => Some(step),
                Progress::Preempted => None,
            };
            progress = self.advance(step).await;
        };
        (self, number, ended)
    }
}
