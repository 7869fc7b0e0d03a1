//! Renames a declared symbol at all its references at once.
//!
//! Whether a new name is possible is not computed in advance: the edits are applied, and the
//! resulting program is checked.

mod column;
mod error;
mod outside;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

use flowright_check::{Meaning, NameUse, SymbolKind};
use flowright_diagnostics::{Code, Diagnostic, Edit, FileId, FileRange, Span};
use flowright_syntax::ast::Node;
use flowright_syntax::tokens::is_word;

use crate::{Analysis, edits};

pub use error::RenameError;

/// The symbol to rename.
struct Subject {
    /// The queried name.
    origin: Span,
    symbol: Span,
    kind: SymbolKind,
    /// In the order of the files and of their texts.
    places: Vec<Span>,
}

/// A reference with its new text.
struct Renaming {
    place: Span,
    edit: Edit<FileRange>,
    /// The offset of the name in the new text.
    at: usize,
}

impl Analysis {
    /// The name at a place that can be renamed. For a shorthand `{ name }`, it is the name of the
    /// value.
    ///
    /// # Errors
    ///
    /// If there is no name, or the language provides it.
    pub fn prepare_rename(
        &self,
        file: FileId,
        offset: u32,
    ) -> Result<(FileRange, String), RenameError> {
        let subject = self.subject(file, offset)?;
        let written = self.written(subject.origin);
        let origin = self.anchors.resolve(subject.origin);
        if !is_quoted(written) {
            return Ok((origin, written.to_owned()));
        }
        let name = self.index.symbol(subject.symbol);
        let name = name.map_or_else(String::new, |symbol| symbol.name.to_string());
        Ok((origin, name))
    }

    /// Renames the symbol at a place, in all files.
    ///
    /// # Errors
    ///
    /// If there is no name that can be changed, the new name is not valid for it, or the program
    /// would have an error or change its meaning.
    pub fn rename(
        &self,
        file: FileId,
        offset: u32,
        new_name: &str,
    ) -> Result<Vec<Edit<FileRange>>, RenameError> {
        let subject = self.subject(file, offset)?;
        let name = new_name.to_owned();
        let quoted = |place: &Span| is_quoted(self.written(*place));
        let any_text = subject.places.iter().all(quoted) && is_plain_text(new_name);
        if !is_word(new_name) && !any_text {
            return Err(RenameError::NotAName { name });
        }
        // A function with such a name could be declared, but not called.
        let is_named_alone = is_binding(subject.kind) || subject.kind == SymbolKind::Function;
        if is_named_alone && flowright_syntax::is_reserved(new_name) {
            return Err(RenameError::Reserved { name });
        }
        if self
            .index
            .symbol(subject.symbol)
            .is_some_and(|one| &*one.name == new_name)
        {
            return Ok(Vec::new());
        }
        if is_binding(subject.kind)
            && let Some(place) = self.unread(subject.symbol).first()
        {
            let place = self.anchors.resolve(*place);
            return Err(RenameError::Unread { name, place });
        }
        let edits = self.renaming(&subject, new_name);
        self.verify(&subject, &edits, new_name)?;
        let changed = edits.into_iter().map(|one| one.edit);
        Ok(changed.collect())
    }

    fn subject(&self, file: FileId, offset: u32) -> Result<Subject, RenameError> {
        let mut given = None;
        let mut subject: Option<(Span, Span, SymbolKind)> = None;
        for NameUse { span, meaning } in self.index.at(self.at(file, offset)) {
            match meaning {
                Meaning::Declared(symbol) => {
                    let Some(kind) = self.index.symbol(symbol).map(|one| one.kind) else {
                        continue;
                    };
                    if subject.is_none() || !is_field(kind) {
                        subject = Some((span, symbol, kind));
                    }
                }
                Meaning::Library(_) | Meaning::Context(_) | Meaning::Given(..) => {
                    given = Some(self.written(span).to_owned());
                }
            }
        }
        match (subject, given) {
            (Some((origin, symbol, kind)), _) => {
                let mut places = self.index.places(&Meaning::Declared(symbol));
                places.sort_by_cached_key(|place| self.anchors.resolve(*place));
                Ok(Subject {
                    origin,
                    symbol,
                    kind,
                    places,
                })
            }
            (None, Some(name)) => Err(RenameError::Given { name }),
            (None, None) => Err(RenameError::Nothing),
        }
    }

    /// An edit for each reference.
    fn renaming(&self, subject: &Subject, name: &str) -> Vec<Renaming> {
        let mut shorthands = BTreeMap::new();
        let files = subject.places.iter();
        let files: BTreeSet<FileId> = files.map(|place| place.anchor.file).collect();
        for tree in files.into_iter().filter_map(|file| self.tree(file)) {
            for node in tree.walk() {
                if let Node::Entry(entry) = node
                    && entry.value.is_none()
                {
                    // `{ name? }` omits null, and the mark must remain after the field.
                    let mark = if entry.omit_null { "?" } else { "" };
                    shorthands.insert(entry.name.span, (entry.span, mark));
                }
            }
        }
        let edit = |place: &Span| {
            let written = self.written(*place);
            let (span, text, at) = match shorthands.get(place) {
                _ if is_quoted(written) => (*place, quoted(name), 0),
                Some((entry, mark)) if is_field(subject.kind) => {
                    (*entry, format!("{name}{mark}: {written}"), 0)
                }
                Some((entry, mark)) => {
                    let field = format!("{written}{mark}: ");
                    (*entry, format!("{field}{name}"), field.len())
                }
                None => (*place, name.to_owned(), 0),
            };
            Renaming {
                place: *place,
                edit: Edit {
                    span: self.anchors.resolve(span),
                    text,
                },
                at,
            }
        };
        let mut renaming: Vec<Renaming> = subject.places.iter().map(edit).collect();
        if subject.kind == SymbolKind::Column {
            renaming.extend(self.former_name(subject, name));
        }
        renaming
    }

    fn verify(
        &self,
        subject: &Subject,
        renaming: &[Renaming],
        new_name: &str,
    ) -> Result<(), RenameError> {
        let edits: Vec<Edit<FileRange>> = renaming.iter().map(|one| one.edit.clone()).collect();
        let after = self.edited(&edits);
        if let Some(error) = self.first_new_error(&after) {
            let message = error.message.clone();
            let name = new_name.to_owned();
            return Err(RenameError::Clash { name, message });
        }
        let mut expected = BTreeMap::new();
        let mut symbol = None;
        let known = |one: &&Renaming| subject.places.contains(&one.place);
        for one in renaming.iter().filter(known) {
            let span = one.edit.span;
            let others = edits.iter().filter(|other| other.span.file == span.file);
            let others = others.filter(|other| other.span != span);
            let start = edits::moved(span.start, others);
            let start = start.saturating_add(u32::try_from(one.at).unwrap_or(u32::MAX));
            expected.insert((span.file, start), one.place);
            if one.place == subject.symbol {
                symbol = Some((span.file, start));
            }
        }
        let declared = symbol.and_then(|(file, start)| {
            let place = after.at(file, start);
            let mut names = after.index.at(place).map(|one| (one.span, one.meaning));
            names.find_map(|(span, meaning)| {
                let begins = span.before() == place && meaning == Meaning::Declared(span);
                begins.then_some(span)
            })
        });
        let places = declared.map_or_else(Vec::new, |name| {
            after.index.places(&Meaning::Declared(name))
        });
        let places = places.iter().map(|one| after.anchors.resolve(*one));
        let mut places: Vec<FileRange> = places.collect();
        places.sort_unstable();
        let found: BTreeSet<(FileId, u32)> =
            places.iter().map(|one| (one.file, one.start)).collect();
        let lost = expected.iter().find(|(at, _)| !found.contains(at));
        let lost = lost.map(|(_, place)| self.anchors.resolve(*place));
        let mut gained = places.into_iter();
        let gained = gained.find(|one| !expected.contains_key(&(one.file, one.start)));
        match lost.or(gained) {
            Some(place) => Err(RenameError::Captured {
                name: new_name.to_owned(),
                place,
            }),
            None => Ok(()),
        }
    }

    /// An error of the other program whose code occurs more often there than in this program.
    pub(crate) fn first_new_error<'o>(
        &self,
        other: &'o Analysis,
    ) -> Option<&'o Diagnostic<FileRange>> {
        let errors = |of: &Analysis, code: Code| {
            let same = of.diagnostics.iter().filter(|one| one.code == code);
            same.count()
        };
        let new = |one: &&Diagnostic<FileRange>| {
            one.is_error() && errors(other, one.code) > errors(self, one.code)
        };
        let is_known = |one: &&Diagnostic<FileRange>| {
            let mut known = self.diagnostics.iter();
            known.any(|known| known.code == one.code && known.message == one.message)
        };
        let new: Vec<&Diagnostic<FileRange>> = other.diagnostics.iter().filter(new).collect();
        let unknown = new.iter().copied().find(|one| !is_known(one));
        unknown.or(new.first().copied())
    }
}

fn is_field(kind: SymbolKind) -> bool {
    matches!(kind, SymbolKind::Field | SymbolKind::Column)
}

fn is_binding(kind: SymbolKind) -> bool {
    matches!(
        kind,
        SymbolKind::Binding
            | SymbolKind::Variable
            | SymbolKind::Element
            | SymbolKind::Parameter
            | SymbolKind::Failure
    )
}

fn is_quoted(written: &str) -> bool {
    written.ends_with('"')
}

/// Whether it is valid in quotes as the name of a field.
fn is_plain_text(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_control)
}

fn quoted(name: &str) -> String {
    let mut text = String::from("\"");
    for letter in name.chars() {
        if matches!(letter, '"' | '\\' | '{') {
            text.push('\\');
        }
        text.push(letter);
    }
    text.push('"');
    text
}
