//! Words that exist in the language but that this version does not support.

/// A word that exists in the language but that this version does not support.
#[derive(Clone, Copy, Debug)]
pub struct Unbuilt {
    /// The word.
    pub word: &'static str,
    /// A sample of its use, for the test that tries every such word.
    pub sample: &'static str,
}

impl Unbuilt {
    /// A word with its sample.
    pub(super) const fn new(word: &'static str, sample: &'static str) -> Unbuilt {
        Unbuilt { word, sample }
    }
}
