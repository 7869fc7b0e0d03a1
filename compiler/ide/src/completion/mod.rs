//! What may be written at a place.
//!
//! The tokens around the place say what may stand there ([`Place`]); types, where they are wanted, come from the program, checked again with a
//! name in the place where there is none yet.
//!
//! - [`declarations`]: what begins a declaration, and stands in its head.
//! - [`statements`]: what begins a line of a block, or goes on on it.
//! - [`steps`]: words of steps, and whole ones on what is declared.
//! - [`after_step`]: what follows the word of a step.
//! - [`arms`]: those of `match` and `branch`.
//! - [`settings`]: settings, and what they take.
//! - [`members`]: what follows a dot.
//! - [`values`]: names and words that are values.
//! - [`records`]: fields that are still missing.
//! - [`types`]: those of the language and those that are declared.
//! - [`texts`]: what stands in quotes.

mod after_step;
mod arms;
mod declarations;
mod members;
mod records;
mod settings;
mod snippet;
mod statements;
mod steps;
mod texts;
mod types;
mod values;

use std::collections::HashSet;

use flowright_check::{Symbol, SymbolKind};
use flowright_diagnostics::{Edit, FileId, Span};
use flowright_stdlib::types::Type;

use snippet::{escape, plain};

use crate::place::{Entries, Frame, Inside, Place, is_type};
use crate::{Analysis, describe::Description, edits};

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// As it is listed.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type, or what it begins, on one line.
    pub detail: String,
    /// What it is for, in Markdown.
    pub docs: String,
    /// What is replaced.
    pub replace: Span,
    /// What is written: a snippet in which `${1:…}` is a place to fill in.
    pub snippet: String,
    /// What else is changed.
    pub edits: Vec<Edit>,
    /// Those of a lower one come first.
    pub rank: u8,
    /// Whether more is to be proposed at once, as behind `secrets.`.
    pub goes_on: bool,
}

/// The kinds of what may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A word of the language.
    Keyword,
    /// A construct with places to fill in.
    Snippet,
    /// A setting.
    Setting,
    /// A binding or parameter.
    Variable,
    /// A secret, a config, a constant.
    Constant,
    /// A field or column.
    Field,
    /// A declared function.
    Function,
    /// A function of the library.
    Method,
    /// A type.
    Type,
    /// A collection.
    Collection,
    /// A service or channel.
    Service,
    /// One of some texts, or another value.
    Value,
}

impl Analysis {
    /// What may be written at a place, the likelier first; what is written there already does not narrow it.
    #[must_use]
    pub fn completions(&self, file: FileId, offset: u32) -> Vec<Completion> {
        let Some(source) = self.source(file) else {
            return Vec::new();
        };
        let offset = source.floor(offset);
        let mut place = Place::new(&source.text, offset);
        let with_closers;
        let mut behind = String::new();
        if let Some((at, closers)) = place.unclosed_interpolation(offset) {
            with_closers = edits::insert(&source.text, at, &closers);
            place = Place::new(&with_closers, offset);
            behind = closers;
        }
        let (start, mut end) = match place.inside {
            Inside::Code => place.word,
            Inside::Text { start, end, .. } => (start, end),
            Inside::Nothing => return Vec::new(),
        };
        let mut list = List {
            replace: Span::new(file, start, end),
            found: Vec::new(),
        };
        // The program is asked as it would be with a name here, and with what closes what is open.
        match place.inside {
            Inside::Text { quotes, .. } if place.is_followed_by(end, quotes.closing()) => {
                let length = u32::try_from(quotes.closing().len()).unwrap_or(0);
                end = end.saturating_add(length);
            }
            Inside::Text { quotes, .. } => behind.push_str(quotes.closing()),
            _ if start == end => behind.insert(0, 'x'),
            _ => {}
        }
        behind.push_str(&place.lacking(end));
        let whole;
        let analysis = if behind.is_empty() {
            self
        } else {
            whole = self.edited(&[Edit {
                span: Span::new(file, end, end),
                text: behind,
            }]);
            &whole
        };
        let asked = Asked {
            analysis,
            before: self,
            place: &place,
            file,
            offset: start,
        };
        asked.fill(&mut list);
        let mut found = list.found;
        if let Some(next) = place.next_on_line() {
            found.iter_mut().for_each(|one| one.goes_on_with(next));
        }
        found.sort_by(|a, b| (a.rank, &a.label).cmp(&(b.rank, &b.label)));
        let mut labels = HashSet::new();
        found.retain(|one| labels.insert((one.label.clone(), one.snippet.clone())));
        found
    }
}

/// What is asked.
struct Asked<'a> {
    /// The program, with a name at the place, and its line whole.
    analysis: &'a Analysis,
    /// The program as it is written.
    before: &'a Analysis,
    place: &'a Place<'a>,
    file: FileId,
    /// Where the word that is being written begins.
    offset: u32,
}

impl Asked<'_> {
    fn fill(&self, list: &mut List) {
        if let Inside::Text { .. } = self.place.inside {
            return texts::fill(self, list);
        }
        if members::fill(self, list) {
            return;
        }
        if is_type(self.place, self.place.before()) {
            return types::fill(self, list);
        }
        let first = self.place.before().is_empty();
        match self.place.frame() {
            Frame::File => declarations::file(self, list),
            Frame::Collection => declarations::collection(self, list),
            Frame::Keys(collection) => records::keys(self, collection, list),
            Frame::Workflow => statements::workflow(self, list),
            Frame::Block => statements::block(self, list),
            Frame::Arms | Frame::BranchArms => arms::fill(self, list),
            Frame::Settings(_) | Frame::Message(_) => settings::fill(self, list),
            Frame::Record(Entries::Row { upsert: true, .. }) if self.place.words().eq(["on"]) => {
                list.snippet("create", CompletionKind::Keyword, "create { $0 }", 1);
            }
            Frame::Record(entries) if first => records::entries(self, entries, list),
            Frame::Headers => texts::headers(list),
            Frame::Record(_) | Frame::Values | Frame::Interpolation => {
                values::fill(self, list);
            }
            Frame::Signed => settings::signed(list),
            Frame::Secrets => settings::secrets(self, list),
            Frame::Addresses => {}
            Frame::Type | Frame::Parameters | Frame::PathParameter | Frame::UnknownSettings => {}
        }
    }

    /// What the lines or entries around the place begin with.
    fn beginnings(&self) -> impl Iterator<Item = &str> {
        let tokens = self.place.beginnings().into_iter();
        tokens.map(|token| self.place.text_of(token))
    }

    /// The word of the declaration around the place.
    fn item(&self) -> Option<&str> {
        let outermost = self.place.frames().count().checked_sub(1)?;
        let first = self.place.before_frame(outermost).first()?;
        Some(self.place.text_of(*first))
    }

    /// What is declared of a kind.
    fn symbols(&self, kind: SymbolKind) -> impl Iterator<Item = &Symbol> {
        let symbols = self.analysis.index.symbols.iter();
        symbols.filter(move |symbol| symbol.kind == kind)
    }

    fn declares(&self, kind: SymbolKind) -> bool {
        self.symbols(kind).next().is_some()
    }

    /// The type that is wanted of the expression at the place.
    fn wanted(&self) -> Option<&Type> {
        self.wanted_at(self.offset)
    }

    /// The type that is wanted of the expression that begins at a place.
    fn wanted_at(&self, start: u32) -> Option<&Type> {
        let here = Span::new(self.file, start, start);
        let one = self.analysis.index.expressions_in(here).first()?;
        one.wanted.as_ref()
    }
}

/// What has been found so far.
struct List {
    replace: Span,
    found: Vec<Completion>,
}

impl List {
    /// A word as it is written.
    fn word(&mut self, word: &str, kind: CompletionKind, rank: u8) -> &mut Completion {
        self.snippet(word, kind, &escape(word), rank)
    }

    /// Something with places to fill in.
    fn snippet(
        &mut self,
        label: &str,
        kind: CompletionKind,
        snippet: &str,
        rank: u8,
    ) -> &mut Completion {
        self.found.push_mut(Completion {
            label: label.to_owned(),
            kind,
            detail: String::new(),
            docs: String::new(),
            replace: self.replace,
            snippet: snippet.to_owned(),
            edits: Vec::new(),
            rank,
            goes_on: false,
        })
    }
}

impl Completion {
    fn detail(&mut self, detail: impl Into<String>) -> &mut Completion {
        self.detail = detail.into();
        self
    }

    fn docs(&mut self, docs: impl Into<String>) -> &mut Completion {
        self.docs = docs.into();
        self
    }

    fn described(&mut self, description: &Description) -> &mut Completion {
        let first = description.code.lines().next().unwrap_or_default();
        self.detail(first).docs(description.markdown())
    }

    fn goes_on(&mut self) -> &mut Completion {
        self.goes_on = true;
        self
    }

    /// What is written where the editor knows no snippets: what would be filled in stands there.
    #[must_use]
    pub fn plain(&self) -> String {
        plain(&self.snippet)
    }
}
