//! The warning about a condition for which the store reads every row.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::query::{Predicate, Scalar, TextTest};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;

use super::target::Target;
use crate::body::Checker;

/// What a condition needs to be evaluated without reading every row.
enum Need {
    /// Nothing: it does not depend on the row.
    Nothing,
    /// Nothing more: an existing index serves it.
    Served,
    /// All of these indexes.
    Indexes(Vec<Wanted>),
    /// No index would help.
    Hopeless,
}

/// The fields of an index.
#[derive(Clone, PartialEq)]
struct Wanted {
    /// The fields that are compared by `==`.
    equal: Vec<usize>,
    /// A field that is compared by an order; it comes last.
    range: Option<usize>,
}

impl Checker<'_> {
    /// Warns if the store reads every row for a condition, and an index would prevent that.
    pub(super) fn unserved(&mut self, target: &Target<'_>, condition: &Predicate, span: Span) {
        let collection = target.collection;
        let is_unclear = collection
            .fields
            .iter()
            .any(|field| field.ty == Type::Error)
            || self.globals.unread_keys.get(target.index) == Some(&true);
        if is_unclear {
            return;
        }
        if let Need::Indexes(wanted) = need(collection, condition) {
            let place = self.globals.key_places.get(target.index).copied();
            self.report(no_index(target, &wanted, place, span));
        }
    }
}

fn need(collection: &Collection, predicate: &Predicate) -> Need {
    match predicate {
        Predicate::All => Need::Nothing,
        Predicate::Compare(comparison, left, right) => {
            let field = match (field_of(left), field_of(right)) {
                (Some(field), None) if !has_field(right) => field,
                (None, Some(field)) if !has_field(left) => field,
                _ if has_field(left) || has_field(right) => return Need::Hopeless,
                _ => return Need::Nothing,
            };
            match comparison {
                Comparison::Equal => of_field(collection, field, true),
                Comparison::NotEqual => Need::Hopeless,
                Comparison::Less
                | Comparison::LessOrEqual
                | Comparison::Greater
                | Comparison::GreaterOrEqual => of_field(collection, field, false),
            }
        }
        Predicate::IsTrue(value) => match field_of(value) {
            Some(field) => of_field(collection, field, true),
            None if has_field(value) => Need::Hopeless,
            None => Need::Nothing,
        },
        Predicate::Text(test, text, part) => match (test, field_of(text)) {
            (TextTest::StartsWith, Some(field)) if !has_field(part) => {
                of_field(collection, field, false)
            }
            _ if has_field(text) || has_field(part) => Need::Hopeless,
            _ => Need::Nothing,
        },
        Predicate::In(value, _) => match field_of(value) {
            Some(field) => of_field(collection, field, true),
            None if has_field(value) => Need::Hopeless,
            None => Need::Nothing,
        },
        Predicate::Holds(_, _) => Need::Hopeless,
        Predicate::And(left, right) => both(need(collection, left), need(collection, right)),
        Predicate::Or(left, right) => either(need(collection, left), need(collection, right)),
        // Usually most rows do not match the inner condition, so an index would not help.
        Predicate::Not(inner) => match need(collection, inner) {
            Need::Nothing => Need::Nothing,
            Need::Served | Need::Indexes(_) | Need::Hopeless => Need::Hopeless,
        },
    }
}

/// The need of two conditions of which at least one must hold: both must be served.
fn either(left: Need, right: Need) -> Need {
    match (left, right) {
        (Need::Nothing, Need::Nothing) => Need::Nothing,
        // If that condition holds, it holds for every row.
        (Need::Nothing | Need::Hopeless, _) | (_, Need::Nothing | Need::Hopeless) => Need::Hopeless,
        (Need::Served, other) | (other, Need::Served) => other,
        (Need::Indexes(mut indexes), Need::Indexes(more)) => {
            for one in more {
                if !indexes.contains(&one) {
                    indexes.push(one);
                }
            }
            Need::Indexes(indexes)
        }
    }
}

/// The need of two conditions that must both hold: serving one of them is enough.
fn both(left: Need, right: Need) -> Need {
    match (left, right) {
        (Need::Served, _) | (_, Need::Served) => Need::Served,
        (Need::Nothing, other) | (other, Need::Nothing) => other,
        (Need::Hopeless, other) | (other, Need::Hopeless) => other,
        (Need::Indexes(left), Need::Indexes(right)) => match (left.as_slice(), right.as_slice()) {
            ([one], [other]) => Need::Indexes(vec![joined(one, other)]),
            ([_], _) => Need::Indexes(left),
            _ => Need::Indexes(right),
        },
    }
}

/// One index that serves both.
fn joined(one: &Wanted, other: &Wanted) -> Wanted {
    let mut equal = one.equal.clone();
    for field in &other.equal {
        if !equal.contains(field) {
            equal.push(*field);
        }
    }
    let range = one.range.or(other.range);
    Wanted {
        range: range.filter(|field| !equal.contains(field)),
        equal,
    }
}

fn of_field(collection: &Collection, field: usize, is_equal: bool) -> Need {
    let mut sets = collection.unique.iter().chain(&collection.index);
    let declared = collection.fields.get(field);
    let is_reference = declared.is_some_and(|field| field.reference.is_some());
    if field == 0 || is_reference || sets.any(|set| set.first() == Some(&field)) {
        return Need::Served;
    }
    if declared.is_some_and(|field| field.ty.is_json_column()) {
        return Need::Hopeless;
    }
    Need::Indexes(vec![if is_equal {
        Wanted {
            equal: vec![field],
            range: None,
        }
    } else {
        Wanted {
            equal: Vec::new(),
            range: Some(field),
        }
    }])
}

/// The field, if the value is a field.
fn field_of(scalar: &Scalar) -> Option<usize> {
    match scalar {
        Scalar::Column(field) => Some(*field),
        Scalar::Parameter(_) | Scalar::Arithmetic(..) | Scalar::Lower(_) => None,
    }
}

fn has_field(scalar: &Scalar) -> bool {
    match scalar {
        Scalar::Column(_) => true,
        Scalar::Parameter(_) => false,
        Scalar::Arithmetic(_, left, right) => has_field(left) || has_field(right),
        Scalar::Lower(text) => has_field(text),
    }
}

/// `W0504`: a condition for which every row is read.
fn no_index(target: &Target<'_>, wanted: &[Wanted], place: Option<Span>, span: Span) -> Diagnostic {
    let collection = target.collection;
    let indexes = wanted.iter().map(|one| {
        let fields = one.equal.iter().chain(&one.range);
        let fields = fields.filter_map(|field| collection.fields.get(*field));
        let names: Vec<&str> = fields.map(|field| &*field.name).collect();
        format!("index ({})", names.join(", "))
    });
    let indexes: Vec<String> = indexes.collect();
    let report = Diagnostic::new(Code::NoIndex, span, "no index serves this condition")
        .label(format!("reads every row of `{}`", collection.name))
        .because(target.declared, "the collection is declared here");
    let help = format!("add `{}` to the collection", indexes.join("` and `"));
    match place {
        Some(place) => report.fix(
            help,
            vec![Edit {
                span: place,
                text: indexes.iter().map(|index| format!("\n  {index}")).collect(),
            }],
            Applicability::Unsafe,
        ),
        None => report.help(help),
    }
}
