//! Common mistakes and their reports. A case is a name and a text; its report is the snapshot
//! beside it. The text must parse without that mistake after its safe fixes.

mod brackets;
mod declarations;
mod expressions;
mod habits;
mod recovery;
mod settings;
mod statements;
mod support;
mod text;
