//! Types as shown in messages.

use flowright_stdlib::types::{RecordType, Type};

/// The type, with long records and unions abbreviated.
#[must_use]
pub fn brief(ty: &Type) -> String {
    match ty {
        Type::Optional(inner) => match &**inner {
            Type::Literals(texts) if texts.is_several() => format!("({})?", brief(inner)),
            Type::Union(union) if union.origin.title().is_none() => format!("({})?", brief(inner)),
            _ => format!("{}?", brief(inner)),
        },
        Type::List(element) => format!("[{}]", brief(element)),
        Type::Map(value) => format!("map<{}>", brief(value)),
        Type::Record(record) => brief_record(record),
        Type::Literals(texts) if texts.iter().count() > 6 => {
            let some: Vec<String> = texts
                .iter()
                .take(4)
                .map(|text| format!("{text:?}"))
                .collect();
            let more = if texts.is_open() { "… | text" } else { "…" };
            format!("{} | {more}", some.join(" | "))
        }
        _ => ty.to_string(),
    }
}

/// The record, abbreviated to its first fields if it is long.
pub(crate) fn brief_record(record: &RecordType) -> String {
    let whole = record.to_string();
    if record.origin.title().is_some() || whole.chars().count() <= 40 {
        return whole;
    }
    let names: Vec<&str> = record.names().take(3).collect();
    let more = if record.fields.len() > 3 { ", …" } else { "" };
    format!("{{ {}{more} }}", names.join(", "))
}

/// The found type, as named in a message. A text literal is called `text` unless another literal
/// type was expected.
pub(crate) fn found(ty: &Type, want: &Type) -> String {
    match (ty, want.without_null()) {
        (Type::Literals(_), Type::Literals(_)) => brief(ty),
        (Type::Literals(texts), _) if !texts.is_several() => brief(&Type::Text),
        _ => brief(ty),
    }
}

/// Names in backticks; a long list is truncated.
pub(crate) fn listed(names: impl Iterator<Item = &'static str> + Clone) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = names
        .clone()
        .take(MOST)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if names.count() > MOST { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
