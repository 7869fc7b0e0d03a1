//! What is found on the way through a program: what is wrong, and what names and expressions mean.

use flowright_diagnostics::Diagnostic;

use crate::Index;

/// Diagnostics in the order in which they are found, and the notes for editors.
#[derive(Default)]
pub(crate) struct Reports {
    diagnostics: Vec<Diagnostic>,
    pub index: Index,
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

    /// All diagnostics in the order of the text, each once.
    pub fn finish(mut self) -> (Vec<Diagnostic>, Index) {
        self.diagnostics.sort_by_key(|report| {
            let span = report.primary.span;
            (span.file, span.start, span.end, report.code)
        });
        self.diagnostics.dedup();
        self.index.finish();
        (self.diagnostics, self.index)
    }
}
