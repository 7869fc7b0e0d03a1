//! From syntax trees to a typed program.

#![forbid(unsafe_code)]
