//! The style, and the laws that formatting obeys.

mod corpus;
mod laws;
mod style;
