//! The shape of generated code.

use flowright_check::program::Conversion;
use flowright_stdlib::types::Type;

use crate::build::*;
use crate::driver::image;

#[test]
fn an_answer_is_written_without_a_record_in_between() {
    let ty = record_type(&[("a", Type::Int), ("b", Type::Text.optional())]);
    let value = record_with(vec![
        ("ok", equal(field(data(&ty), "a"), int(1)), false),
        ("b", field(data(&ty), "b"), true),
        ("text", text("a \"b\""), false),
    ]);
    let image = image(&json_program(&ty, vec![json(value)]));
    insta::assert_snapshot!(image.workflows[0].code.main);
}

#[test]
fn a_list_is_copied_by_a_loop() {
    let wide = record_type(&[("a", Type::Int), ("b", Type::Text)]);
    let narrow = record_type(&[("b", Type::Text)]);
    let ty = record_type(&[("list", wide.list())]);
    let copied = convert(
        Conversion::Copy,
        field(data(&ty), "list"),
        &narrow.clone().list(),
    );
    let first = record_type(&[("a", Type::Int)]);
    let read = expression(
        E::Index {
            list: Box::new(bound(0, &narrow.clone().list())),
            index: Box::new(int(0)),
        },
        narrow.optional(),
    );
    let other = convert(Conversion::Copy, field(data(&ty), "list"), &first.list());
    let image = image(&json_program(
        &ty,
        vec![
            bind(0, copied),
            json(list(vec![record(vec![("n", read), ("o", other)])])),
        ],
    ));
    insta::assert_snapshot!(image.workflows[0].code.main);
}
