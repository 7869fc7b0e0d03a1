//! The server as an editor sees it: over a connection, message by message.

mod anything;
mod editor;
mod formatting;
mod lifecycle;
mod programs;
mod questions;
mod sync;
