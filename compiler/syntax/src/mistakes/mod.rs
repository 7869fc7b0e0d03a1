//! Syntax mistakes and their messages: one function per mistake, one file per topic.

mod brackets;
mod calls;
mod characters;
mod declarations;
mod fields;
mod numbers;
mod operators;
mod statements;
mod strings;
mod words;

use flowright_diagnostics::{Edit, Span};

pub(crate) use brackets::{
    brace_on_own_line, missing_opener, other_closer, too_deep, unclosed, unopened,
};
pub(crate) use calls::{call_without_parentheses, trigger_without_parameters};
pub(crate) use characters::{
    bad_character, foreign_comment, hidden_character, misplaced_doc, not_ascii, semicolon_between,
    semicolons, stray_apostrophe, too_large,
};
pub(crate) use declarations::{
    array_mark, channel_without_equal, colon_for_arrow, config_without_type,
    key_without_parentheses, late_trigger, long_path, mixed_segment, parameter_without_type,
    path_without_slash, stray_equal, type_without_equal,
};
pub(crate) use fields::{
    body_by_other, field_equal, field_without_colon, optional_field, or_null, setting_sign,
    typed_body, unseparated_setting, value_without_colon, verify_sign,
};
pub(crate) use numbers::{BadNumber, bad_number, spaced_unit};
pub(crate) use operators::{
    assign_for_equal, assigned_in_lambda, chained_comparison, duration_call, foreign_operator,
    generic_decode, named_arguments, ternary,
};
pub(crate) use statements::{
    arm_sign, assigned_field, at_most_without_at_once, bad_pattern, else_if, fields_of_pattern,
    named_constant, record_for_request, record_for_settings, shorthand_after_arrow, to_count,
};
pub(crate) use strings::{
    BadEscape, bad_escape, bad_escapes, dollar_braces, doubled_braces, empty_interpolation,
    interpolation_in_literal, is_plain_backslash, literal_interpolation, pattern_in_plain_text,
    single_quotes, string_over_lines, unclosed_interpolation, unclosed_string,
};
pub(crate) use words::{
    foreign_enum, foreign_return, foreign_switch, foreign_word, inside_interpolation, missing_sign,
    misspelt_word, no_word, statement_outside, unexpected,
};

fn replace(span: Span, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit {
        span,
        text: text.into(),
    }]
}
