//! The hyper server: listener, routes, edge, decoding, answers, audit.

#![forbid(unsafe_code)]
