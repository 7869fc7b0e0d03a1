//! The workspace's tests.

#![forbid(unsafe_code)]
