//! Regular expressions with limits on their size. They match in time linear in the text.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use regex::{Error, Regex, RegexBuilder};

/// The maximum size of a compiled pattern, in bytes: the time that matching takes is proportional
/// to it.
const MOST: usize = 1 << 18;

/// The compiled pattern.
///
/// # Errors
/// What is wrong with the pattern, as the rest of a sentence about it.
pub(crate) fn compiled(pattern: &str) -> Result<Regex, String> {
    let built = RegexBuilder::new(pattern)
        .size_limit(MOST)
        .dfa_size_limit(4 * MOST)
        .build();
    built.map_err(|error| match error {
        Error::CompiledTooBig(_) => "is too large: it would match slowly".to_owned(),
        other => {
            // The last line states what is wrong; the lines before it show where.
            let message = other.to_string();
            let last = message.lines().last().unwrap_or_default();
            format!("is invalid: {}", last.trim_start_matches("error: "))
        }
    })
}

/// The compiled patterns of a program that have been used.
#[derive(Debug, Default)]
pub struct Patterns(RwLock<HashMap<Box<str>, Regex>>);

impl Patterns {
    /// The compiled pattern. All patterns are texts in the program, so their number is bounded.
    ///
    /// # Errors
    /// As for [`compiled`].
    pub(crate) fn get(&self, pattern: &str) -> Result<Regex, String> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(pattern) {
            return Ok(known.clone());
        }
        drop(known);
        let fresh = compiled(pattern)?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(pattern.into(), fresh.clone());
        Ok(fresh)
    }
}
