//! Tests over real sockets on this machine's loopback. They connect nowhere else: where a refusal
//! is tested, the resolver is a fake, and connections to sockets that must receive none are
//! counted.

mod corpus;
mod dial;
mod email;
mod http;
mod slack;
mod support;
mod tls;
