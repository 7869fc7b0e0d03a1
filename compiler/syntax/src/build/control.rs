//! Loops, `try`, `fail` and lambdas.

use super::setting::{error_operand, no_name};
use super::statement::error_block;
use super::{Builder, Children};
use crate::ast::{
    Expression, ExpressionKind, Feature, ForLoop, Name, Parallel, ParallelBranch, TryCatch,
    WhileLoop,
};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

impl Builder<'_> {
    /// `for_loop`
    pub(super) fn for_loop(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let mut names: Vec<Name> = Vec::new();
        let mut list = None;
        let mut at_once: Option<Expression> = None;
        let mut is_whole = false;
        let mut body = None;
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::word => names.push(self.name(&child)),
                Rule::expression if list.is_none() => list = Some(self.expression(child)),
                Rule::expression => at_once = Some(self.expression(child)),
                Rule::kw_once => is_whole = true,
                Rule::block => body = Some(self.block(child)),
                _ => {}
            }
        }
        if let Some(most) = at_once.as_ref().filter(|_| !is_whole) {
            let (list, most) = (list.as_ref().map(|list: &Expression| list.span), most.span);
            let report = mistakes::at_most_without_at_once(list, most, self.text(most));
            self.report(report);
        }
        let element = names.pop();
        ExpressionKind::For(Box::new(ForLoop {
            index: names.pop(),
            element: element.unwrap_or_else(|| no_name(span)),
            list: list.unwrap_or_else(|| error_operand(span)),
            at_once,
            body: body.unwrap_or_else(|| error_block(span)),
        }))
    }

    /// `while_loop`
    pub(super) fn while_loop(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let condition = children.find(Rule::condition);
        let condition = condition.map(|condition| self.condition(condition));
        let mut at_most = None;
        let mut body = None;
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::expression => at_most = Some(self.expression(child)),
                Rule::block => body = Some(self.block(child)),
                _ => {}
            }
        }
        ExpressionKind::While(Box::new(WhileLoop {
            condition: condition.unwrap_or_else(|| error_operand(span)),
            at_most,
            body: body.unwrap_or_else(|| error_block(span)),
        }))
    }

    /// `try_catch`
    pub(super) fn try_catch(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let body = match children.find(Rule::block) {
            Some(body) => self.block(body),
            None => error_block(span),
        };
        let error = children
            .take(Rule::catch_head)
            .and_then(|head| Children::of(head).find(Rule::word))
            .map(|word| self.name(&word));
        let catch = children.take(Rule::block).map(|block| self.block(block));
        ExpressionKind::Try(Box::new(TryCatch { body, error, catch }))
    }

    /// `parallel`
    pub(super) fn parallel(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let mut settled = false;
        let mut branches = Vec::new();
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::kw_settled => settled = true,
                Rule::kw_first => {
                    return ExpressionKind::NotBuilt(Feature {
                        name: "`parallel first`",
                    });
                }
                Rule::parallel_branch => branches.push(self.parallel_branch(child)),
                _ => {}
            }
        }
        ExpressionKind::Parallel(Box::new(Parallel { settled, branches }))
    }

    /// `parallel_branch`
    fn parallel_branch(&mut self, pair: Pair<'_>) -> ParallelBranch {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let name = children.take(Rule::word).map(|word| self.name(&word));
        let body = children.take(Rule::block).map(|block| self.block(block));
        ParallelBranch {
            name: name.unwrap_or_else(|| no_name(span)),
            body: body.unwrap_or_else(|| error_block(span)),
        }
    }

    /// `fail`
    pub(super) fn fail(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let span = self.span(&pair);
        let why = match Children::of(pair).find(Rule::expression) {
            Some(why) => self.expression(why),
            None => error_operand(span),
        };
        ExpressionKind::Fail(Box::new(why))
    }

    /// `x => total = total + x`, which parses as a comparison; `None` for other bodies.
    fn assigned_in(&mut self, body: &Pair<'_>, parameters: &[Name]) -> Option<Expression> {
        let mut parts = body.clone().into_inner();
        let name = parts.next().filter(|part| {
            part.as_rule() == Rule::operand
                && part
                    .as_str()
                    .trim_end()
                    .bytes()
                    .all(|one| one.is_ascii_alphanumeric() || one == b'_')
        })?;
        let sign = parts.next().filter(|part| part.as_str().trim() == "=")?;
        let span = self.span(body);
        let name = self.text(self.span(&name));
        if parameters.iter().any(|one| &*one.text == name) {
            return None;
        }
        self.report(mistakes::assigned_in_lambda(
            self.span(&sign),
            span,
            name,
            self.text(span),
        ));
        Some(error_operand(span))
    }

    /// `lambda`
    pub(super) fn lambda(&mut self, pair: Pair<'_>) -> Expression {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let mut parameters = Vec::new();
        if let Some(names) = children.take(Rule::lambda_parameters) {
            for name in names.into_inner() {
                if name.as_rule() == Rule::name {
                    parameters.push(self.name(&name));
                }
            }
        }
        children.take(Rule::fat_arrow);
        let body = match children.next() {
            Some(body) => match self.assigned_in(&body, &parameters) {
                Some(error) => error,
                None => self.nested(body),
            },
            None => error_operand(span),
        };
        let kind = ExpressionKind::Lambda {
            parameters,
            body: Box::new(body),
        };
        Expression { kind, span }
    }
}
