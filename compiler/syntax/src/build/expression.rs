//! Operands: values, names, members, and expressions with blocks.

use super::setting::error_operand;
use super::{Builder, Children};
use crate::ast::{Expression, ExpressionKind, Name};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

impl Builder<'_> {
    /// `value`: a step, an expression with blocks, or a plain expression.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Expression {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::expression => return self.expression(pair),
            Rule::step => ExpressionKind::Step(Box::new(self.step(pair))),
            Rule::for_loop => self.for_loop(pair),
            Rule::while_loop => self.while_loop(pair),
            Rule::try_catch => self.try_catch(pair),
            Rule::fail => self.fail(pair),
            Rule::parallel => self.parallel(pair),
            _ => ExpressionKind::Error,
        };
        Expression { kind, span }
    }

    /// `nested`: an expression, or a step that the checker will reject here.
    pub(super) fn nested(&mut self, pair: Pair<'_>) -> Expression {
        self.value(pair)
    }

    /// `condition`
    pub(super) fn condition(&mut self, pair: Pair<'_>) -> Expression {
        let span = self.span(&pair);
        match Children::of(pair).find(Rule::expression) {
            Some(expression) => self.expression(expression),
            None => Expression {
                kind: ExpressionKind::Error,
                span,
            },
        }
    }

    /// `operand`
    pub(super) fn operand_value(&mut self, pair: Pair<'_>, negated: bool) -> Expression {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let Some(primary) = children.next() else {
            return Expression {
                kind: ExpressionKind::Error,
                span,
            };
        };
        let mut value = self.primary(primary, negated);
        while let Some(suffix) = children.next() {
            value = match suffix.as_rule() {
                Rule::member => self.member(value, suffix),
                _ => self.index(value, suffix),
            };
        }
        value
    }

    pub(super) fn primary(&mut self, pair: Pair<'_>, negated: bool) -> Expression {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::string => ExpressionKind::Text(self.string(pair)),
            Rule::number => {
                let number = self.number(pair, negated);
                number.map_or(ExpressionKind::Error, ExpressionKind::from)
            }
            Rule::list => ExpressionKind::List(
                pair.into_inner()
                    .filter(|child| matches!(child.as_rule(), Rule::expression | Rule::step))
                    .map(|child| self.nested(child))
                    .collect(),
            ),
            Rule::group => return self.group(pair),
            Rule::record => ExpressionKind::Record(self.record(pair)),
            Rule::column => match Children::of(pair).find(Rule::word) {
                Some(word) => ExpressionKind::Column(self.name(&word)),
                None => ExpressionKind::Error,
            },
            Rule::if_value => self.if_value(pair),
            Rule::branch_value => self.branch(pair),
            Rule::match_value => self.match_value(pair),
            Rule::decode => self.decode(pair),
            Rule::named => self.named(pair),
            _ => ExpressionKind::Error,
        };
        Expression { kind, span }
    }

    fn decode(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let mut children = Children::of(pair);
        let value = children.find(Rule::operand);
        let ty = children.find(Rule::type_expression);
        let (Some(value), Some(ty)) = (value, ty) else {
            return ExpressionKind::Error;
        };
        ExpressionKind::Decode {
            value: Box::new(self.operand_value(value, false)),
            ty: self.ty(ty),
        }
    }

    fn group(&mut self, pair: Pair<'_>) -> Expression {
        let span = self.span(&pair);
        let inner = pair
            .into_inner()
            .find(|child| matches!(child.as_rule(), Rule::expression | Rule::step));
        match inner {
            Some(inner) => self.nested(inner),
            None => Expression {
                kind: ExpressionKind::Error,
                span,
            },
        }
    }

    fn named(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let mut children = Children::of(pair);
        let Some(word) = children.take(Rule::name) else {
            return ExpressionKind::Error;
        };
        let name = self.name(&word);
        if let Some(arguments) = children.take(Rule::arguments) {
            if let Some(duration) = self.duration_call(&name, &arguments) {
                return duration;
            }
            return ExpressionKind::Call {
                function: name,
                arguments: self.arguments(arguments),
            };
        }
        // Literals of other languages are rewritten to these.
        match word.as_str() {
            "null" => ExpressionKind::Null,
            "true" => ExpressionKind::Bool(true),
            "false" => ExpressionKind::Bool(false),
            _ => ExpressionKind::Name(name),
        }
    }

    /// `timedelta(days=7)`
    fn duration_call(&mut self, name: &Name, arguments: &Pair<'_>) -> Option<ExpressionKind> {
        let given = self.span(arguments);
        let text = self.text(given).strip_prefix('(')?.strip_suffix(')')?;
        let (unit, number) = text.split_once('=')?;
        let number: u64 = number.trim().parse().ok()?;
        let (letter, seconds) = match unit.trim().trim_end_matches('s') {
            "second" => ("s", 1),
            "minute" => ("m", 60),
            "hour" => ("h", 60 * 60),
            "day" => ("d", 24 * 60 * 60),
            _ => return None,
        };
        let is_theirs = matches!(
            &*name.text,
            "timedelta" | "relativedelta" | "duration" | "Duration"
        );
        let microseconds = number.checked_mul(seconds)?.checked_mul(1_000_000)?;
        if !is_theirs {
            return None;
        }
        let meant = format!("{number}{letter}");
        let span = name.span.to(given);
        self.report(mistakes::duration_call(span, &name.text, &meant));
        Some(ExpressionKind::Duration(microseconds))
    }

    pub(super) fn arguments(&mut self, pair: Pair<'_>) -> Vec<Expression> {
        let mut arguments = Vec::new();
        let mut named = Vec::new();
        let whole = self.span(&pair);
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::expression if self.is_named(&child) => {
                    let span = self.span(&child);
                    named.push(span);
                    arguments.push(error_operand(span));
                }
                Rule::expression | Rule::step => arguments.push(self.nested(child)),
                Rule::lambda => arguments.push(self.lambda(child)),
                _ => {}
            }
        }
        if let Some(first) = named.first().copied() {
            let all: Vec<&str> = named.iter().map(|span| self.text(*span)).collect();
            let is_function = !self.in_setting && named.len() == arguments.len();
            let report = mistakes::named_arguments(first, whole, &all, is_function);
            self.report(report);
            self.named = Some(whole);
        }
        arguments
    }

    /// `name = value` as an argument.
    fn is_named(&self, pair: &Pair<'_>) -> bool {
        let mut parts = pair.clone().into_inner();
        let name = parts.next().map(|name| self.text(self.span(&name)).trim());
        let is_word = name.is_some_and(|name| {
            name.bytes()
                .all(|one| one.is_ascii_alphanumeric() || one == b'_')
        });
        let sign = parts.next();
        is_word && sign.is_some_and(|sign| sign.as_rule() == Rule::infix && sign.as_str() == "=")
    }

    fn member(&mut self, base: Expression, pair: Pair<'_>) -> Expression {
        let span = base.span.to(self.span(&pair));
        let mut children = Children::of(pair);
        let optional = children
            .take(Rule::dot)
            .is_some_and(|dot| dot.as_str() == "?.");
        let Some(word) = children.take(Rule::word) else {
            return base;
        };
        let name = self.name(&word);
        let base = Box::new(base);
        let kind = match children.take(Rule::arguments) {
            Some(arguments) => ExpressionKind::MethodCall {
                base,
                function: name,
                arguments: self.arguments(arguments),
                optional,
            },
            None => ExpressionKind::Field {
                base,
                field: name,
                optional,
            },
        };
        Expression { kind, span }
    }

    fn index(&mut self, base: Expression, pair: Pair<'_>) -> Expression {
        let span = base.span.to(self.span(&pair));
        let mut children = Children::of(pair);
        let optional = children
            .next()
            .is_some_and(|open| open.as_rule() == Rule::optional_index_open);
        let index = children
            .next()
            .filter(|child| matches!(child.as_rule(), Rule::expression | Rule::step));
        let Some(index) = index else { return base };
        Expression {
            kind: ExpressionKind::Index {
                base: Box::new(base),
                index: Box::new(self.nested(index)),
                optional,
            },
            span,
        }
    }
}
