//! The memory regions that the code of a context reads, writes and extends. Every address is looked
//! up.

use super::Context;
use crate::failure::Failure;

impl Context {
    /// The address of `words` fresh words, all zero.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate(&mut self, words: u32) -> Result<u64, Failure> {
        self.arena.allocate(words as usize)
    }

    /// Copies a text into the arena and returns its two words.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate_bytes(&mut self, bytes: &[u8]) -> Result<[u64; 2], Failure> {
        Ok([self.arena.copy_bytes(bytes)?, bytes.len() as u64])
    }

    /// Copies headers into the arena and returns the two words of a value of type headers.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate_headers<'h>(
        &mut self,
        headers: impl IntoIterator<Item = (&'h str, &'h str)>,
    ) -> Result<[u64; 2], Failure> {
        let mut words = Vec::new();
        for (name, value) in headers {
            words.extend(self.allocate_bytes(name.as_bytes())?);
            words.extend(self.allocate_bytes(value.as_bytes())?);
        }
        Ok([self.allocate_words(&words)?, (words.len() / 4) as u64])
    }

    /// Copies a text into the arena, and writes its two words at an address plus an offset in
    /// words.
    ///
    /// # Errors
    /// `too_large` at the arena's limit, `internal` if the address is not in the arena.
    pub fn store_text(&mut self, address: u64, offset: u32, text: &str) -> Result<(), Failure> {
        let [first, length] = self.allocate_bytes(text.as_bytes())?;
        self.store(address, offset, first)?;
        self.store(address, offset.saturating_add(1), length)
    }

    /// Copies words into the arena and returns their address.
    ///
    /// # Errors
    /// `too_large` at the arena's limit.
    pub fn allocate_words(&mut self, words: &[u64]) -> Result<u64, Failure> {
        let address = self.arena.allocate(words.len())?;
        if let Some(place) = self.arena.words_mut(address, words.len()) {
            place.copy_from_slice(words);
        }
        Ok(address)
    }

    /// The words at an address in any region.
    ///
    /// # Errors
    /// `internal` if the address is in no region.
    pub fn words(&self, address: u64, words: usize) -> Result<&[u64], Failure> {
        self.arena
            .words(address, words)
            .or_else(|| self.globals.words(address, words))
            .or_else(|| self.lent.as_ref()?.words(address, words))
            .ok_or_else(wrong_address)
    }

    /// The word at an address plus an offset in words.
    ///
    /// # Errors
    /// `internal` if the address is in no region.
    pub fn load(&self, address: u64, offset: u32) -> Result<u64, Failure> {
        let address = address.wrapping_add(u64::from(offset) * 8);
        self.words(address, 1)?
            .first()
            .copied()
            .ok_or_else(wrong_address)
    }

    /// Writes one word into the arena.
    ///
    /// # Errors
    /// `internal` if the address is not in the arena.
    pub fn store(&mut self, address: u64, offset: u32, word: u64) -> Result<(), Failure> {
        let address = address.wrapping_add(u64::from(offset) * 8);
        let place = self
            .arena
            .words_mut(address, 1)
            .and_then(<[u64]>::first_mut);
        *place.ok_or_else(wrong_address)? = word;
        Ok(())
    }

    /// Copies words between regions; the target is in the arena and does not overlap the source.
    ///
    /// # Errors
    /// `internal` if an address is in no region.
    pub fn copy_words(&mut self, to: u64, from: u64, words: usize) -> Result<(), Failure> {
        let mut buffer = [0_u64; 32];
        let mut copied = 0;
        while copied < words {
            let count = buffer.len().min(words - copied);
            let offset = (copied as u64).wrapping_mul(8);
            let part = self.words(from.wrapping_add(offset), count)?;
            for (to, from) in buffer.iter_mut().zip(part) {
                *to = *from;
            }
            let place = self.arena.words_mut(to.wrapping_add(offset), count);
            for (to, from) in place.ok_or_else(wrong_address)?.iter_mut().zip(buffer) {
                *to = from;
            }
            copied += count;
        }
        Ok(())
    }

    /// The bytes at an address in any region.
    ///
    /// # Errors
    /// `internal` if they are in no region.
    pub fn bytes(&self, address: u64, length: u64) -> Result<&[u8], Failure> {
        if length == 0 {
            return Ok(&[]);
        }
        let length = usize::try_from(length).map_err(|_| wrong_address())?;
        self.arena
            .bytes(address, length)
            .or_else(|| within(&self.constants.data, address, length))
            .or_else(|| within(&self.body, address, length))
            .or_else(|| self.globals.bytes(address, length))
            .or_else(|| self.lent.as_ref()?.bytes(address, length))
            .ok_or_else(wrong_address)
    }

    /// The text at an address in any region.
    ///
    /// # Errors
    /// `internal` if it is in no region or is not UTF-8.
    pub fn text(&self, address: u64, length: u64) -> Result<&str, Failure> {
        std::str::from_utf8(self.bytes(address, length)?)
            .map_err(|_| Failure::internal("a text is not UTF-8"))
    }
}

fn within(region: &[u8], address: u64, length: usize) -> Option<&[u8]> {
    let base = region.as_ptr().addr() as u64;
    let first = usize::try_from(address.checked_sub(base)?).ok()?;
    region.get(first..first.checked_add(length)?)
}

#[cold]
fn wrong_address() -> Failure {
    Failure::internal("an address outside of the memory of the execution")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::memory::{Constants, Context, Globals, Limits, Value};
    use crate::types::Type;

    #[test]
    fn headers_read_back_in_their_order() {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        let mut context = Context::new(Limits::default(), globals, constants);
        let headers = [
            ("a", "1"),
            ("b", ""),
            ("a", "a value of more than one word"),
        ];
        for count in [0, 1, 3] {
            let some = headers.into_iter().take(count);
            let words = context.allocate_headers(some.clone()).unwrap();
            let value = Value::in_registers(&context, &Type::Headers, &words);
            let texts: Vec<&str> = (value.headers().unwrap())
                .map(|text| text.text().unwrap())
                .collect();
            let expected: Vec<&str> = some.flat_map(|(name, value)| [name, value]).collect();
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn a_text_is_stored_as_its_two_words() {
        let (globals, constants) = (Arc::new(Globals::new(&[])), Arc::new(Constants::default()));
        let mut context = Context::new(Limits::default(), globals, constants);
        let record = context.allocate(4).unwrap();
        context.store_text(record, 1, "zoë").unwrap();
        let (address, length) = (context.load(record, 1), context.load(record, 2));
        assert_eq!(context.text(address.unwrap(), length.unwrap()), Ok("zoë"));
        assert_eq!(context.load(record, 3), Ok(0));
        assert!(context.store_text(record, 1 << 20, "zoë").is_err());
    }
}
