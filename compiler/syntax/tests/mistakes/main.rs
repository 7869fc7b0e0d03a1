//! Common mistakes and their reports. A case is a name and a text; its report is the snapshot next
//! to it. After its safe fixes, the text must parse without that mistake.

mod brackets;
mod declarations;
mod expressions;
mod habits;
mod recovery;
mod settings;
mod statements;
mod support;
mod text;
