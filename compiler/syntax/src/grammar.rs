//! The parser that pest generates from `grammar/flow.pest`.
//!
//! Invariant: recursive rules nest at most [`MAX_DEPTH`] levels, so the compiler's stack suffices.
//! pest's own stack check takes a quarter of the time of a parse; it is disabled by leaving out
//! pest's feature `std`.

#![allow(missing_docs)]

use pest::Parser as _;
use pest::Position;
use pest::error::{Error, ErrorVariant};
use pest::iterators::Pairs;
use pest_derive::Parser;

/// The maximum nesting depth of expressions, types and blocks in the masked source.
/// `brackets::too_deep` refuses most texts earlier, and reports the place where they are too deep.
/// This limit covers the text inserted by recovery, and nesting without brackets.
const MAX_DEPTH: usize = 640;

#[derive(Parser)]
#[grammar = "../../grammar/flow.pest"]
struct FlowParser;

pub(crate) type Pair<'i> = pest::iterators::Pair<'i, Rule>;

/// Parses the masked source of a declaration.
///
/// # Errors
/// The position where the parser stops; a custom error where the source nests too deeply.
pub(crate) fn parse(masked: &str) -> Result<Pairs<'_, Rule>, Error<Rule>> {
    if let Some(at) = too_deep(masked) {
        let position = Position::new(masked, at).unwrap_or(Position::from_start(masked));
        let variant = ErrorVariant::CustomError {
            message: String::from("too deep"),
        };
        return Err(Error::new_from_pos(variant, position));
    }
    FlowParser::parse(Rule::item, masked)
}

/// The position where a masked source nests deeper than [`MAX_DEPTH`]. Both brackets and constructs
/// that contain an operand without brackets are counted; a comma or newline ends all of the latter
/// at its level.
fn too_deep(masked: &str) -> Option<usize> {
    let bytes = masked.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let mut outer: Vec<usize> = Vec::new();
    let (mut total, mut links) = (0_usize, 0_usize);
    let mut index = 0;
    while index < bytes.len() {
        let mut next = index + 1;
        match at(index) {
            b'(' | b'[' | b'{' | b'^' | b'$' => {
                outer.push(links);
                total += links + 1;
                links = 0;
            }
            b')' | b']' | b'}' => {
                links = outer.pop().unwrap_or(0);
                total = total.saturating_sub(links + 1);
            }
            b',' | b'\n' => links = 0,
            b'?' if matches!(at(next), b'?' | b'.') => next += 1,
            b'?' | b'<' => links += 1,
            first if first.is_ascii_alphabetic() || first == b'_' => {
                while at(next).is_ascii_alphanumeric() || at(next) == b'_' {
                    next += 1;
                }
                let word = bytes.get(index..next).unwrap_or_default();
                links += usize::from(matches!(word, b"if" | b"match" | b"decode" | b"fail"));
            }
            _ => {}
        }
        if total + links > MAX_DEPTH {
            return Some(index);
        }
        index = next;
    }
    None
}
