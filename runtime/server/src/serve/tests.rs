//! The server over real sockets, with pieces put in that a program could not name.

mod detaching;
mod kit;
mod log;
mod panics;
