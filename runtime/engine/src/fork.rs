//! The parts of an execution that run side by side, on its task.
//!
//! Invariant: when a run continues after its parts, none of them exists any more: parts that had
//! not ended were dropped together with the step that each was waiting for, and a transaction that
//! the store had already begun has ended.

use std::pin::Pin;
use std::sync::Arc;

use flowright_ir::activation::{Activation, Fork, PartResult, Progress};
use flowright_stdlib::failure::{Failure, FailureCode};
use futures_util::stream::{FuturesUnordered, StreamExt as _};

use crate::family::{Borrower, Member, Unfinished};
use crate::run::{Run, broken};

/// The number of parts of a fork that start without waiting for a turn.
const AT_ONCE: usize = 8;

/// The maximum depth to which parts can be nested. Each part is polled by the part around it, all
/// on one stack.
const MOST_NESTED: usize = 32;

/// A part, its number, and how it ended.
type EndedPart = (Run, usize, Result<PartResult, Unfinished>);

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
        let (borrower, returned) = Borrower::new(self.borrower.clone());
        let ended = self.parts(&fork, &borrower).await;
        drop(borrower);
        returned.wait().await;
        let now = self.program.host().clock.now();
        match self.activation() {
            Ok(activation) => {
                activation.set_now(now);
                match ended {
                    Ok(results) => activation.join(fork, &results),
                    Err(Unfinished::Failed(uncaught)) => activation.join_failed(fork, uncaught),
                    Err(Unfinished::Refused(failure)) => activation.join_refused(fork, failure),
                }
            }
            Err(failure) => Progress::Failed(broken(failure)),
        }
    }

    /// Runs the parts, up to the allowed number at once; returns their results in order if they are
    /// read, or the first failure.
    async fn parts(
        &mut self,
        fork: &Fork,
        borrower: &Arc<Borrower>,
    ) -> Result<Vec<PartResult>, Unfinished> {
        let count = fork.count();
        let mut results = Results::new(fork);
        let mut running: FuturesUnordered<RunningPart> = FuturesUnordered::new();
        let mut next = 0;
        loop {
            while next < count && running.len() < fork.at_once() {
                running.push(self.part(fork, next, borrower)?);
                next += 1;
            }
            let Some((mut part, number, ended)) = running.next().await else {
                return results.into_all();
            };
            let whole = self.activation()?;
            whole.take_caught(part.activation()?);
            match ended {
                Ok(result) => results.add(number, result)?,
                Err(Unfinished::Failed(uncaught)) if fork.is_settled() => {
                    whole.settle(&uncaught);
                    results.add(number, PartResult::Failed(uncaught.failure))?;
                }
                Err(unfinished) => return Err(unfinished),
            }
        }
    }

    fn part(
        &mut self,
        fork: &Fork,
        number: usize,
        borrower: &Arc<Borrower>,
    ) -> Result<RunningPart, Failure> {
        if self.nested >= MOST_NESTED {
            return Err(Failure::new(
                FailureCode::TooMany,
                format!("calls and parallel parts are nested more than {MOST_NESTED} levels deep"),
            ));
        }
        let family = Arc::clone(self.family.get_or_insert_default());
        let member = Member::of(&family)?;
        let spare = self.program.spare();
        let activation = fork.part(number, self.read()?.now(), spare)?;
        let mut run = Run::new(
            &self.program,
            self.workflow,
            Arc::clone(&self.request_id),
            activation,
        );
        run.family = Some(family);
        run.nested = self.nested + 1;
        run.member = Some(member);
        run.borrower = Some(Arc::clone(borrower));
        Ok(Box::pin(run.finish_part(number)))
    }

    async fn finish_part(mut self, number: usize) -> EndedPart {
        let mut progress = if number < AT_ONCE {
            self.start()
        } else {
            self.in_turn(Run::start).await
        };
        let ended = loop {
            let step = match progress {
                Progress::Done => {
                    let result = self.read().and_then(Activation::part_result);
                    break result.map_err(Unfinished::Refused);
                }
                Progress::Failed(uncaught) => break Err(Unfinished::Failed(uncaught)),
                Progress::Suspended(step) => Some(step),
                Progress::Preempted => None,
            };
            progress = self.advance(step).await;
        };
        (self, number, ended)
    }
}

/// The results of parts, which must fit into the memory of the execution.
struct Results {
    /// Whether the results are read.
    gives: bool,
    by_number: Vec<Option<PartResult>>,
    /// The number of bytes that may still be added.
    left: usize,
}

impl Results {
    fn new(fork: &Fork) -> Results {
        Results {
            gives: fork.gives(),
            by_number: Vec::new(),
            left: fork.memory(),
        }
    }

    fn add(&mut self, number: usize, result: PartResult) -> Result<(), Failure> {
        if !self.gives {
            return Ok(());
        }
        let content = match &result {
            PartResult::Value(octets) => octets.len(),
            PartResult::Failed(failure) => failure.message.len(),
        };
        let size = content.saturating_add(size_of::<Option<PartResult>>());
        self.left = self.left.checked_sub(size).ok_or_else(|| {
            Failure::new(
                FailureCode::TooLarge,
                "the results of the parts are larger than the memory of the execution",
            )
        })?;
        if self.by_number.len() <= number {
            self.by_number.resize(number + 1, None);
        }
        if let Some(place) = self.by_number.get_mut(number) {
            *place = Some(result);
        }
        Ok(())
    }

    fn into_all(self) -> Result<Vec<PartResult>, Unfinished> {
        let all: Option<Vec<PartResult>> = self.by_number.into_iter().collect();
        all.ok_or_else(|| Unfinished::Refused(Failure::internal("a part has no result")))
    }
}
