//! The server over real sockets, with injected parts that no program could specify.

mod detaching;
mod http2;
mod kit;
mod log;
mod panics;
