//! Diagnostics, as data.
//!
//! The compiler's stages refer to positions by [`Span`]s of declarations. When a diagnostic leaves
//! them, it is [resolved](Diagnostic::resolve): its positions become [`FileRange`]s.

use crate::{Anchors, Code, FileRange, Near, Severity, Span};

/// A position with a text about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label<At = Span> {
    /// The position.
    pub span: At,
    /// The text; lower case, no full stop.
    pub text: String,
}

/// Whether an edit may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// It does what the author intended.
    Safe,
    /// It may change the meaning of the program.
    Unsafe,
}

/// A replacement of part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<At = Span> {
    /// The part to replace; if it is empty, the text is inserted.
    pub span: At,
    /// The new text.
    pub text: String,
}

/// A suggestion, with edits that implement it if there are any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help<At = Span> {
    /// The suggestion in words.
    pub text: String,
    /// The edits that implement it, to be applied together.
    pub edits: Vec<Edit<At>>,
    /// Whether the edits may be applied without asking; meaningless without edits.
    pub applicability: Applicability,
}

/// A diagnostic of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic<At = Span> {
    /// Its kind.
    pub code: Code,
    /// Its severity.
    pub severity: Severity,
    /// One plain sentence, lower case, no full stop, types and names in backticks.
    pub message: String,
    /// The position of the problem.
    pub primary: Label<At>,
    /// The reasons: declarations, other branches, opening brackets.
    pub reasons: Vec<Label<At>>,
    /// Additional information.
    pub notes: Vec<String>,
    /// Suggestions.
    pub helps: Vec<Help<At>>,
}

impl<At> Diagnostic<At> {
    /// A diagnostic with the severity of its code; [`label`](Self::label) adds the primary label.
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

    /// Sets the text at the primary position.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic<At> {
        self.primary.text = text.into();
        self
    }

    /// Adds a position that explains the reason.
    #[must_use]
    pub fn because(mut self, span: At, text: impl Into<String>) -> Diagnostic<At> {
        self.reasons.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic<At> {
        self.notes.push(text.into());
        self
    }

    /// Adds a suggestion without edits.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic<At> {
        self.helps.push(Help {
            text: text.into(),
            edits: Vec::new(),
            applicability: Applicability::Unsafe,
        });
        self
    }

    /// Adds a suggestion with edits.
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

    /// Suggests the names most similar to the word at `span`; the fix is safe if one of them is
    /// certain to be meant.
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

    /// Suggests names to replace the text at `span`.
    #[must_use]
    pub fn propose(self, span: At, near: &Near<'_>) -> Diagnostic<At>
    where
        At: Clone,
    {
        self.propose_as(span, near, str::to_owned)
    }

    /// Like [`propose`](Self::propose), for names whose written form differs.
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

    /// Whether this prevents the program from being built.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl Diagnostic {
    /// The diagnostic with its spans resolved; each may belong to another declaration or file.
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
