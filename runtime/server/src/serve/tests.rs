//! The server over real sockets, with injected parts that a program could not specify.

mod detaching;
mod http2;
mod kit;
mod log;
mod panics;
