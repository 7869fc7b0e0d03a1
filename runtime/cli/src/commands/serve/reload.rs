//! The program compiled anew while the server runs: on SIGHUP, and by `--watch` when a file changes.
//!
//! New requests are for the new program from one moment to the next; those that are under way end on the old one. Where the new program
//! has mistakes or cannot run, the old one stays and the log says why.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use flowright_compile::{Engine, Lowered, Uncompiled};
use flowright_diagnostics::Sources;
use flowright_diagnostics::render::{self, Style};
use flowright_effects::HttpClient;
use flowright_engine::{Network, Operator, Program, ProgramParts};
use flowright_host::Host;
use flowright_ir::{ValidImage, interpreter};
use flowright_server::serve::{Replacer, Site};
use flowright_stdlib::memory::Limits;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{machine_code, operator};
use crate::compile::compile;
use crate::project;

/// How often files are looked at.
const LOOKING: Duration = Duration::from_millis(500);

/// What a program is compiled from.
#[derive(Clone)]
pub(super) struct ProgramInputs {
    pub path: PathBuf,
    pub secrets: Option<PathBuf>,
    pub engine: Engine,
}

/// What the next program is made with.
pub(super) struct Reload {
    pub inputs: ProgramInputs,
    pub watch: bool,
    pub replacer: Replacer,
    pub client: HttpClient,
    pub host: Host,
    pub limits: Limits,
    /// The files as they were before the running program was compiled.
    pub seen: FilesSeen,
}

/// A program that compiles, with what the operator has set for it.
struct Compiled {
    sources: Sources,
    image: ValidImage,
    operator: Operator,
}

impl Reload {
    /// Replaces the program whenever it is told to; never ends.
    pub(super) async fn run(mut self) {
        let mut hangup = match signal(SignalKind::hangup()) {
            Ok(hangup) => hangup,
            Err(error) => {
                tracing::warn!(%error, "SIGHUP cannot be heard: the program is not compiled anew");
                return std::future::pending().await;
            }
        };
        loop {
            self.wait(&mut hangup).await;
            match self.replace().await {
                Ok(workflows) => tracing::info!(workflows, "the program was replaced"),
                Err(reason) => tracing::error!("the program was not replaced: {reason}"),
            }
        }
    }

    /// Waits for SIGHUP, or for files that have changed and are no longer being written.
    async fn wait(&mut self, hangup: &mut Signal) {
        if !self.watch {
            hangup.recv().await;
            return;
        }
        let mut is_changing = false;
        loop {
            tokio::select! {
                _ = hangup.recv() => {
                    self.seen = self.inputs.look().await;
                    return;
                }
                () = tokio::time::sleep(LOOKING) => {}
            }
            let now = self.inputs.look().await;
            let has_changed = now != self.seen;
            self.seen = now;
            if is_changing && !has_changed {
                return;
            }
            is_changing |= has_changed;
        }
    }

    async fn replace(&self) -> Result<usize, String> {
        let inputs = self.inputs.clone();
        let compiled = tokio::task::spawn_blocking(move || inputs.compile()).await;
        let compiled = compiled.map_err(|error| error.to_string())??;
        let running = self.replacer.program();
        let collections = compiled.image.collections.clone();
        let migration = running.store().bring_up(collections).await;
        let migration = migration.map_err(|error| error.to_string())?;
        for change in migration.changes.iter().filter(|change| !change.keeps()) {
            tracing::info!("{change}");
        }
        let (store, host) = (running.store().clone(), self.host.clone());
        let (client, limits, engine) = (self.client.clone(), self.limits, self.inputs.engine);
        let made = tokio::task::spawn_blocking(move || {
            let uncompiled = match engine {
                Engine::Jit => {
                    Some(Uncompiled::new(&compiled.image).map_err(|error| error.to_string())?)
                }
                Engine::Interpreter => None,
            };
            let parts = ProgramParts {
                image: &compiled.image,
                executables: interpreter(&compiled.image),
                sources: compiled.sources,
                store,
                effects: Box::new(Network::new(client, host.clone())),
                host,
                limits,
            };
            let program = Program::new(parts, &compiled.operator);
            let program = program.map_err(|problems| lines(&problems))?;
            let site = Site::new(Arc::new(program)).map_err(|error| error.to_string())?;
            Ok::<_, String>((site, uncompiled))
        });
        let (site, uncompiled) = made.await.map_err(|error| error.to_string())??;
        if let Some(uncompiled) = uncompiled {
            machine_code::make(uncompiled, Arc::clone(site.program()));
        }
        let workflows = site.program().workflows().len();
        self.replacer.replace(site);
        Ok(workflows)
    }
}

impl ProgramInputs {
    fn compile(&self) -> Result<Compiled, String> {
        let sources = project::read(std::slice::from_ref(&self.path));
        let sources = sources.map_err(|error| error.to_string())?;
        let Lowered { image, diagnostics } = compile(&sources);
        let report = || render::human(&sources, &diagnostics, Style::default());
        let image = image.ok_or_else(|| format!("it has mistakes\n{}", report().trim_end()))?;
        if !diagnostics.is_empty() {
            tracing::warn!("{}", report().trim_end());
        }
        let image = image.validate();
        let image = image.map_err(|broken| format!("a defect of the compiler: {broken}"))?;
        let operator = operator::read(self.secrets.as_deref());
        let operator = operator.map_err(|error| error.to_string())?;
        operator::warn_of_unknown(&operator, &image);
        let problems = operator.problems(&image);
        if !problems.is_empty() {
            return Err(lines(&problems));
        }
        Ok(Compiled {
            sources,
            image,
            operator,
        })
    }

    /// How the files are now.
    async fn look(&self) -> FilesSeen {
        let inputs = self.clone();
        let seen = tokio::task::spawn_blocking(move || FilesSeen::of(&inputs)).await;
        seen.unwrap_or_default()
    }
}

/// The files that a program is made of, with the time and the length of each.
#[derive(Default, PartialEq, Eq)]
pub(super) struct FilesSeen(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl FilesSeen {
    /// How the files are now.
    pub(super) fn of(inputs: &ProgramInputs) -> FilesSeen {
        let files = project::files(std::slice::from_ref(&inputs.path)).unwrap_or_default();
        let files = files.into_iter().chain(inputs.secrets.clone());
        FilesSeen(files.map(|path| (path.clone(), stamp(&path))).collect())
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}

fn lines(problems: &[impl std::fmt::Display]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
