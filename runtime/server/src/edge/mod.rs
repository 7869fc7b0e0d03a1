//! The edge: the checks a request must pass before its body is parsed.
//!
//! In: hyper's request parts and body, and plain settings. Out: the client's address, the raw body,
//! or a refusal: a precise reason for the audit log, and only a status for the client.
//!
//! - [`framing`]: requests whose boundaries two servers could interpret differently
//! - [`client_ip`] and [`lists`]: who the client is, and whether it may call
//! - [`cors`]: browsers whose pages have another origin
//! - [`body`]: the body, limited in size and time
//! - [`linger`]: the rest of a request that has already been answered
//! - [`patient`]: peers that do not read their responses
//! - [`scheme`]: who sent a request; [`hmac`]: signatures under a shared secret, of a form that the
//!   catalogue or the flow defines
//! - [`place`]: a single value of a request, before it is verified; [`member`]: a value in its body
//! - [`added`]: what a sender adds to a request so that it is accepted
//!
//! Not done here: which settings a workflow has, and in which order they apply.

pub mod added;
pub mod body;
pub mod client_ip;
pub mod cors;
pub mod framing;
pub mod hmac;
pub mod linger;
pub mod lists;
mod member;
pub mod patient;
pub mod place;
pub mod scheme;
pub mod unread;
