//! The style, and the laws that hold it.

mod corpus;
mod laws;
mod style;
