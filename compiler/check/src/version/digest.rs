//! What is hashed, written octet by octet.

use std::time::Duration;

use sha2::{Digest as _, Sha256};

/// The hash of something that was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digest(pub [u8; 32]);

/// Writes values into a hash, each so that it says itself where it ends.
pub(super) struct Writer(Sha256);

impl Writer {
    /// A hash of something of that kind.
    pub(super) fn new(kind: &str) -> Writer {
        let mut writer = Writer(Sha256::new());
        writer.text(kind);
        writer
    }

    pub(super) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }

    /// Something of which nothing but its kind is to be told, or the kind of what follows.
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

    /// Something that may be missing.
    pub(super) fn optional<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Writer, T)) {
        self.bool(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// Something that is used, by its own hash.
    pub(super) fn digest(&mut self, digest: Digest) {
        self.0.update(digest.0);
    }
}
