//! `http` steps: the target, encoded for its place, the body and the headers.

use flowright_check::program::{self, Expression, HttpStep, TextPart};
use flowright_diagnostics::Span;
use flowright_stdlib::types::Type;
use flowright_stdlib::write::url_part;

use super::pieces::Piece;
use super::step::Argument;
use super::url::{escapes, literal};
use super::workflow::Lowering;
use crate::code::{Escape, LocalId};
use crate::image::{Expectation, HttpBodyKind, HttpTarget, HttpTemplate};

impl Lowering<'_> {
    /// The arguments of the step, in the order that its kind says, and what of it is fixed.
    pub(super) fn http(
        &mut self,
        http: &HttpStep,
        span: Span,
    ) -> (Vec<Argument>, HttpTemplate) {
        let (target, parts) = match &http.target {
            program::HttpTarget::Url { base, rest } => (HttpTarget::Base(base.clone()), rest),
            program::HttpTarget::Service { service, path } => (HttpTarget::Service(*service), path),
        };
        let pieces = self.target(parts, &http.query);
        let value = self.text_of(pieces, span);
        let mut arguments = vec![Argument::new("target", Type::Text, value)];
        let body = match &http.body {
            program::HttpBody::None => HttpBodyKind::None,
            program::HttpBody::Json(body) => {
                let pieces = self.json(body);
                let value = self.text_of(pieces, body.span);
                arguments.push(Argument::new("body", Type::Text, value));
                HttpBodyKind::Json
            }
            program::HttpBody::Text(body) => {
                let value = self.expression(body);
                arguments.push(Argument::new("body", Type::Text, value));
                HttpBodyKind::Text
            }
        };
        for (name, header) in &http.headers {
            let value = self.expression(header);
            arguments.push(Argument::new(name, header.ty.clone(), value));
        }
        let expect = match &http.expect {
            program::Expectation::Nothing => Expectation::Nothing,
            program::Expectation::Json(ty) => Expectation::Json(self.shape(ty)),
            program::Expectation::Text => Expectation::Text,
        };
        let template = HttpTemplate {
            method: http.method.clone(),
            target,
            body,
            headers: http.headers.iter().map(|(name, _)| name.clone()).collect(),
            timeout: http.timeout,
            expect,
            accept_any: http.accept_any,
            max_response: http.max_response,
        };
        (arguments, template)
    }

    /// Path and query, each value escaped for its place.
    fn target(&mut self, parts: &[TextPart], query: &[(Box<str>, Expression)]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut escapes = escapes(parts).into_iter();
        for part in parts {
            match part {
                TextPart::Literal(text) => pieces.push(Piece::Constant(literal(text))),
                TextPart::Value(value) => {
                    let locals = self.expression(value);
                    let escape = escapes.next().unwrap_or(Escape::UrlPathSegment);
                    pieces.extend(Piece::of(&value.ty, &locals, escape));
                }
            }
        }
        let entries: Vec<_> = query
            .iter()
            .filter_map(|(name, value)| self.query_entry(name, value))
            .collect();
        if !entries.is_empty() {
            let is_query =
                |part: &TextPart| matches!(part, TextPart::Literal(text) if text.contains('?'));
            let first = if parts.iter().any(is_query) {
                b"&"
            } else {
                b"?"
            };
            pieces.push(Piece::Entries {
                first,
                next: b"&",
                entries,
            });
        }
        pieces
    }

    /// `name=value`, with the tag of a value that is left out when null; none where it is always null.
    fn query_entry(
        &mut self,
        name: &str,
        value: &Expression,
    ) -> Option<(Option<LocalId>, Vec<Piece>)> {
        let locals = self.expression(value);
        let (tag, ty, locals) = match (&value.ty, &locals[..]) {
            (Type::Null, _) => return None,
            (Type::Optional(inner), [tag, locals @ ..]) => (Some(*tag), &**inner, locals),
            (ty, locals) => (None, ty, locals),
        };
        let mut text = Vec::new();
        // Without a limit this cannot fail.
        url_part(&mut text, name, usize::MAX).unwrap_or_default();
        text.push(b'=');
        let pieces = [Piece::Constant(text)].into_iter();
        let value = Piece::of(ty, locals, Escape::UrlPart);
        Some((tag, pieces.chain(value).collect()))
    }
}
