//! A file.

use std::sync::Arc;

use flowright_diagnostics::{FileAnchors, FileId};

use super::Item;

/// All items of one file, in order.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// Where its declarations stand.
    pub anchors: Arc<FileAnchors>,
    /// Its items. One that did not change is the same one where the file is parsed again, wherever it stands now.
    pub items: Vec<Arc<Item>>,
}
