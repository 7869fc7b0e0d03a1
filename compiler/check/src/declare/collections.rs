//! `collection NAME { … }`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::{Collection, CollectionField, Constant, Default};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{
    self, CollectionItem, CollectionKey, Expression, ExpressionKind, KeyKind,
};

use super::{Globals, Items, columns, constant, references, renames};
use crate::program::Declared;
use crate::reports::Reports;
use crate::unbuilt::{self, WordPlace};
use crate::{GivenBy, Meaning, SymbolKind, names};

/// Reads all collections.
pub(super) fn read(globals: &mut Globals, items: &Items<'_>, reports: &mut Reports) {
    for item in &items.collections {
        let (collection, spans) = one(globals, item, reports);
        let kept = collection.unique.len() + collection.index.len();
        globals.unread_keys.push(kept < item.keys.len());
        globals.program.collections.push(Declared {
            value: collection,
            span: item.name.span,
        });
        globals.field_spans.push(spans);
        let lines = item.fields.iter().map(|field| field.span);
        let lines = lines.chain(item.keys.iter().map(|key| key.span));
        let last = lines.max_by_key(|line| line.end).unwrap_or(item.name.span);
        globals.key_places.push(last.after());
    }
}

fn one(globals: &Globals, item: &CollectionItem, reports: &mut Reports) -> (Collection, Vec<Span>) {
    let mut fields = vec![CollectionField {
        name: "id".into(),
        ty: Type::Int,
        default: None,
        reference: None,
        was: None,
    }];
    let mut spans = vec![item.name.span];
    for field in &item.fields {
        if &*field.name.text == "id" {
            reports.push(declared_id(field));
            continue;
        }
        names::spelling(&field.name, false, reports);
        if let Some(at) = fields
            .iter()
            .position(|known| known.name == field.name.text)
        {
            let first = spans.get(at).copied().unwrap_or_default();
            reports.push(names::declared_twice(&field.name, first));
            continue;
        }
        let referring = references::read(globals, field, reports);
        let (mut ty, reference) = match referring {
            Some((ty, reference)) => (ty, reference),
            None => match references::without_word(globals, field) {
                Some(report) => {
                    reports.push(report);
                    (Type::Error, None)
                }
                None => (globals.types.resolve(&field.ty, reports), None),
            },
        };
        if !matches!(ty, Type::Error) && !ty.is_column() {
            reports.push(columns::not_a_column(field.ty.span, &ty));
            ty = Type::Error;
        }
        let default = field.default.as_ref().filter(|_| reference.is_none());
        let default = default.map(|default| {
            // A rejected default still counts as a default: rows do not lack the field.
            field_default(default, &ty, field.ty.span, reports)
                .unwrap_or(Default::Value(Constant::Null))
        });
        let known = Some(ty.clone());
        reports
            .index
            .declare(&field.name, SymbolKind::Column, known);
        fields.push(CollectionField {
            name: field.name.text.clone(),
            ty,
            default,
            reference,
            was: None,
        });
        spans.push(field.name.span);
    }
    let mut collection = Collection {
        name: item.name.text.clone(),
        fields,
        unique: Vec::new(),
        index: Vec::new(),
    };
    renames::read(&mut collection, item, reports);
    for key in &item.keys {
        let columns = key_fields(&collection, item, &spans, key, reports);
        if columns.len() < key.fields.len() || columns.is_empty() {
            continue;
        }
        match key.kind {
            KeyKind::Unique => collection.unique.push(columns),
            KeyKind::Index => collection.index.push(columns),
        }
    }
    (collection, spans)
}

fn field_default(
    default: &Expression,
    ty: &Type,
    declared: Span,
    reports: &mut Reports,
) -> Option<Default> {
    if let ExpressionKind::Call {
        function,
        arguments,
    } = &default.kind
    {
        if unbuilt::is_unbuilt(WordPlace::Function, &function.text) {
            let what = format!("the function `{}`", function.text);
            reports.push(unbuilt::report(default.span, &what));
            return None;
        }
        let given = match &*function.text {
            "now" => Some((Default::Now, Type::Time)),
            "uuid" => Some((Default::Uuid, Type::Text)),
            "random" => Some((Default::Random, Type::Float)),
            _ => None,
        };
        if let Some((value, own)) = given.filter(|_| arguments.is_empty()) {
            if *ty.without_null() == own || *ty == Type::Error {
                return Some(value);
            }
            let report = Diagnostic::new(
                Code::WrongDefault,
                default.span,
                format!("the default is `{own}`, but the type is `{ty}`"),
            )
            .label(format!("expected `{ty}`, found `{own}`"))
            .because(declared, "because of this type");
            reports.push(match (own, ty.without_null()) {
                (Type::Time, Type::Date) => report.help(
                    "the date depends on the zone, so write it where rows are created: `now().date(\"Europe/Stockholm\")`",
                ),
                _ => report,
            });
            return None;
        }
    }
    if let Some(report) = columns::no_default(default, ty, declared) {
        reports.push(report);
        return None;
    }
    if *ty == Type::Error && matches!(default.kind, ExpressionKind::List(_)) {
        return None;
    }
    let what = "field";
    if let (ExpressionKind::List(items), Type::List(element)) = (&default.kind, ty.without_null()) {
        let values = items
            .iter()
            .map(|item| constant::of_type(item, element, declared, what, reports));
        // All elements are checked, even if an earlier one has an error.
        let values: Vec<Option<Constant>> = values.collect();
        return Some(Default::List(values.into_iter().collect::<Option<_>>()?));
    }
    constant::of_type(default, ty, declared, what, reports).map(Default::Value)
}

/// `E0901`: an explicitly declared `id`.
fn declared_id(field: &ast::CollectionField) -> Diagnostic {
    let edit = Edit {
        span: field.span,
        text: String::new(),
    };
    let mut report = unbuilt::report(field.span, "declaring `id`");
    report.helps.clear();
    report
        .fix(
            "every row has an `id: int`, assigned by the store: remove this one",
            vec![edit],
            Applicability::Unsafe,
        )
        .help("for a key of your own, write `number: text` and `unique (number)`")
}

fn key_fields(
    collection: &Collection,
    item: &CollectionItem,
    spans: &[Span],
    key: &CollectionKey,
    reports: &mut Reports,
) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::with_capacity(key.fields.len());
    for name in &key.fields {
        match collection.field(&name.text) {
            Some((at, _)) if columns.contains(&at) => {
                let first = key.fields.iter().find(|first| first.text == name.text);
                let first = first.map_or(key.span, |first| first.span);
                reports.push(names::declared_twice(name, first));
            }
            Some((at, field)) => {
                reports.index.name(name.span, column(spans, at));
                if field.ty.is_json_column() {
                    reports.push(columns::not_a_key(key.kind, name, &field.ty));
                    continue;
                }
                columns.push(at);
            }
            None => reports.push(unknown_field(collection, item.name.span, name)),
        }
    }
    columns
}

/// The meaning of a field's name, given the span of each declaration.
pub(crate) fn column(spans: &[Span], index: usize) -> Meaning {
    match spans.get(index) {
        Some(declared) if index > 0 => Meaning::Declared(*declared),
        _ => Meaning::Given(GivenBy::Row, "id"),
    }
}

/// `E0107`: an unknown field of a collection.
pub(crate) fn unknown_field(
    collection: &Collection,
    declared: Span,
    name: &ast::Name,
) -> Diagnostic {
    let fields: Vec<&str> = collection.fields.iter().map(|field| &*field.name).collect();
    let report = Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!(
            "the collection `{}` has no field `{}`",
            collection.name, name.text
        ),
    )
    .label("not a field of it")
    .because(declared, "the collection is declared here")
    .did_you_mean(name.span, &name.text, fields.iter().copied());
    if report.helps.is_empty() {
        return report.note(format!("its fields are `{}`", fields.join("`, `")));
    }
    report
}
