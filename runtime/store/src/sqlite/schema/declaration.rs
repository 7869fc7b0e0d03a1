//! Checks that a collection is valid before its table is examined.

use std::collections::HashMap;

use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;

use crate::Refusal;
use crate::column::Column;

/// All collections for which no table can be created, with the reasons.
pub(super) fn refusals(collections: &[Collection]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let names: Vec<&str> = collections
        .iter()
        .map(|collection| &*collection.name)
        .collect();
    refusals.extend(unusable(&names));
    refusals.extend(same(&names).into_iter().map(|(first, second)| {
        Refusal::CollectionsDifferInCase {
            first: first.into(),
            second: second.into(),
        }
    }));
    for collection in collections {
        fields(collection, &mut refusals);
        if !is_well_formed(collection, &names) {
            refusals.push(Refusal::Malformed {
                collection: collection.name.clone(),
            });
        }
    }
    refusals
}

fn fields(collection: &Collection, refusals: &mut Vec<Refusal>) {
    let names: Vec<&str> = collection.fields.iter().map(|field| &*field.name).collect();
    refusals.extend(unusable(&names));
    refusals.extend(
        same(&names)
            .into_iter()
            .map(|(first, second)| Refusal::FieldsDifferInCase {
                collection: collection.name.clone(),
                first: first.into(),
                second: second.into(),
            }),
    );
    for CollectionField { name, ty, .. } in &collection.fields {
        if Column::of(ty).is_none() {
            refusals.push(Refusal::NotAColumn {
                collection: collection.name.clone(),
                field: name.clone(),
                ty: ty.to_string(),
            });
        }
    }
}

fn is_well_formed(collection: &Collection, names: &[&str]) -> bool {
    let begins_with_id = collection
        .fields
        .first()
        .is_some_and(|id| &*id.name == "id" && id.ty == Type::Int);
    let mut sets = collection.unique.iter().chain(&collection.index);
    let mut references = collection.fields.iter().filter_map(|field| {
        let reference = field.reference.as_ref()?;
        Some((reference, field.ty.without_null()))
    });
    let refer = references.all(|(to, ty)| names.contains(&&*to.collection) && *ty == Type::Int);
    begins_with_id
        && refer
        && sets
            .all(|set| !set.is_empty() && set.iter().all(|field| *field < collection.fields.len()))
}

fn unusable(names: &[&str]) -> impl Iterator<Item = Refusal> {
    names
        .iter()
        .filter(|name| {
            name.is_empty()
                || name.contains('\0')
                || name.to_ascii_lowercase().starts_with("sqlite_")
        })
        .map(|name| Refusal::UnusableName {
            name: (*name).into(),
        })
}

/// Pairs of names that SQLite considers equal, as it folds ASCII case.
fn same<'a>(names: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut earlier: HashMap<String, Vec<&str>> = HashMap::new();
    let mut pairs = Vec::new();
    for second in names {
        let earlier = earlier.entry(second.to_ascii_lowercase()).or_default();
        pairs.extend(earlier.iter().map(|first| (*first, *second)));
        earlier.push(second);
    }
    pairs
}
