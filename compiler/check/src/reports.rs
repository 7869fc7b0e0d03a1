//! What is found on the way through a program: what is wrong, what names and expressions mean, and who needs which secret.

use flowright_diagnostics::{Anchors, Diagnostic, FileRange};

use crate::Index;

/// Diagnostics in the order in which they are found, and the notes.
#[derive(Default)]
pub(crate) struct Reports {
    pub diagnostics: Vec<Diagnostic>,
    pub index: Index,
    /// Secrets, each with who needs it.
    pub secrets: Vec<(usize, Box<str>)>,
}

impl Reports {
    pub fn push(&mut self, report: Diagnostic) {
        self.diagnostics.push(report);
    }

    pub fn extend(&mut self, reports: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(reports);
    }

    /// How many diagnostics there are so far.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// The diagnostics since there were that many.
    pub fn since(&self, before: usize) -> &[Diagnostic] {
        self.diagnostics.get(before..).unwrap_or_default()
    }

    /// The same, to be changed.
    pub fn since_mut(&mut self, before: usize) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut().skip(before)
    }

    /// Keeps of the diagnostics since there were that many only some.
    pub fn retain_since(&mut self, before: usize, keep: impl Fn(&Diagnostic) -> bool) {
        let own = self
            .diagnostics
            .split_off(before.min(self.diagnostics.len()));
        self.diagnostics
            .extend(own.into_iter().filter(|one| keep(one)));
    }

    /// Notes that `user` needs the secret.
    pub fn use_secret(&mut self, secret: usize, user: &str) {
        let is_same = |known: &(usize, Box<str>)| known.0 == secret && &*known.1 == user;
        if !self.secrets.iter().any(is_same) {
            self.secrets.push((secret, user.into()));
        }
    }

    /// Brings the notes into their order.
    pub fn finish(&mut self) {
        self.index.finish();
    }
}

/// Diagnostics with their places, in the order of the text, each once.
pub(crate) fn in_order(
    diagnostics: impl Iterator<Item = Diagnostic>,
    anchors: &Anchors,
) -> Vec<Diagnostic<FileRange>> {
    let resolved = diagnostics.map(|one| one.resolve(anchors));
    let mut diagnostics: Vec<Diagnostic<FileRange>> = resolved.collect();
    diagnostics.sort_by_key(|report| (report.primary.span, report.code));
    diagnostics.dedup();
    diagnostics
}
