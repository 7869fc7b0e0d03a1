//! `context`: the current request.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, Name};

use super::calls::AS_ARGUMENT;
use super::declared::declared_member;
use super::no_request::no_request;
use super::scope::error;
use super::{Checker, Data, Place, Reason, Request};
use crate::program::{ContextMember, Expression, ExpressionKind};
use crate::{Meaning, unbuilt};

pub(crate) const MEMBERS: &[&str] = &[
    "data",
    "headers",
    "query",
    "params",
    "method",
    "path",
    "ip",
    "caller",
    "request_id",
    "received_at",
    "body",
    "body_hash",
];

impl Checker<'_> {
    /// `context.x`
    pub(super) fn context_member(
        &mut self,
        context: &Name,
        member: &Name,
        span: Span,
    ) -> Expression {
        let Some(request) = self.request else {
            self.no_context(context);
            return error(span);
        };
        self.note_member(member);
        if &*member.text == "query"
            && let Some(declared) = self.decoded(request.query.as_ref())
        {
            return Expression {
                kind: ExpressionKind::Context(ContextMember::DeclaredQuery),
                ty: declared.ty.clone(),
                span,
            };
        }
        let (member, ty) = match &*member.text {
            "data" => match self.data(request, span) {
                Some(ty) => (ContextMember::Data, ty),
                None => return error(span),
            },
            "headers" => (ContextMember::Headers, Type::Headers),
            "method" => (ContextMember::Method, Type::Text),
            "path" => (ContextMember::Path, Type::Text),
            "ip" => (ContextMember::Ip, Type::Text),
            "caller" => match self.caller(request, span) {
                true => (ContextMember::Caller, Type::Text),
                false => return error(span),
            },
            "request_id" => (ContextMember::RequestId, Type::Text),
            "received_at" => (ContextMember::ReceivedAt, Type::Time),
            "body" => (ContextMember::Body, Type::Bytes),
            "body_hash" => (ContextMember::BodyHash, Type::Text),
            "params" | "query" => {
                let sample = if &*member.text == "params" {
                    "`context.params.name`"
                } else {
                    "`context.query[\"name\"]`"
                };
                let report = Diagnostic::new(
                    Code::NotAValue,
                    span,
                    format!("`context.{}` is not a value by itself", member.text),
                )
                .label("the member is missing")
                .help(format!("name a member: {sample}"));
                self.report(report);
                return error(span);
            }
            _ => {
                let report = unknown_member(member);
                self.report(report);
                return error(span);
            }
        };
        self.narrowed(Expression {
            kind: ExpressionKind::Context(member),
            ty,
            span,
        })
    }

    fn note_member(&mut self, member: &Name) {
        if let Some(known) = MEMBERS.iter().find(|known| **known == &*member.text) {
            let meaning = Meaning::Context(known);
            self.reports.index.name(member.span, meaning);
        }
    }

    pub(super) fn no_context(&mut self, context: &Name) {
        match self.place {
            Place::Function => {
                self.pure(context.span, "`context`", AS_ARGUMENT);
            }
            Place::Open | Place::Operand | Place::When => {
                let report = no_request(
                    context.span,
                    "there is no `context` in a workflow that is called",
                );
                self.report(
                    report.help("pass what it needs as an argument: `trigger call (ip: text)`, and `call name(context.ip)`"),
                );
            }
        }
    }

    /// Whether `verify` identifies the caller; reports an error if not.
    fn caller(&mut self, request: &Request, span: Span) -> bool {
        let Some(verify) = request.nobody_named else {
            return true;
        };
        let report = Diagnostic::new(
            Code::NoCaller,
            span,
            "there is no `context.caller`: `verify` does not name callers",
        )
        .label("who calls is not known")
        .because(verify, "this does not tell who calls")
        .help("name a key for each caller: `verify api_key { header \"X-Api-Key\", caller \"acme\" secrets.NAME }`")
        .help("or a password for each user: `verify basic { user \"acme\" secrets.NAME }`");
        self.report(report);
        false
    }

    fn data(&mut self, request: &Request, span: Span) -> Option<Type> {
        if self.place == Place::When {
            let report = Diagnostic::new(
                Code::NoData,
                span,
                "there is no `context.data` in a condition of the trigger",
            )
            .label("the body has not been read yet")
            .help("check headers here, or check the data in the workflow: `if … { respond 204 }`");
            self.report(report);
            return None;
        }
        match &request.data {
            Data::Of(ty) => Some(ty.clone()),
            Data::None { span: why, written } => {
                let because = if *written {
                    "declares that there is no body"
                } else {
                    "declares no body"
                };
                let report = Diagnostic::new(
                    Code::NoData,
                    span,
                    "there is no `context.data`: this webhook takes no body",
                )
                .label("nothing to read")
                .because(*why, because)
                .help("declare the body in the trigger: `body json { … }`");
                self.report(report);
                None
            }
        }
    }

    /// `context.params.x`. Reports an error for `headers` and `query`; `None` for any other name.
    pub(super) fn context_group(
        &mut self,
        context: &Name,
        group: &Name,
        member: &Name,
        span: Span,
    ) -> Option<Expression> {
        self.note_member(group);
        let query = self.request.and_then(|request| request.query.as_ref());
        match &*group.text {
            "params" => {}
            "path" if self.path_parameter(group, member) => return Some(error(span)),
            // A field of a record.
            "query" if self.decoded(query).is_some() => return None,
            "headers" | "query" => {
                self.member_in_brackets(group, member, "text");
                return Some(error(span));
            }
            _ => return None,
        }
        let Some(request) = self.request else {
            self.no_context(context);
            return Some(error(span));
        };
        let Some(params) = &request.params else {
            return Some(error(span));
        };
        let found = params.iter().enumerate();
        let Some((index, parameter)) = found
            .into_iter()
            .find(|(_, parameter)| parameter.name == member.text)
        else {
            let names = params.iter().map(|parameter| &*parameter.name);
            let report = Diagnostic::new(
                Code::UnknownField,
                member.span,
                format!("the path has no parameter `{}`", member.text),
            )
            .label("not a parameter")
            .because(request.path_span, "the path of the trigger")
            .did_you_mean(member.span, &member.text, names);
            let report = if report.helps.is_empty() {
                report.help(format!("add it to the path: `{{{}}}`", member.text))
            } else {
                report
            };
            self.report(report);
            return Some(error(span));
        };
        let meaning = Meaning::Declared(parameter.span);
        self.reports.index.name(member.span, meaning);
        Some(Expression {
            kind: ExpressionKind::Context(ContextMember::Param(index)),
            ty: parameter.ty.clone(),
            span,
        })
    }

    /// `E0107`: a header or a query parameter without brackets; a parameter may have that type.
    pub(super) fn member_in_brackets(&mut self, group: &Name, member: &Name, ty: &str) {
        let query = self.request.and_then(|request| request.query.as_ref());
        let what = if &*group.text == "headers" {
            "a header"
        } else {
            "a query parameter"
        };
        let report = Diagnostic::new(
            Code::UnknownField,
            member.span,
            format!("use brackets and a quoted name to read {what}"),
        )
        .label("not a field");
        let is_undeclared = &*group.text == "query" && self.is_undeclared_query();
        let report = if is_undeclared {
            report.help(format!(
                "declare it in the trigger: `query {{ {}: {ty} }}`",
                member.text
            ))
        } else {
            report
        };
        let (key, applicability) = if &*group.text == "headers" {
            (member.text.replace('_', "-"), Applicability::Safe)
        } else {
            // Its value is a text, whatever its declared type.
            (member.text.to_string(), Applicability::Unsafe)
        };
        let report = report.fix(
            format!("write `context.{}[\"{key}\"]`", group.text),
            vec![Edit {
                span: group.span.after().to(member.span),
                text: format!("[\"{key}\"]"),
            }],
            applicability,
        );
        self.report(match query {
            Some(declared) if &*group.text == "query" => report
                .because(
                    declared.span,
                    "these types apply only in the body of the workflow",
                )
                .note("`when` is evaluated before the query is decoded"),
            _ => report,
        });
    }

    /// Whether the trigger declares no query.
    pub(super) fn is_undeclared_query(&self) -> bool {
        self.place != Place::When && self.request.is_some_and(|request| request.query.is_none())
    }

    /// `E0107`: `context.path.id` for a parameter of the path; returns whether the access was to
    /// such a parameter.
    fn path_parameter(&mut self, group: &Name, member: &Name) -> bool {
        let params = self.request.and_then(|request| request.params.as_ref());
        let mut params = params.into_iter().flatten();
        let Some(parameter) = params.find(|parameter| parameter.name == member.text) else {
            return false;
        };
        let report = Diagnostic::new(
            Code::UnknownField,
            group.span.to(member.span),
            "a parameter of the path is in `context.params`",
        )
        .label("`context.path` is the whole path, a text")
        .because(parameter.span, "declared here")
        .fix(
            format!("write `context.params.{}`", member.text),
            vec![Edit {
                span: group.span,
                text: "params".to_owned(),
            }],
            Applicability::Safe,
        );
        self.report(report);
        true
    }

    /// `context.headers["x"]` and `context.query["x"]`.
    pub(super) fn context_lookup(
        &mut self,
        base: &ast::Expression,
        index: &ast::Expression,
        span: Span,
    ) -> Option<Expression> {
        let ast::ExpressionKind::Field {
            base: context,
            field: group,
            ..
        } = &base.kind
        else {
            return None;
        };
        let ast::ExpressionKind::Name(context) = &context.kind else {
            return None;
        };
        if &*context.text != "context" || !matches!(&*group.text, "headers" | "query") {
            return None;
        }
        self.note_member(group);
        let Some(request) = self.request else {
            self.no_context(context);
            return Some(error(span));
        };
        let in_headers = &*group.text == "headers";
        if !in_headers && let Some(declared) = self.decoded(request.query.as_ref()) {
            return Some(self.query_by_text(declared, index, span));
        }
        let what = "the name that is looked up";
        let name = self.expect(index, &Type::Text, &Reason::Takes { what });
        let ty = Type::Text.optional();
        if let ExpressionKind::Constant(Constant::Text(text)) = name.kind {
            let member = if in_headers {
                let name = text.to_ascii_lowercase();
                if name.contains('_') {
                    self.report(underscore_in_header(index.span, &text));
                }
                if let Some(declared) = self.decoded(request.headers.as_ref())
                    && let group = ContextMember::DeclaredHeaders
                    && let Some(value) = declared_member(declared, group, &name, span)
                {
                    return Some(self.narrowed(value));
                }
                ContextMember::Header(name.into())
            } else {
                ContextMember::Query(text)
            };
            let kind = ExpressionKind::Context(member);
            return Some(self.narrowed(Expression { kind, ty, span }));
        }
        if name.ty == Type::Error {
            return Some(error(span));
        }
        if !in_headers {
            let what = "a query parameter with a computed name";
            self.report(unbuilt::report(index.span, what));
            return Some(error(span));
        }
        let headers = Expression {
            kind: ExpressionKind::Context(ContextMember::Headers),
            ty: Type::Headers,
            span: base.span,
        };
        let kind = ExpressionKind::Header {
            headers: Box::new(headers),
            name: Box::new(name),
        };
        Some(Expression { kind, ty, span })
    }
}

/// `E0107`: an unknown member of `context`.
fn unknown_member(name: &Name) -> Diagnostic {
    let report = Diagnostic::new(
        Code::UnknownField,
        name.span,
        format!("`context` has no member `{}`", name.text),
    )
    .label("not a member of it")
    .did_you_mean(name.span, &name.text, MEMBERS.iter().copied());
    report.note(format!("its members are `{}`", MEMBERS.join("`, `")))
}

/// `W0101`: the name of a header with `_`, which hardly any sender uses.
fn underscore_in_header(span: Span, name: &str) -> Diagnostic {
    let meant = name.replace('_', "-");
    Diagnostic::new(
        Code::Spelling,
        span,
        format!("names of headers have `-`, not `_`: `{meant}`"),
    )
    .label("likely never sent")
    .fix(
        format!("write `\"{meant}\"`"),
        vec![Edit {
            span,
            text: format!("\"{meant}\""),
        }],
        Applicability::Unsafe,
    )
}
