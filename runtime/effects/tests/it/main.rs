//! Tests over real sockets of this machine's loopback. Nothing here connects anywhere else: where a refusal is
//! tested, the resolver is a fake and the sockets that must stay silent are counted.

mod corpus;
mod dial;
mod email;
mod http;
mod slack;
mod support;
mod tls;
