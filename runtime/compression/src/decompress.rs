//! Decompresses bodies.

use std::fmt;
use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use bytes::Bytes;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use tokio::sync::Semaphore;
use zstd::stream::read::Decoder as ZstdDecoder;

use crate::{Coding, Codings};

/// How many bytes are decompressed before other tasks get a turn.
const PIECE: usize = 64 << 10;

/// The largest zstd window, as a power of 2: 8 MB (RFC 9659, 3).
const ZSTD_WINDOW: u32 = 23;

/// Brotli windows may take 16 MB each, so only this many bodies are decompressed at once, however
/// many requests arrive.
static TURNS: Semaphore = Semaphore::const_new(8);

/// Why a body cannot be decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecompressError {
    /// The decompressed body is larger than the cap.
    TooLarge,
    /// The body is not valid for this coding, or is truncated.
    Malformed(Coding),
}

impl fmt::Display for DecompressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecompressError::TooLarge => f.write_str("the decompressed body is too large"),
            DecompressError::Malformed(coding) => write!(f, "the body is not {coding}"),
        }
    }
}

impl std::error::Error for DecompressError {}

/// Removes the codings of a body. An empty body, or one without codings, is returned unchanged.
///
/// # Errors
/// If the body does not match its codings, or any layer has more than `cap` bytes.
pub async fn decompress(
    mut body: Bytes,
    codings: &Codings,
    cap: usize,
) -> Result<Bytes, DecompressError> {
    for coding in codings.outermost_first() {
        if body.is_empty() {
            break;
        }
        // The semaphore is never closed.
        let _turn = TURNS.acquire().await.ok();
        body = without(&body, coding, cap).await?.into();
    }
    Ok(body)
}

async fn without(body: &[u8], coding: Coding, cap: usize) -> Result<Vec<u8>, DecompressError> {
    let malformed = |_: io::Error| DecompressError::Malformed(coding);
    let mut reader = reader(body, coding).map_err(malformed)?;
    let mut piece = vec![0; PIECE];
    let mut whole = Vec::new();
    loop {
        let read = reader.read(&mut piece).map_err(malformed)?;
        let piece = piece.get(..read).unwrap_or_default();
        if piece.is_empty() {
            return Ok(whole);
        }
        if piece.len() > cap.saturating_sub(whole.len()) {
            return Err(DecompressError::TooLarge);
        }
        whole.extend_from_slice(piece);
        tokio::task::yield_now().await;
    }
}

fn reader(body: &[u8], coding: Coding) -> io::Result<Box<dyn Read + Send + '_>> {
    Ok(match coding {
        Coding::Gzip => Box::new(MultiGzDecoder::new(body)),
        Coding::Deflate if has_zlib_header(body) => Box::new(ZlibDecoder::new(body)),
        Coding::Deflate => Box::new(DeflateDecoder::new(body)),
        Coding::Brotli => Box::new(Decompressor::new(body, PIECE)),
        Coding::Zstd => {
            let mut decoder = ZstdDecoder::with_buffer(body)?;
            decoder.window_log_max(ZSTD_WINDOW)?;
            Box::new(decoder)
        }
    })
}

/// Method 8, and a multiple of 31 (RFC 1950, 2.2).
fn has_zlib_header(body: &[u8]) -> bool {
    match body {
        [method, flags, ..] => {
            method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn raw_deflate(text: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn br(text: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = brotli::CompressorWriter::new(&mut out, 4096, 5, 22);
        encoder.write_all(text).unwrap();
        drop(encoder);
        out
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        zstd::stream::encode_all(text, 3).unwrap()
    }

    fn all(text: &[u8]) -> [(&'static str, Vec<u8>); 5] {
        [
            ("gzip", gzip(text)),
            ("deflate", zlib(text)),
            ("deflate", raw_deflate(text)),
            ("br", br(text)),
            ("zstd", zstd(text)),
        ]
    }

    fn open(body: &[u8], coding: &str, cap: usize) -> Result<Bytes, DecompressError> {
        let codings = Codings::declared([coding.as_bytes()]).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(decompress(Bytes::copy_from_slice(body), &codings, cap))
    }

    #[test]
    fn every_coding_comes_back() {
        let text = "Straße, ".repeat(20_000);
        for (coding, body) in all(text.as_bytes()) {
            assert!(body.len() < text.len() / 10, "{coding}");
            let opened = open(&body, coding, text.len());
            assert_eq!(opened.as_deref(), Ok(text.as_bytes()), "{coding}");
        }
        let twice = gzip(&br(text.as_bytes()));
        assert_eq!(
            open(&twice, "br, gzip", text.len()).as_deref(),
            Ok(text.as_bytes())
        );
        // Two members form one body (RFC 1952, 2.2).
        let members = [gzip(b"ab"), gzip(b"c")].concat();
        assert_eq!(open(&members, "gzip", 3).as_deref(), Ok(&b"abc"[..]));
    }

    #[test]
    fn the_cap_holds_for_what_comes_out() {
        let zeros = vec![0; 5_000_000];
        for (coding, body) in all(&zeros) {
            assert_eq!(
                open(&body, coding, 1_000_000),
                Err(DecompressError::TooLarge),
                "{coding}"
            );
        }
    }

    #[test]
    fn what_ends_early_or_is_something_else_is_malformed() {
        for (coding, body) in all("something longer than its end".repeat(9).as_bytes()) {
            let cut = body.get(..body.len() - 3).unwrap();
            for bad in [cut, b"{\"a\":1}", &[0xff; 40]] {
                let opened = open(bad, coding, 1_000_000);
                assert!(
                    matches!(opened, Err(DecompressError::Malformed(_))),
                    "{coding}: {opened:?}"
                );
            }
            assert_eq!(open(b"", coding, 9).as_deref(), Ok(&b""[..]), "{coding}");
        }
    }

    #[test]
    fn a_window_that_is_too_large_is_refused() {
        let mut encoder = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(27).unwrap();
        encoder.include_contentsize(false).unwrap();
        encoder.write_all(b"x").unwrap();
        let body = encoder.finish().unwrap();
        assert_eq!(
            open(&body, "zstd", 100),
            Err(DecompressError::Malformed(Coding::Zstd))
        );
    }

    proptest! {
        #[test]
        fn any_octets_end_in_a_body_or_an_error(body in any::<Vec<u8>>()) {
            for coding in ["gzip", "deflate", "br", "zstd"] {
                let _ = open(&body, coding, 10_000);
            }
        }
    }
}
