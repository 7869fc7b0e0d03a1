//! The language server: answers an editor's requests with [`flowright_ide`].
//!
//! In: messages of the Language Server Protocol, in order. Out: responses and diagnostics. This
//! module does not compute the answers: each request is a thin file in [`requests`] that calls a
//! function of the compiler.
//!
//! - [`transport`]: messages from and to the standard streams.
//! - [`queue`], [`server`]: the loop.
//! - [`session`]: the state that notifications change: the texts and the connection to the client.
//! - [`initialize`], [`client`]: what the client supports.
//! - [`notifications`], [`requests`]: one file each.
//! - [`workspace`], [`program`], [`find`], [`disk`]: texts, and how they are grouped into programs.
//! - [`key`], [`encoding`], [`text`]: documents, positions and changes as clients write them.
//! - [`snapshot`], [`diagnostics`], [`publish`], [`edits`], [`symbol_kind`]: the compiler's
//!   results, converted for clients.
//!
//! Invariant: nothing a client sends ends the server except `exit` and the end of its stream. A
//! panic affects only one response.

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

/// Serves the client on stdin and stdout until it ends.
///
/// # Errors
/// If the threads cannot be spawned.
pub(crate) fn stdio() -> io::Result<Exit> {
    transport::stdio(|connection| {
        let mut server = server::Server::new(connection, requests::REQUESTS);
        server.session.workspace.pages = Arc::new(pages::Pages::in_cache());
        server.run()
    })
}

#[cfg(test)]
mod tests;
