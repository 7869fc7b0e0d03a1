//! From a typed program to an Image, and the interpreter that runs it.

#![forbid(unsafe_code)]
