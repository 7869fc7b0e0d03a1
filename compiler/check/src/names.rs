//! Tables of names, and reports on names that are declared twice or misspelt.

use std::collections::HashMap;
use std::sync::OnceLock;

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Near, NearNames, Span};
use flowright_syntax::ast::Name;

use crate::reports::Reports;

/// Names of one kind, each with its index and the span of its declaration.
#[derive(Debug, Default)]
pub(crate) struct Table {
    entries: HashMap<Box<str>, Entry>,
    /// Built when a lookup first fails.
    near: OnceLock<NearNames>,
}

/// The declaration of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub index: usize,
    pub span: Span,
}

impl Table {
    /// Declares a name; the first declaration wins, and a duplicate is reported.
    pub fn declare(&mut self, name: &Name, index: usize, reports: &mut Reports) {
        if let Some(first) = self.entries.get(&name.text) {
            reports.push(declared_twice(name, first.span));
            return;
        }
        let entry = Entry {
            index,
            span: name.span,
        };
        self.entries.insert(name.text.clone(), entry);
    }

    pub fn get(&self, name: &str) -> Option<Entry> {
        self.entries.get(name).copied()
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(|name| &**name)
    }

    /// The declared names most similar to an undeclared one.
    pub fn near(&self, name: &str) -> Near<'_> {
        let all = || {
            let mut names: Vec<&str> = self.names().collect();
            names.sort_unstable();
            NearNames::new(names)
        };
        self.near.get_or_init(all).near(name)
    }
}

/// `E0102`: a duplicate declaration.
pub(crate) fn declared_twice(name: &Name, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DeclaredTwice,
        name.span,
        format!("`{}` is declared twice", name.text),
    )
    .label("declared again here")
    .because(first, "first declared here")
    .help("rename one of them")
}

/// `W0101`: a type that is not `PascalCase`, or another name that is not `snake_case`.
pub(crate) fn spelling(name: &Name, pascal: bool, reports: &mut Reports) {
    let proper = if pascal {
        pascal_case(&name.text)
    } else {
        snake_case(&name.text)
    };
    if proper == *name.text || proper.is_empty() {
        return;
    }
    let (what, style) = if pascal {
        ("types are", "`PascalCase`")
    } else {
        ("names are", "`snake_case`")
    };
    let edit = Edit {
        span: name.span,
        text: proper.clone(),
    };
    let report = Diagnostic::new(
        Code::Spelling,
        name.span,
        format!("{what} written in {style}, but `{}` is not", name.text),
    )
    .label(format!("would be `{proper}`"))
    .fix(
        format!("rename it to `{proper}`"),
        vec![edit],
        Applicability::Unsafe,
    );
    reports.push(report);
}

/// Splits a name into words at `_`, `-` and before capitals.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for letter in name.chars() {
        if letter == '_' || letter == '-' {
            words.push(String::new());
            before_lower = false;
            continue;
        }
        if letter.is_uppercase() && before_lower {
            words.push(String::new());
        }
        before_lower = letter.is_lowercase() || letter.is_numeric();
        if let Some(last) = words.last_mut() {
            last.push(letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn snake_case(name: &str) -> String {
    if !name.chars().any(char::is_uppercase) && !name.contains('-') {
        return name.to_owned();
    }
    let start = if name.starts_with('_') { "_" } else { "" };
    let words: Vec<String> = words(name).iter().map(|word| word.to_lowercase()).collect();
    format!("{start}{}", words.join("_"))
}

fn pascal_case(name: &str) -> String {
    let good = name.chars().next().is_some_and(char::is_uppercase) && !name.contains(['_', '-']);
    if good {
        return name.to_owned();
    }
    let mut proper = String::new();
    for word in words(name) {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            proper.extend(first.to_uppercase());
            proper.push_str(letters.as_str());
        }
    }
    proper
}
