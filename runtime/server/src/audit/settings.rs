//! Where the log goes, and how much of it there may be.

use std::path::PathBuf;

/// Where the log goes, and how much of it there may be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Made if it is not there; only this process may write segments to it.
    pub directory: PathBuf,
    /// A segment is closed before it grows past this.
    pub segment_bytes: u64,
    /// The oldest segment is removed when there would be more.
    pub segments: usize,
    /// How many refused requests of a route are written each minute.
    pub refused_per_minute: u32,
}

impl Settings {
    /// Eight segments of 64 MB, and a hundred refused requests a minute and route.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self {
            directory,
            segment_bytes: 64_000_000,
            segments: 8,
            refused_per_minute: 100,
        }
    }
}
