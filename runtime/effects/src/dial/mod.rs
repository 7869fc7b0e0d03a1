//! The dialer: from a host and a port to a stream, subject to the egress policy.
//!
//! In: a host as a name or a literal, in any spelling, and a port. Out: a [`Stream`] to an address that the
//! policy allows, or a [`DialError`].
//!
//! Invariant: the address connected to is the address that was checked; a name is resolved once per
//! dial.

mod dialer;
mod egress;
mod error;
mod ranges;
mod resolve;
mod stream;
mod target;
mod tls;

pub use dialer::Dialer;
pub use egress::Egress;
pub use error::DialError;
pub use resolve::{Resolve, Resolving, SystemResolver};
pub use stream::Stream;
pub(crate) use stream::Traffic;
pub use tls::{Tls, certificates};
