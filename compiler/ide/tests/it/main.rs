//! What the editor is told, by small programs with a cursor `$0` and the expected answer beside them in `fixtures/`.

mod any_text;
mod navigation;
mod structure;
mod support;
