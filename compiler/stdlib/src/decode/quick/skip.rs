//! Values that nobody wants.

use super::Unsure;
use super::cursor::Cursor;

/// Lists and objects that are open, the innermost in the lowest bit: 1 for an object.
#[derive(Default)]
struct Open {
    kinds: u128,
    depth: u32,
}

impl Open {
    #[inline]
    fn push(&mut self, object: bool) -> Result<(), Unsure> {
        if self.depth == u128::BITS {
            return Err(Unsure);
        }
        self.kinds = self.kinds << 1 | u128::from(object);
        self.depth += 1;
        Ok(())
    }

    #[inline]
    fn pop(&mut self) {
        self.kinds >>= 1;
        self.depth -= 1;
    }

    #[inline]
    fn is_object(&self) -> bool {
        self.kinds & 1 != 0
    }
}

impl Cursor<'_> {
    /// Steps over a value. It is checked to be JSON all the same.
    pub(super) fn skip(&mut self) -> Result<(), Unsure> {
        let mut open = Open::default();
        loop {
            match self.token()? {
                b'"' => {
                    self.string()?;
                }
                b'-' | b'0'..=b'9' => {
                    self.number()?;
                }
                b't' => self.word(b"true")?,
                b'f' => self.word(b"false")?,
                b'n' => self.word(b"null")?,
                b'[' => {
                    self.advance(1);
                    open.push(false)?;
                    if self.token()? != b']' {
                        continue;
                    }
                    self.advance(1);
                    open.pop();
                }
                b'{' => {
                    self.advance(1);
                    open.push(true)?;
                    if self.token()? != b'}' {
                        self.name()?;
                        continue;
                    }
                    self.advance(1);
                    open.pop();
                }
                _ => return Err(Unsure),
            }
            if self.close(&mut open)? {
                return Ok(());
            }
        }
    }

    /// After a value: closes what ends with it, and takes the comma; true where nothing is open any more.
    #[inline]
    fn close(&mut self, open: &mut Open) -> Result<bool, Unsure> {
        while open.depth > 0 {
            match (self.token()?, open.is_object()) {
                (b',', object) => {
                    self.advance(1);
                    if object {
                        self.token()?;
                        self.name()?;
                    }
                    return Ok(false);
                }
                (b']', false) | (b'}', true) => {
                    self.advance(1);
                    open.pop();
                }
                _ => return Err(Unsure),
            }
        }
        Ok(true)
    }

    /// Steps over a name and its colon.
    #[inline]
    fn name(&mut self) -> Result<(), Unsure> {
        self.string()?;
        self.expect(b':')
    }
}
