//! The settings of what is neither a scheme nor a channel: one file for each that has some.

pub(super) mod http;
pub(super) mod respond;
pub(super) mod service;
pub(super) mod webhook;
