//! What the editor is told, by small programs with a cursor `$0` and the expected answer beside them in `fixtures/`.

mod again;
#[path = "../../../syntax/tests/edits/mod.rs"]
mod edits;
mod navigation;
mod support;
