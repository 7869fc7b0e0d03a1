//! What the compiler has to say, as data.

use crate::{Code, Severity, Span};

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said of it; lower case, no full stop.
    pub text: String,
}

/// Whether an edit may be made without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// It does what was meant.
    Safe,
    /// It may change what the program means.
    Unsafe,
}

/// A replacement of the text under a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// What to do about it, with the edit that does it where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// In words.
    pub text: String,
    /// The edits that do it, all together.
    pub edits: Vec<Edit>,
    /// Whether the edits may be made unasked; meaningless without edits.
    pub applicability: Applicability,
}

/// One finding of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One plain sentence, lower case, no full stop, types and names in backticks.
    pub message: String,
    /// What is wrong.
    pub primary: Label,
    /// Why it is wrong: declarations, other branches, openers.
    pub reasons: Vec<Label>,
    /// More to know.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<Help>,
}

impl Diagnostic {
    /// A finding with the severity that its code has; the primary label is added by [`label`](Self::label).
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            reasons: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Says what is wrong at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Adds a place that says why.
    #[must_use]
    pub fn because(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.reasons.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Adds something to do, in words only.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.helps.push(Help {
            text: text.into(),
            edits: Vec::new(),
            applicability: Applicability::Unsafe,
        });
        self
    }

    /// Adds something to do with the edit that does it.
    #[must_use]
    pub fn fix(
        mut self,
        text: impl Into<String>,
        edits: Vec<Edit>,
        applicability: Applicability,
    ) -> Diagnostic {
        self.helps.push(Help {
            text: text.into(),
            edits,
            applicability,
        });
        self
    }

    /// Proposes the candidate nearest to the word at `span`, if one is near, as a safe fix.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        span: Span,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match crate::suggest::nearest(word, candidates) {
            Some(near) => {
                let text = format!("did you mean `{near}`?");
                let edit = Edit {
                    span,
                    text: near.to_owned(),
                };
                self.fix(text, vec![edit], Applicability::Safe)
            }
            None => self,
        }
    }

    /// Whether this stops the program from being built.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
