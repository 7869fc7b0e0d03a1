//! Plans that do not match the collections, and values that do not match the plans.

use flowright_stdlib::query::{Assignment, Predicate, Scalar};
use flowright_stdlib::types::Type;
use flowright_store::{Datum, PlanError, StepError};

use crate::kit::{Place, collection, customers, field, text};

#[tokio::test]
async fn values_that_do_not_fit_the_plan_are_misuse() {
    let place = Place::new();
    let store = place.open(&[collection(
        "things",
        vec![field("f", Type::Float), field("at", Type::Time.optional())],
    )]);
    let create = store.plan_create(0, &[1, 2], &[]).unwrap();
    let update = store
        .plan_update(
            0,
            &Predicate::All,
            &[Assignment {
                field: 1,
                value: Scalar::Parameter(0),
            }],
        )
        .unwrap();
    for values in [
        vec![],
        vec![Datum::Null, Datum::Null],
        vec![Datum::Int(1), Datum::Null],
        vec![Datum::Float(f64::NAN), Datum::Null],
        vec![Datum::Float(1.0), Datum::Int(1)],
    ] {
        let error = store.create(&create, values).await.unwrap_err();
        assert!(matches!(error, StepError::Misuse { .. }), "{error}");
    }
    store
        .create(&create, vec![Datum::Float(1.0), Datum::Null])
        .await
        .unwrap();
    for parameters in [
        vec![],
        vec![Datum::Float(f64::INFINITY)],
        vec![Datum::Null],
        vec![text("x")],
    ] {
        let error = store.update(&update, parameters).await.unwrap_err();
        assert!(matches!(error, StepError::Misuse { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_plan_that_does_not_fit_the_collections_is_refused() {
    let place = Place::new();
    let store = place.open(&[customers()]);
    let name = || "customers".into();
    let errors = [
        store.plan_create(1, &[], &[]).unwrap_err(),
        store.plan_create(0, &[1, 2], &[9]).unwrap_err(),
        store.plan_create(0, &[0, 1, 2], &[]).unwrap_err(),
        store.plan_create(0, &[1, 2, 1], &[]).unwrap_err(),
        store.plan_create(0, &[2], &[]).unwrap_err(),
        store.plan_upsert(0, 1, &[1, 2], &[], &[]).unwrap_err(),
        store.plan_upsert(0, 0, &[1], &[2], &[]).unwrap_err(),
        store.plan_update(0, &Predicate::All, &[]).unwrap_err(),
    ];
    let field = |field: &str| Box::from(field);
    assert_eq!(
        errors,
        [
            PlanError::UnknownCollection { collection: 1 },
            PlanError::UnknownField {
                collection: name(),
                field: 9
            },
            PlanError::WritesId { collection: name() },
            PlanError::WrittenTwice {
                collection: name(),
                field: field("name")
            },
            PlanError::NotWritten {
                collection: name(),
                field: field("name")
            },
            PlanError::UnknownUnique {
                collection: name(),
                unique: 1
            },
            PlanError::NotWritten {
                collection: name(),
                field: field("email")
            },
            PlanError::SetsNothing { collection: name() },
        ]
    );
}
