//! Scripted effects, for tests.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flowright_stdlib::failure::Failure;

use crate::effects::{Effect, Effects};
use crate::step::{HttpOutput, HttpPlan, HttpRequest, Message, NotifyPlan};
use crate::step::{StepOutput, StepRequest};

/// The scripted outcome of a step.
#[derive(Clone, Debug)]
pub enum Scripted {
    /// This output.
    Output(StepOutput),
    /// This failure.
    Failure(Failure),
    /// It never completes.
    Pending,
    /// A panic.
    Panic,
}

/// Effects that answer from a script and record their requests.
///
/// Clones share the script and the recorded requests.
#[derive(Clone, Default)]
pub struct ScriptedEffects(Arc<Shared>);

#[derive(Default)]
struct Shared {
    script: Mutex<VecDeque<Scripted>>,
    requests: Mutex<Vec<StepRequest>>,
    /// Effects that have begun and have neither completed nor been dropped.
    under_way: Arc<()>,
}

impl ScriptedEffects {
    /// Each effect takes the next of these outcomes; when none is left, effects fail.
    #[must_use]
    pub fn new(script: impl IntoIterator<Item = Scripted>) -> ScriptedEffects {
        ScriptedEffects(Arc::new(Shared {
            script: Mutex::new(script.into_iter().collect()),
            ..Shared::default()
        }))
    }

    /// The requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<StepRequest> {
        locked(&self.0.requests).clone()
    }

    /// How many effects are under way.
    #[must_use]
    pub fn under_way(&self) -> usize {
        Arc::strong_count(&self.0.under_way) - 1
    }

    async fn next(&self, request: StepRequest) -> Result<StepOutput, Failure> {
        let _under_way = Arc::clone(&self.0.under_way);
        locked(&self.0.requests).push(request);
        let next = locked(&self.0.script).pop_front();
        // An effect always yields once, like a network effect.
        tokio::task::yield_now().await;
        match next {
            Some(Scripted::Output(output)) => Ok(output),
            Some(Scripted::Failure(failure)) => Err(failure),
            Some(Scripted::Pending) => pending().await,
            #[expect(clippy::panic, reason = "a test asks for it")]
            Some(Scripted::Panic) => panic!("an effect panics by its script"),
            None => Err(Failure::internal("the script of effects is at its end")),
        }
    }
}

impl Effects for ScriptedEffects {
    fn http<'a>(&'a self, _: &'a HttpPlan, request: HttpRequest) -> Effect<'a, HttpOutput> {
        Box::pin(async move {
            match self.next(StepRequest::Http(request)).await? {
                StepOutput::Http(output) => Ok(output),
                StepOutput::Row(_) | StepOutput::Sent(_) => Err(of_another_kind()),
            }
        })
    }

    fn notify<'a>(&'a self, _: &'a NotifyPlan, message: Message) -> Effect<'a, Option<Box<str>>> {
        Box::pin(async move {
            match self.next(StepRequest::Notify(message)).await? {
                StepOutput::Sent(id) => Ok(id),
                StepOutput::Row(_) | StepOutput::Http(_) => Err(of_another_kind()),
            }
        })
    }
}

fn of_another_kind() -> Failure {
    Failure::internal("the script has the output of another kind of step")
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
