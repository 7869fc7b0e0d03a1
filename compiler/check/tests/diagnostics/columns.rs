//! Fields of collections that hold lists and JSON, and lists after `in`.

use crate::{assert_clean, assert_diagnostics};

#[test]
fn lists_and_json_that_are_fine() {
    assert_clean!(include_str!("columns/clean.flow"));
}

#[test]
fn declarations_of_lists_and_json() {
    assert_diagnostics!(include_str!("columns/declarations.flow"));
}

#[test]
fn conditions_on_lists_and_json() {
    assert_diagnostics!(include_str!("columns/conditions.flow"));
}

#[test]
fn steps_that_lists_and_json_do_not_fit() {
    assert_diagnostics!(include_str!("columns/steps.flow"));
}
