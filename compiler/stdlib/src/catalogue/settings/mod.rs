//! The settings of owners other than schemes and channels: one file for each owner.

pub(super) mod http;
pub(super) mod respond;
pub(super) mod service;
pub(super) mod webhook;
