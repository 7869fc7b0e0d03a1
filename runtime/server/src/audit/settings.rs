//! Where the log goes, and how large it may grow.

use std::path::PathBuf;
use std::time::Duration;

/// Where the log goes, and how large it may grow.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Created if it does not exist; only this process may write segments to it.
    pub directory: PathBuf,
    /// A segment is closed before it grows past this.
    pub segment_bytes: u64,
    /// The oldest segments are removed when the total size exceeds this.
    pub total_bytes: u64,
    /// Segments last written longer ago than this are removed.
    pub age: Duration,
    /// How many refused requests per route are written each minute.
    pub refused_per_minute: u32,
}

impl Settings {
    /// 512 MB and 90 days, in segments of up to 64 MB, and a hundred refused requests per minute
    /// and route.
    #[must_use]
    pub fn new(directory: PathBuf) -> Self {
        Self {
            directory,
            segment_bytes: 64_000_000,
            total_bytes: 512_000_000,
            age: Duration::from_secs(90 * 24 * 60 * 60),
            refused_per_minute: 100,
        }
    }
}
