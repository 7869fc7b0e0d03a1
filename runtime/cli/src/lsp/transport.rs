//! Stdin and stdout as a connection.
//!
//! The transport of lsp-server delivers one message at a time, so the server cannot find out
//! whether more are waiting. It also ends at the first message that it cannot read.

use std::io::{self, ErrorKind};
use std::{panic, thread};

use lsp_server::{Connection, Message};

use crate::compile::STACK;
use crate::output::{Exit, complain};

/// Runs a server on stdin and stdout until it ends; by then, everything it has sent is written.
///
/// # Errors
/// If the threads cannot be spawned.
pub(super) fn stdio(serve: fn(Connection) -> Exit) -> io::Result<Exit> {
    let (server, client) = Connection::memory();
    let Connection { sender, receiver } = client;
    // Not joined: it may be blocked in a read that never returns.
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || read(|message| sender.send(message).is_ok()))?;
    let writer = thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || write(receiver))?;
    // The parser and the checker recurse as deeply as the texts nest, and the server calls them on
    // this thread.
    let server = thread::Builder::new()
        .name("server".to_owned())
        .stack_size(STACK)
        .spawn(move || serve(server))?;
    let exit = match server.join() {
        Ok(exit) => exit,
        Err(panic) => panic::resume_unwind(panic),
    };
    let _ = writer.join();
    Ok(exit)
}

fn read(hand_over: impl Fn(Message) -> bool) {
    let mut input = io::stdin().lock();
    loop {
        match Message::read(&mut input) {
            Ok(Some(message)) => {
                if !hand_over(message) {
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                complain(&format!("flowright lsp: skipped a message: {error}"));
            }
            Ok(None) | Err(_) => break,
        }
    }
}

fn write(messages: impl IntoIterator<Item = Message>) {
    let mut output = io::stdout().lock();
    for message in messages {
        if message.write(&mut output).is_err() {
            break;
        }
    }
}
