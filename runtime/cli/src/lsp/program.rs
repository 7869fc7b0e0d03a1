//! One program: its texts and their joint analysis.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use flowright_ide::{Analysis, Project};

use super::guard::{Bug, guarded};
use super::key::Key;
use super::text::Text;

/// The files of one program, and its analysis once a request has needed it.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// In the order of their ids.
    texts: BTreeMap<Key, Arc<Text>>,
    /// The parsed texts; `None` if all of them must be parsed again.
    project: Option<Project>,
    /// The texts that have not been passed to the project yet.
    edited: BTreeSet<Key>,
    checked: Checked,
    /// Whether the client has not been sent the current diagnostics yet.
    pub is_news: bool,
}

#[derive(Debug, Default)]
enum Checked {
    /// It has not been analysed since the last change.
    #[default]
    Not,
    Fine(Arc<Analysis>),
    /// These texts trigger a bug in the compiler, so it is not run on them again.
    Failed(Bug),
}

impl Program {
    /// The texts, in the order of their ids.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Key, &Arc<Text>)> {
        self.texts.iter()
    }

    /// Sets all texts of the program. Ids follow the order of the files, because the checker treats
    /// the first of two declarations as the valid one; a different set of files is therefore a new
    /// project.
    pub(super) fn replace(&mut self, texts: BTreeMap<Key, Arc<Text>>) {
        if self.texts.keys().eq(texts.keys()) {
            for (key, text) in texts {
                self.set(&key, text);
            }
        } else {
            self.texts = texts;
            self.forget();
        }
    }

    /// Replaces the text of one of its files.
    pub(super) fn set(&mut self, key: &Key, text: Arc<Text>) {
        let Some(known) = self.texts.get_mut(key) else {
            return;
        };
        if known.as_str() == text.as_str() {
            return;
        }
        // Parsing is left to the check, so a text that no request concerns is never parsed.
        *known = text;
        self.edited.insert(key.clone());
        self.checked = Checked::Not;
        self.is_news = true;
    }

    /// Discards everything but the texts.
    pub(super) fn forget(&mut self) {
        self.project = None;
        self.checked = Checked::Not;
        self.is_news = true;
    }

    /// The analysis of the program, checked now if it has changed.
    ///
    /// # Errors
    /// If the compiler panics on these texts.
    pub(super) fn analysis(&mut self) -> Result<Arc<Analysis>, Bug> {
        match &self.checked {
            Checked::Fine(analysis) => return Ok(Arc::clone(analysis)),
            Checked::Failed(bug) => return Err(bug.clone()),
            Checked::Not => {}
        }
        // Taken out, so that a panic cannot leave a corrupted project behind.
        let project = self.project.take();
        let edited = mem::take(&mut self.edited);
        let is_new = project.is_none();
        let texts = self.texts.iter();
        let texts = texts.filter(|(key, _)| is_new || edited.contains(key));
        let checked = guarded(move || {
            let mut project = project.unwrap_or_default();
            for (key, text) in texts {
                project.set(&key.name(), text.as_str());
            }
            let analysis = Arc::new(project.analyse());
            (project, analysis)
        });
        match checked {
            Ok((project, analysis)) => {
                self.project = Some(project);
                self.checked = Checked::Fine(Arc::clone(&analysis));
                Ok(analysis)
            }
            Err(bug) => {
                self.checked = Checked::Failed(bug.clone());
                Err(bug)
            }
        }
    }
}
