//! The destination of decoded values, and the problems found.

use super::trail::Trail;
use super::{DecodeError, Found, Problem, Shape, date, duration, scalar, time};
use crate::decimal::Decimal;
use crate::memory::Context;

/// The destination of decoded values, and the problems found.
///
/// The parser's errors are opaque, so the problems are recorded here.
pub(super) struct Sink<'c> {
    pub(super) context: &'c mut Context,
    /// Whether texts may point into the source.
    borrows: bool,
    /// Whether ints are read from the written digits rather than from the parser's result.
    pub(super) exact: bool,
    /// The problems found so far.
    problems: Vec<DecodeError>,
    /// Whether decoding should stop.
    stopped: bool,
}

/// Decoding should stop; the [`Sink`] holds the reason.
pub(super) struct Stopped;

impl<'c> Sink<'c> {
    /// A sink for values read from `source`.
    pub(super) fn new(context: &'c mut Context, source: &[u8]) -> Sink<'c> {
        let mut sink = Sink::of_body(context);
        sink.borrows = sink.holds(source);
        sink
    }

    /// A sink for values read from parts of the body that the context holds, and for values built
    /// from these parts.
    pub(super) fn of_body(context: &'c mut Context) -> Sink<'c> {
        Sink {
            context,
            borrows: true,
            exact: false,
            problems: Vec::new(),
            stopped: false,
        }
    }

    /// Whether bytes lie in the body that the context holds.
    pub(super) fn holds(&self, octets: &[u8]) -> bool {
        let held = self.context.body().as_ptr_range();
        let octets = octets.as_ptr_range();
        held.start <= octets.start && octets.end <= held.end
    }

    /// A sink that copies every text.
    pub(super) fn copying(context: &'c mut Context) -> Sink<'c> {
        Sink {
            context,
            borrows: false,
            exact: false,
            problems: Vec::new(),
            stopped: false,
        }
    }

    /// Records a problem. Decoding continues, to find further problems, unless memory is exhausted
    /// or enough problems have been found.
    #[cold]
    pub(super) fn note(&mut self, trail: &Trail<'_>, problem: Problem) -> Result<(), Stopped> {
        let error = DecodeError {
            path: trail.to_string(),
            problem,
            more: Vec::new(),
        };
        if matches!(error.problem, Problem::Memory(_)) {
            self.problems.clear();
            self.stopped = true;
        }
        self.problems.push(error);
        self.stopped |= self.problems.len() > DecodeError::SHOWN;
        if self.stopped { Err(Stopped) } else { Ok(()) }
    }

    /// Reads a text that does not outlive the call: everything is copied, and ints are read from
    /// their digits. If the reading fails without having been stopped, the problems that it
    /// recorded are dropped.
    pub(super) fn while_copying<E>(
        &mut self,
        read: impl FnOnce(&mut Sink<'c>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (borrows, exact) = (self.borrows, self.exact);
        let known = self.problems.len();
        self.borrows = false;
        self.exact = true;
        let result = read(self);
        self.borrows = borrows;
        self.exact = exact;
        if result.is_err() && !self.stopped {
            self.problems.truncate(known);
        }
        result
    }

    /// Whether decoding has stopped.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Returns all recorded problems.
    pub(super) fn finish(&mut self) -> Result<(), DecodeError> {
        let mut problems = self.problems.drain(..);
        match problems.next() {
            None => Ok(()),
            Some(first) => Err(DecodeError {
                more: problems.collect(),
                ..first
            }),
        }
    }

    /// Writes the words of a value to its address, if it has one.
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

    /// Writes a null optional.
    pub(super) fn put_null(&mut self, at: Option<u64>) -> Result<(), Problem> {
        self.put(at, &[0])
    }

    /// Writes the tag of a non-null optional; returns the address of its value.
    #[inline]
    pub(super) fn put_present(&mut self, at: Option<u64>) -> Result<Option<u64>, Problem> {
        self.put(at, &[1])?;
        Ok(at.map(|at| at.wrapping_add(8)))
    }

    /// Writes a text that was found in the source unchanged, or that was `built` from it.
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
            // The text is part of the source, which is part of the body that the context holds, so
            // the address stays valid.
            let address = text.as_ptr().expose_provenance() as u64;
            [address, text.len() as u64]
        } else {
            self.context.allocate_bytes(text.as_bytes())?
        };
        self.put(at, &words)
    }

    /// Writes a decimal from its digits.
    pub(super) fn put_decimal(
        &mut self,
        shape: &Shape,
        at: Option<u64>,
        text: &str,
        found: impl FnOnce(&str) -> Found,
    ) -> Result<(), Problem> {
        match Decimal::parse(text) {
            Some(decimal) => self.put(at, &decimal.words()),
            None => Err(Problem::mismatch(shape, found(text))),
        }
    }

    /// Writes a value that has a textual form in every format: text, literals, time, decimal.
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
            Shape::Date => match date::parse(text) {
                Some(day) => self.put(at, &[day.cast_unsigned()]),
                None => Err(Problem::mismatch(shape, Found::text(text))),
            },
            Shape::Duration => match duration::parse(text) {
                Some(duration) => self.put(at, &[duration.cast_unsigned()]),
                None => Err(Problem::mismatch(shape, Found::text(text))),
            },
            Shape::Decimal => self.put_decimal(shape, at, text, Found::text),
            Shape::Bytes => match scalar::base64(text) {
                Some(octets) => self.put_octets(at, &octets),
                None => Err(Problem::mismatch(shape, Found::text(text))),
            },
            Shape::Literals(_) => Err(Problem::mismatch(shape, Found::text(text))),
            _ => Err(Problem::mismatch(shape, Found::Text)),
        }
    }

    /// Writes bytes, which are not copied if they lie in the body that the context holds.
    pub(super) fn put_slice(&mut self, at: Option<u64>, octets: &[u8]) -> Result<(), Problem> {
        if self.borrows && self.holds(octets) {
            let address = octets.as_ptr().expose_provenance() as u64;
            return self.put(at, &[address, octets.len() as u64]);
        }
        self.put_octets(at, octets)
    }

    /// Copies bytes.
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
