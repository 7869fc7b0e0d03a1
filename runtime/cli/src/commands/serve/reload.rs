//! Reloads the program while the server runs: on SIGHUP, and with `--watch` when a file changes.
//!
//! New requests switch to the new program at once; requests under way finish on the old one. If the
//! new program has mistakes or cannot run, the old one continues to run and the log reports why.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use flowright_diagnostics::render::{self, Style};
use flowright_diagnostics::{Diagnostic, FileRange, Sources};
use flowright_server::serve::Replacer;
use tokio::signal::unix::Signal;

use super::machine_code;
use super::program::{Prepared, ProgramInputs, Ready, Surroundings};
use crate::compile::{self, CompiledProgram, NoProgram};
use crate::project;

/// The time between two checks of the files for changes.
const LOOKING: Duration = Duration::from_millis(500);

/// The inputs of the next program.
pub(super) struct Reload {
    /// Yields when the program is to be reloaded.
    pub hangup: Signal,
    pub inputs: ProgramInputs,
    pub watch: bool,
    pub replacer: Replacer,
    pub surroundings: Surroundings,
    /// The files as they were before the running program was compiled.
    pub seen: FilesSeen,
}

impl Reload {
    /// Replaces the program on every reload signal; never returns.
    pub(super) async fn run(mut self) {
        loop {
            self.wait().await;
            match self.replace().await {
                Ok(workflows) => tracing::info!(workflows, "reloaded the program"),
                Err(reason) => tracing::error!("did not reload the program: {reason}"),
            }
        }
    }

    /// Waits for SIGHUP, or until files have changed and are no longer being written.
    async fn wait(&mut self) {
        if !self.watch {
            self.hangup.recv().await;
            return;
        }
        let mut is_changing = false;
        loop {
            tokio::select! {
                _ = self.hangup.recv() => {
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
        let prepared = tokio::task::spawn_blocking(move || inputs.prepare()).await;
        let prepared = prepared.map_err(|error| error.to_string())??;
        let running = self.replacer.program();
        let collections = prepared.image.collections.clone();
        let migration = running.store().bring_up(collections).await;
        let migration = migration.map_err(|error| error.to_string())?;
        for change in migration.changes.iter().filter(|change| !change.keeps()) {
            tracing::info!("{change}");
        }
        let (store, surroundings) = (running.store().clone(), self.surroundings.clone());
        let ready = tokio::task::spawn_blocking(move || prepared.ready(store, surroundings)).await;
        let ready = ready.map_err(|error| error.to_string())?;
        let Ready { site, uncompiled } = ready.map_err(|refusal| refusal.to_string())?;
        if let Some(uncompiled) = uncompiled {
            machine_code::make(uncompiled, Arc::clone(site.program()));
        }
        let workflows = site.program().workflows().len();
        self.replacer.replace(site);
        Ok(workflows)
    }
}

impl ProgramInputs {
    fn prepare(&self) -> Result<Prepared, String> {
        let report = |sources: &Sources, diagnostics: &[Diagnostic<FileRange>]| {
            let text = render::human(sources, diagnostics, Style::default());
            text.trim_end().to_owned()
        };
        let CompiledProgram {
            sources,
            image,
            diagnostics,
        } = compile::read(&self.path).map_err(|error| match error {
            NoProgram::Mistakes {
                sources,
                diagnostics,
            } => format!("it has mistakes\n{}", report(&sources, &diagnostics)),
            NoProgram::Unreadable(error) => error.to_string(),
            NoProgram::Defect(defect) => defect,
        })?;
        if !diagnostics.is_empty() {
            tracing::warn!("{}", report(&sources, &diagnostics));
        }
        let prepared = Prepared::new(sources, image, self.secrets.as_deref(), self.engine);
        prepared.map_err(|refusal| refusal.to_string())
    }

    /// The current state of the files.
    async fn look(&self) -> FilesSeen {
        let inputs = self.clone();
        let seen = tokio::task::spawn_blocking(move || FilesSeen::of(&inputs)).await;
        seen.unwrap_or_default()
    }
}

/// The files of a program, with the modification time and length of each.
#[derive(Default, PartialEq, Eq)]
pub(super) struct FilesSeen(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl FilesSeen {
    /// The current state of the files.
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
