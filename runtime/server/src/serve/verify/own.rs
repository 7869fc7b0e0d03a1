//! What a scheme with code of its own is.

use flowright_ir::image::Settings;

use crate::Secret;
use crate::edge::scheme::Built;

/// A scheme with code of its own.
#[derive(Debug)]
pub(super) struct Own {
    /// Its name.
    pub(super) scheme: &'static str,
    /// The scheme by these settings, with the secrets that they name.
    pub(super) build: fn(&Settings, Vec<Secret>) -> Built,
}
