//! The language server: what an editor asks, answered by [`flowright_ide`].
//!
//! In: messages of the Language Server Protocol, in their order. Out: answers, and what is wrong. Not done here: what an answer is; a request is
//! a thin file in [`requests`] over a function of the compiler.
//!
//! - [`transport`]: messages from and to the standard streams.
//! - [`queue`], [`server`]: the loop.
//! - [`session`]: what notifications act on: the texts, and the way to the client.
//! - [`initialize`], [`client`]: who is at the other end.
//! - [`notifications`], [`requests`]: one file each.
//! - [`workspace`], [`program`], [`find`], [`disk`]: texts, and which of them are one program.
//! - [`key`], [`encoding`], [`text`]: documents, places and changes as clients write them.
//! - [`snapshot`], [`diagnostics`], [`publish`], [`edits`], [`symbol_kind`]: what the compiler gives, as clients read it.
//!
//! Invariant: nothing that a client sends ends the server but `exit` and the end of its stream. A panic costs the one answer.

mod client;
mod diagnostics;
mod disk;
mod edits;
mod encoding;
mod find;
mod guard;
mod initialize;
mod key;
mod notifications;
mod pages;
mod program;
mod publish;
mod queue;
mod requests;
mod server;
mod session;
mod snapshot;
mod symbol_kind;
mod text;
mod transport;
mod workspace;

use std::io;
use std::sync::Arc;

use crate::output::Exit;

/// Serves the client at the other end of the standard input and output, until it ends.
///
/// # Errors
/// Where there are no threads for it.
pub(crate) fn stdio() -> io::Result<Exit> {
    transport::stdio(|connection| {
        let mut server = server::Server::new(connection, requests::REQUESTS);
        server.session.workspace.pages = Arc::new(pages::Pages::in_cache());
        server.run()
    })
}

#[cfg(test)]
mod tests;
