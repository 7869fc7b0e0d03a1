//! Data that is never read is validated but not stored.

use flowright_check::program::Conversion;
use flowright_ir::image::{BodyDecoder, ContextMember, Trigger};
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::{Request, image, run};

fn push() -> Type {
    let author = record_type(&[("name", Type::Text), ("email", Type::Text)]);
    let commit = record_type(&[("id", Type::Text), ("author", author)]);
    record_type(&[
        ("ref", Type::Text),
        ("commits", commit.list()),
        (
            "head",
            record_type(&[("id", Type::Text), ("size", Type::Int)]).optional(),
        ),
    ])
}

#[test]
fn only_what_is_read_is_stored() {
    let commits = call("length", vec![field(data(&push()), "commits")]);
    let program = json_program(&push(), vec![json(commits)]);
    let image = image(&program);
    let workflow = &image.workflows[0].workflow;
    let Trigger::Webhook(webhook) = &workflow.trigger;
    assert_eq!(
        workflow.input.words, 2,
        "the address and length of the list"
    );
    let BodyDecoder::Json(shape) = &webhook.body else {
        panic!("no JSON");
    };
    assert_eq!(shape.words(), 2);
    let body = r#"{"ref": "r", "commits": [{"id": "1", "author": {"name": "a", "email": "e"}}]}"#;
    assert_eq!(
        run(&program, &Request::of(body), Vec::new()).result,
        "200 1"
    );
}

#[test]
fn what_is_not_stored_is_checked() {
    let program = json_program(&push(), vec![json(field(data(&push()), "ref"))]);
    let body = r#"{"ref": "r", "commits": [{"id": "1", "author": {"name": 5, "email": "e"}}]}"#;
    let result = run(&program, &Request::of(body), Vec::new()).result;
    assert!(result.starts_with("400 commits[0].author.name"), "{result}");
}

#[test]
fn what_is_read_of_a_copy_is_stored_of_its_source() {
    let narrow = record_type(&[("head", record_type(&[("size", Type::Int)]).optional())]);
    let copy = convert(Conversion::Copy, data(&push()), &narrow);
    let program = json_program(&push(), vec![bind(0, copy), json(bound(0, &narrow))]);
    assert_eq!(
        image(&program).workflows[0].workflow.input.words,
        2,
        "a tag and a size"
    );
    let body = r#"{"ref": "r", "commits": [], "head": {"id": "i", "size": 5}}"#;
    assert_eq!(
        run(&program, &Request::of(body), Vec::new()).result,
        r#"200 {"head":{"size":5}}"#
    );
    let body = r#"{"ref": "r", "commits": []}"#;
    assert_eq!(
        run(&program, &Request::of(body), Vec::new()).result,
        r#"200 {"head":null}"#
    );
}

#[test]
fn a_member_that_is_read_twice_stands_once() {
    let member = |member| expression(E::Context(member), Type::Text.optional());
    use flowright_check::program::ContextMember::Header;
    let value = list(vec![
        member(Header("x-a".into())),
        member(Header("x-a".into())),
    ]);
    let image = image(&json_program(&push(), vec![json(value)]));
    let members = &image.workflows[0].workflow.input.members;
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].kind, ContextMember::Header("x-a".into()));
}
