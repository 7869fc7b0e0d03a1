//! A file.

use std::sync::Arc;

use flowright_diagnostics::{FileAnchors, FileId};

use super::Item;

/// All items of one file, in order.
#[derive(Clone, Debug)]
pub struct File {
    /// Which file.
    pub file: FileId,
    /// The positions of its declarations.
    pub anchors: Arc<FileAnchors>,
    /// Its items. When the file is reparsed, an unchanged item is the same `Arc`, even if it moved.
    pub items: Vec<Arc<Item>>,
}
