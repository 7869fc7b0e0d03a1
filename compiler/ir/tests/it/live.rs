//! What a suspension lists as live, and whether the validator detects a wrong list.

use std::sync::Arc;

use flowright_ir::code::{Code, LiveValue, Suspend, Terminator};
use flowright_ir::image::Image;
use flowright_ir::validate;
use flowright_stdlib::types::Type;

use crate::driver::image;
use crate::flow::json_flow;

const ITEMS: &str = "collection rows {\n  name: text\n  unique (name)\n}\n";

fn code(ty: &str, statements: &str) -> Code {
    let image = image(&json_flow(ty, statements, ITEMS));
    Code::clone(&image.workflows[0].code.main)
}

fn suspensions(code: &Code) -> Vec<&Suspend> {
    let blocks = code.blocks.iter();
    let suspends = blocks.filter_map(|block| match &block.terminator {
        Terminator::Suspend(suspend) => Some(&**suspend),
        _ => None,
    });
    suspends.collect()
}

/// The types of the values live across each step.
fn live(ty: &str, statements: &str) -> Vec<Vec<String>> {
    let code = code(ty, statements);
    let types = |suspend: &&Suspend| {
        let live = suspend.live.iter();
        live.map(|value| value.ty.to_string()).collect()
    };
    suspensions(&code).iter().map(types).collect()
}

#[test]
fn what_is_used_after_a_step_is_live_and_nothing_else() {
    let statements = r#"
  let name = context.data.name
  let unused = context.data.n
  let before = context.data.n + 1
  let row = upsert rows by (name) { name: name }
  respond 200 json { before, id: row.id }
"#;
    assert_eq!(live("{ name: text, n: int }", statements), [["int"]]);
}

#[test]
fn a_value_of_which_one_word_is_live_is_listed_whole() {
    let statements = r#"
  let note = context.data.note
  let row = upsert rows by (name) { name: "a" }
  if note == null {
    respond 404 json { id: row.id }
  }
  respond 200 json { id: row.id }
"#;
    let code = code("{ note: text? }", statements);
    let [suspend] = suspensions(&code)[..] else {
        panic!("another count of steps");
    };
    let [LiveValue { ty, locals }] = &suspend.live[..] else {
        panic!("{:?}", suspend.live);
    };
    assert_eq!(*ty, Type::Text.optional());
    assert_eq!(locals.len(), 3, "the tag, the address and the length");
    for local in locals {
        assert!(code.locals[local.0 as usize].frame.is_some());
    }
}

#[test]
fn what_only_the_failure_of_a_step_needs_is_live_too() {
    let statements = r#"
  let email = context.data.email
  try {
    let row = upsert rows by (name) { name: context.data.name }
    respond 200 json { id: row.id }
  } catch e {
    respond 502 json { email, code: e.code }
  }
"#;
    let live = live("{ name: text, email: text }", statements);
    assert_eq!(live, [["text"]]);
}

#[test]
fn a_record_is_listed_by_the_fields_that_are_stored() {
    let statements = r#"
  let row = upsert rows by (name) { name: context.data.name }
  let other = upsert rows by (name) { name: "b" }
  respond 200 json { id: row.id, other: other.id }
"#;
    let code = code("{ name: text }", statements);
    let suspensions = suspensions(&code);
    let [_, second] = suspensions[..] else {
        panic!("another count of steps");
    };
    let [LiveValue { ty, .. }] = &second.live[..] else {
        panic!("{:?}", second.live);
    };
    let Type::Record(row) = ty else {
        panic!("{ty}");
    };
    assert_eq!(row.names().collect::<Vec<_>>(), ["id"]);
}

/// The rule that the validator reports as broken for code with one step, and one int and one text
/// live across it, after a change.
fn rule_broken_by(change: impl FnOnce(&mut Code)) -> String {
    let statements = r#"
  let name = context.data.name
  let before = context.data.n + 1
  let row = upsert rows by (name) { name: name }
  respond 200 json { before, id: row.id, name }
"#;
    let valid = image(&json_flow("{ name: text, n: int }", statements, ITEMS));
    let mut image = Image::clone(&valid);
    let code = Arc::make_mut(&mut image.workflows[0].code);
    change(Arc::make_mut(&mut code.main));
    validate(&image).unwrap_err().rule
}

fn suspend(code: &mut Code) -> &mut Suspend {
    let mut blocks = code.blocks.iter_mut();
    let found = blocks.find_map(|block| match &mut block.terminator {
        Terminator::Suspend(suspend) => Some(&mut **suspend),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn the_validator_knows_what_must_be_listed() {
    let rules = [
        rule_broken_by(|code| suspend(code).live.clear()),
        rule_broken_by(|code| suspend(code).live[0].ty = Type::Text.optional()),
        rule_broken_by(|code| {
            let local = suspend(code).live[0].locals[0];
            code.locals[local.0 as usize].frame = None;
        }),
        rule_broken_by(|code| {
            let arguments = suspend(code).arguments;
            suspend(code).counters.push(arguments);
        }),
        rule_broken_by(|code| {
            let mut twice = suspend(code).clone();
            twice.arguments = twice.live[0].locals[0];
            let after = code.resume_points[twice.result as usize];
            code.blocks[after.0 as usize].terminator = Terminator::Suspend(Box::new(twice));
        }),
        rule_broken_by(|code| suspend(code).failure = Some(0)),
        rule_broken_by(|code| suspend(code).result = 9),
        rule_broken_by(|code| {
            let suspend = suspend(code);
            let text = suspend.live.iter_mut().find(|one| one.locals.len() == 2);
            let locals = &mut text.unwrap().locals;
            locals[1] = locals[0];
        }),
    ];
    insta::assert_snapshot!(rules.join("\n"));
}
