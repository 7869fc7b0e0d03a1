//! Conditions have the same meaning in SQLite as in the language.

mod random;

use flowright_stdlib::query::{Arithmetic, Comparison, Predicate, Scalar, TextTest};
use flowright_stdlib::schema::Collection;
use flowright_stdlib::types::Type;
use flowright_store::{Datum, StepError};
use proptest::prelude::*;

use crate::kit::{Place, add, collection, field};
use random::{parameters, predicate, row};

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

/// Fields 1 and 2 int?, 3 and 4 text?, 5 bool?, 6 and 7 float?, 8 [int]?, 9 [text], 10 [float]?;
/// some of them indexed.
fn things() -> Collection {
    let mut things = collection(
        "things",
        vec![
            field("i", Type::Int.optional()),
            field("j", Type::Int.optional()),
            field("t", Type::Text.optional()),
            field("u", Type::Text.optional()),
            field("b", Type::Bool.optional()),
            field("f", Type::Float.optional()),
            field("g", Type::Float.optional()),
            field("is", Type::Int.list().optional()),
            field("ts", Type::Text.list()),
            field("fs", Type::Float.list().optional()),
        ],
    );
    things.index = vec![vec![1, 3], vec![5], vec![6]];
    things
}

/// The language's result for a predicate on a row.
fn holds(predicate: &Predicate, row: &[Datum], parameters: &[Datum]) -> Result<bool, StepError> {
    Ok(match predicate {
        Predicate::All => true,
        Predicate::Compare(comparison, left, right) => {
            let left = value(left, row, parameters)?;
            let right = value(right, row, parameters)?;
            let order = match (&left, &right) {
                (Datum::Int(left), Datum::Int(right)) => left.partial_cmp(right),
                (Datum::Float(left), Datum::Float(right)) => left.partial_cmp(right),
                (Datum::Text(left), Datum::Text(right)) => {
                    left.as_bytes().partial_cmp(right.as_bytes())
                }
                _ => None,
            };
            match comparison {
                Comparison::Equal => left == right,
                Comparison::NotEqual => left != right,
                Comparison::Less => order.is_some_and(std::cmp::Ordering::is_lt),
                Comparison::LessOrEqual => order.is_some_and(std::cmp::Ordering::is_le),
                Comparison::Greater => order.is_some_and(std::cmp::Ordering::is_gt),
                Comparison::GreaterOrEqual => order.is_some_and(std::cmp::Ordering::is_ge),
            }
        }
        Predicate::IsTrue(scalar) => value(scalar, row, parameters)? == Datum::Bool(true),
        Predicate::Text(test, text, part) => {
            let text = value(text, row, parameters)?;
            let part = value(part, row, parameters)?;
            let (Datum::Text(text), Datum::Text(part)) = (text, part) else {
                return Ok(false);
            };
            match test {
                TextTest::Contains => text.contains(&*part),
                TextTest::StartsWith => text.starts_with(&*part),
                TextTest::EndsWith => text.ends_with(&*part),
            }
        }
        Predicate::Holds(list, sought) => {
            let sought = value(sought, row, parameters)?;
            match value(list, row, parameters)? {
                Datum::List(elements) => elements.contains(&sought),
                _ => false,
            }
        }
        Predicate::In(sought, list) => {
            let sought = value(sought, row, parameters)?;
            let Datum::List(elements) = &parameters[*list] else {
                panic!("not a list");
            };
            elements.contains(&sought)
        }
        Predicate::And(left, right) => {
            holds(left, row, parameters)? && holds(right, row, parameters)?
        }
        Predicate::Or(left, right) => {
            holds(left, row, parameters)? || holds(right, row, parameters)?
        }
        Predicate::Not(inner) => !holds(inner, row, parameters)?,
    })
}

fn value(scalar: &Scalar, row: &[Datum], parameters: &[Datum]) -> Result<Datum, StepError> {
    Ok(match scalar {
        Scalar::Column(field) => row[*field].clone(),
        Scalar::Parameter(index) => parameters[*index].clone(),
        Scalar::Arithmetic(operation, left, right) => {
            let pair = (
                value(left, row, parameters)?,
                value(right, row, parameters)?,
            );
            let (Datum::Int(left), Datum::Int(right)) = pair else {
                return Ok(Datum::Null);
            };
            if right == 0 && matches!(operation, Arithmetic::Divide | Arithmetic::Remainder) {
                return Err(StepError::DivisionByZero);
            }
            let result = match operation {
                Arithmetic::Add => left.checked_add(right),
                Arithmetic::Subtract => left.checked_sub(right),
                Arithmetic::Multiply => left.checked_mul(right),
                Arithmetic::Divide => left.checked_div(right),
                Arithmetic::Remainder => Some(left.wrapping_rem(right)),
            };
            Datum::Int(result.ok_or(StepError::Overflow)?)
        }
        Scalar::Lower(text) => match value(text, row, parameters)? {
            Datum::Text(text) => Datum::Text(text.to_lowercase().into()),
            other => other,
        },
    })
}

async fn agree(
    rows: &[Vec<Datum>],
    predicates: &[Predicate],
    parameters: &[Datum],
) -> Result<(), TestCaseError> {
    let place = Place::new();
    let store = place.open(&[things()]);
    for row in rows {
        add(&store, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], row[1..].to_vec()).await;
    }
    for predicate in predicates {
        // The predicate alone, so that the indexes are used.
        let plan = store.plan_find_one(0, predicate, &[0]).unwrap();
        let found = store.find_one(&plan, parameters.to_vec()).await;
        let expected: Result<Vec<bool>, StepError> = rows
            .iter()
            .map(|row| holds(predicate, row, parameters))
            .collect();
        if let Ok(expected) = expected {
            let first = rows.iter().zip(expected).find(|(_, holds)| *holds);
            let first = first.map(|(row, _)| vec![row[0].clone()]);
            prop_assert_eq!(found, Ok(first), "{:?}", predicate);
        }
        for row in rows {
            // Row by row, so that each result can be compared with the reference.
            let this = Predicate::Compare(
                Comparison::Equal,
                Scalar::Column(0),
                Scalar::Parameter(parameters.len()),
            );
            let guarded = Predicate::And(Box::new(this), Box::new(predicate.clone()));
            let plan = store.plan_find_one(0, &guarded, &[0]).unwrap();
            let mut given = parameters.to_vec();
            given.push(row[0].clone());
            let found = store.find_one(&plan, given).await.map(|row| row.is_some());
            let expected = holds(predicate, row, parameters);
            match expected {
                Ok(_) => prop_assert_eq!(found, expected, "{:?} on {:?}", predicate, row),
                // A left side that fails may go unevaluated if the right side rules the row out, or
                // fails itself.
                Err(_) => prop_assert!(
                    matches!(
                        found,
                        Ok(_) | Err(StepError::Overflow | StepError::DivisionByZero)
                    ),
                    "{:?} is {:?}",
                    predicate,
                    found
                ),
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn null_equals_null_and_nothing_else() {
    let null_and_one = |left: Datum, right: Datum| {
        let mut row = vec![Datum::Null; 11];
        row[9] = Datum::List(Vec::new());
        row[1] = left;
        row[2] = right;
        row
    };
    let mut rows = vec![
        null_and_one(Datum::Null, Datum::Null),
        null_and_one(Datum::Null, Datum::Int(1)),
        null_and_one(Datum::Int(1), Datum::Null),
        null_and_one(Datum::Int(1), Datum::Int(1)),
        null_and_one(Datum::Int(1), Datum::Int(2)),
    ];
    for (row, id) in rows.iter_mut().zip(1..) {
        row[0] = Datum::Int(id);
    }
    let mut predicates = Vec::new();
    for comparison in COMPARISONS {
        for right in [Scalar::Column(2), Scalar::Parameter(0)] {
            let plain = Predicate::Compare(comparison, Scalar::Column(1), right);
            let not = Predicate::Not(Box::new(plain.clone()));
            let twice = Predicate::Not(Box::new(not.clone()));
            let both = Predicate::And(Box::new(plain.clone()), Box::new(not.clone()));
            let either = Predicate::Or(Box::new(plain.clone()), Box::new(not.clone()));
            let neither = Predicate::Not(Box::new(either.clone()));
            predicates.extend([plain, not, twice, both, either, neither]);
        }
    }
    let truth = Predicate::IsTrue(Scalar::Column(5));
    predicates.extend([truth.clone(), Predicate::Not(Box::new(truth))]);
    for parameter in [Datum::Null, Datum::Int(1)] {
        agree(&rows, &predicates, &[parameter]).await.unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_condition_means_what_the_language_says(
        mut rows in prop::collection::vec(row(), 1..8),
        predicates in prop::collection::vec(predicate(), 1..12),
        parameters in parameters(),
    ) {
        for (row, id) in rows.iter_mut().zip(1..) {
            row[0] = Datum::Int(id);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(agree(&rows, &predicates, &parameters))?;
    }
}
