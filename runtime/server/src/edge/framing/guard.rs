//! Follows an HTTP/1 connection from request to request.

use super::head::Framing;
use super::line::{Line, Partial};

#[cfg(test)]
mod tests;

/// The line with which an HTTP/2 connection starts (RFC 9113, 3.4). Every HTTP/1 server answers it
/// with 400.
const HTTP2: &[u8] = b"PRI * HTTP/2.0";
/// How many bytes of trailer fields are let through; they are discarded anyway.
const TRAILERS: usize = 16 * 1024;

/// What to do with the bytes just read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Pass them on.
    Pass,
    /// Pass on that many bytes, the last of which invalidates the head, and then an end of the
    /// head.
    Spoil(usize),
    /// Pass on that many bytes, then fail: the framing of the body is broken.
    Break(usize),
}

/// The state: the part of the stream that the next byte belongs to.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// The request line, or an empty line before it.
    Request { first: bool },
    /// The fields of a head.
    Fields(Framing),
    /// The rest of a body with a `Content-Length`: that many bytes.
    Body(u64),
    /// The line with a chunk's size.
    ChunkSize,
    /// The rest of a chunk: that many bytes.
    Chunk(u64),
    /// The empty line after a chunk.
    ChunkEnd,
    /// The trailer fields, of which that many bytes have been read.
    Trailers(usize),
    /// HTTP/2, which has its own framing.
    Http2,
    /// A head was refused. hyper answers it, and reads no further request.
    Spoiled,
    /// A body was refused.
    Broken,
}

/// Tracks the stream, and buffers no more than part of a line.
#[derive(Debug)]
pub(super) struct Guard {
    place: Place,
    partial: Partial,
}

impl Guard {
    pub(super) fn new() -> Self {
        Self {
            place: Place::Request { first: true },
            partial: Partial::default(),
        }
    }

    pub(super) fn is_broken(&self) -> bool {
        matches!(self.place, Place::Broken)
    }

    pub(super) fn is_spoiled(&self) -> bool {
        matches!(self.place, Place::Spoiled)
    }

    /// Inspects the bytes just read, before hyper does.
    ///
    /// In a refused head, the line feed that ended the offending line is overwritten with a NUL,
    /// which hyper treats as an error anywhere in a head, so that it answers 400 when it is the
    /// turn of that request. Nothing more of the stream is passed on. Since hyper does not parse a
    /// head before its end has arrived, an end of the head is appended.
    pub(super) fn inspect(&mut self, bytes: &mut [u8]) -> Verdict {
        let mut at = 0;
        while let Some(rest) = bytes.get_mut(at..).filter(|rest| !rest.is_empty()) {
            at += match self.place {
                Place::Http2 => return Verdict::Pass,
                Place::Spoiled | Place::Broken => break,
                Place::Body(left) => self.skip(left, rest.len(), Place::Body),
                Place::Chunk(left) => self.skip(left, rest.len(), Place::Chunk),
                _ => self.line(rest),
            };
        }
        match self.place {
            Place::Spoiled => Verdict::Spoil(at),
            Place::Broken => Verdict::Break(at),
            _ => Verdict::Pass,
        }
    }

    fn skip(&mut self, left: u64, available: usize, place: fn(u64) -> Place) -> usize {
        let available = u64::try_from(available).unwrap_or(u64::MAX);
        let taken = left.min(available);
        self.place = match left - taken {
            0 => place(0).after(),
            left => place(left),
        };
        usize::try_from(taken).unwrap_or(usize::MAX)
    }

    /// The number of bytes that belong to the current line, including its line feed. Of a line that
    /// breaks the body, nothing is passed on.
    fn line(&mut self, rest: &mut [u8]) -> usize {
        let Some((piece, [feed, ..])) =
            memchr::memchr(b'\n', rest).and_then(|feed| rest.split_at_mut_checked(feed))
        else {
            self.partial.add(rest);
            return rest.len();
        };
        let place = self.place;
        self.place = self.partial.end(piece, |line| place.next(line));
        match self.place {
            Place::Broken => 0,
            Place::Spoiled => {
                *feed = 0;
                piece.len() + 1
            }
            _ => piece.len() + 1,
        }
    }
}

impl Place {
    /// The state after the last byte of a body or a chunk.
    fn after(self) -> Self {
        match self {
            Self::Chunk(_) => Self::ChunkEnd,
            _ => Self::Request { first: false },
        }
    }

    /// The state after a line.
    fn next(self, line: Line<'_>) -> Self {
        match self {
            Self::Request { .. } | Self::Fields(_) if !line.ended_well => Self::Spoiled,
            Self::Request { .. } if line.text.is_empty() => self,
            Self::Request { first: true } if line.text == HTTP2 => Self::Http2,
            Self::Request { .. } => Self::Fields(Framing::None),
            Self::Fields(framing) if line.text.is_empty() => Self::body(framing),
            Self::Fields(framing) => framing.with(line).map_or(Self::Spoiled, Self::Fields),
            _ if !line.ended_well => Self::Broken,
            Self::ChunkSize => chunk_size(line).map_or(Self::Broken, Self::chunk),
            Self::ChunkEnd if line.text.is_empty() => Self::ChunkSize,
            Self::Trailers(_) if line.text.is_empty() => Self::Request { first: false },
            Self::Trailers(bytes) => {
                let bytes = bytes.saturating_add(line.text.len());
                if line.cut || bytes > TRAILERS {
                    Self::Broken
                } else {
                    Self::Trailers(bytes)
                }
            }
            _ => Self::Broken,
        }
    }

    fn body(framing: Framing) -> Self {
        match framing {
            Framing::None | Framing::Length(0) => Self::Request { first: false },
            Framing::Length(length) => Self::Body(length),
            Framing::Chunked => Self::ChunkSize,
        }
    }

    fn chunk(size: u64) -> Self {
        match size {
            0 => Self::Trailers(0),
            size => Self::Chunk(size),
        }
    }
}

/// `1*HEXDIG [ chunk-ext ]` (RFC 9112, 7.1). White space before an extension is refused; no current
/// sender writes it.
fn chunk_size(line: Line<'_>) -> Option<u64> {
    let end = memchr::memchr(b';', line.text).unwrap_or(line.text.len());
    let digits = line.text.get(..end).filter(|digits| !digits.is_empty())?;
    if line.cut || line.text.contains(&b'\r') {
        return None;
    }
    digits.iter().try_fold(0_u64, |size, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        size.checked_mul(16)?.checked_add(u64::from(digit))
    })
}
