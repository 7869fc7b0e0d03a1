//! Expressions and statements of functions, workflows and a trigger's `when`.
//!
//! [`Checker`] holds the state at a point in the body. Each family of rules is one file that adds
//! methods to it.

mod access;
mod arithmetic;
mod blocks;
mod calls;
mod checker;
mod coerce;
mod conditionals;
mod conditions;
pub(crate) mod context;
mod declared;
mod decode;
mod expressions;
mod failing;
pub(crate) mod foreign;
mod foreign_numbers;
mod foreign_use;
mod free;
mod function;
mod indexing;
mod lambdas;
mod library;
mod library_reports;
mod list_fields;
mod list_operands;
mod log;
mod loops;
mod maps;
mod matching;
mod member_operands;
mod misplaced_arguments;
mod narrowing;
mod no_request;
mod notation;
mod nulls;
mod omission;
mod operands;
mod operators;
mod parallel;
mod part;
mod path;
mod patterns;
mod reason;
mod records;
mod referred;
mod request;
mod scope;
mod secret_origin;
mod secrets;
mod source;
mod spread;
mod text;
mod transaction;
mod unions;
mod unknown_field;
mod unnamed_catch;
mod unnamed_failure;
mod unused_change;
mod unwrapping;
mod variable;
mod variables;

pub(crate) use calls::{Callee, argument_count};
pub(crate) use checker::{Checker, Place};
pub(crate) use function::function;
pub(crate) use library_reports::AS_PATH;
pub(crate) use nulls::never_null;
pub(crate) use operators::{
    incomparable, may_be_compared, may_be_null, never_in, not_a_list, text_order,
};
pub(crate) use reason::{Reason, Use};
pub(crate) use referred::{compare_by_id, id_of_row};
pub(crate) use request::{Data, DeclaredMembers, PathParameter, Request};
pub(crate) use scope::error;
pub(crate) use spread::GivenBy;
pub(crate) use text::{literal, source};
