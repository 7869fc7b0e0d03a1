use std::sync::Arc;

use bytes::Bytes;

use super::Place;
use crate::decimal::Decimal;
use crate::decode::{Charset, DecodeError, Problem, Shape};
use crate::failure::{Failure, FailureCode};
use crate::memory::{Constants, Context, Globals, Limits, Value};
use crate::types::{Field, Origin, Type, UnionType, Variant};
use crate::write;

fn context() -> Context {
    let limits = Limits {
        memory: 1 << 16,
        ..Limits::default()
    };
    let globals = Arc::new(Globals::new(&[]));
    Context::new(limits, globals, Arc::new(Constants::default()))
}

fn record(fields: &[(&str, Type)]) -> Type {
    let field = |(name, ty): &(&str, Type)| Field {
        name: (*name).into(),
        ty: ty.clone(),
    };
    Type::record(fields.iter().map(field).collect())
}

/// A record with a field of every type that has values.
fn every() -> Type {
    record(&[
        ("null", Type::Null),
        ("bool", Type::Bool),
        ("int", Type::Int),
        ("float", Type::Float),
        ("decimal", Type::Decimal),
        ("text", Type::Text),
        ("literals", Type::literals(["a", "b"])),
        ("bytes", Type::Bytes),
        ("time", Type::Time),
        ("date", Type::Date),
        ("duration", Type::Duration),
        ("json", Type::Json),
        ("secret", Type::Secret),
        ("headers", Type::Headers),
        ("optional", Type::Text.optional()),
        ("list", Type::Text.list()),
        ("record", record(&[("a", Type::Int), ("b", Type::Text)])),
    ])
}

fn json(place: &Place<'_>) -> String {
    let mut out = Vec::new();
    write::json_at(place.context, &mut out, place.ty, place.address).unwrap();
    String::from_utf8(out).unwrap()
}

fn code(result: Result<(), Failure>) -> FailureCode {
    result.unwrap_err().code
}

#[test]
fn zero_is_a_value_of_every_type() {
    let (mut context, ty) = (context(), every());
    let place = Place::allocate(&mut context, &ty).unwrap();
    assert_eq!(
        json(&place),
        r#"{"null":null,"bool":false,"int":0,"float":0.0,"decimal":0,"text":"","literals":"","bytes":"","time":"1970-01-01T00:00:00.000000Z","date":"1970-01-01","duration":"PT0S","json":null,"secret":"","headers":[],"optional":null,"list":[],"record":{"a":0,"b":""}}"#
    );
    let view = place.view();
    let field = |name: &str| view.field(name).unwrap();
    assert_eq!(field("bool").bool(), Ok(false));
    assert_eq!(field("int").int(), Ok(0));
    assert_eq!(field("float").float(), Ok(0.0));
    assert_eq!(field("time").int(), Ok(0));
    for name in ["text", "literals", "json", "secret"] {
        assert_eq!(field(name).text(), Ok(""));
    }
    assert_eq!(field("bytes").bytes(), Ok(&[][..]));
    assert!(field("optional").optional().unwrap().is_none());
    assert_eq!(field("list").elements().unwrap().count(), 0);
    let headers = Value::in_memory(place.context, &Type::Headers, field("headers").address());
    assert_eq!(headers.unwrap().headers().unwrap().count(), 0);
}

#[test]
fn what_is_written_is_read_back() {
    let (mut context, ty) = (context(), every());
    context.hold_body(Bytes::from_static(b"the body"));
    let mut place = Place::allocate(&mut context, &ty).unwrap();
    let mut index = 0;
    let mut next = |place: &mut Place<'_>, set: &dyn Fn(Place<'_>) -> Result<(), Failure>| {
        set(place.field(index).unwrap()).unwrap();
        index += 1;
    };
    next(&mut place, &|mut place| place.null());
    next(&mut place, &|mut place| place.bool(true));
    next(&mut place, &|mut place| place.int(-7));
    next(&mut place, &|mut place| place.float(1.5));
    next(&mut place, &|mut place| place.decimal(Decimal::from(-7)));
    next(&mut place, &|mut place| place.text("ë"));
    next(&mut place, &|mut place| place.text("b"));
    next(&mut place, &|mut place| place.bytes(b"\xff"));
    next(&mut place, &|mut place| place.time(1));
    next(&mut place, &|mut place| place.date(1));
    next(&mut place, &|mut place| place.duration(-1));
    next(&mut place, &|mut place| {
        let written = place.json(&Shape::Json, b" [1] ");
        written.map_err(DecodeError::into_failure)
    });
    next(&mut place, &|mut place| place.secret("s"));
    next(&mut place, &|mut place| {
        place.headers([("a", "1"), ("b", "2")])
    });
    next(&mut place, &|place| place.some()?.body());
    next(&mut place, &|place| {
        let mut list = place.list(2)?;
        assert_eq!(list.count(), 2);
        assert!(list.element(2).is_err());
        list.element(1)?.text("second")
    });
    next(&mut place, &|mut place| {
        place.field_named("b").unwrap().text("in")?;
        assert!(place.field_named("c").is_none());
        place.field(0)?.int(5)
    });
    assert!(place.field(index).is_err());
    let expected = r#"{"null":null,"bool":true,"int":-7,"float":1.5,"decimal":-7,"text":"ë","literals":"b","bytes":"/w==","time":"1970-01-01T00:00:00.000001Z","date":"1970-01-02","duration":"-PT0.000001S","json":[1],"secret":"s","headers":[["a","1"],["b","2"]],"optional":"the body","list":["","second"],"record":{"a":5,"b":"in"}}"#;
    assert_eq!(json(&place), expected);
    let address = place.address();
    let mut again = Place::at(&mut context, address, &ty).unwrap();
    assert_eq!(json(&again.reborrow()), expected);
    again.field_named("optional").unwrap().null().unwrap();
    assert!(
        again
            .view()
            .field("optional")
            .unwrap()
            .optional()
            .unwrap()
            .is_none()
    );
}

#[test]
fn no_setter_writes_to_a_place_of_another_type() {
    let ty = every();
    let names =
        |wanted: &[&str]| -> Vec<String> { wanted.iter().map(|name| (*name).to_owned()).collect() };
    type Set = fn(Place<'_>) -> Result<(), Failure>;
    let setters: [(Set, &[&str]); 13] = [
        (|mut place| place.null(), &["null", "optional"]),
        (|mut place| place.bool(true), &["bool"]),
        (|mut place| place.int(1), &["int"]),
        (|mut place| place.float(1.0), &["float"]),
        (|mut place| place.time(1), &["time"]),
        (|mut place| place.date(1), &["date"]),
        (|mut place| place.text("a"), &["text", "literals"]),
        (|mut place| place.secret("a"), &["secret"]),
        (|mut place| place.bytes(b"a"), &["bytes"]),
        (|mut place| place.headers([("a", "a")]), &["headers"]),
        (|mut place| place.body(), &["text", "bytes"]),
        (|place| place.list(1).map(|_| ()), &["list"]),
        (|mut place| place.field(0).map(|_| ()), &["record"]),
    ];
    let Type::Record(fields) = &ty else { return };
    for (set, fitting) in setters {
        let mut fits = Vec::new();
        for field in &fields.fields {
            let mut context = context();
            let mut place = Place::allocate(&mut context, &ty).unwrap();
            let before = json(&place);
            match set(place.field_named(&field.name).unwrap()) {
                Ok(()) => fits.push(field.name.to_string()),
                Err(failure) => {
                    assert_eq!(failure.code, FailureCode::Internal);
                    assert_eq!(json(&place), before);
                }
            }
        }
        assert_eq!(fits, names(fitting));
    }
}

#[test]
fn values_outside_of_their_type_are_refused() {
    let mut context = context();
    context.hold_body(Bytes::from_static(b"\xff"));
    let literals = Type::literals(["a"]);
    let mut place = Place::allocate(&mut context, &literals).unwrap();
    assert_eq!(code(place.text("c")), FailureCode::Internal);
    let mut place = Place::allocate(&mut context, &Type::Float).unwrap();
    assert_eq!(code(place.float(f64::NAN)), FailureCode::Overflow);
    let mut place = Place::allocate(&mut context, &Type::Date).unwrap();
    assert_eq!(code(place.date(2_932_897)), FailureCode::OutOfRange);
    let mut place = Place::allocate(&mut context, &Type::Text).unwrap();
    assert_eq!(code(place.body()), FailureCode::Decode);
    assert_eq!(
        code(place.text(&"a".repeat(1 << 17))),
        FailureCode::TooLarge
    );
    assert_eq!(place.view().text(), Ok(""));
    for element in [Type::Null, Type::Int] {
        let ty = element.list();
        let place = Place::allocate(&mut context, &ty).unwrap();
        let address = place.address();
        assert_eq!(
            code(place.list(usize::MAX).map(|_| ())),
            FailureCode::TooLarge
        );
        assert_eq!(context.load(address, 1), Ok(0));
    }
}

#[test]
fn a_place_outside_of_the_arena_is_refused() {
    let mut context = context();
    let address = context.allocate(1).unwrap();
    assert!(Place::at(&mut context, address, &Type::Int).is_ok());
    assert!(Place::at(&mut context, address + 4, &Type::Int).is_err());
    assert!(Place::at(&mut context, 8, &Type::Int).is_err());
    assert!(Place::at(&mut context, 8, &Type::Null).is_ok());
    let globals = context.globals_address();
    assert!(Place::at(&mut context, globals, &Type::Int).is_err());
}

#[test]
fn a_shape_decodes_only_into_a_place_of_what_it_stores() {
    let declared = record(&[
        ("a", Type::Int),
        ("b", Type::Text.list()),
        ("c", Type::literals(["x", "y"]).optional()),
    ]);
    let stored = record(&[
        ("a", Type::Int),
        ("c", Type::literals(["y", "x"]).optional()),
    ]);
    let shape = Shape::pruned(&declared, &stored);
    let body = br#"{"b":["t"],"a":3,"c":"y"}"#;
    let mut context = context();
    let mut place = Place::allocate(&mut context, &stored).unwrap();
    place.json(&shape, body).unwrap();
    assert_eq!(json(&place), r#"{"a":3,"c":"y"}"#);
    place.form(&shape, b"a=4&b=1", Charset::Utf8).unwrap();
    assert_eq!(json(&place), r#"{"a":4,"c":null}"#);
    let mut field = place.field(0).unwrap();
    field.scalar(&Shape::Int, "5").unwrap();
    assert!(field.scalar(&Shape::Float, "5").is_err());
    for other in [
        declared,
        record(&[
            ("c", Type::literals(["x", "y"]).optional()),
            ("a", Type::Int),
        ]),
        record(&[
            ("a", Type::Float),
            ("c", Type::literals(["x", "y"]).optional()),
        ]),
        record(&[("a", Type::Int), ("c", Type::literals(["x"]).optional())]),
        record(&[("a", Type::Int), ("c", Type::literals(["x", "y"]))]),
        record(&[("a", Type::Int)]),
        stored.clone().list(),
        Type::Json,
    ] {
        assert!(!shape.stores(&other), "{other}");
        let mut place = Place::allocate(&mut context, &other).unwrap();
        for result in [
            place.json(&shape, body),
            place.form(&shape, b"a=1", Charset::Utf8),
        ] {
            let Err(DecodeError {
                problem: Problem::Memory(failure),
                ..
            }) = result
            else {
                panic!("{other}");
            };
            assert_eq!(failure.code, FailureCode::Internal);
        }
    }
}

#[test]
fn a_union_is_one_variant_and_nothing_of_another() {
    let variant = |name: &str, ty: Type| {
        let Type::Record(record) = record(&[(name, ty)]) else {
            panic!("a record");
        };
        Variant::new(name.into(), None, record)
    };
    let union = Type::Union(Arc::new(UnionType {
        origin: Origin::Anonymous,
        tag: None,
        variants: vec![variant("n", Type::Int), variant("t", Type::Text)],
    }));
    let mut context = context();
    let mut place = Place::allocate(&mut context, &union).unwrap();
    assert_eq!(json(&place), r#"{"n":0}"#);
    let mut text = place.reborrow().variant(1).unwrap();
    text.field(0).unwrap().text("long enough").unwrap();
    assert_eq!(json(&place), r#"{"t":"long enough"}"#);
    let (index, inner) = place.view().variant().unwrap();
    assert_eq!((index, inner.ty()), (1, &record(&[("t", Type::Text)])));
    // The address of the text is not interpreted as a number.
    place.reborrow().variant(0).unwrap();
    assert_eq!(json(&place), r#"{"n":0}"#);
    let Err(failure) = place.reborrow().variant(2) else {
        panic!("there is no such variant");
    };
    assert_eq!(failure.code, FailureCode::Internal);
    assert_eq!(json(&place), r#"{"n":0}"#);
}
