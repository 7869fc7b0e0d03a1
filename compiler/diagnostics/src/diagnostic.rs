//! What the compiler has to say, as data.
//!
//! The stages of the compiler name places by [`Span`]s of declarations. What leaves them is [resolved](Diagnostic::resolve): its places are
//! [`FileRange`]s.

use crate::{Anchors, Code, FileRange, Near, Severity, Span};

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label<At = Span> {
    /// The place.
    pub span: At,
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

/// A replacement of a part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<At = Span> {
    /// What is replaced; where that is empty, the text is inserted.
    pub span: At,
    /// The new text.
    pub text: String,
}

/// What to do about it, with the edit that does it where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help<At = Span> {
    /// In words.
    pub text: String,
    /// The edits that do it, all together.
    pub edits: Vec<Edit<At>>,
    /// Whether the edits may be made unasked; meaningless without edits.
    pub applicability: Applicability,
}

/// One finding of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic<At = Span> {
    /// Which kind of finding.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One plain sentence, lower case, no full stop, types and names in backticks.
    pub message: String,
    /// What is wrong.
    pub primary: Label<At>,
    /// Why it is wrong: declarations, other branches, openers.
    pub reasons: Vec<Label<At>>,
    /// More to know.
    pub notes: Vec<String>,
    /// What to do.
    pub helps: Vec<Help<At>>,
}

impl<At> Diagnostic<At> {
    /// A finding with the severity that its code has; the primary label is added by [`label`](Self::label).
    #[must_use]
    pub fn new(code: Code, span: At, message: impl Into<String>) -> Diagnostic<At> {
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
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic<At> {
        self.primary.text = text.into();
        self
    }

    /// Adds a place that says why.
    #[must_use]
    pub fn because(mut self, span: At, text: impl Into<String>) -> Diagnostic<At> {
        self.reasons.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic<At> {
        self.notes.push(text.into());
        self
    }

    /// Adds something to do, in words only.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic<At> {
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
        edits: Vec<Edit<At>>,
        applicability: Applicability,
    ) -> Diagnostic<At> {
        self.helps.push(Help {
            text: text.into(),
            edits,
            applicability,
        });
        self
    }

    /// Proposes the names nearest to the word at `span`, as a safe fix where one of them is certainly meant.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        span: At,
        word: &str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic<At>
    where
        At: Clone,
    {
        self.propose(span, &crate::near(word, names))
    }

    /// Proposes names for what stands at `span`.
    #[must_use]
    pub fn propose(self, span: At, near: &Near<'_>) -> Diagnostic<At>
    where
        At: Clone,
    {
        self.propose_as(span, near, str::to_owned)
    }

    /// The same, where names are written otherwise than they are.
    #[must_use]
    pub fn propose_as(
        self,
        span: At,
        near: &Near<'_>,
        written: impl Fn(&str) -> String,
    ) -> Diagnostic<At>
    where
        At: Clone,
    {
        let applicability = if near.is_certain {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        let mut report = self;
        for (index, name) in near.names.iter().enumerate() {
            let name = written(name);
            let text = if index == 0 {
                format!("did you mean `{name}`?")
            } else {
                format!("or did you mean `{name}`?")
            };
            let edit = Edit {
                span: span.clone(),
                text: name,
            };
            report = report.fix(text, vec![edit], applicability);
        }
        report
    }

    /// Whether this stops the program from being built.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Diagnostic {
    /// The same with the places of its spans, each of which may be of another declaration or file.
    #[must_use]
    pub fn resolve(self, anchors: &Anchors) -> Diagnostic<FileRange> {
        let label = |label: Label| Label {
            span: anchors.resolve(label.span),
            text: label.text,
        };
        let edit = |edit: Edit| Edit {
            span: anchors.resolve(edit.span),
            text: edit.text,
        };
        let help = |help: Help| Help {
            text: help.text,
            edits: help.edits.into_iter().map(edit).collect(),
            applicability: help.applicability,
        };
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: self.message,
            primary: label(self.primary),
            reasons: self.reasons.into_iter().map(label).collect(),
            notes: self.notes,
            helps: self.helps.into_iter().map(help).collect(),
        }
    }
}
