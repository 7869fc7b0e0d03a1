//! Adds the missing fields of a record or a row.

use flowright_diagnostics::{Code, Edit, FileRange};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{
    CollectionItem, Expression, ExpressionKind, Node, RecordEntry, Step, WrittenRow,
};

use super::action::{Action, insert, replace};
use super::place::{Place, offset};
use super::placeholder;

/// The place where fields are missing, and the missing fields.
struct Lacking {
    /// The range from brace to brace.
    braces: FileRange,
    last: Option<FileRange>,
    fields: Vec<(Box<str>, Type)>,
    mends: Option<usize>,
}

pub(super) fn missing_fields(place: &Place<'_>) -> Vec<Action> {
    let mut nodes = place.nodes.iter().rev();
    let Some(lacking) = nodes.find_map(|node| lacking(place, *node)) else {
        return Vec::new();
    };
    let at = lacking.braces.start;
    let entries = lacking.fields.iter();
    let entries = entries.map(|(name, ty)| placeholder::entry(place, at, name, ty));
    let entries: Vec<String> = entries.collect();
    let title = match lacking.fields.as_slice() {
        [] => return Vec::new(),
        [(name, _)] => format!("Add the missing field `{name}`"),
        more => format!("Add the {} missing fields", more.len()),
    };
    let edit = added(place, &lacking, &entries);
    let action = Action::mending(lacking.mends, title, vec![edit]);
    vec![action.preferred()]
}

/// The missing fields of a record or a row; `None` if the node is neither of them.
fn lacking(place: &Place<'_>, node: Node<'_>) -> Option<Lacking> {
    if let Node::Step(step) = node {
        return of_row(place, step);
    }
    of_record(place, node.as_expression()?)
}

fn of_record(place: &Place<'_>, whole: &Expression) -> Option<Lacking> {
    let ExpressionKind::Record(entries) = &whole.kind else {
        return None;
    };
    let typed = place.analysis.index.expression_at(whole.span)?;
    let Type::Record(record) = typed.wanted.as_ref()?.without_null() else {
        return None;
    };
    let fields = record.fields.iter();
    let fields = fields.map(|field| (field.name.clone(), field.ty.clone()));
    Some(Lacking {
        braces: place.at(whole.span),
        last: entries.last().map(|entry| place.at(entry.span)),
        fields: unwritten(place, fields, &[entries.as_slice()])?,
        mends: place.wrong(Code::MissingField, whole.span),
    })
}

fn of_row(place: &Place<'_>, step: &Step) -> Option<Lacking> {
    let WrittenRow {
        collection,
        by: _,
        entries,
        on_create,
    } = step.kind.written_row()?;
    let declared = declaration(place, &collection.text)?;
    let needed = declared.fields.iter().filter_map(|field| {
        let ty = place.analysis.index.symbol(field.name.span)?.ty.clone()?;
        let needed = field.default.is_none() && !ty.is_nullable() && ty != Type::Error;
        needed.then_some((field.name.text.clone(), ty))
    });
    let fields = unwritten(place, needed, &[entries, on_create])?;
    let (name_end, end) = (place.at(collection.span).end, place.at(step.span).end);
    let head = place.between(name_end, end);
    let brace = name_end.saturating_add(offset(head.find('{')?));
    Some(Lacking {
        braces: FileRange::new(place.file(), brace, end),
        last: entries.last().map(|entry| place.at(entry.span)),
        fields,
        mends: place.wrong(Code::RowField, collection.span),
    })
}

/// The collection with a name, in any file.
fn declaration<'a>(place: &Place<'a>, name: &str) -> Option<&'a CollectionItem> {
    let items = place.analysis.trees().flat_map(|tree| &tree.items);
    let mut collections = items.filter_map(|item| item.as_collection());
    collections.find(|one| &*one.name.text == name)
}

/// The fields that no entry writes; `None` if an entry could not be read.
fn unwritten(
    place: &Place<'_>,
    fields: impl Iterator<Item = (Box<str>, Type)>,
    written: &[&[RecordEntry]],
) -> Option<Vec<(Box<str>, Type)>> {
    let written = || written.iter().flat_map(|entries| entries.iter());
    if written().any(RecordEntry::is_error) {
        return None;
    }
    let gives = |one: &RecordEntry, name: &str| match &one.value {
        Some(value) if one.spread => {
            let typed = place.analysis.index.expression_at(value.span);
            let ty = typed.map(|typed| &typed.ty);
            matches!(ty, Some(Type::Record(record)) if record.field(name).is_some())
        }
        _ => *one.name.text == *name,
    };
    let is_unwritten = |(name, _): &(Box<str>, Type)| !written().any(|one| gives(one, name));
    Some(fields.filter(is_unwritten).collect())
}

/// The edit that adds entries, in the layout of the existing entries.
fn added(place: &Place<'_>, lacking: &Lacking, entries: &[String]) -> Edit<FileRange> {
    let braces = lacking.braces;
    if let Some(last) = lacking.last {
        if !place.between(braces.start, last.start).contains('\n') {
            let text = entries.iter().map(|entry| format!(", {entry}"));
            return insert(place.file(), last.end, text.collect::<String>());
        }
        let indent = place.indent(last.start);
        let text = entries.iter().map(|entry| format!("\n{indent}{entry}"));
        return insert(
            place.file(),
            place.after(last.end),
            text.collect::<String>(),
        );
    }
    let inside = place.slice(braces).trim_matches(['{', '}', ' ', '\n']);
    let has_lines = place.slice(braces).contains('\n');
    let indent = place.indent(braces.start);
    let lines = entries.iter().map(|entry| format!("\n{indent}  {entry}"));
    if !inside.is_empty() {
        let at = braces.start.saturating_add(1);
        let text = if has_lines {
            lines.collect()
        } else {
            format!(" {},", entries.join(", "))
        };
        return insert(place.file(), at, text);
    }
    if has_lines || entries.len() > 3 {
        let lines: String = lines.collect();
        replace(braces, format!("{{{lines}\n{indent}}}"))
    } else {
        replace(braces, format!("{{ {} }}", entries.join(", ")))
    }
}
