//! The path pattern of a trigger.

use super::{Builder, Children};
use crate::ast::{Name, PathSegment};
use crate::grammar::{Pair, Rule};
use crate::mistakes;
use crate::source::offset;

/// The maximum length of a pattern in bytes, which common servers and proxies accept in a request
/// line.
const LONGEST: usize = 8_000;

/// A piece of the pattern: literal text or a parameter.
enum Piece {
    Text(u32, String),
    Parameter(PathSegment, flowright_diagnostics::Span),
}

impl Builder<'_> {
    /// `path`: the segments between slashes, each either literal text or one parameter.
    pub(super) fn path(&mut self, pair: Pair<'_>) -> Vec<PathSegment> {
        let (_, whole, inner) = self.quotes(&pair);
        if !self.text(inner).starts_with('/') {
            self.report(mistakes::path_without_slash(whole, inner));
        }
        if self.text(inner).len() > LONGEST {
            self.report(mistakes::long_path(whole, LONGEST));
        }
        let mut segments = Vec::new();
        let mut current: Vec<Piece> = Vec::new();
        let end = self.source.place(inner).end;
        let mut at = self.source.place(inner).start;
        for hole in pair.into_inner() {
            let span = self.span(&hole);
            let place = self.source.place(span);
            self.path_text(at, place.start, &mut current, &mut segments);
            if let Some(parameter) = self.parameter_segment(hole) {
                current.push(Piece::Parameter(parameter, span));
            }
            at = place.end;
        }
        self.path_text(at, end, &mut current, &mut segments);
        self.end_segment(&mut current, end, &mut segments);
        // The part before the first slash is empty, and `/` alone has no segments.
        let first = segments.first().is_some_and(is_empty);
        let skip = usize::from(first);
        let segments: Vec<PathSegment> = segments.into_iter().skip(skip).collect();
        match segments.as_slice() {
            [only] if is_empty(only) => Vec::new(),
            _ => segments,
        }
    }

    fn path_text(
        &mut self,
        start: u32,
        end: u32,
        current: &mut Vec<Piece>,
        segments: &mut Vec<PathSegment>,
    ) {
        let text = self.source.slice(start, end);
        let mut at = start;
        for (number, part) in text.split('/').enumerate() {
            if number > 0 {
                self.end_segment(current, at, segments);
                at += 1;
            }
            if !part.is_empty() {
                current.push(Piece::Text(at, part.to_owned()));
            }
            at += offset(part.len());
        }
    }

    fn end_segment(&mut self, current: &mut Vec<Piece>, at: u32, segments: &mut Vec<PathSegment>) {
        let mut pieces = std::mem::take(current).into_iter();
        let segment = match (pieces.next(), pieces.next()) {
            (None, _) => PathSegment::Literal(Name {
                text: Box::default(),
                span: self.source.span(at, at),
            }),
            (Some(Piece::Text(start, text)), None) => PathSegment::Literal(Name {
                span: self.source.span(start, start + offset(text.len())),
                text: self.resolve(start, &text, crate::tokens::Quotes::Plain),
            }),
            (Some(Piece::Parameter(parameter, _)), None) => parameter,
            (Some(first), Some(_)) => {
                let start = match first {
                    Piece::Text(start, _) => start,
                    Piece::Parameter(_, span) => self.source.place(span).start,
                };
                let span = self.source.span(start, at);
                self.report(mistakes::mixed_segment(span));
                PathSegment::Literal(Name {
                    text: self.text(span).into(),
                    span,
                })
            }
        };
        segments.push(segment);
    }

    fn parameter_segment(&mut self, pair: Pair<'_>) -> Option<PathSegment> {
        let mut children = Children::of(pair);
        let name = children.find(Rule::word)?;
        let name = self.name(&name);
        let ty = children.find(Rule::type_expression).map(|ty| self.ty(ty));
        Some(PathSegment::Parameter { name, ty })
    }
}

fn is_empty(segment: &PathSegment) -> bool {
    matches!(segment, PathSegment::Literal(name) if name.text.is_empty())
}
