//! Hover information.

use flowright_check::{Meaning, brief};
use flowright_diagnostics::{FileId, FileRange, Span};
use flowright_stdlib::catalogue::{self, BODIES, Owner};
use flowright_stdlib::types::Type;

use crate::place::{Frame, Inside, Place, is_type};
use crate::{Analysis, documentation};

/// The hover information for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The range that it describes.
    pub span: FileRange,
    /// The text, in Markdown.
    pub markdown: String,
}

impl Analysis {
    /// Describes what is at a place: the meaning of a name, a keyword or a setting; otherwise the
    /// type of the expression there.
    #[must_use]
    pub fn hover(&self, file: FileId, offset: u32) -> Option<Hover> {
        self.hover_name(file, offset)
            .or_else(|| self.hover_word(file, offset))
            .or_else(|| self.hover_expression(file, offset))
    }

    fn hover_name(&self, file: FileId, offset: u32) -> Option<Hover> {
        let mut described = Vec::new();
        let mut span = None;
        let place = self.at(file, offset);
        for one in self.index.at(place) {
            let ends = one.span.end == place.start && one.span.start < place.start;
            if ends && span.is_some() {
                continue;
            }
            let here = self.type_here(one.span);
            let here = here.filter(|_| !matches!(one.meaning, Meaning::Library(_)));
            if let Some(description) = self.describe(&one.meaning, here.as_ref()) {
                span = Some(one.span);
                let markdown = description.markdown();
                if !described.contains(&markdown) {
                    described.push(markdown);
                }
            }
        }
        Some(Hover {
            span: self.anchors.resolve(span?),
            markdown: described.join("\n\n---\n\n"),
        })
    }

    /// The type of the expression that ends with a name: `x` in `x`, and `f` in `x.f`.
    fn type_here(&self, name: Span) -> Option<Type> {
        let mut before = self.expressions_before(name.before()).iter();
        let ty = before.rfind(|one| one.span.end == name.end)?.ty.clone();
        (!ty.is_error()).then_some(ty)
    }

    fn hover_word(&self, file: FileId, offset: u32) -> Option<Hover> {
        let source = self.source(file)?;
        let place = Place::new(&source.text, source.floor(offset));
        if place.inside != Inside::Code {
            return None;
        }
        let (start, end) = place.word;
        let word = place.slice(start, end);
        if word.is_empty() {
            return None;
        }
        let markdown = self.word(&place, word)?;
        Some(Hover {
            span: FileRange::new(file, start, end),
            markdown,
        })
    }

    fn word(&self, place: &Place<'_>, word: &str) -> Option<String> {
        let first = place.before().is_empty();
        let titled = |code: &str, docs: &str| format!("```flow\n{code}\n```\n\n{docs}");
        if first && let Some(owner) = self.owner(place.frame()) {
            return Some(titled(word, owner.setting(word)?.docs));
        }
        if place.words().eq(["verify"]) && matches!(place.frame(), Frame::Settings(Owner::Webhook))
        {
            return catalogue::scheme(word).map(|one| titled(&format!("verify {word}"), one.docs));
        }
        if let Some(docs) = documentation::word(word).filter(|_| first || is_keyword_place(place)) {
            return Some(titled(word, docs.docs));
        }
        if is_type(place, place.before()) {
            return documentation::ty(word).map(|docs| titled(word, docs));
        }
        let docs = match place.words().next() {
            Some("respond") => Owner::Respond.setting(word).map(|one| one.docs),
            Some("body") => body(word),
            Some("channel") if *place.frame() == Frame::File => {
                catalogue::channel(word).map(|one| one.docs)
            }
            _ => None,
        };
        let docs = docs.or_else(|| documentation::clause(word));
        docs.map(|docs| titled(word, docs))
    }

    fn hover_expression(&self, file: FileId, offset: u32) -> Option<Hover> {
        let (span, ty) = self.type_at(file, offset)?;
        if ty.is_error() || matches!(ty, Type::Never) {
            return None;
        }
        Some(Hover {
            span: self.anchors.resolve(span),
            markdown: format!("```flow\n{}\n```", brief(&ty)),
        })
    }
}

/// The description of a kind of `body`.
fn body(kind: &str) -> Option<&'static str> {
    let mut kinds = BODIES.iter();
    kinds.find(|one| one.word == kind).map(|one| one.docs)
}

/// Whether a word at the place may begin a step or an expression with blocks.
fn is_keyword_place(place: &Place<'_>) -> bool {
    use flowright_syntax::tokens::TokenKind::{BraceClose, Equal, FatArrow};
    place
        .last()
        .is_some_and(|last| matches!(last.kind, Equal | FatArrow | BraceClose))
}
