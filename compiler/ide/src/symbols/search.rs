//! Declarations by a part of their names.

use flowright_check::SymbolKind;
use flowright_diagnostics::FileRange;

use super::Outline;
use crate::Analysis;

/// A declaration that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// What it is; none of what the language does not know yet.
    pub kind: Option<SymbolKind>,
    /// All of it.
    pub whole: FileRange,
    /// Its name.
    pub selection: FileRange,
    /// What it is a part of: the collection of a field.
    pub container: Option<String>,
}

/// How well a name fits; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    /// In letters of another size.
    Alike,
    Begins,
    /// Some word of the name begins so.
    WordBegins,
    Contains,
    /// In so many pieces.
    Scattered(usize),
}

impl Analysis {
    /// The declarations and fields of all files whose names have the letters of a query in their order, the best first, and no more than
    /// `most`. An empty query finds everything, in the order of the files.
    #[must_use]
    pub fn search(&self, query: &str, most: usize) -> Vec<Found> {
        let query: String = query.split_whitespace().collect();
        let mut found: Vec<(Fit, Found)> = Vec::new();
        for (file, _) in self.sources.iter() {
            let mut next: Vec<(Option<String>, Outline)> = self
                .outline(file)
                .into_iter()
                .map(|one| (None, one))
                .collect();
            while let Some((container, one)) = next.pop() {
                let children = one.children.into_iter();
                next.extend(children.map(|child| (Some(one.name.clone()), child)));
                let fit = fit(&one.name, &query);
                found.extend(fit.filter(|_| is_searched(one.kind)).map(|fit| {
                    let found = Found {
                        name: one.name,
                        kind: one.kind,
                        whole: one.whole,
                        selection: one.selection,
                        container,
                    };
                    (fit, found)
                }));
            }
        }
        found.sort_by_key(|(fit, one)| {
            let length = match fit {
                Fit::Same => 0,
                _ => one.name.len(),
            };
            (*fit, length, one.selection)
        });
        found.truncate(most);
        found.into_iter().map(|(_, one)| one).collect()
    }
}

/// Whether people look for it from other files: not for what is seen inside of one declaration only.
fn is_searched(kind: Option<SymbolKind>) -> bool {
    !matches!(
        kind,
        Some(
            SymbolKind::Binding
                | SymbolKind::Variable
                | SymbolKind::Element
                | SymbolKind::Parameter
                | SymbolKind::PathParameter
        )
    )
}

/// How well a name fits a query.
fn fit(name: &str, query: &str) -> Option<Fit> {
    if name == query || query.is_empty() {
        return Some(Fit::Same);
    }
    let (name, query) = (name.to_lowercase(), query.to_lowercase());
    if name == query {
        return Some(Fit::Alike);
    }
    if name.starts_with(&query) {
        return Some(Fit::Begins);
    }
    if name.match_indices('_').any(|(at, mark)| {
        let word = name.get(at + mark.len()..).unwrap_or_default();
        word.starts_with(&query)
    }) {
        return Some(Fit::WordBegins);
    }
    if name.contains(&query) {
        return Some(Fit::Contains);
    }
    let mut wanted = query.chars().peekable();
    let mut pieces = 0;
    let mut inside = false;
    for letter in name.chars() {
        let taken = wanted.next_if_eq(&letter).is_some();
        pieces += usize::from(taken && !inside);
        inside = taken;
    }
    wanted.peek().is_none().then_some(Fit::Scattered(pieces))
}
