//! From the text of a `.flow` file to its syntax tree.

#![forbid(unsafe_code)]

pub mod ast;
