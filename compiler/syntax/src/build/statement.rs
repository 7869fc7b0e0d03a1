//! Blocks and statements.

use flowright_diagnostics::Span;

use super::setting::error_operand;
use super::{Builder, Children};
use crate::ast::{
    Block, Expression, ExpressionKind, Feature, LogStatement, Name, RespondStatement, Setting,
    SettingTail, Statement, StatementKind, TypeExpression,
};
use crate::grammar::{Pair, Rule};
use crate::mistakes;
use crate::tokens::{Token, TokenKind};

impl Builder<'_> {
    /// `block`
    pub(super) fn block(&mut self, pair: Pair<'_>) -> Block {
        let mut span = self.span(&pair);
        let mut statements = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::open => {
                    self.brace(&child);
                    let brace = self.span(&child).last(1);
                    span = Span::new(span.anchor, brace.start, span.end);
                }
                Rule::close | Rule::newline => {}
                _ => statements.push(self.statement(child)),
            }
        }
        Block { statements, span }
    }

    /// `statement`
    pub(super) fn statement(&mut self, pair: Pair<'_>) -> Statement {
        let span = self.span(&pair);
        let not_built = |name| StatementKind::NotBuilt(Feature { name });
        let kind = match pair.as_rule() {
            Rule::let_statement => self.let_statement(pair),
            Rule::var_statement => self.var_statement(pair),
            Rule::assignment => self.assignment(pair),
            Rule::respond => StatementKind::Respond(self.respond(pair)),
            Rule::stop => not_built("`stop`"),
            Rule::delay => not_built("`delay`"),
            Rule::later => not_built("`later`"),
            Rule::break_loop => StatementKind::Break,
            Rule::continue_loop => StatementKind::Continue,
            Rule::log => self.log(pair),
            Rule::on_failure => not_built("`on failure`"),
            Rule::step
            | Rule::for_loop
            | Rule::while_loop
            | Rule::parallel
            | Rule::try_catch
            | Rule::fail => StatementKind::Expression(self.value(pair)),
            Rule::expression => self.line(pair),
            _ => self.unread_line(span),
        };
        Statement { kind, span }
    }

    /// A line that could not be read. A name that it appears to bind is bound anyway, so that its
    /// uses are not reported as further errors.
    fn unread_line(&mut self, span: Span) -> StatementKind {
        let source = self.source;
        let start = source.index_at(source.place(span).start);
        let tokens = source.tokens.iter().skip(start);
        let line = tokens.take_while(|token| token.kind != TokenKind::Newline);
        let line: Vec<Token> = line
            .filter(|token| !token.kind.is_trivia())
            .copied()
            .collect();
        let sign = line.iter().position(|token| token.kind == TokenKind::Equal);
        let colon = line.iter().position(|token| token.kind == TokenKind::Colon);
        let end = colon
            .filter(|colon| sign.is_some_and(|sign| *colon < sign))
            .or(sign);
        let (Some(end), Some(first)) = (end, line.first()) else {
            return StatementKind::Error;
        };
        let words = line.get(..end).unwrap_or_default();
        let is_binding = words.iter().all(|token| token.kind == TokenKind::Word)
            && (words.len() > 1 || source.text_of(*first) == "let");
        match words.last().filter(|_| is_binding) {
            Some(name) => StatementKind::Let {
                name: Name {
                    text: source.text_of(*name).into(),
                    span: source.span_of(*name),
                },
                ty: None,
                value: error_operand(span),
            },
            None => StatementKind::Error,
        }
    }

    /// An expression as a line. `a.b = c` is meant as an assignment here, not as a comparison.
    fn line(&mut self, pair: Pair<'_>) -> StatementKind {
        let whole = self.span(&pair);
        let mut parts = pair.clone().into_inner();
        let first = parts.next();
        let sign = parts
            .next()
            .filter(|infix| infix.as_rule() == Rule::infix && infix.as_str() == "=");
        if let (Some(field), Some(sign)) = (first, sign)
            && field.as_rule() == Rule::operand
        {
            let field = self.span(&field);
            let sign = self.span(&sign);
            self.report(mistakes::assigned_field(
                field,
                sign,
                whole,
                self.text(field),
            ));
            return StatementKind::Error;
        }
        StatementKind::Expression(self.expression(pair))
    }

    fn let_statement(&mut self, pair: Pair<'_>) -> StatementKind {
        match self.bound(pair) {
            Some((name, ty, value)) => StatementKind::Let { name, ty, value },
            None => StatementKind::Error,
        }
    }

    fn var_statement(&mut self, pair: Pair<'_>) -> StatementKind {
        match self.bound(pair) {
            Some((name, ty, value)) => StatementKind::Var { name, ty, value },
            None => StatementKind::Error,
        }
    }

    /// The name, the type and the value of a `let` or `var`.
    fn bound(&mut self, pair: Pair<'_>) -> Option<(Name, Option<TypeExpression>, Expression)> {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let word = children.find(Rule::word)?;
        let name = self.name(&word);
        children.take(Rule::colon);
        let ty = children.take(Rule::type_expression).map(|ty| self.ty(ty));
        children.take(Rule::equal);
        let value = match children.next() {
            Some(value) => self.value(value),
            None => error_operand(span),
        };
        Some((name, ty, value))
    }

    fn assignment(&mut self, pair: Pair<'_>) -> StatementKind {
        let mut children = Children::of(pair);
        let (Some(name), Some(_), Some(value)) = (
            children.take(Rule::name),
            children.take(Rule::equal),
            children.next(),
        ) else {
            return StatementKind::Error;
        };
        StatementKind::Assign {
            name: self.name(&name),
            value: self.value(value),
        }
    }

    fn log(&mut self, pair: Pair<'_>) -> StatementKind {
        let mut children = Children::of(pair);
        let (Some(level), Some(message)) =
            (children.find(Rule::name), children.take(Rule::expression))
        else {
            return StatementKind::Error;
        };
        StatementKind::Log(LogStatement {
            level: self.name(&level),
            message: self.expression(message),
            fields: children
                .take(Rule::record)
                .map(|record| self.record(record))
                .unwrap_or_default(),
        })
    }

    fn respond(&mut self, pair: Pair<'_>) -> RespondStatement {
        let mut status = None;
        let mut settings = Vec::new();
        for child in pair.into_inner() {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::expression => status = Some(self.expression(child)),
                Rule::poison => status = Some(error_operand(span)),
                Rule::settings if self.is_record(&child, ANSWERS) => {
                    let (meant, insert) = self.meant_answer(&child, status.as_ref());
                    self.report(mistakes::record_for_settings(span, &meant, insert));
                    status.get_or_insert_with(|| error_operand(span));
                    settings.push(unread_body(span));
                }
                Rule::settings => settings = self.settings(child),
                Rule::answer | Rule::answer_alone => settings.extend(self.answer(child)),
                _ => {}
            }
        }
        RespondStatement { status, settings }
    }
}

/// The settings of `respond`, including ones that users of other languages write.
const ANSWERS: &[&str] = &["header", "json", "text", "html", "bytes"];

impl Builder<'_> {
    /// Whether the braces of a `respond` or an `http` are meant to hold the record to send. `known`
    /// are the settings that they may hold.
    pub(super) fn is_record(&mut self, settings: &Pair<'_>, known: &[&str]) -> bool {
        let mut lines = 0;
        let mut like_fields = 0;
        for line in settings.clone().into_inner() {
            if line.as_rule() != Rule::plain_setting {
                continue;
            }
            lines += 1;
            let mut children = Children::of(line);
            let Some(name) = children.take(Rule::setting_name) else {
                continue;
            };
            let name = self.name(&name);
            let like_field = matches!(children.peek(), None | Some(Rule::setting_sign));
            like_fields += usize::from(like_field && !known.contains(&&*name.text));
        }
        lines > 0 && lines == like_fields
    }

    /// The intended answer as source text, and the place where `json` is missing if that is the
    /// only mistake.
    fn meant_answer(
        &mut self,
        settings: &Pair<'_>,
        status: Option<&Expression>,
    ) -> (String, Option<Span>) {
        let mut number = String::from("200");
        let mut body = None;
        let mut is_response = status.is_none();
        for line in settings.clone().into_inner() {
            let mut children = Children::of(line);
            let Some(name) = children.take(Rule::setting_name) else {
                continue;
            };
            let value = children.find(Rule::expression);
            let value = value.map(|value| self.text(self.span(&value)).trim().to_owned());
            match (&*self.name(&name).text, value) {
                ("status" | "code" | "status_code" | "statusCode", Some(value)) => number = value,
                ("body" | "data", Some(value)) => body = Some(value),
                _ => is_response = false,
            }
        }
        if let Some(status) = status {
            number = self.text(status.span).trim().to_owned();
        }
        match body {
            Some(body) if is_response => (format!("respond {number} json {body}"), None),
            None if is_response => (format!("respond {number}"), None),
            _ => {
                let before = self.span(settings).before();
                let insert = status.is_some().then_some(before);
                (format!("respond {number} json {{ … }}"), insert)
            }
        }
    }
}

/// A JSON body whose value has not been read.
pub(super) fn unread_body(span: Span) -> Setting {
    Setting {
        name: Name {
            text: "json".into(),
            span,
        },
        tail: SettingTail::Operands {
            operands: vec![error_operand(span)],
            block: None,
        },
        span,
    }
}

/// A block of one value, as after `=>`.
pub(super) fn block_of(value: Expression) -> Block {
    Block {
        span: value.span,
        statements: vec![Statement {
            span: value.span,
            kind: StatementKind::Expression(value),
        }],
    }
}

/// A statement that could not be read.
pub(super) fn unread_statement(block: Span) -> Statement {
    Statement {
        kind: StatementKind::Error,
        span: block.before(),
    }
}

/// A block that could not be read.
pub(super) fn error_block(span: Span) -> Block {
    block_of(Expression {
        kind: ExpressionKind::Error,
        span,
    })
}
