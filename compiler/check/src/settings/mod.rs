//! Reads blocks of settings according to their specs in the
//! [catalogue](flowright_stdlib::catalogue).
//!
//! In: a block, and its owner. Out: the given settings with their values, and reports of unknown,
//! duplicate, missing and invalid settings. Not done here: how the settings of a block combine, and
//! constructs with their own syntax (`verify`, `body`, …).
//!
//! - [`block`]: a block of settings; the only `match` over the kinds of settings
//! - [`value`]: the value of a setting
//! - [`given`]: the known settings, without duplicates
//! - [`fixed`]: values that are known when the server starts; [`computed`]: values computed by the
//!   flow
//! - [`addresses`], [`auth`], [`flag`], [`header`], [`origins`], [`ranges`], [`secrets`],
//!   [`signed`], [`url`]: values with their own rules
//! - [`fields`]: records sent as name/text pairs or as multipart parts; [`content_type`]: the
//!   `Content-Type` of a multipart body
//! - [`html`]: values in HTML, by their position in the [`markup`]
//! - [`json_list`]: a list written as JSON, with its texts escaped
//! - [`operands`]: the operands after the name of a setting
//! - [`reports`]: the reports on settings

mod addresses;
mod auth;
mod block;
mod computed;
mod content_type;
mod fields;
mod fixed;
mod flag;
mod given;
mod header;
mod html;
mod json_list;
mod labels;
mod markup;
mod operands;
mod origins;
mod ranges;
mod reports;
mod secrets;
mod signed;
mod url;
mod value;

pub(crate) use auth::one_authorization;
pub(crate) use block::{Read, declared};
pub(crate) use content_type::own_content_type;
pub(crate) use header::is_name as is_header_name;
pub(crate) use operands::{operand, plain, word};
pub(crate) use reports::{choices, missing, none_of, twice, unknown_word, wrong};
pub(crate) use secrets::secrets;
pub(crate) use url::{fragment, not_url, url_problem};
pub(crate) use value::Value;
