//! One call of a function of the library.

use crate::failure::Failure;
use crate::memory::Context;
use crate::types::{Type, register_words};

/// One call: arguments in, results out, as words in registers.
pub struct Call<'a> {
    /// The execution.
    pub context: &'a mut Context,
    /// The type of the receiver, for functions on lists.
    pub receiver: &'a Type,
    arguments: &'a [u64],
    results: &'a mut [u64],
}

impl<'a> Call<'a> {
    /// A call with the words of the receiver and the arguments one after the other, and room for the words of the result.
    pub fn new(
        context: &'a mut Context,
        receiver: &'a Type,
        arguments: &'a [u64],
        results: &'a mut [u64],
    ) -> Call<'a> {
        Call {
            context,
            receiver,
            arguments,
            results,
        }
    }

    /// The word at that place among all argument words.
    ///
    /// # Errors
    /// `internal` where there is none; so for all readers here.
    pub fn word(&self, at: usize) -> Result<u64, Failure> {
        self.arguments
            .get(at)
            .copied()
            .ok_or_else(|| Failure::internal("a call lacks an argument"))
    }

    /// The int whose word is at that place.
    pub fn int(&self, at: usize) -> Result<i64, Failure> {
        Ok(self.word(at)?.cast_signed())
    }

    /// The float whose word is at that place.
    pub fn float(&self, at: usize) -> Result<f64, Failure> {
        Ok(f64::from_bits(self.word(at)?))
    }

    /// The text whose two words begin at that place.
    pub fn text(&self, at: usize) -> Result<&str, Failure> {
        self.context.text(self.word(at)?, self.word(at + 1)?)
    }

    /// Gives words as the result.
    pub fn give(&mut self, words: &[u64]) {
        for (to, from) in self.results.iter_mut().zip(words) {
            *to = *from;
        }
    }

    /// Gives a text as the result, copied into the arena.
    ///
    /// # Errors
    /// `too_large` at the arena's cap.
    pub fn give_text(&mut self, text: &str) -> Result<(), Failure> {
        let words = self.context.allocate_bytes(text.as_bytes())?;
        self.give(&words);
        Ok(())
    }

    /// Gives a part of a text argument as the result, without copying: the argument's first word is at `at`, and the part is
    /// `length` bytes from `start`, on character boundaries.
    ///
    /// # Errors
    /// `internal` where there is no such argument.
    pub fn give_part(&mut self, at: usize, start: usize, length: usize) -> Result<(), Failure> {
        let address = self.word(at)?.wrapping_add(start as u64);
        self.give(&[address, length as u64]);
        Ok(())
    }

    /// The words that a value of that type takes as an argument.
    #[must_use]
    pub fn width(ty: &Type) -> usize {
        register_words(ty) as usize
    }
}
