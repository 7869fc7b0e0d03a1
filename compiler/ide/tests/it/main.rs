//! Tests the IDE queries with small programs with a cursor `$0`. The expected answers are next to
//! them in `fixtures/`.

mod actions;
mod any_text;
mod completion;
#[path = "../../../syntax/tests/edits/mod.rs"]
mod edits;
mod every_place;
mod hover;
mod incremental;
mod navigation;
mod next_word;
mod programs;
mod rename;
mod signature;
mod structure;
mod support;
