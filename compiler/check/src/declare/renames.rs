//! `label: text was tag`: the column that a renamed field takes over.

use std::collections::HashMap;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::schema::Collection;
use flowright_syntax::ast::{CollectionItem, Name};

use crate::reports::Reports;

/// Records the former name of each renamed field. A name that cannot be taken over is reported and
/// ignored.
pub(super) fn read(collection: &mut Collection, item: &CollectionItem, reports: &mut Reports) {
    let mut declared: HashMap<&str, Span> = HashMap::new();
    for field in &item.fields {
        let span = field.name.span;
        declared.entry(&field.name.text).or_insert(span);
    }
    let mut taken: HashMap<&str, Span> = HashMap::new();
    for field in &item.fields {
        let Some(was) = &field.was else { continue };
        if let Some(report) = mistake(&field.name, was, &declared, &taken) {
            reports.push(report);
            continue;
        }
        taken.insert(&was.text, was.span);
        let mut fields = collection.fields.iter_mut();
        if let Some(column) = fields.find(|column| column.name == field.name.text) {
            column.was = Some(was.text.clone());
        }
    }
}

/// `E0310`: a former name that no column can have had.
fn mistake(
    field: &Name,
    was: &Name,
    declared: &HashMap<&str, Span>,
    taken: &HashMap<&str, Span>,
) -> Option<Diagnostic> {
    let report = |headline: String, label: &str| {
        Some(Diagnostic::new(Code::BadRename, was.span, headline).label(label))
    };
    let name = &was.text;
    if &**name == "id" {
        return report("`id` cannot be renamed".to_owned(), "assigned by the store");
    }
    if was.text == field.text {
        let report = report(
            format!("`{name}` is the current name of the field"),
            "write the former name here",
        );
        return report
            .map(|report| report.help("remove `was`, or write the former name of the field"));
    }
    if let Some(span) = declared.get(&**name) {
        let report = report(
            format!("`{name}` is still declared"),
            "its column still belongs to a field of this name",
        );
        return report.map(|report| {
            report
                .because(*span, "declared here")
                .help("remove this `was`, or the other field")
        });
    }
    let first = taken.get(&**name)?;
    let report = report(
        format!("two fields are renamed from `{name}`"),
        "a column can become only one field",
    );
    report.map(|report| {
        report
            .because(*first, "already renamed here")
            .help("keep one of them")
    })
}
