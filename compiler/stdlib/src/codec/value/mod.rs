//! Values in an execution's memory, by their types.

mod decode;
mod encode;
mod kind;
mod written;
