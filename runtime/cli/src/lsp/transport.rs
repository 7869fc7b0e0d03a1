//! The standard input and output as a connection.
//!
//! lsp-server's own hands over one message at a time, so that nobody can see whether more are waiting, and ends with the first message
//! that it cannot read.

use std::io::{self, ErrorKind};
use std::{panic, thread};

use lsp_server::{Connection, Message};

use crate::compile::STACK;
use crate::output::{Exit, complain};

/// Runs a server on the standard input and output, until it ends; all that it has said by then is written.
///
/// # Errors
/// Where there are no threads for it.
pub(super) fn stdio(serve: fn(Connection) -> Exit) -> io::Result<Exit> {
    let (server, client) = Connection::memory();
    let Connection { sender, receiver } = client;
    // Not waited for: it may stand in a read that never ends.
    thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || read(|message| sender.send(message).is_ok()))?;
    let writer = thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || write(receiver))?;
    // Parser and checker nest as deeply as the texts do, and the server calls them all the time.
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
                complain(&format!("flowright lsp: a message is left out: {error}"));
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
