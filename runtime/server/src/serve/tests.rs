//! The server over real sockets, with pieces put in that a program could not name.

mod detaching;
mod http2;
mod kit;
mod log;
mod panics;
