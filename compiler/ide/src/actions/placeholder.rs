//! Placeholder values.

use flowright_stdlib::types::Type;
use flowright_syntax::tokens::is_word;

use super::place::Place;

/// A value of a type as source text; `null` if there is nothing better.
pub(super) fn placeholder(ty: &Type, is_pure: bool) -> String {
    match ty {
        Type::Bool => "false".to_owned(),
        Type::Int | Type::Decimal => "0".to_owned(),
        Type::Float => "0.0".to_owned(),
        Type::Date => "date(\"2000-01-01\")".to_owned(),
        Type::Duration => "0s".to_owned(),
        Type::Text => "\"\"".to_owned(),
        Type::Bytes => "\"\".to_bytes()".to_owned(),
        Type::Literals(texts) => {
            let first = texts.iter().next().unwrap_or_default();
            format!("{first:?}")
        }
        Type::Time if !is_pure => "now()".to_owned(),
        Type::List(_) => "[]".to_owned(),
        Type::Map(_) => "{}".to_owned(),
        Type::Record(record) if !record.fields.is_empty() => {
            let fields = record.fields.iter().map(|field| {
                let value = placeholder(&field.ty, is_pure);
                format!("{}: {value}", field_name(&field.name))
            });
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Type::Record(_) => "{}".to_owned(),
        // Its tag chooses the variant.
        Type::Union(union) if union.tag.is_some() => {
            let first = union.variants.first();
            first.map_or_else(String::new, |one| placeholder(&one.ty, is_pure))
        }
        Type::Union(_) => "null".to_owned(),
        Type::Error
        | Type::Never
        | Type::Null
        | Type::Time
        | Type::Json
        | Type::Secret
        | Type::Headers
        | Type::Optional(_) => "null".to_owned(),
    }
}

/// A field name as source text: quoted if it is not a word.
pub(super) fn field_name(name: &str) -> String {
    if is_word(name) {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}

/// An entry for a field: a visible binding or field with that name and type, otherwise a
/// placeholder.
pub(super) fn entry(place: &Place<'_>, at: u32, name: &str, ty: &Type) -> String {
    let fits = |own: &Type| own == ty || ty.without_null() == own;
    let mut of_record = None;
    for symbol in place.visible(at) {
        let Some(own) = &symbol.ty else {
            continue;
        };
        if &*symbol.name == name && fits(own) {
            return name.to_owned();
        }
        if let Type::Record(record) = own
            && let Some((_, field)) = record.field(name)
            && fits(&field.ty)
        {
            of_record = Some(&symbol.name);
        }
    }
    let field = field_name(name);
    match of_record {
        Some(record) if field == name => format!("{field}: {record}.{field}"),
        _ => format!(
            "{field}: {}",
            placeholder(ty, place.is_pure(place.locate(place.range)))
        ),
    }
}
