//! A call to a library function.

use crate::decimal::Decimal;
use crate::equality::Comparison;
use crate::failure::{Failure, FailureCode};
use crate::memory::{Context, Value};
use crate::types::{Type, memory_words};

/// A call: arguments in, results out, as words in registers.
pub struct Call<'a> {
    /// The execution.
    pub context: &'a mut Context,
    /// The type of the receiver, for functions on lists.
    pub receiver: &'a Type,
    arguments: &'a [u64],
    results: &'a mut [u64],
}

impl<'a> Call<'a> {
    /// A call with the concatenated words of the receiver and the arguments, and space for the
    /// words of the result.
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

    /// The argument word at that index.
    ///
    /// # Errors
    /// `internal` if there is none; the same applies to all readers here.
    pub fn word(&self, at: usize) -> Result<u64, Failure> {
        self.arguments
            .get(at)
            .copied()
            .ok_or_else(|| Failure::internal("a call lacks an argument"))
    }

    /// The int at that word index.
    pub fn int(&self, at: usize) -> Result<i64, Failure> {
        Ok(self.word(at)?.cast_signed())
    }

    /// The decimal whose two words start at that index.
    pub fn decimal(&self, at: usize) -> Result<Decimal, Failure> {
        Decimal::of_words([self.word(at)?, self.word(at + 1)?])
    }

    /// The text whose two words start at that index.
    pub fn text(&self, at: usize) -> Result<&str, Failure> {
        self.context.text(self.word(at)?, self.word(at + 1)?)
    }

    /// The bytes whose two words start at that index.
    pub fn bytes(&self, at: usize) -> Result<&[u8], Failure> {
        self.context.bytes(self.word(at)?, self.word(at + 1)?)
    }

    /// The int at that index as a count; 0 if it is negative.
    pub fn count(&self, at: usize) -> Result<usize, Failure> {
        let count = self.int(at)?.max(0);
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// The address of an element of the receiver, whose elements start at `list`.
    pub fn element(&self, list: u64, index: u64) -> Result<u64, Failure> {
        match self.receiver {
            Type::List(element) => {
                let stride = u64::from(memory_words(element)) * 8;
                Ok(list.wrapping_add(index.wrapping_mul(stride)))
            }
            _ => Err(Failure::internal("a receiver is no list")),
        }
    }

    /// The number of words per element of the receiver.
    pub fn element_words(&self) -> Result<u64, Failure> {
        match self.receiver {
            Type::List(element) => Ok(u64::from(memory_words(element))),
            _ => Err(Failure::internal("a receiver is no list")),
        }
    }

    /// Allocates space for `count` elements of the receiver's element type.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate_elements(&mut self, count: u64) -> Result<u64, Failure> {
        let words = count.saturating_mul(self.element_words()?);
        let words = u32::try_from(words).map_err(|_| {
            Failure::new(
                FailureCode::TooLarge,
                format!("a list of {count} elements is larger than the memory of the execution"),
            )
        })?;
        self.context.allocate(words)
    }

    /// Whether an element of the receiver equals the argument whose first word is at `at`; spends
    /// fuel in proportion to the size of the compared data.
    ///
    /// # Errors
    /// As for [`equal`](crate::equality::equal).
    pub fn receiver_contains(&mut self, at: usize) -> Result<bool, Failure> {
        Ok(self.receiver_position(at)?.is_some())
    }

    /// The index of the first element of the receiver that equals the argument, like
    /// [`receiver_contains`](Self::receiver_contains).
    ///
    /// # Errors
    /// As for [`equal`](crate::equality::equal).
    pub fn receiver_position(&mut self, at: usize) -> Result<Option<u64>, Failure> {
        let Type::List(ty) = self.receiver else {
            return Err(Failure::internal("a receiver is no list"));
        };
        let argument = self.arguments.get(at..).unwrap_or_default();
        let argument = Value::in_registers(self.context, ty, argument);
        let list = Value::in_registers(self.context, self.receiver, self.arguments);
        let mut comparison = Comparison::new(self.context);
        let mut found = Ok(None);
        for (index, element) in (0..).zip(list.elements(ty)?) {
            match comparison.equal(element, argument) {
                Ok(false) => {}
                Ok(true) => {
                    found = Ok(Some(index));
                    break;
                }
                Err(failure) => {
                    found = Err(failure);
                    break;
                }
            }
        }
        comparison.spend(self.context);
        found
    }

    /// The maximum number of bytes that the execution may hold.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.context.memory()
    }

    /// Spends fuel for processing that many bytes.
    pub fn spend_bytes(&mut self, bytes: u64) {
        self.context.spend_bytes(bytes);
    }

    /// Spends fuel for processing that many elements.
    pub fn spend(&mut self, work: u64) {
        self.context
            .spend(usize::try_from(work).unwrap_or(usize::MAX));
    }

    /// Fails before building a text that would exceed the memory limit.
    ///
    /// # Errors
    /// `too_large` if `bytes` exceeds the arena's limit.
    pub fn expect_room(&self, bytes: usize) -> Result<(), Failure> {
        if bytes > self.memory() {
            return Err(Failure::new(
                FailureCode::TooLarge,
                format!("a text of {bytes} bytes is larger than the memory of the execution"),
            ));
        }
        Ok(())
    }

    /// Returns words as the result.
    pub fn give(&mut self, words: &[u64]) {
        for (to, from) in self.results.iter_mut().zip(words) {
            *to = *from;
        }
    }

    /// Returns a text as the result, copied into the arena.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn give_text(&mut self, text: &str) -> Result<(), Failure> {
        let words = self.context.allocate_bytes(text.as_bytes())?;
        self.give(&words);
        Ok(())
    }

    /// Returns a text that `write` builds from the arguments.
    ///
    /// # Errors
    /// The failures of `write`, and `too_large` at the arena's limit.
    pub fn give_built(
        &mut self,
        write: impl FnOnce(&Call<'_>, &mut Vec<u8>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        // The buffer may hold the beginning of a text that this call is part of, so the result is
        // built in a separate buffer.
        let mut buffer = std::mem::take(&mut self.context.buffer);
        let start = buffer.len();
        let written = write(self, &mut buffer);
        let built = buffer.get(start..).unwrap_or_default();
        let words = written.and_then(|()| self.context.allocate_bytes(built));
        buffer.truncate(start);
        self.context.buffer = buffer;
        self.give(&words?);
        Ok(())
    }

    /// Returns a list as the result: the words of its elements, `stride` words each.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn give_list(&mut self, words: &[u64], stride: usize) -> Result<(), Failure> {
        let address = self.context.allocate_words(words)?;
        self.give(&[address, (words.len() / stride.max(1)) as u64]);
        Ok(())
    }

    /// Returns a part of a text argument without copying: the argument's first word is at `at`, and
    /// the part is `length` bytes from `start`, on character boundaries.
    ///
    /// # Errors
    /// `internal` if there is no such argument.
    pub fn give_part(&mut self, at: usize, start: usize, length: usize) -> Result<(), Failure> {
        let address = self.word(at)?.wrapping_add(start as u64);
        self.give(&[address, length as u64]);
        Ok(())
    }
}
