//! Missing signs: finds the sign that lets the parser continue past the line.

use std::ops::Range;

use flowright_diagnostics::Applicability;

use super::{Attempt, failure};
use crate::grammar::{self, Rule};
use crate::mistakes;

/// The signs that may be missing, with the text to insert for each.
const SIGNS: &[(&[Rule], &str, &str)] = &[
    (&[Rule::pipe], "|", " |"),
    (&[Rule::comma], ",", ","),
    (&[Rule::colon, Rule::field_colon], ":", ":"),
    (&[Rule::equal], "=", " ="),
    (&[Rule::fat_arrow], "=>", " =>"),
    (&[Rule::arrow, Rule::returns], "->", " ->"),
    (&[Rule::greater], ">", ">"),
];

impl Attempt<'_> {
    /// Adds the sign missing before `at`, if one of them lets the parser continue past the line.
    /// Returns whether another attempt is worthwhile, or `None` if there is no such sign.
    pub(super) fn add_sign(
        &mut self,
        piece: &Range<usize>,
        at: usize,
        rules: &[Rule],
    ) -> Option<bool> {
        if self.is_reported(piece) {
            return None;
        }
        let text = self.masked.text();
        let byte = text.as_bytes().get(at).copied()?;
        let begins =
            byte.is_ascii_alphanumeric() || matches!(byte, b'"' | b'_' | b'{' | b'(' | b'[' | b'.');
        // A `>` closes a type, so the text after it does not begin anything.
        let closes = rules.contains(&Rule::greater);
        let before = text.get(..at)?.trim_end().len();
        if !(begins || closes) || before == 0 {
            return None;
        }
        let line_end = text
            .get(at..)?
            .find('\n')
            .map_or(text.len(), |end| at + end);
        let mut found = Vec::new();
        for (expected, sign, written) in SIGNS {
            // A `|` may only be missing between two texts.
            let is_choice = byte == b'"' && text.get(..before).unwrap_or("").ends_with('"');
            let line = text.get(piece.clone()).unwrap_or("");
            let binds = ["let ", "var ", "config ", "type "]
                .iter()
                .any(|word| line.starts_with(word));
            let may_be = match *sign {
                "|" => is_choice,
                "=" => binds,
                _ => true,
            };
            if !may_be || !rules.iter().any(|rule| expected.contains(rule)) {
                continue;
            }
            let mut masked = self.masked.clone();
            masked.replace(before..before, sign);
            let goes_on = match grammar::parse(masked.text()) {
                Ok(_) => true,
                Err(error) => failure(&error)
                    .is_some_and(|(next, _)| next > line_end.min(piece.end.max(at)) + sign.len()),
            };
            if goes_on {
                found.push((masked, *sign, *written));
            }
        }
        let mut applicability = match found.len() {
            0 => return None,
            1 => Applicability::Safe,
            _ => Applicability::Unsafe,
        };
        let (masked, sign, written) = found.into_iter().next()?;
        if sign == "|" {
            // The default's `=` may be missing instead.
            applicability = Applicability::Unsafe;
        }
        let place = self.source.index_at(self.masked.to_source(at));
        let (_, last) = self.source.previous_solid(place)?;
        // If several signs are missing on a line, none of them is certain: a single different sign
        // might fix them all.
        let line = self.source.slice(0, last.start).matches('\n').count();
        let same = self.signs.iter().filter(|(other, _)| *other == line);
        for (_, index) in same {
            applicability = Applicability::Unsafe;
            if let Some(report) = self.diagnostics.get_mut(*index) {
                report
                    .helps
                    .iter_mut()
                    .for_each(|help| help.applicability = Applicability::Unsafe);
            }
        }
        self.signs.push((line, self.diagnostics.len()));
        self.diagnostics.push(mistakes::missing_sign(
            self.source.span_of(last),
            sign,
            written,
            applicability,
        ));
        self.masked = masked;
        Some(true)
    }
}
