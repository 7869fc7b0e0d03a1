//! The rows of a list, and upserts with a condition.

use std::sync::Arc;

use flowright_stdlib::query::{Comparison, MOST_ROWS, Predicate, RowOperationKind, Scalar};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, RowOutput, StepError, WrittenRow};
use proptest::prelude::*;
use tokio::task::JoinSet;

use crate::kit::{Opened, Place, collection, field, text};

/// Fields 1 `key: int?`, unique, and 2 `version: int`.
fn things() -> Collection {
    let mut things = collection(
        "things",
        vec![
            field("key", Type::Int.optional()),
            field("version", Type::Int),
        ],
    );
    things.unique = vec![vec![1]];
    things
}

fn key(key: Option<i64>) -> Datum {
    key.map_or(Datum::Null, Datum::Int)
}

fn rows(list: &[(Option<i64>, i64)]) -> Vec<Datum> {
    let rows = list
        .iter()
        .map(|(one, version)| Datum::List(vec![key(*one), Datum::Int(*version)]));
    vec![Datum::List(rows.collect())]
}

/// The rows in the store, by ID.
async fn all(store: &Opened) -> Vec<Vec<Datum>> {
    let find = RowOperationKind::Find {
        condition: Predicate::All,
        order: Vec::new(),
        limit: None,
        offset: None,
    };
    let plan = store.plan_query(find, &[1, 2]).unwrap();
    match store.perform(&plan, Vec::new()).await {
        Ok(RowOutput::Rows(rows)) => rows,
        output => panic!("no rows: {output:?}"),
    }
}

fn conflict() -> StepError {
    StepError::Conflict {
        collection: "things".into(),
        fields: vec!["key".into()],
    }
}

#[tokio::test]
async fn a_conflict_names_its_element_and_undoes_the_others() {
    let place = Place::new();
    let store = place.open(&[things()]);
    let create = RowOperationKind::CreateEach { fields: vec![1, 2] };
    let plan = store.plan_query(create, &[0]).unwrap();
    let created = store
        .perform(&plan, rows(&[(Some(1), 10), (None, 20)]))
        .await;
    let written = |id| WrittenRow {
        row: vec![Datum::Int(id)],
        created: true,
        changed: true,
    };
    assert_eq!(
        created,
        Ok(RowOutput::AllWritten(vec![written(1), written(2)]))
    );
    for list in [[(Some(5), 0), (Some(1), 0)], [(Some(5), 0), (None, 0)]] {
        let failed = store.perform(&plan, rows(&list)).await;
        let error = StepError::InElement {
            index: 1,
            error: Box::new(conflict()),
        };
        assert_eq!(error.code(), "conflict");
        assert_eq!(
            error.to_string(),
            "at index 1 of the list: a row of `things` has the same key"
        );
        assert_eq!(failed, Err(error));
    }
    assert_eq!(all(&store).await.len(), 2);
    let none = store.perform(&plan, rows(&[])).await;
    assert_eq!(none, Ok(RowOutput::AllWritten(Vec::new())));
}

#[tokio::test]
async fn a_list_that_fails_does_not_affect_the_writes_beside_it() {
    let place = Place::new();
    let store = Arc::new(place.open(&[things()]));
    let create = RowOperationKind::CreateEach { fields: vec![1, 2] };
    let plan = store.plan_query(create, &[0]).unwrap();
    let mut writes = JoinSet::new();
    for number in 0..20 {
        let (store, plan) = (Arc::clone(&store), plan.clone());
        let list = [(Some(number), 0), (Some(number), 1)];
        let list = rows(&list[..if number < 10 { 1 } else { 2 }]);
        writes.spawn(async move { store.perform(&plan, list).await });
    }
    let results = writes.join_all().await;
    assert!(store.commits() < 20, "no two of them shared a commit");
    assert_eq!(results.iter().filter(|one| one.is_err()).count(), 10);
    assert_eq!(all(&store).await.len(), 10);
}

#[tokio::test]
async fn a_list_is_not_too_long() {
    let place = Place::new();
    let store = place.open(&[things()]);
    let create = RowOperationKind::CreateEach { fields: vec![1, 2] };
    let plan = store.plan_query(create, &[]).unwrap();
    let list: Vec<(Option<i64>, i64)> = (0..=10_000).map(|key| (Some(key), 0)).collect();
    let failed = store.perform(&plan, rows(&list)).await;
    assert_eq!(failed, Err(StepError::ListTooLong { most: MOST_ROWS }));
    let written = store.perform(&plan, rows(&list[1..])).await;
    assert!(written.is_ok());
    assert_eq!(all(&store).await.len(), MOST_ROWS);
    let wrong = store
        .perform(&plan, vec![Datum::List(vec![text("a")])])
        .await;
    assert!(matches!(wrong, Err(StepError::Misuse { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn upserts_leave_newer_rows_alone(
        writes in prop::collection::vec((prop::option::of(0..3_i64), 0..6_i64), 1..16),
        from_list in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            let store = place.open(&[things()]);
            let mut expected: Vec<(Option<i64>, i64)> = Vec::new();
            let mut results = Vec::new();
            for (one, version) in &writes {
                let known = expected.iter_mut().find(|(known, _)| known == one);
                let (created, changed) = match known {
                    None => {
                        expected.push((*one, *version));
                        (true, true)
                    }
                    Some(known) if from_list || known.1 < *version => {
                        known.1 = *version;
                        (false, true)
                    }
                    Some(_) => (false, false),
                };
                let now = expected.iter().find(|(known, _)| known == one).unwrap();
                results.push(WrittenRow {
                    row: vec![Datum::Int(now.1), key(now.0)],
                    created,
                    changed,
                });
            }
            let written = if from_list {
                let kind = RowOperationKind::UpsertEach {
                    unique: 0,
                    fields: vec![1, 2],
                    on_create: Vec::new(),
                };
                let plan = store.plan_query(kind, &[2, 1]).unwrap();
                match store.perform(&plan, rows(&writes)).await {
                    Ok(RowOutput::AllWritten(rows)) => rows,
                    output => panic!("no rows: {output:?}"),
                }
            } else {
                let kind = RowOperationKind::Upsert {
                    unique: 0,
                    fields: vec![1, 2],
                    on_create: Vec::new(),
                    condition: Predicate::Compare(
                        Comparison::Less,
                        Scalar::Column(2),
                        Scalar::Parameter(2),
                    ),
                };
                let plan = store.plan_query(kind, &[2, 1]).unwrap();
                let mut written = Vec::new();
                for (one, version) in &writes {
                    let version = Datum::Int(*version);
                    let values = vec![key(*one), version.clone(), version];
                    match store.perform(&plan, values).await {
                        Ok(RowOutput::Written(row)) => written.push(row),
                        output => panic!("no row: {output:?}"),
                    }
                }
                written
            };
            prop_assert_eq!(written, results);
            let expected = expected.iter();
            let expected: Vec<Vec<Datum>> =
                expected.map(|(one, version)| vec![key(*one), Datum::Int(*version)]).collect();
            prop_assert_eq!(all(&store).await, expected);
            Ok(())
        })?;
    }
}
