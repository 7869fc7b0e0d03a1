//! The results of checking: diagnostics, the meanings of names and expressions, and the users of
//! each secret.

use flowright_diagnostics::{Anchors, Code, Diagnostic, FileRange};

use crate::Index;

/// Diagnostics in the order they were found, and the notes.
#[derive(Default)]
pub(crate) struct Reports {
    pub diagnostics: Vec<Diagnostic>,
    pub index: Index,
    /// Secrets, each with a declaration that needs it.
    pub secrets: Vec<(usize, Box<str>)>,
}

impl Reports {
    pub fn push(&mut self, report: Diagnostic) {
        self.diagnostics.push(report);
    }

    pub fn extend(&mut self, reports: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(reports);
    }

    /// The number of diagnostics so far.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// The diagnostics after the first `before`.
    pub fn since(&self, before: usize) -> &[Diagnostic] {
        self.diagnostics.get(before..).unwrap_or_default()
    }

    /// The diagnostics after the first `before`, mutably.
    pub fn since_mut(&mut self, before: usize) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut().skip(before)
    }

    /// Filters the diagnostics after the first `before`.
    pub fn retain_since(&mut self, before: usize, keep: impl Fn(&Diagnostic) -> bool) {
        let own = self
            .diagnostics
            .split_off(before.min(self.diagnostics.len()));
        self.diagnostics
            .extend(own.into_iter().filter(|one| keep(one)));
    }

    /// Records that `user` needs the secret.
    pub fn use_secret(&mut self, secret: usize, user: &str) {
        let is_same = |known: &(usize, Box<str>)| known.0 == secret && &*known.1 == user;
        if !self.secrets.iter().any(is_same) {
            self.secrets.push((secret, user.into()));
        }
    }

    /// Sorts the notes.
    pub fn finish(&mut self) {
        self.index.finish();
    }
}

/// Merges reports from several bodies on the same mistake: a caller uses the value of a workflow
/// without a result, and the workflow has an unused value on its last line.
pub(crate) fn joined(mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_of_result = |one: &Diagnostic| one.code == Code::NoValue && !one.reasons.is_empty();
    if !all.iter().any(is_of_result) {
        return all;
    }
    let (values, mut rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
        all.drain(..).partition(|one| one.code == Code::UnusedValue);
    for value in values {
        let callers = rest.iter_mut().filter(|one| {
            let mut because = one.reasons.iter();
            is_of_result(one) && because.any(|label| label.span.anchor == value.primary.span.anchor)
        });
        let mut is_joined = false;
        for caller in callers {
            caller.helps.pop();
            caller.helps.splice(0..0, value.helps.iter().cloned());
            is_joined = true;
        }
        if !is_joined {
            rest.push(value);
        }
    }
    rest
}

/// Diagnostics with resolved positions, in source order, without duplicates.
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
