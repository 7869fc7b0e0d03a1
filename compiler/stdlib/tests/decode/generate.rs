//! Random types, and JSON that mostly fits them, for the tests inside and outside of this crate.

use std::sync::Arc;

use flowright_stdlib::types::{Field, Origin, RecordType, Type, UnionType, Variant};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value};

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]", "[a-c]{2}", "é", "\\PC{1,3}"]
}

fn json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-3..3_i64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-c]".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

pub(crate) fn ty() -> BoxedStrategy<Type> {
    type_of(prop_oneof![
        Just(Type::Bool),
        Just(Type::Int),
        Just(Type::Float),
        Just(Type::Decimal),
        Just(Type::Text),
        Just(Type::Json),
        Just(Type::literals(["a", "b"])),
    ])
}

/// A union of records with these fields; in each record, the tag is at a different position.
pub(crate) fn union_of(records: Vec<Vec<Field>>, places: &[usize], rest: bool) -> Type {
    let mut tags = [
        Type::literals(["x"]),
        Type::literals(["y", "z"]),
        Type::literals(["w"]),
    ];
    if rest {
        tags[2] = Type::Text;
    }
    let records = records.into_iter().zip(tags).zip(places);
    let records = records.map(|((mut fields, ty), place)| {
        // The tag must be the only literal text; otherwise another field could be mistaken for it.
        fields.retain(|field| &*field.name != "tag" && !matches!(field.ty, Type::Literals(_)));
        let name = "tag".into();
        fields.insert(place % (fields.len() + 1), Field { name, ty });
        let origin = Origin::Anonymous;
        (Box::from("V"), Arc::new(RecordType { origin, fields }))
    });
    let union = UnionType::tagged(Origin::Anonymous, records.collect());
    Type::Union(Arc::new(union.expect("the tags differ")))
}

/// A type built from these leaf types.
pub(crate) fn type_of(leaf: impl Strategy<Value = Type> + 'static) -> BoxedStrategy<Type> {
    leaf.prop_recursive(3, 12, 5, |inner| {
        let field = |(name, ty): (String, Type)| Field {
            name: name.into(),
            ty,
        };
        let fields = proptest::collection::btree_map(name(), inner.clone(), 0..5)
            .prop_map(move |fields| fields.into_iter().map(field).collect::<Vec<_>>())
            .boxed();
        prop_oneof![
            inner.clone().prop_map(Type::optional),
            inner.clone().prop_map(Type::list),
            inner.prop_map(Type::map),
            fields.clone().prop_map(Type::record),
            (vec(fields, 3), vec(0..6_usize, 3), any::<bool>())
                .prop_map(|(records, places, rest)| union_of(records, &places, rest)),
        ]
    })
    .boxed()
}

/// A value that mostly fits the type.
pub(crate) fn value_of(ty: &Type) -> BoxedStrategy<Value> {
    let fitting = match ty {
        Type::Bool => any::<bool>().prop_map(Value::from).boxed(),
        Type::Int => any::<i64>().prop_map(Value::from).boxed(),
        Type::Float => any::<f64>().prop_map(Value::from).boxed(),
        Type::Decimal => prop_oneof![
            any::<i64>().prop_map(Value::from),
            (-4000..4000_i32).prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
            "-?[0-9]{1,12}(\\.[0-9]{1,17})?".prop_map(Value::from),
        ]
        .boxed(),
        Type::Text => any::<String>().prop_map(Value::from).boxed(),
        Type::Literals(_) => "[a-b]".prop_map(Value::from).boxed(),
        Type::Optional(inner) => prop_oneof![Just(Value::Null), value_of(inner)].boxed(),
        Type::List(element) => vec(value_of(element), 0..12).prop_map(Value::from).boxed(),
        Type::Map(value) => vec((name(), value_of(value)), 0..5)
            .prop_map(|members| Value::Object(members.into_iter().collect()))
            .boxed(),
        Type::Record(record) => members_of(record),
        Type::Union(union) => {
            let variants = union.variants.iter().map(|one| members_of(&one.record));
            proptest::strategy::Union::new(variants).boxed()
        }
        _ => json(),
    };
    prop_oneof![40 => fitting, 1 => json()].boxed()
}

fn members_of(record: &RecordType) -> BoxedStrategy<Value> {
    let declared: Vec<_> = record
        .fields
        .iter()
        .map(|field| (Just(field.name.to_string()), value_of(&field.ty), 0..30_u8))
        .collect();
    (vec((name(), json()), 0..3), declared)
        .prop_map(|(more, declared)| {
            let mut members: Map<String, Value> = more.into_iter().collect();
            for (name, value, absent) in declared {
                if absent > 0 {
                    members.insert(name, value);
                }
            }
            Value::Object(members)
        })
        .boxed()
}

pub(crate) fn typed_value() -> impl Strategy<Value = (Type, Value)> {
    ty().prop_flat_map(|ty| value_of(&ty).prop_map(move |value| (ty.clone(), value)))
}

/// The type without some of its record fields.
pub(crate) fn pruned(ty: &Type, choice: &mut impl Iterator<Item = bool>) -> Type {
    match ty {
        Type::Optional(inner) => Type::Optional(Arc::new(pruned(inner, choice))),
        Type::List(element) => pruned(element, choice).list(),
        Type::Map(value) => pruned(value, choice).map(),
        Type::Record(record) => {
            let mut fields = Vec::new();
            for field in &record.fields {
                if choice.next().unwrap_or(true) {
                    fields.push(Field {
                        name: field.name.clone(),
                        ty: pruned(&field.ty, choice),
                    });
                }
            }
            Type::record(fields)
        }
        Type::Union(union) => {
            let variants = union.variants.iter().map(|one| {
                let Type::Record(record) = pruned(&one.ty, choice) else {
                    unreachable!("a record stays one")
                };
                Variant::new(one.name.clone(), one.texts.clone(), record)
            });
            let variants = variants.collect();
            Type::Union(Arc::new(UnionType {
                variants,
                ..UnionType::clone(union)
            }))
        }
        other => other.clone(),
    }
}
