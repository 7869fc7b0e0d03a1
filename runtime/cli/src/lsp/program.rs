//! One program: its texts, and what they mean together.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use flowright_ide::{Analysis, Project};

use super::guard::{Bug, guarded};
use super::key::Key;
use super::text::Text;

/// The files of one program, and its analysis once somebody has asked for it.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// In the order of their ids.
    texts: BTreeMap<Key, Arc<Text>>,
    /// The texts parsed; none where it is to be made anew from all of them.
    project: Option<Project>,
    /// The texts that the project has not been given yet.
    edited: BTreeSet<Key>,
    checked: Checked,
    /// Whether the client has yet to hear what is wrong now.
    pub is_news: bool,
}

#[derive(Debug, Default)]
enum Checked {
    /// Not since the last change.
    #[default]
    Not,
    Fine(Arc<Analysis>),
    /// The compiler has a bug that these texts show: it is not asked again for them.
    Failed(Bug),
}

impl Program {
    /// The texts, in the order of their ids.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Key, &Arc<Text>)> {
        self.texts.iter()
    }

    /// Gives the program all of its texts. The ids follow the order of the files, since the checker names the first of two
    /// declarations as the one that stands: another set of files is another project.
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

    /// Gives one of its files another text.
    pub(super) fn set(&mut self, key: &Key, text: Arc<Text>) {
        let Some(known) = self.texts.get_mut(key) else {
            return;
        };
        if known.as_str() == text.as_str() {
            return;
        }
        // Parsing is left to the check, so that a text that nobody asks about is never parsed.
        *known = text;
        self.edited.insert(key.clone());
        self.checked = Checked::Not;
        self.is_news = true;
    }

    /// Keeps the texts and nothing else.
    pub(super) fn forget(&mut self) {
        self.project = None;
        self.checked = Checked::Not;
        self.is_news = true;
    }

    /// What the program means, checked now where it has changed.
    ///
    /// # Errors
    /// Where the compiler panics on these texts.
    pub(super) fn analysis(&mut self) -> Result<Arc<Analysis>, Bug> {
        match &self.checked {
            Checked::Fine(analysis) => return Ok(Arc::clone(analysis)),
            Checked::Failed(bug) => return Err(bug.clone()),
            Checked::Not => {}
        }
        // Taken out, so that a panic leaves none behind that it has broken.
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
