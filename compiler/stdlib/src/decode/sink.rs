//! Where decoded values go, and what went wrong with them.

use serde::de;

use super::{DecodeError, Found, Problem, Shape, scalar, time};
use crate::memory::Context;

/// Where decoded values go, and what went wrong with them.
///
/// The parser's errors are opaque, so the problem is kept here; each list and object on the way out adds its step of the path.
pub(super) struct Sink<'c> {
    pub(super) context: &'c mut Context,
    /// Whether texts may point to where they were found.
    borrows: bool,
    /// Whether ints are read from the digits that are written, rather than from what the parser makes of them.
    pub(super) exact: bool,
    problem: Option<Box<Problem>>,
    /// From the inside to the outside.
    path: Vec<Step>,
}

enum Step {
    Field(Box<str>),
    Index(usize),
}

impl<'c> Sink<'c> {
    /// For values read from `source`.
    pub(super) fn new(context: &'c mut Context, source: &[u8]) -> Sink<'c> {
        let held = context.body().as_ptr_range();
        let source = source.as_ptr_range();
        Sink {
            borrows: held.start <= source.start && source.end <= held.end,
            context,
            exact: false,
            problem: None,
            path: Vec::new(),
        }
    }

    /// Keeps the problem; the error is for the parser.
    #[cold]
    pub(super) fn refuse<E: de::Error>(&mut self, problem: Problem) -> E {
        self.problem = Some(Box::new(problem));
        E::custom("")
    }

    /// The problem that was kept, if one was.
    pub(super) fn take_problem(&mut self) -> Option<Problem> {
        self.problem.take().map(|problem| *problem)
    }

    /// Says that the problem is in a field.
    #[cold]
    pub(super) fn in_field(&mut self, name: &str) {
        self.path.push(Step::Field(name.into()));
    }

    /// Says that the problem is in an element.
    #[cold]
    pub(super) fn in_element(&mut self, index: usize) {
        self.path.push(Step::Index(index));
    }

    /// The problem with the path to it.
    #[cold]
    pub(super) fn error(&mut self, problem: Problem) -> DecodeError {
        let mut path = String::new();
        for step in self.path.drain(..).rev() {
            match step {
                Step::Field(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(&name);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        DecodeError { path, problem }
    }

    /// Writes the words of a value to its place, if it has one.
    #[inline]
    pub(super) fn put(&mut self, at: Option<u64>, words: &[u64]) -> Result<(), Problem> {
        if let Some(at) = at {
            match self.context.arena().words_mut(at, words.len()) {
                Some(place) => place.copy_from_slice(words),
                None => return Err(no_place()),
            }
        }
        Ok(())
    }

    /// Writes that an optional is null.
    pub(super) fn put_null(&mut self, at: Option<u64>) -> Result<(), Problem> {
        self.put(at, &[0])
    }

    /// Writes that an optional is there; the place of what it holds.
    #[inline]
    pub(super) fn put_present(&mut self, at: Option<u64>) -> Result<Option<u64>, Problem> {
        self.put(at, &[1])?;
        Ok(at.map(|at| at.wrapping_add(8)))
    }

    /// Writes a text that was found in the source as it is, or `built` from it.
    #[inline]
    pub(super) fn put_text(
        &mut self,
        at: Option<u64>,
        text: &str,
        built: bool,
    ) -> Result<(), Problem> {
        if at.is_none() {
            return Ok(());
        }
        let words = if self.borrows && !built {
            // The text is a part of the source, which is a part of the body that the context holds: the address stays good.
            let address = text.as_ptr().expose_provenance() as u64;
            [address, text.len() as u64]
        } else {
            self.context.allocate_bytes(text.as_bytes())?
        };
        self.put(at, &words)
    }

    /// Writes a value whose form is text everywhere: text, literals, time.
    #[inline]
    pub(super) fn put_textual(
        &mut self,
        shape: &Shape,
        at: Option<u64>,
        text: &str,
        built: bool,
    ) -> Result<(), Problem> {
        match shape {
            Shape::Text => self.put_text(at, text, built),
            Shape::Literals(texts) if texts.contains(text) => self.put_text(at, text, built),
            Shape::Time => match time::parse(text) {
                Some(time) => self.put(at, &[time.cast_unsigned()]),
                None => Err(Problem::mismatch(shape, Found::text(text))),
            },
            Shape::Bytes => match scalar::base64(text) {
                Some(octets) => self.put_octets(at, &octets),
                None => Err(Problem::mismatch(shape, Found::text(text))),
            },
            Shape::Literals(_) => Err(Problem::mismatch(shape, Found::text(text))),
            _ => Err(Problem::mismatch(shape, Found::Text)),
        }
    }

    /// Writes octets, copied.
    pub(super) fn put_octets(&mut self, at: Option<u64>, octets: &[u8]) -> Result<(), Problem> {
        if at.is_some() {
            let words = self.context.allocate_bytes(octets)?;
            self.put(at, &words)?;
        }
        Ok(())
    }
}

#[cold]
fn no_place() -> Problem {
    Problem::Memory(crate::failure::Failure::internal(
        "the place of a decoded value is outside of the arena",
    ))
}
