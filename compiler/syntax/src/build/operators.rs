//! Operators: builds the tree from the grammar's flat list, by precedence.

use flowright_diagnostics::Span;

use super::Builder;
use crate::ast::{BinaryOperator, Expression, ExpressionKind, UnaryOperator};
use crate::grammar::{Pair, Rule};
use crate::mistakes;
use crate::tokens::TokenKind;

/// An operator whose right side has not been parsed yet.
enum Pending {
    Unary(UnaryOperator, Span),
    Binary(BinaryOperator, Span, Expression),
}

const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const NEGATE: u8 = 8;

fn precedence(operator: BinaryOperator) -> u8 {
    match operator {
        BinaryOperator::Or => 1,
        BinaryOperator::And => 2,
        BinaryOperator::Equal
        | BinaryOperator::NotEqual
        | BinaryOperator::Less
        | BinaryOperator::LessOrEqual
        | BinaryOperator::Greater
        | BinaryOperator::GreaterOrEqual
        | BinaryOperator::In
        | BinaryOperator::NotIn => COMPARISON,
        BinaryOperator::Coalesce => 5,
        BinaryOperator::Add | BinaryOperator::Subtract => 6,
        BinaryOperator::Multiply | BinaryOperator::Divide | BinaryOperator::Remainder => 7,
    }
}

impl Pending {
    fn precedence(&self) -> u8 {
        match self {
            Pending::Unary(UnaryOperator::Not, _) => NOT,
            Pending::Unary(UnaryOperator::Negate, _) => NEGATE,
            Pending::Binary(operator, ..) => precedence(*operator),
        }
    }

    fn apply(self, right: Expression) -> Expression {
        match self {
            Pending::Unary(operator, span) => Expression {
                span: span.to(right.span),
                kind: ExpressionKind::Unary {
                    operator,
                    operand: Box::new(right),
                },
            },
            Pending::Binary(operator, operator_span, left) => Expression {
                span: left.span.to(right.span),
                kind: ExpressionKind::Binary {
                    operator,
                    operator_span,
                    left: Box::new(left),
                    right: Box::new(right),
                },
            },
        }
    }
}

impl Builder<'_> {
    /// `expression`
    pub(super) fn expression(&mut self, pair: Pair<'_>) -> Expression {
        let span = self.span(&pair);
        let mut pending: Vec<Pending> = Vec::new();
        let mut operand: Option<Expression> = None;
        let mut ternary = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::prefix => {
                    let prefix = self.prefix(&child);
                    pending.push(prefix);
                }
                Rule::operand => operand = Some(self.operand(child, &mut pending)),
                Rule::fail => operand = Some(self.value(child)),
                Rule::infix => {
                    let left = operand.take().unwrap_or(Expression {
                        kind: ExpressionKind::Error,
                        span,
                    });
                    let infix = self.infix(&child, left, &mut pending);
                    pending.push(infix);
                }
                Rule::ternary => ternary = Some(child),
                _ => {}
            }
        }
        let mut result = operand.unwrap_or(Expression {
            kind: ExpressionKind::Error,
            span,
        });
        while let Some(operator) = pending.pop() {
            result = operator.apply(result);
        }
        match ternary {
            Some(ternary) => self.ternary(result, ternary),
            None => result,
        }
    }

    fn operand(&mut self, pair: Pair<'_>, pending: &mut Vec<Pending>) -> Expression {
        let negated = matches!(
            pending.last(),
            Some(Pending::Unary(UnaryOperator::Negate, _))
        );
        let operand = self.operand_value(pair, negated);
        // `-9223372036854775808` is one number: it has no positive counterpart to negate.
        if matches!(operand.kind, ExpressionKind::Int(i64::MIN))
            && let Some(minus) = pending.pop()
            && let Pending::Unary(_, span) = minus
        {
            return Expression {
                span: span.to(operand.span),
                ..operand
            };
        }
        operand
    }

    fn prefix(&mut self, pair: &Pair<'_>) -> Pending {
        let span = self.span(pair);
        match pair.as_str() {
            "-" => Pending::Unary(UnaryOperator::Negate, span),
            "!" => {
                self.report(mistakes::foreign_operator(span, "!", "not "));
                Pending::Unary(UnaryOperator::Not, span)
            }
            _ => Pending::Unary(UnaryOperator::Not, span),
        }
    }

    fn infix(&mut self, pair: &Pair<'_>, left: Expression, pending: &mut Vec<Pending>) -> Pending {
        let span = self.span(pair);
        let operator = match pair.as_str() {
            "or" => BinaryOperator::Or,
            "and" => BinaryOperator::And,
            "==" => BinaryOperator::Equal,
            "!=" => BinaryOperator::NotEqual,
            "<" => BinaryOperator::Less,
            "<=" => BinaryOperator::LessOrEqual,
            ">" => BinaryOperator::Greater,
            ">=" => BinaryOperator::GreaterOrEqual,
            "in" => BinaryOperator::In,
            "??" => BinaryOperator::Coalesce,
            "+" => BinaryOperator::Add,
            "-" => BinaryOperator::Subtract,
            "*" => BinaryOperator::Multiply,
            "/" => BinaryOperator::Divide,
            "%" => BinaryOperator::Remainder,
            "=" => {
                self.report(mistakes::assign_for_equal(span));
                BinaryOperator::Equal
            }
            "&&" => self.foreign(span, "&&", "and", BinaryOperator::And),
            // Before a value it is meant as `??`; the checker reports it.
            "||" if self.precedes_value(span) => BinaryOperator::Or,
            "||" => self.foreign(span, "||", "or", BinaryOperator::Or),
            "===" => self.foreign(span, "===", "==", BinaryOperator::Equal),
            "!==" => self.foreign(span, "!==", "!=", BinaryOperator::NotEqual),
            _ => BinaryOperator::NotIn,
        };
        let mine = precedence(operator);
        let mut left = left;
        let mut chained = false;
        while let Some(waiting) = pending.pop_if(|waiting| waiting.precedence() >= mine) {
            let first = match &waiting {
                Pending::Binary(other, other_span, _) if precedence(*other) == COMPARISON => {
                    Some(*other_span)
                }
                _ => None,
            };
            left = waiting.apply(left);
            if let Some(first) = first.filter(|_| mine == COMPARISON) {
                chained = true;
                let is_generic = matches!(&left.kind, ExpressionKind::Binary { left, .. }
                    if matches!(&left.kind, ExpressionKind::Name(name) if &*name.text == "decode"));
                self.report(if is_generic {
                    mistakes::generic_decode(first.to(span))
                } else {
                    mistakes::chained_comparison(first, span)
                });
            }
        }
        if chained {
            // The first comparison is meant as part of a range, not as an operand of the second.
            left.kind = ExpressionKind::Error;
        }
        Pending::Binary(operator, span, left)
    }

    /// Whether all that follows the operator is a literal that is not a condition, or `now()`.
    fn precedes_value(&self, operator: Span) -> bool {
        let behind = self.source.index_at(self.source.place(operator).end);
        let tokens = self.source.tokens.iter().skip(behind);
        let mut kinds = tokens.filter(|one| one.kind != TokenKind::Blank);
        let Some(first) = kinds.next() else {
            return false;
        };
        match first.kind {
            TokenKind::Number => {}
            TokenKind::StringStart(_) | TokenKind::BracketOpen => {
                let mut depth = 1_u32;
                while depth > 0 {
                    match kinds.next().map(|one| one.kind) {
                        Some(TokenKind::StringStart(_) | TokenKind::BracketOpen) => depth += 1,
                        Some(TokenKind::StringEnd(_) | TokenKind::BracketClose) => depth -= 1,
                        Some(_) => {}
                        None => return true,
                    }
                }
            }
            TokenKind::Word if self.source.slice(first.start, first.end) == "now" => {
                let call = [kinds.next(), kinds.next()].map(|one| one.map(|one| one.kind));
                if call != [Some(TokenKind::ParenOpen), Some(TokenKind::ParenClose)] {
                    return false;
                }
            }
            _ => return false,
        }
        matches!(
            kinds.next().map(|one| one.kind),
            None | Some(
                TokenKind::Newline
                    | TokenKind::Comment
                    | TokenKind::Comma
                    | TokenKind::BraceOpen
                    | TokenKind::BraceClose
                    | TokenKind::ParenClose
                    | TokenKind::BracketClose
                    | TokenKind::InterpolationEnd
            )
        )
    }

    fn foreign(
        &mut self,
        span: Span,
        written: &str,
        meant: &str,
        operator: BinaryOperator,
    ) -> BinaryOperator {
        self.report(mistakes::foreign_operator(span, written, meant));
        operator
    }

    /// `c ? a : b`, which Flowright writes with `if`; the result is the tree of that `if`.
    fn ternary(&mut self, condition: Expression, pair: Pair<'_>) -> Expression {
        let whole = condition.span.to(self.span(&pair));
        let mut branches = pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::expression)
            .map(|child| self.expression(child))
            .collect::<Vec<_>>()
            .into_iter();
        let (Some(then), Some(otherwise)) = (branches.next(), branches.next()) else {
            return condition;
        };
        self.report(mistakes::ternary(
            whole,
            &format!(
                "if {} {{ {} }} else {{ {} }}",
                self.text(condition.span).trim(),
                self.text(then.span).trim(),
                self.text(otherwise.span).trim()
            ),
        ));
        Expression {
            kind: ExpressionKind::If {
                condition: Box::new(condition),
                then: super::statement::block_of(then),
                otherwise: Some(super::statement::block_of(otherwise)),
            },
            span: whole,
        }
    }
}
