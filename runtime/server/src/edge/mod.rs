//! The edge: what a request must pass before anything looks into its body.
//!
//! In: hyper's request parts and body, and plain settings. Out: the client's address, the raw body, or a refusal that is
//! precise for the audit log and a bare status for the client.
//!
//! - [`framing`]: requests whose limits two servers could see differently
//! - [`client_ip`] and [`lists`]: who is asking, and whether they may
//! - [`body`]: the body, capped in size and time
//! - [`linger`]: the rest of a request that has been answered already
//! - [`patient`]: peers that do not take their answers
//! - [`scheme`]: who sent it; [`hmac`]: signatures under a shared secret, of the form that the catalogue or the flow gives
//! - [`added`]: what a sender adds to be accepted
//!
//! Not done here: which settings a workflow has, and in which order they act.

pub mod added;
pub mod body;
pub mod client_ip;
pub mod framing;
pub mod hmac;
pub mod linger;
pub mod lists;
pub mod patient;
pub mod scheme;
