//! How SQLite executes the SQL.

use flowright_stdlib::query::{Arithmetic, Comparison, Predicate, Scalar};
use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;

use super::find::Wanted;
use super::{Table, find_one};
use crate::sqlite::reading::Reading;
use crate::sqlite::{connection, schema};

/// A collection of the ints `id`, `a`, `b` and `c`, with an index over the first two of the three.
fn things() -> Collection {
    let field = |name: &str, ty| CollectionField {
        name: name.into(),
        ty,
        default: None,
        reference: None,
        was: None,
    };
    let fields = vec![
        field("id", Type::Int),
        field("a", Type::Int.optional()),
        field("b", Type::Int.optional()),
        field("c", Type::Int.optional()),
    ];
    Collection {
        name: "things".into(),
        fields,
        unique: vec![],
        index: vec![vec![1, 2]],
    }
}

/// The SQL of a `find one` and SQLite's query plan for it.
fn explained(predicate: &Predicate) -> (String, String) {
    let mut connection = connection::in_memory().unwrap();
    let collection = things();
    assert!(schema::bring_up(&mut connection, std::slice::from_ref(&collection), &[], 0).is_ok());
    let reading = Reading { connection };
    let table = Table {
        collection: &collection,
        collections: std::slice::from_ref(&collection),
        reading: &reading,
        undeclared: &[],
    };
    let wanted = Wanted {
        condition: predicate,
        order: &[],
        limit: None,
        offset: None,
    };
    let plan = find_one(&table, &wanted, &[3]).unwrap();
    let mut explain = reading
        .connection
        .prepare(&format!("EXPLAIN QUERY PLAN {}", plan.sql()))
        .unwrap();
    for parameter in 1..=explain.parameter_count() {
        explain.raw_bind_parameter(parameter, 1).unwrap();
    }
    let mut rows = explain.raw_query();
    let how = rows.next().unwrap().unwrap().get(3).unwrap();
    (plan.sql().to_owned(), how)
}

fn compare(comparison: Comparison, field: usize) -> Predicate {
    Predicate::Compare(comparison, Scalar::Column(field), Scalar::Parameter(field))
}

#[test]
fn comparisons_are_served_by_indexes() {
    let equal = compare(Comparison::Equal, 1);
    let range = Predicate::And(
        equal.clone().into(),
        compare(Comparison::GreaterOrEqual, 2).into(),
    );
    for (predicate, served) in [(equal, "(a=?)"), (range, "(a=? AND b>?)")] {
        let (sql, how) = explained(&predicate);
        assert!(
            how.contains("USING INDEX") && how.ends_with(served),
            "{sql}: {how}"
        );
    }
    let (sql, how) = explained(&compare(Comparison::Equal, 0));
    assert!(how.contains("USING INTEGER PRIMARY KEY"), "{sql}: {how}");
}

#[test]
fn null_is_guarded_where_it_would_come_out_as_true() {
    let less = compare(Comparison::Less, 1);
    assert_eq!(
        explained(&less).0,
        r#"SELECT "c" FROM "things" WHERE ("a" < ?2) ORDER BY "id" LIMIT 1"#
    );
    assert_eq!(
        explained(&Predicate::Not(less.into())).0,
        r#"SELECT "c" FROM "things" WHERE (NOT coalesce("a" < ?2, 0)) ORDER BY "id" LIMIT 1"#
    );
}

#[test]
fn what_can_fail_waits_for_what_stands_to_its_left() {
    let quotient = Scalar::Arithmetic(
        Arithmetic::Divide,
        Scalar::Column(1).into(),
        Scalar::Column(2).into(),
    );
    let fails = Predicate::Compare(Comparison::Equal, quotient, Scalar::Column(3));
    let guarded = Predicate::And(compare(Comparison::NotEqual, 2).into(), fails.into());
    assert!(explained(&guarded).0.contains(
        r#"(CASE WHEN ("b" IS NOT ?3) THEN (flowright_divide("a", "b") IS "c") ELSE 0 END)"#
    ));
}
