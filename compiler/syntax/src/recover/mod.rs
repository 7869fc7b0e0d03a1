//! Parses one declaration and recovers where pest stops.
//!
//! Where pest fails, the mistake is reported once and the smallest piece around it is discarded: a
//! marker replaces it in the masked source, and the declaration is parsed again. A broken line
//! therefore hides no other mistake, and the code around it keeps its place in the tree.
//!
//! Invariant: each failed attempt discards more than the one before, and the number of attempts is
//! bounded by the size of the text.

mod expected;
mod foreign;
mod keywords;
mod missing;
mod pieces;
mod report;
mod rewriting;
mod rules;

use std::collections::HashMap;
use std::ops::Range;

use flowright_diagnostics::Diagnostic;
use pest::error::{Error, ErrorVariant, InputLocation};

use crate::ast::{Item, ItemKind, Name};
use crate::brackets;
use crate::build::{self, Docs};
use crate::grammar::{self, Rule};
use crate::habits;
use crate::masked_source::{MaskedSource, POISON};
use crate::mistakes;
use crate::source::Source;
use crate::tokens::{TokenKind, is_unclosed};

/// The maximum number of bytes reparsed over all attempts at one declaration.
const BUDGET: usize = 4 << 20;

/// The maximum number of attempts at one declaration.
const MAX_ATTEMPTS: usize = 1000;

/// A piece that is being discarded.
struct GivenUp {
    /// The position from which the piece is determined.
    anchor: usize,
    /// The range discarded so far.
    range: Range<usize>,
    /// The number of enclosing pieces discarded.
    level: usize,
}

struct Attempt<'a> {
    source: Source<'a>,
    item: Range<usize>,
    /// The closers that the masked source omits.
    strays: Vec<usize>,
    /// Whether brackets are missing or superfluous.
    guessed: bool,
    masked: MaskedSource,
    /// How many times pest stopped at each position of the source.
    stops: HashMap<u32, usize>,
    given_up: Option<GivenUp>,
    diagnostics: Vec<Diagnostic>,
    /// The signs that were added: the line of each, and the index of its diagnostic.
    signs: Vec<(usize, usize)>,
}

/// The declaration in a range of tokens; `None` if nothing is left of it.
pub(crate) fn item(
    source: Source<'_>,
    range: Range<usize>,
    docs: &mut Docs,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Item> {
    let tokens = source.tokens.get(range.clone()).unwrap_or_default();
    if let Some(token) = brackets::too_deep(source, tokens) {
        diagnostics.push(mistakes::too_deep(source.span_of(token)));
        return Some(error_item(source, &range, docs));
    }
    let mut repairs = brackets::repairs(source, &range);
    let guessed = !repairs.added.is_empty() || !repairs.strays.is_empty();
    if !guessed {
        let masked = MaskedSource::new(source, &range, &repairs);
        if masked.text().trim().is_empty() {
            return None;
        }
        if let Ok(pairs) = grammar::parse(masked.text()) {
            diagnostics.append(&mut repairs.diagnostics);
            let (item, mut found) = build::item(
                source,
                &masked,
                docs,
                is_unclosed(tokens.iter().copied()),
                pairs,
            );
            diagnostics.append(&mut found);
            return item;
        }
    }
    // The declaration has a mistake, so look for words and forms of other languages.
    let rewrites = habits::find(source, &range);
    let declares = rewrites.declares;
    rewriting::merge(&mut repairs, source, rewrites);
    diagnostics.append(&mut repairs.diagnostics);
    if let Some(name) = declares {
        return Some(declared(source, &range, name, docs));
    }
    let mut attempt = Attempt {
        source,
        masked: MaskedSource::new(source, &range, &repairs),
        strays: repairs.strays,
        guessed: guessed || is_unclosed(tokens.iter().copied()),
        stops: HashMap::new(),
        item: range,
        given_up: None,
        diagnostics: Vec::new(),
        signs: Vec::new(),
    };
    let item = attempt.run(docs);
    diagnostics.append(&mut attempt.diagnostics);
    item
}

/// A declaration of which only the name is read.
pub(crate) fn unread(source: Source<'_>) -> Option<Item> {
    source.next_solid(0)?;
    let range = 0..source.tokens.len();
    Some(error_item(source, &range, &mut Docs::default()))
}

impl Attempt<'_> {
    fn run(&mut self, docs: &mut Docs) -> Option<Item> {
        if self.masked.text().trim().is_empty() {
            return None;
        }
        let attempts = (2 + BUDGET / self.masked.text().len().max(1)).min(MAX_ATTEMPTS);
        for _ in 0..attempts {
            let error = match grammar::parse(self.masked.text()) {
                Ok(pairs) => {
                    let (item, found) =
                        build::item(self.source, &self.masked, docs, self.guessed, pairs);
                    self.diagnostics.extend(found);
                    return item;
                }
                Err(error) => error,
            };
            if !self.recover(&error) {
                break;
            }
        }
        Some(error_item(self.source, &self.item, docs))
    }

    /// Recovers from a parse error; returns whether another attempt is worthwhile.
    fn recover(&mut self, error: &Error<Rule>) -> bool {
        let Some((at, rules)) = failure(error) else {
            let first = self.source.tokens.get(self.item.start).copied();
            let span = first.map(|token| self.source.span_of(token));
            self.diagnostics
                .push(mistakes::too_deep(span.unwrap_or_default()));
            return false;
        };
        let text = self.masked.text();
        if let Some(given_up) = self.given_up.take_if(|given_up| at <= given_up.range.end) {
            return self.give_up(given_up.anchor, given_up.level + 1, at);
        }
        let anchor = anchor(text, at);
        let stops = self.stops.entry(self.masked.to_source(at)).or_default();
        *stops += 1;
        if *stops > 1 {
            let level = *stops;
            return self.give_up(anchor, level, at);
        }
        let (piece, _) = pieces::around(text, anchor);
        if let Some(worth) = self.replace_word(&piece, at, rules) {
            return worth;
        }
        if let Some(worth) = self.add_sign(&piece, at, rules) {
            return worth;
        }
        let dangling = self.report(&piece, at, rules);
        if dangling {
            // The newline after an operator is insignificant until it turns out that no operand
            // follows.
            let end = self.masked.text().get(..at).unwrap_or("").trim_end().len();
            self.masked.replace(end..end, "@\n");
            self.given_up = Some(GivenUp {
                anchor: end.saturating_sub(1),
                range: end..end + 1,
                level: 0,
            });
            return true;
        }
        self.give_up(anchor, 0, at)
    }

    /// Discards the piece around `anchor`: its smallest broken part at level 0, all of it at level
    /// 1, and the pieces around it above that.
    fn give_up(&mut self, anchor: usize, level: usize, at: usize) -> bool {
        let text = self.masked.text();
        let (mut piece, mut open) = pieces::around(text, anchor);
        let mut level = level;
        if level == 0 {
            if let Some(part) = pieces::broken_part(text, &piece, at) {
                return self.poison(anchor, part, level);
            }
            level = 1;
        }
        for _ in 1..level {
            let Some(outer) = open else { return false };
            (piece, open) = pieces::around(text, outer);
        }
        if open.is_none() {
            return false;
        }
        self.poison(piece.start.min(anchor), piece, level)
    }

    fn poison(&mut self, anchor: usize, range: Range<usize>, level: usize) -> bool {
        self.masked.replace(range.clone(), POISON);
        self.given_up = Some(GivenUp {
            anchor: anchor.min(range.start),
            range: range.start..range.end + POISON.len(),
            level,
        });
        true
    }

    /// Replaces a wrong word by the intended one, if the parser can then continue. Returns whether
    /// another attempt is worthwhile, or `None` if there is no such word.
    fn replace_word(&mut self, piece: &Range<usize>, at: usize, rules: &[Rule]) -> Option<bool> {
        for instead in keywords::candidates(self.masked.text(), piece, at, rules) {
            let mut masked = self.masked.clone();
            masked.replace(instead.range.clone(), instead.word);
            let goes_on = match grammar::parse(masked.text()) {
                Ok(_) => true,
                Err(error) => {
                    failure(&error).is_some_and(|(next, _)| next > at + instead.word.len())
                }
            };
            if goes_on {
                let start = self.masked.to_source(instead.range.start);
                let end = self.masked.to_source(instead.range.end);
                let span = self.source.span(start, end);
                let written = self.source.slice(start, end);
                if let Some(worth) = self.whole_mistake(piece, span, written) {
                    return Some(worth);
                }
                self.diagnostics.push(match instead.why {
                    Some(why) => mistakes::foreign_word(
                        span,
                        written,
                        instead.word,
                        why,
                        instead.applicability,
                    ),
                    None => {
                        mistakes::misspelt_word(span, written, instead.word, instead.applicability)
                    }
                });
                self.masked = masked;
                // Without its word, nothing is left of an unknown declaration.
                return Some(!instead.word.is_empty() || !rules.contains(&Rule::item));
            }
        }
        None
    }
}

/// The position where pest stopped, and the rules it expected; `None` if it reached its recursion
/// limit.
fn failure(error: &Error<Rule>) -> Option<(usize, &[Rule])> {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => Some((at, positives)),
        ErrorVariant::CustomError { .. } => None,
    }
}

/// The position of the piece to blame for a failure. If the parser stopped at the end of a piece,
/// that piece is blamed.
fn anchor(text: &str, at: usize) -> usize {
    let ends = match text.as_bytes().get(at) {
        None => true,
        Some(byte) => matches!(byte, b'\n' | b',' | b'}' | b')' | b']'),
    };
    let before = text.get(..at).unwrap_or("").trim_end_matches([' ', '\n']);
    match (ends, before.ends_with(['{', '(', '[', '^', '$'])) {
        (false, _) => at,
        // The enclosing construct is blamed, not the one that begins here.
        (true, true) => before.len().saturating_sub(1),
        (true, false) => before.len(),
    }
}

/// The placeholder for a foreign declaration that declares a name.
fn declared(source: Source<'_>, range: &Range<usize>, name: usize, docs: &mut Docs) -> Item {
    let item = error_item(source, range, docs);
    let name = source.tokens.get(name).map(|token| Name {
        text: source.text_of(*token).into(),
        span: source.span_of(*token),
    });
    Item {
        kind: ItemKind::Error { name },
        ..item
    }
}

/// The placeholder for a declaration of which only the name is known.
fn error_item(source: Source<'_>, range: &Range<usize>, docs: &mut Docs) -> Item {
    let tokens = source.tokens.get(range.clone()).unwrap_or_default();
    let mut solid = tokens.iter().filter(|token| !token.kind.is_trivia());
    let first = solid.next().copied();
    let name = solid
        .next()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| Name {
            text: source.text_of(*token).into(),
            span: source.span_of(*token),
        });
    let last = solid.next_back().copied().or(first);
    let span = match (first, last) {
        (Some(first), Some(last)) => source.span(first.start, last.end),
        _ => source.span(0, 0),
    };
    Item {
        doc: docs.take_above(source, source.place(span).start),
        kind: ItemKind::Error { name },
        span,
    }
}
