//! The target of an `http` step: a host that data cannot determine.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, ExpressionKind};

use crate::body::{AS_PATH, Checker};
use crate::convert;
use crate::declare::Thing;
use crate::declare::constant::plain_text;
use crate::describe::brief;
use crate::program::{self, Format, HttpTarget, SettingText, SettingTextPart, TextPart};
use crate::settings::{fragment, not_url, url_problem};

impl Checker<'_> {
    /// The target, and the path and query after it.
    pub(super) fn http_target(
        &mut self,
        target: &ast::HttpTarget,
    ) -> Option<(HttpTarget, Vec<TextPart>)> {
        match target {
            ast::HttpTarget::Service { service, path } => {
                if self.visible(&service.text).is_some() {
                    self.name(service);
                    let report = host_from_data(service.span);
                    self.report(report);
                    return None;
                }
                let found = self.globals.thing(service, Thing::Service, self.reports);
                let path = match path {
                    Some(path) => self.path_of_service(path),
                    None => Some(Vec::new()),
                };
                Some((HttpTarget::Service(found?), path?))
            }
            ast::HttpTarget::Url(url) => self.url(url),
        }
    }

    /// The path after a service: a string that begins with `/` or `?`.
    fn path_of_service(&mut self, path: &ast::Expression) -> Option<Vec<TextPart>> {
        let ExpressionKind::Text(parts) = &path.kind else {
            let value = self.value(path, None);
            if value.ty != Type::Error {
                let report = bad_path(path.span);
                self.report(report);
            }
            return None;
        };
        let good = match parts.first() {
            None => true,
            Some(ast::TextPart::Literal(text)) => text.starts_with(['/', '?']),
            Some(ast::TextPart::Interpolation(_)) => false,
        };
        let (typed, ty) = self.url_parts(parts);
        if !good {
            let report = bad_path(path.span);
            self.report(report);
            return None;
        }
        if holds_fragment(parts) {
            let report = fragment(path.span, "a path");
            self.report(report);
            return None;
        }
        (ty != Type::Error).then_some(typed)
    }

    /// Like [`text_parts`](Self::text_parts), for a URL: before the query, `.as_path()` lets a
    /// value span several segments.
    fn url_parts(&mut self, parts: &[ast::TextPart]) -> (Vec<TextPart>, Type) {
        let mut in_query = false;
        let split = parts.iter().map(|part| match part {
            ast::TextPart::Literal(text) => {
                in_query |= text.contains('?');
                (part.clone(), None)
            }
            ast::TextPart::Interpolation(value) => match as_path(value) {
                Some(base) if !in_query => {
                    (ast::TextPart::Interpolation(base.clone()), Some(value.span))
                }
                Some(_) | None => (part.clone(), None),
            },
        });
        let (parts, paths): (Vec<_>, Vec<_>) = split.unzip();
        let (mut typed, mut ty) = self.text_parts(&parts);
        for (part, span) in typed.iter_mut().zip(paths) {
            let (TextPart::Value(value), Some(span)) = (part, span) else {
                continue;
            };
            if value.ty == Type::Error {
                continue;
            }
            if !value.ty.is_text() {
                self.report(path_of_no_text(span, &value.ty));
                ty = Type::Error;
                continue;
            }
            let text = convert::apply(value.clone(), &Type::Text);
            *value = convert::written(Format::UrlPath, text);
        }
        (typed, ty)
    }

    fn url(&mut self, url: &ast::Expression) -> Option<(HttpTarget, Vec<TextPart>)> {
        if let ExpressionKind::Text(parts) = &url.kind {
            return self.url_text(parts, url.span);
        }
        if let Some(report) = self.path_without_quotes(url) {
            self.report(report);
            self.unread();
            return None;
        }
        let value = self.value(url, None);
        if value.ty == Type::Error {
            return None;
        }
        if let program::ExpressionKind::Config(config) = value.kind
            && value.ty.is_text()
        {
            let base = SettingText {
                parts: vec![SettingTextPart::Config(config)],
            };
            return Some((HttpTarget::Base(base), Vec::new()));
        }
        let report = if value.ty == Type::Secret {
            self.leak(&value, "a request to a host that was not declared with it")
                .help("declare a `service` with this secret as its `url`")
        } else {
            host_from_data(url.span)
        };
        self.report(report);
        None
    }

    /// `E0604`: `http GET service /items/{id}`, which reads as a division.
    fn path_without_quotes(&self, url: &ast::Expression) -> Option<Diagnostic> {
        let (mut first, mut rest) = quotient(url)?;
        while let Some((left, right)) = quotient(first) {
            (first, rest) = (left, right);
        }
        let ExpressionKind::Name(service) = &first.kind else {
            return None;
        };
        let entry = self.globals.things.get(&service.text)?;
        let (thing, _) = self.globals.kinds.get(entry.index)?;
        if *thing != Thing::Service || self.visible(&service.text).is_some() {
            return None;
        }
        let slash = first.span.after().to(rest.span.before());
        let edit = |span, text: &str| Edit {
            span,
            text: text.to_owned(),
        };
        let path = slash.to(url.span.after());
        Some(
            Diagnostic::new(Code::NotUrl, path, "a path must be in quotes")
                .label("not a text")
                .fix(
                    "put the path in quotes",
                    vec![edit(slash, " \"/"), edit(url.span.after(), "\"")],
                    Applicability::Safe,
                ),
        )
    }

    /// `"https://example.com/x/{id}"`; everything before the path is fixed.
    fn url_text(
        &mut self,
        parts: &[ast::TextPart],
        span: Span,
    ) -> Option<(HttpTarget, Vec<TextPart>)> {
        let whole = plain_text(parts).is_some();
        if let Some(ast::TextPart::Literal(start)) = parts.first() {
            if let Some(problem) = url_problem(start, whole) {
                let report = not_url(span, problem);
                self.report(report);
                return None;
            }
        } else if parts.is_empty() {
            self.report(not_url(span, "it is empty"));
            return None;
        }
        if holds_fragment(parts) {
            self.report(fragment(span, "a URL"));
            return None;
        }
        let (typed, ty) = self.url_parts(parts);
        if ty == Type::Error {
            return None;
        }
        let mut base = SettingText::default();
        let mut rest: Vec<TextPart> = Vec::new();
        let mut scheme = true;
        for part in typed {
            if !rest.is_empty() {
                rest.push(part);
                continue;
            }
            match part {
                TextPart::Literal(text) => {
                    let skip = if scheme { after_scheme(&text) } else { 0 };
                    let tail = text.get(skip..).unwrap_or_default();
                    match tail.find(['/', '?']) {
                        Some(at) => {
                            let (head, tail) = text.split_at(skip + at);
                            if !head.is_empty() {
                                base.parts.push(SettingTextPart::Literal(head.into()));
                            }
                            rest.push(TextPart::Literal(tail.into()));
                        }
                        None => base.parts.push(SettingTextPart::Literal(text)),
                    }
                }
                TextPart::Value(value) => {
                    let program::ExpressionKind::Config(config) = value.kind else {
                        let report = host_from_data(value.span);
                        self.report(report);
                        return None;
                    };
                    base.parts.push(SettingTextPart::Config(config));
                }
            }
            scheme = false;
        }
        Some((HttpTarget::Base(base), rest))
    }
}

/// The operands of a division.
fn quotient(e: &ast::Expression) -> Option<(&ast::Expression, &ast::Expression)> {
    let ExpressionKind::Binary {
        operator: ast::BinaryOperator::Divide,
        left,
        right,
        ..
    } = &e.kind
    else {
        return None;
    };
    Some((left, right))
}

/// The receiver of a call to `.as_path()`.
fn as_path(value: &ast::Expression) -> Option<&ast::Expression> {
    let ExpressionKind::MethodCall {
        base,
        function,
        arguments,
        optional: false,
    } = &value.kind
    else {
        return None;
    };
    (&*function.text == AS_PATH && arguments.is_empty()).then_some(base)
}

/// `E0104`: `.as_path()` on a value that is not a text.
fn path_of_no_text(span: Span, ty: &Type) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownFunction,
        span,
        format!("`as_path` is a function on `text`, not on `{}`", brief(ty)),
    )
    .label("not a function of this type")
    .help("remove `.as_path()`: this value contains no slashes")
}

/// The length of `https://` at the start.
fn after_scheme(text: &str) -> usize {
    text.find("://").map_or(0, |at| at + 3)
}

/// Whether a literal contains a `#`. Nothing after it is sent, not even a `query`.
fn holds_fragment(parts: &[ast::TextPart]) -> bool {
    let literal =
        |part: &ast::TextPart| matches!(part, ast::TextPart::Literal(text) if text.contains('#'));
    parts.iter().any(literal)
}

/// `E0603`: a host that data could determine.
fn host_from_data(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::HostFromData,
        span,
        "data could choose the host of this request",
    )
    .label("not fixed when the server starts")
    .note("whoever sends the data could make this server call any address")
    .help("write the host as a literal, a `config` or a `service`, and use data only in the path and query")
    .help("for a URL of a known host, such as a `response_url`, send to its path: `http POST service \"/{url.remove_prefix(\"https://host/\").as_path()}\"`")
}

/// `E0604`: an invalid start of a path.
fn bad_path(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NotUrl,
        span,
        "the path after a service must begin with `/`",
    )
    .label("does not begin with `/`")
    .help("write it as `\"/path/{id}\"`")
}
