//! A file.

use std::sync::Arc;

use flowright_diagnostics::FileId;

use super::Item;

/// All items of one file, in order.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// Its items. One that did not change is the same one where the file is parsed again.
    pub items: Vec<Arc<Item>>,
}
