//! Each mistake that people make, and the report that they read. A case is a name and a text; its report is the snapshot
//! beside it. What a safe fix makes of the text must parse without that mistake.

mod brackets;
mod declarations;
mod expressions;
mod habits;
mod recovery;
mod settings;
mod statements;
mod support;
mod text;
