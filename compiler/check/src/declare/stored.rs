//! Declarations that the grammar allows but that would prevent the server from starting: names that
//! the store or the environment cannot distinguish, and collections that no table can hold.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_syntax::ast::{CollectionItem, Name};

use super::Items;
use crate::reports::Reports;

/// The maximum number of fields in a collection. A table has room for twice as many columns,
/// because it also holds the columns of other versions of the program.
const MOST_FIELDS: usize = 1_000;

/// Reports names and collections that would be refused at startup.
pub(super) fn check(items: &Items<'_>, reports: &mut Reports) {
    let why = "names in the store are case-insensitive";
    let collections = items.collections.iter().map(|item| &item.name);
    same_in_lower_case(collections, why, reports);
    for item in &items.collections {
        same_in_lower_case(item.fields.iter().map(|field| &field.name), why, reports);
        collection(item, reports);
    }
    let why = "both would be read from the same environment variable";
    same_in_lower_case(items.secrets.iter().map(|item| &item.name), why, reports);
    same_in_lower_case(items.configs.iter().map(|item| &item.name), why, reports);
}

/// `E0112`: names that differ only in case. Identical names are reported elsewhere.
fn same_in_lower_case<'n>(names: impl Iterator<Item = &'n Name>, why: &str, reports: &mut Reports) {
    let mut seen: HashMap<String, &Name> = HashMap::new();
    for name in names {
        let first = *seen.entry(name.text.to_ascii_lowercase()).or_insert(name);
        if first.text == name.text {
            continue;
        }
        // A spelling warning would report the same mistake, and would suggest the name that is
        // already taken.
        reports.retain_since(0, |one| {
            one.code != Code::Spelling || one.primary.span != name.span
        });
        let headline = format!("`{}` and `{}` differ only in case", first.text, name.text);
        reports.push(
            Diagnostic::new(Code::SameInLowerCase, name.span, headline)
                .label(why)
                .because(first.span, "the other one")
                .help("rename one of them"),
        );
    }
}

/// `E0311`: a collection that cannot be stored in a table.
fn collection(item: &CollectionItem, reports: &mut Reports) {
    let mut refuse = |span: Span, headline: String, label: &str, help: &str| {
        let report = Diagnostic::new(Code::NotStored, span, headline);
        reports.push(report.label(label).help(help));
    };
    let name = &item.name;
    if name.text.to_ascii_lowercase().starts_with("sqlite_") {
        refuse(
            name.span,
            format!("a collection cannot be called `{}`", name.text),
            "names that begin with `sqlite_` are reserved",
            "choose another name",
        );
    }
    for field in &item.fields {
        let text = &field.name.text;
        if text.is_empty()
            || text.contains('\0')
            || text.to_ascii_lowercase().starts_with("sqlite_")
        {
            refuse(
                field.name.span,
                "a field cannot have this name".to_owned(),
                "not empty, without NUL, and not beginning with `sqlite_`",
                "choose another name",
            );
        }
    }
    if let Some(field) = item.fields.get(MOST_FIELDS) {
        refuse(
            field.name.span,
            format!("`{}` has {} fields", name.text, item.fields.len()),
            "a collection has at most 1,000 fields",
            "move related fields to a collection of their own",
        );
    }
}
