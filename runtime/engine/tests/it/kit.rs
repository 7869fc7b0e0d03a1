//! A program in an isolated world: scripted effects, a real store, a clock that the test moves.

use std::sync::Arc;

use bytes::Bytes;
use flowright_diagnostics::Sources;
use flowright_engine::testing::{Scripted, ScriptedEffects};
use flowright_engine::{
    Ended, Execution, ExecutionError, Operator, Program, ProgramParts, Started, Waiting,
};
use flowright_host::{Host, ManualClock, SeededRandom};
use flowright_ir::{ValidImage, interpreter};
use flowright_stdlib::failure::Failure;
use flowright_stdlib::memory::Limits;
use flowright_store::Store;
use tempfile::TempDir;

/// The time at which events are received: 2026-01-02, 03:04:05 UTC.
pub const RECEIVED: i64 = 1_767_323_045_000_000;

/// A program and its world.
pub struct World {
    pub image: ValidImage,
    pub program: Arc<Program>,
    pub effects: ScriptedEffects,
    pub clock: Arc<ManualClock>,
    _data: TempDir,
}

/// The outcome of an execution: the status and the body, or the uncaught failure.
pub type Ran = Result<(u16, String), Failure>;

fn compiled(text: &str) -> (ValidImage, Sources) {
    let mut sources = Sources::new();
    sources.add("test.flow", text);
    let lowered = flowright_compile::parse(&sources).check().lower();
    match lowered.image {
        Some(image) => (image.validate().unwrap(), sources),
        None => panic!("{:#?}", lowered.diagnostics),
    }
}

impl World {
    /// A program whose effects return the scripted outcomes.
    pub fn new(text: &str, script: impl IntoIterator<Item = Scripted>) -> World {
        World::with_limits(text, script, Limits::default())
    }

    pub fn with_limits(
        text: &str,
        script: impl IntoIterator<Item = Scripted>,
        limits: Limits,
    ) -> World {
        let (image, sources) = compiled(text);
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(RECEIVED));
        let host = Host {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::new(1)),
        };
        let effects = ScriptedEffects::new(script);
        let mut operator = Operator::default();
        for secret in &image.secrets {
            let value = match &*secret.name {
                "slack_url" => "https://hooks.slack.com/services/T/B/x".to_owned(),
                name => format!("the secret {name}"),
            };
            operator
                .secrets
                .insert(secret.name.to_string(), value.into());
        }
        let parts = ProgramParts {
            executables: interpreter(&image),
            store: Store::open(data.path(), &image.collections, host.clock.clone()).unwrap(),
            image: &image,
            sources,
            effects: Box::new(effects.clone()),
            host,
            limits,
        };
        let program = Arc::new(Program::new(parts, &operator).unwrap());
        World {
            image,
            program,
            effects,
            clock,
            _data: data,
        }
    }

    /// An execution of the first workflow, for an event received at [`RECEIVED`].
    pub fn execution(&self) -> Execution {
        let begun = Execution::begin(&self.program, 0, "a-request", RECEIVED, Bytes::new());
        begun.unwrap()
    }

    /// An execution that waits after its first slice.
    pub fn waiting(&self) -> Waiting {
        match self.execution().start() {
            Started::Waiting(waiting) => waiting,
            Started::Ended(_) => panic!("it has ended"),
        }
    }

    /// Runs an execution to its end.
    pub async fn run(&self) -> Ran {
        let ended = match self.execution().start() {
            Started::Ended(ended) => ended,
            Started::Waiting(waiting) => waiting.finish().await,
        };
        ran(ended)
    }
}

/// The outcome of an ended execution.
pub fn ran(ended: Ended) -> Ran {
    let Ended {
        mut execution,
        result,
        caught: _,
    } = ended;
    result.map_err(|error| match error {
        ExecutionError::Failed(failed) => failed.failure,
        ExecutionError::Expired(summary) => Failure::new(summary.code, "expired"),
    })?;
    let response = execution.response().unwrap();
    let body = String::from_utf8(response.body.clone()).unwrap();
    Ok((response.status, body))
}

/// A program of one workflow with these statements; then more items. Its deadline is beyond the
/// time that any test takes.
pub fn flow(statements: &str, items: &str) -> String {
    format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body none\n    \
         deadline 1h\n  }}\n{statements}\n}}\n{items}\n"
    )
}
