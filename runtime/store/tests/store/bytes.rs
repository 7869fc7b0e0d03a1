//! Bytes: stored exactly, compared, and unique.

use flowright_stdlib::query::{Comparison, Predicate, RowOperationKind, Scalar};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, RowOutput};

use crate::kit::{Place, add, collection, field};

fn keys() -> Collection {
    let mut keys = collection(
        "keys",
        vec![
            field("key", Type::Bytes),
            field("old", Type::Bytes.optional()),
        ],
    );
    keys.unique = vec![vec![1]];
    keys
}

fn bytes(octets: &[u8]) -> Datum {
    Datum::Bytes(octets.into())
}

#[tokio::test]
async fn bytes_survive_a_restart_exactly() {
    let place = Place::new();
    let all: Vec<u8> = (0..=255).collect();
    let keys_of = [&b""[..], b"\0", b"text", b"\xff\xfe", &all];
    let store = place.open(&[keys()]);
    for key in keys_of {
        add(&store, &[1, 2], vec![bytes(key), Datum::Null]).await;
    }
    store.close().await;
    let store = place.open(&[keys()]);
    let condition = Predicate::Compare(Comparison::Equal, Scalar::Column(1), Scalar::Parameter(0));
    for key in keys_of {
        let kind = RowOperationKind::FindOne {
            condition: condition.clone(),
            order: Vec::new(),
        };
        let plan = store.plan_query(kind, &[1, 2]).unwrap();
        let found = store.perform(&plan, vec![bytes(key)]).await.unwrap();
        assert_eq!(
            found,
            RowOutput::Found(Some(vec![bytes(key), Datum::Null])),
            "{key:?}"
        );
    }
}

#[tokio::test]
async fn bytes_are_not_the_text_that_they_spell() {
    let place = Place::new();
    let store = place.open(&[keys()]);
    add(&store, &[1, 2], vec![bytes(b"a"), bytes(b"b")]).await;
    let kind = RowOperationKind::Create { fields: vec![1, 2] };
    let plan = store.plan_query(kind, &[1]).unwrap();
    let refused = store.perform(&plan, vec![Datum::Text("a".into()), Datum::Null]);
    assert!(refused.await.is_err());
    let twice = store.perform(&plan, vec![bytes(b"a"), Datum::Null]).await;
    assert_eq!(twice.unwrap_err().code(), "conflict");
}
