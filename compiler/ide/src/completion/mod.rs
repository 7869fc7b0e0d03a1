//! Completions at a place.
//!
//! The tokens around the place determine what is allowed there ([`Place`]); expected types come
//! from the program, which is checked again with a name inserted at the place if there is none yet.
//!
//! - [`asked`], [`list`], [`item`]: the request, the items found so far, and a single item.
//! - [`declarations`]: the start and head of a declaration.
//! - [`statements`]: the start of a line of a block, or its continuation.
//! - [`steps`]: the keywords of steps, and whole steps on declared symbols.
//! - [`after_step`]: the part after the keyword of a step.
//! - [`arms`]: arms of `match` and `branch`.
//! - [`settings`]: settings and their values.
//! - [`members`]: names after a dot.
//! - [`values`]: names and words that are values.
//! - [`records`]: missing fields.
//! - [`types`]: built-in and declared types.
//! - [`texts`]: the contents of quotes.

mod after_step;
mod arms;
mod asked;
mod declarations;
mod item;
mod library;
mod list;
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

use flowright_diagnostics::{Edit, FileId, FileRange};

pub use item::{Completion, CompletionKind};

use asked::Asked;
use list::List;

use crate::place::{Entries, Frame, Inside, Place, is_type};
use crate::{Analysis, edits};

impl Analysis {
    /// The completions at a place, most likely first. They are not filtered by the text already
    /// written there.
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
            replace: FileRange::new(file, start, end),
            found: Vec::new(),
        };
        // The program is checked with a name inserted here, and with closers for everything open.
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
                span: FileRange::new(file, end, end),
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
        fill(&asked, &mut list);
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

/// Collects the completions.
fn fill(asked: &Asked<'_>, list: &mut List) {
    if let Inside::Text { .. } = asked.place.inside {
        return texts::fill(asked, list);
    }
    if members::fill(asked, list) {
        return;
    }
    if *asked.place.frame() == Frame::BodyArms {
        return arms::bodies(asked, list);
    }
    if is_type(asked.place, asked.place.before()) {
        return types::fill(asked, list);
    }
    let first = asked.place.before().is_empty();
    match asked.place.frame() {
        Frame::File => declarations::file(asked, list),
        Frame::Collection => declarations::collection(asked, list),
        Frame::Keys(collection) => records::keys(asked, collection, list),
        Frame::Workflow => statements::workflow(asked, list),
        Frame::Block => statements::block(asked, list),
        Frame::Arms | Frame::BranchArms => arms::fill(asked, list),
        Frame::Settings(_) | Frame::Message(_) => settings::fill(asked, list),
        Frame::Record(Entries::Row { upsert: true, .. }) if asked.place.words().eq(["on"]) => {
            list.snippet("create", CompletionKind::Keyword, "create { $0 }", 1);
        }
        Frame::Record(entries) if first => records::entries(asked, entries, list),
        Frame::Headers => texts::headers(list),
        Frame::Record(_) | Frame::Values | Frame::Interpolation => {
            values::fill(asked, list);
        }
        Frame::Signed => settings::signed(list),
        Frame::Secrets => settings::secrets(asked, list),
        // The name of a branch is always new, so there is nothing to propose.
        Frame::Addresses | Frame::Branches | Frame::BodyArms => {}
        Frame::Type | Frame::Parameters | Frame::PathParameter | Frame::UnknownSettings => {}
    }
}
