//! One call of a function of the library.

use crate::equality::Comparison;
use crate::failure::{Failure, FailureCode};
use crate::memory::{Context, Value};
use crate::types::{Type, memory_words};

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

    /// The text whose two words begin at that place.
    pub fn text(&self, at: usize) -> Result<&str, Failure> {
        self.context.text(self.word(at)?, self.word(at + 1)?)
    }

    /// The int at that place as a number of things; none where it is negative.
    pub fn count(&self, at: usize) -> Result<usize, Failure> {
        let count = self.int(at)?.max(0);
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// The address of an element of the receiver, whose elements begin at `list`.
    pub fn element(&self, list: u64, index: u64) -> Result<u64, Failure> {
        match self.receiver {
            Type::List(element) => {
                let stride = u64::from(memory_words(element)) * 8;
                Ok(list.wrapping_add(index.wrapping_mul(stride)))
            }
            _ => Err(Failure::internal("a receiver is no list")),
        }
    }

    /// The words of an element of the receiver.
    pub fn element_words(&self) -> Result<u64, Failure> {
        match self.receiver {
            Type::List(element) => Ok(u64::from(memory_words(element))),
            _ => Err(Failure::internal("a receiver is no list")),
        }
    }

    /// Room for so many elements like those of the receiver.
    ///
    /// # Errors
    /// `too_large` at the arena's cap.
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

    /// Whether an element of the receiver equals the argument whose first word is at `at`; spends fuel by the size of what is compared.
    ///
    /// # Errors
    /// As for [`equal`](crate::equality::equal).
    pub fn receiver_contains(&mut self, at: usize) -> Result<bool, Failure> {
        Ok(self.receiver_position(at)?.is_some())
    }

    /// The index of the first element of the receiver that equals the argument, as [`receiver_contains`](Self::receiver_contains) does.
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

    /// The most bytes that the execution may hold.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.context.memory()
    }

    /// Spends fuel for going through so many bytes.
    pub fn spend_bytes(&mut self, bytes: u64) {
        self.context.spend_bytes(bytes);
    }

    /// Spends fuel for work on so many elements.
    pub fn spend(&mut self, work: u64) {
        self.context
            .spend(usize::try_from(work).unwrap_or(usize::MAX));
    }

    /// Fails before a text is built that can't be held.
    ///
    /// # Errors
    /// `too_large` where `bytes` are more than the arena may ever hold.
    pub fn expect_room(&self, bytes: usize) -> Result<(), Failure> {
        if bytes > self.memory() {
            return Err(Failure::new(
                FailureCode::TooLarge,
                format!("a text of {bytes} bytes is larger than the memory of the execution"),
            ));
        }
        Ok(())
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

    /// Gives as the result a text that `write` builds from the arguments.
    ///
    /// # Errors
    /// What `write` fails with, and `too_large` at the arena's cap.
    pub fn give_built(
        &mut self,
        write: impl FnOnce(&Call<'_>, &mut Vec<u8>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        // The buffer may hold the beginning of a text that this call is a part of, so the result is built behind it.
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

    /// Gives a list as the result: the words of its elements, `stride` for each.
    ///
    /// # Errors
    /// `too_large` at the arena's cap.
    pub fn give_list(&mut self, words: &[u64], stride: usize) -> Result<(), Failure> {
        let address = self.context.allocate_words(words)?;
        self.give(&[address, (words.len() / stride.max(1)) as u64]);
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
}
