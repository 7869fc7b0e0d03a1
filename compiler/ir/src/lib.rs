//! From a typed program to an [`Image`](image::Image), and the interpreter that runs it.

#![forbid(unsafe_code)]

pub mod code;
pub mod handler;
pub mod image;
pub mod operations;
