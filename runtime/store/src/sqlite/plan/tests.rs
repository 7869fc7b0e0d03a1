//! How SQLite executes the SQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flowright_stdlib::query::{Arithmetic, Comparison, Predicate, Scalar, TextTest};
use flowright_stdlib::schema::{Collection, CollectionField};
use flowright_stdlib::types::Type;
use rusqlite::StatementStatus;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::find::{Wanted, find};
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

/// An empty database with the table of a collection.
fn opened(collection: &Collection) -> Reading {
    let mut connection = connection::in_memory().unwrap();
    assert!(schema::bring_up(&mut connection, std::slice::from_ref(collection), &[], 0).is_ok());
    Reading::of(connection).unwrap()
}

fn table<'a>(collection: &'a Collection, reading: &'a Reading) -> Table<'a> {
    Table {
        collection,
        collections: std::slice::from_ref(collection),
        reading,
        undeclared: &[],
    }
}

/// The SQL of a `find one` and SQLite's query plan for it.
fn explained(predicate: &Predicate) -> (String, String) {
    explained_in(&things(), predicate)
}

fn explained_in(collection: &Collection, predicate: &Predicate) -> (String, String) {
    let reading = opened(collection);
    let table = table(collection, &reading);
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
fn a_search_for_a_prefix_is_served_by_an_index() {
    let mut texts = things();
    texts.fields[1].ty = Type::Text.optional();
    let starts = |text| Predicate::Text(TextTest::StartsWith, text, Scalar::Parameter(0));
    let (sql, how) = explained_in(&texts, &starts(Scalar::Column(1)));
    assert!(
        how.contains("USING INDEX") && how.ends_with("(a>? AND a<?)"),
        "{sql}: {how}"
    );
    let lower = Scalar::Lower(Scalar::Column(1).into());
    let (sql, how) = explained_in(&texts, &starts(lower));
    assert!(!how.contains("(a>"), "{sql}: {how}");
}

#[test]
fn each_element_of_a_list_is_looked_up_in_an_index() {
    let (sql, how) = explained(&Predicate::In(Scalar::Column(1), 0));
    assert!(how.contains("MULTI-INDEX OR"), "{sql}: {how}");
    let mut things = things();
    things.fields[1].ty = Type::Int;
    let is_in = Predicate::In(Scalar::Column(1), 0);
    let range = compare(Comparison::GreaterOrEqual, 2);
    for (predicate, served) in [
        (is_in.clone(), "(a=?)"),
        (Predicate::And(is_in.into(), range.into()), "(a=? AND b>?)"),
    ] {
        let (sql, how) = explained_in(&things, &predicate);
        assert!(
            how.contains("USING INDEX") && how.ends_with(served),
            "{sql}: {how}"
        );
    }
    things.fields[1].ty = Type::Decimal;
    let (sql, how) = explained_in(&things, &Predicate::In(Scalar::Column(1), 0));
    assert!(
        how.contains("USING INDEX") && how.ends_with("(a=?)"),
        "{sql}: {how}"
    );
}

#[test]
fn another_value_does_not_parse_the_statement_again() {
    let things = things();
    let reading = opened(&things);
    let table = table(&things, &reading);
    let wanted = Wanted {
        condition: &compare(Comparison::Equal, 1),
        order: &[],
        limit: None,
        offset: None,
    };
    let plan = find(&table, &wanted, &[3]).unwrap();
    let mut statement = reading.connection.prepare(plan.sql()).unwrap();
    for value in [1, 100, 10_000] {
        statement.raw_bind_parameter(2, value).unwrap();
        assert!(statement.raw_query().next().unwrap().is_none());
    }
    assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
}

#[test]
fn a_start_reads_no_rows_of_an_unchanged_collection() {
    let mut connection = connection::in_memory().unwrap();
    let collections = [things()];
    assert!(schema::bring_up(&mut connection, &collections, &[], 0).is_ok());
    let reads = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&reads);
    let hook = move |context: AuthContext<'_>| {
        let is_of_rows = matches!(
            context.action,
            AuthAction::Read {
                table_name: "things",
                ..
            }
        );
        seen.fetch_add(usize::from(is_of_rows), Ordering::Relaxed);
        Authorization::Allow
    };
    connection.authorizer(Some(hook)).unwrap();
    assert!(schema::bring_up(&mut connection, &collections, &[], 0).is_ok());
    assert_eq!(reads.load(Ordering::Relaxed), 0);
    // With a new field, the rows are counted.
    let mut more = things();
    let mut field = more.fields[3].clone();
    field.name = "d".into();
    more.fields.push(field);
    assert!(schema::bring_up(&mut connection, &[more], &[], 0).is_ok());
    assert!(reads.load(Ordering::Relaxed) > 0);
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
