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
mod foreign_use;
mod function;
mod lambdas;
mod library;
mod log;
mod loops;
mod matching;
mod narrowing;
mod nulls;
mod omission;
mod operands;
mod operators;
mod path;
mod reason;
mod records;
mod request;
mod scope;
mod secret_origin;
mod secrets;
mod source;
mod text;
mod variable;
mod variables;

pub(crate) use checker::{Checker, Place};
pub(crate) use function::function;
pub(crate) use library::AS_PATH;
pub(crate) use nulls::never_null;
pub(crate) use operators::{incomparable, text_order};
pub(crate) use reason::{Reason, Use};
pub(crate) use request::{Data, DeclaredMembers, PathParameter, Request};
