//! Parts of a multipart body, decoded by the types of their fields.

use std::borrow::Cow;

use bytes::Bytes;
use flowright_stdlib::decode::{Charset, DecodeError, FileHead, Part, Shape, multipart_at};
use flowright_stdlib::memory::View;
use flowright_stdlib::types::Type;

use crate::support::{context, record, written};

fn field<'p>(name: &'p str, content: &'p str) -> Part<'p> {
    Part {
        name: Cow::Borrowed(name),
        file: None,
        content: content.as_bytes(),
        charset: Charset::Utf8,
    }
}

fn file<'p>(name: &'p str, file: &'p str, content: &'p [u8]) -> Part<'p> {
    Part {
        name: Cow::Borrowed(name),
        file: Some(FileHead {
            name: Ok(Cow::Borrowed(file)),
            content_type: Cow::Borrowed("a/b"),
        }),
        content,
        charset: Charset::Utf8,
    }
}

fn decoded(ty: &Type, parts: &[Part<'_>]) -> Result<String, DecodeError> {
    let mut context = context();
    let shape = Shape::of(ty);
    let address = context.allocate(shape.words()).unwrap();
    multipart_at(&mut context, &shape, parts, address)?;
    Ok(written(&context, ty, address))
}

fn refusal(ty: &Type, parts: &[Part<'_>]) -> String {
    decoded(ty, parts).unwrap_err().to_string()
}

#[test]
fn fields_are_read_by_their_types() {
    let order = record(&[("id", Type::Int), ("tags", Type::Text.list())]);
    let ty = record(&[
        ("title", Type::Text),
        ("count", Type::Int.optional()),
        ("tags", Type::literals(["a", "b"]).list()),
        ("raw", Type::Bytes),
        ("order", order.clone()),
        ("more", order.optional()),
        ("any", Type::Json),
        ("by", Type::Int.map()),
        ("picture", Type::file()),
        ("cover", Type::file().optional()),
        ("files", Type::file().list()),
    ]);
    let parts = [
        field("tags", "b"),
        field("title", "Zoë"),
        field("count", ""),
        field("unknown", "\u{0}"),
        field("tags", "a"),
        field("raw", "aGk="),
        field("order", r#"{"id":1,"tags":["x"]}"#),
        file("more", "blob", br#"{"id":2,"tags":[]}"#),
        field("any", "[1]"),
        field("by", r#"{"k":1}"#),
        file("picture", "/tmp/a.png", b"\x89PNG"),
        file("cover", "", b""),
        file("files", "1", b"one"),
        file("files", "", b""),
        file("files", "..\\2", b""),
    ];
    assert_eq!(
        decoded(&ty, &parts).unwrap(),
        r#"{"title":"Zoë","count":null,"tags":["b","a"],"raw":"YUdrPQ==","order":{"id":1,"tags":["x"]},"more":{"id":2,"tags":[]},"any":[1],"by":{"k":1},"picture":{"name":"a.png","content_type":"a/b","size":4,"bytes":"iVBORw=="},"cover":null,"files":[{"name":"1","content_type":"a/b","size":3,"bytes":"b25l"},{"name":"2","content_type":"a/b","size":0,"bytes":""}]}"#
    );
    let none = record(&[("files", Type::file().list().optional())]).optional();
    assert_eq!(decoded(&none, &[]).unwrap(), "null");
    assert_eq!(
        decoded(&none, &[field("x", "")]).unwrap(),
        r#"{"files":null}"#
    );
}

#[test]
fn what_does_not_fit_is_refused_with_all_fields() {
    let one = |ty: Type| record(&[("x", ty)]);
    let order = record(&[("id", Type::Int)]);
    let ty = record(&[
        ("picture", Type::file()),
        ("title", Type::Text),
        ("files", Type::file().list()),
        ("order", order),
        ("count", Type::Int),
        ("cover", Type::file().optional()),
        ("empty", Type::file()),
    ]);
    let parts = [
        field("picture", "x"),
        file("title", "t.txt", b"x"),
        file("files", "f", b""),
        field("files", "f"),
        field("order", r#"{"id":"x"}"#),
        file("count", "n", b"1"),
        file("cover", "1", b"1"),
        file("cover", "2", b"2"),
        file("empty", "", b""),
    ];
    assert_eq!(
        refusal(&ty, &parts),
        "picture: expected a file, found a text; title: expected text, found a file; files[1]: expected a file, found a text; order.id: expected int, found a text; count: expected int, found a file; cover: given twice; empty: missing, expected a file"
    );
    let latin = Part {
        content: b"Zo\xeb",
        ..field("x", "")
    };
    assert_eq!(
        refusal(&one(Type::Text), std::slice::from_ref(&latin)),
        "x: not UTF-8 after 2 octets"
    );
    let latin = Part {
        charset: Charset::Windows1252,
        ..latin
    };
    assert_eq!(
        decoded(&one(Type::Text), &[latin]).unwrap(),
        r#"{"x":"Zoë"}"#
    );
    let unnamed = Part {
        file: Some(FileHead {
            name: Err(3),
            content_type: Cow::Borrowed("a/b"),
        }),
        ..field("x", "")
    };
    assert_eq!(
        refusal(&one(Type::file()), &[unnamed]),
        "x: not UTF-8 after 3 octets"
    );
}

#[test]
fn contents_stay_in_the_body() {
    let mut context = context();
    let body = Bytes::from_static(b"name/a.txt text/plain content 7");
    context.hold_body(body.clone());
    let part = Part {
        name: Cow::Borrowed("x"),
        file: Some(FileHead {
            name: Ok(Cow::Borrowed(std::str::from_utf8(&body[..10]).unwrap())),
            content_type: Cow::Borrowed("text/plain"),
        }),
        content: &body[22..29],
        charset: Charset::Utf8,
    };
    let ty = record(&[("x", Type::file())]);
    let shape = Shape::of(&ty);
    let address = context.allocate(shape.words()).unwrap();
    multipart_at(&mut context, &shape, &[part], address).unwrap();
    let fields = View::new(&context, address, &ty).fields().unwrap();
    let fields = fields[0].fields().unwrap();
    let place = |at: usize| fields[at].word(0).unwrap();
    assert_eq!(place(0), body[5..].as_ptr() as u64);
    assert_eq!(place(3), body[22..].as_ptr() as u64);
    // The default content type is not a part of the body.
    let held = body.as_ptr_range();
    assert!(!(held.start as u64..held.end as u64).contains(&place(1)));
    assert_eq!(fields[1].text().unwrap(), "text/plain");
}
