//! The byte stream that is hashed.

use std::time::Duration;

use sha2::{Digest as _, Sha256};

/// The hash of written data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(pub [u8; 32]);

/// Writes values into a hash; the encoding of each value is self-delimiting.
pub(super) struct Writer(Sha256);

impl Writer {
    /// Starts the hash of an object of that kind.
    pub(super) fn new(kind: &str) -> Writer {
        let mut writer = Writer(Sha256::new());
        writer.text(kind);
        writer
    }

    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }

    /// Writes the kind of a value without other data, or the kind of the value that is written
    /// next.
    pub(super) fn kind(&mut self, kind: &str) {
        self.text(kind);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.update(text.as_bytes());
    }

    pub(super) fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.length(texts.len());
        texts.for_each(|text| self.text(text));
    }

    pub(super) fn number(&mut self, number: u64) {
        self.0.update(number.to_le_bytes());
    }

    pub(super) fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    pub(super) fn bool(&mut self, value: bool) {
        self.0.update([u8::from(value)]);
    }

    pub(super) fn duration(&mut self, duration: Duration) {
        self.number(duration.as_secs());
        self.number(duration.subsec_nanos().into());
    }

    /// Writes a value that may be missing.
    pub(super) fn optional<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Writer, T)) {
        self.bool(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Writes a used declaration by its hash.
    pub(super) fn digest(&mut self, digest: Digest) {
        self.0.update(digest.0);
    }
}
