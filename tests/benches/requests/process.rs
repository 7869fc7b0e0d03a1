//! A contestant as a separate process.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::cores;
use crate::shared::Result;
use crate::shared::contestants::{Contestant, FORM, PUSH};

/// A running server; dropping this ends it.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
    _data: tempfile::TempDir,
}

impl Process {
    /// Starts this executable again as that contestant. Its files are in the build's directory: on
    /// disk, not in memory.
    pub fn start(contestant: Contestant, core: Option<usize>) -> Result<Process> {
        let data = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--serve", contestant.name()])
            .arg(core.map_or_else(|| "any".into(), |core| core.to_string()))
            .arg(data.path())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let output = child.stdout.take().ok_or("a server without output")?;
        BufReader::new(output).read_line(&mut line)?;
        let address = line
            .trim()
            .parse()
            .map_err(|_| format!("{} did not start: it said {line:?}", contestant.name()))?;
        Ok(Process {
            child,
            address,
            _data: data,
        })
    }

    /// The CPU time of its threads, in nanoseconds.
    pub fn busy(&self) -> u64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.child.id()));
        let times = threads
            .into_iter()
            .flatten()
            .flatten()
            .map(|thread| busy(&thread.path()));
        times.sum()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended on its own.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn busy(thread: &Path) -> u64 {
    let text = fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
    text.split(' ')
        .next()
        .and_then(|first| first.parse().ok())
        .unwrap_or(0)
}

/// The code that the started process runs.
pub fn serve(name: &str, core: &str, data: &str) -> Result<()> {
    cores::pin(core.parse().ok())?;
    let mut all = PUSH.into_iter().chain(FORM);
    let contestant = all
        .find(|one| one.name() == name)
        .ok_or("no contestant of that name")?;
    contestant.serve(Path::new(data), |address| println!("{address}"))
}
