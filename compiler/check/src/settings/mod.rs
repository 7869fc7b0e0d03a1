//! Reading blocks of settings by their specs in the [catalogue](flowright_stdlib::catalogue).
//!
//! In: a block, and whose it is. Out: the settings that were given, each with its value, and reports of those that are unknown, given
//! twice, missing or wrong. Not done here: how settings of a block go together, and what is a construct of its own (`verify`, `body`, …).
//!
//! - [`block`]: a block of settings; the one `match` over the kinds of settings
//! - [`value`]: what a setting says
//! - [`given`]: which settings are known and given once
//! - [`fixed`]: values that are known when the server starts; [`computed`]: values that the flow computes
//! - [`header`], [`ranges`], [`secrets`], [`signed`], [`url`]: values with rules of their own
//! - [`operands`]: what stands behind the name of a setting
//! - [`reports`]: what is said of them

mod block;
mod computed;
mod fixed;
mod given;
mod header;
mod operands;
mod ranges;
mod reports;
mod secrets;
mod signed;
mod url;
mod value;

pub(crate) use block::{Read, declared};
pub(crate) use operands::{operand, plain, word};
pub(crate) use reports::{missing, twice, unknown_word, wrong};
pub(crate) use secrets::secrets;
pub(crate) use url::{fragment, not_url, url_problem};
pub(crate) use value::Value;
