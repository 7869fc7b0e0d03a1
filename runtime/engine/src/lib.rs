//! Drives handlers: steps, failures, fuel.

#![forbid(unsafe_code)]
