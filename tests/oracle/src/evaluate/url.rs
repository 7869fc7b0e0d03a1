//! The path and query of a URL.

use flowright_check::program::{Expression, ExpressionKind, Format, TextPart};
use flowright_diagnostics::Span;

use super::evaluator::{Evaluation, Evaluator, failed};
use super::text::no_text;
use crate::value::Value;
use crate::write;

/// A piece of a path, its value evaluated.
enum Piece<'p> {
    Literal(&'p str),
    Value(Value),
    /// Several segments.
    Path(Value),
}

impl Evaluator<'_> {
    pub(super) fn url(
        &mut self,
        path: &[TextPart],
        query: &[(Box<str>, Expression)],
        span: Span,
    ) -> Evaluation<Value> {
        let mut pieces = Vec::new();
        for part in path {
            pieces.push(match part {
                TextPart::Literal(text) => Piece::Literal(text),
                TextPart::Value(value) => {
                    if let ExpressionKind::Written(Format::UrlPath, path) = &value.kind {
                        Piece::Path(self.expression(path)?)
                    } else {
                        Piece::Value(self.expression(value)?)
                    }
                }
            });
        }
        let mut members = Vec::new();
        for (name, value) in query {
            members.push((name, self.expression(value)?));
        }
        let mut out = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Literal(text) => out.push_str(&write::url_literal(text)),
                Piece::Path(value) => {
                    let Ok(text) = write::scalar(value) else {
                        return no_text(span);
                    };
                    let segments: Vec<&str> = text.split('/').collect();
                    if let Some(bad) = segments.iter().find(|one| ["", ".", ".."].contains(one)) {
                        let message = format!("{bad:?} can't be a segment of a URL's path");
                        return failed("out_of_range", message, span);
                    }
                    let segments = segments.into_iter().map(write::url_part);
                    out.push_str(&segments.collect::<Vec<_>>().join("/"));
                }
                Piece::Value(value) => {
                    let Ok(text) = write::scalar(value) else {
                        return no_text(span);
                    };
                    if stands_alone(&pieces, at) && ["", ".", ".."].contains(&&*text) {
                        let message = format!("{text:?} can't be a segment of a URL's path");
                        return failed("out_of_range", message, span);
                    }
                    out.push_str(&write::url_part(&text));
                }
            }
        }
        // `out` contains a `?` only where the author wrote one, because each `?` in a value is
        // encoded.
        let mut separator = if out.contains('?') { '&' } else { '?' };
        for (name, value) in members {
            if value == Value::Null {
                continue;
            }
            let Ok(text) = write::scalar(&value) else {
                return no_text(span);
            };
            out.push(separator);
            out.push_str(&format!(
                "{}={}",
                write::url_part(name),
                write::url_part(&text)
            ));
            separator = '&';
        }
        Ok(Value::text(&out))
    }
}

/// Whether the path segment around the value at that index consists of nothing but values and dots:
/// an empty value, or a value of dots, could then change the path.
fn stands_alone(pieces: &[Piece<'_>], at: usize) -> bool {
    let literal = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => Some((*text).to_owned()),
        Piece::Value(_) | Piece::Path(_) => None,
    };
    let (before, after) = pieces.split_at(at);
    let before: String = before.iter().filter_map(literal).collect();
    if before.contains('?') {
        return false;
    }
    let after: String = after.iter().filter_map(literal).collect();
    let before = before.rsplit('/').next().unwrap_or_default();
    let after = after.split(['/', '?']).next().unwrap_or_default();
    let segment = format!("{before}{after}")
        .to_lowercase()
        .replace("%2e", ".");
    segment.chars().all(|one| one == '.')
}
