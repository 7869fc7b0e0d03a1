//! The Program of the workflows of the language's page.

mod support;

use support::program;

#[test]
fn contact_form_is_clean() {
    program(include_str!("programs/contact_form.flow"));
}

#[test]
fn github_push_is_clean() {
    program(include_str!("programs/github_push.flow"));
}

#[test]
fn everything_is_clean() {
    program(include_str!("programs/everything.flow"));
}
