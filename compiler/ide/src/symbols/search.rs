//! Symbol search by parts of names.

use flowright_check::SymbolKind;
use flowright_diagnostics::FileRange;

use super::Outline;
use crate::Analysis;

/// A search result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: String,
    /// Its kind; `None` for features that are not supported yet.
    pub kind: Option<SymbolKind>,
    /// The whole declaration.
    pub whole: FileRange,
    /// The range of its name.
    pub selection: FileRange,
    /// The symbol that it is part of: the collection of a field.
    pub container: Option<String>,
}

/// How well a name matches; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Same,
    /// Equal except for case.
    Alike,
    Begins,
    /// A word of the name begins with the query.
    WordBegins,
    Contains,
    /// The letters of the query are scattered over that many pieces of the name.
    Scattered(usize),
}

impl Analysis {
    /// The declarations and fields of all files whose names contain the letters of a query in
    /// order, best matches first, at most `most`. An empty query matches everything, in file order.
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

/// Whether the symbol can be searched for from other files; not if it is visible only inside a
/// declaration.
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

/// How well a name matches a query.
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
