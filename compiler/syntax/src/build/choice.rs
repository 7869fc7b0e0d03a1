//! Expressions with blocks: `if`, `branch`, `match`, and the patterns of `match` arms.

use flowright_diagnostics::Span;

use super::number::Number;
use super::{Builder, Children};
use crate::ast::{
    Block, BranchArm, Expression, ExpressionKind, MatchArm, Name, Pattern, PatternKind,
};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

impl Builder<'_> {
    /// `if c { … } else if d { … } else { … }`: each `else if` is a block of one `if`, so the tree
    /// is built from the end.
    pub(super) fn if_value(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let end = self.span(&pair);
        let mut arms: Vec<(Span, Expression, Block)> = Vec::new();
        let mut otherwise = None;
        let mut start = end;
        let mut condition = None;
        for child in pair.into_inner() {
            let span = self.span(&child);
            match child.as_rule() {
                Rule::kw_if => start = span,
                Rule::else_if => {
                    self.else_if(&child);
                    start = span.last(2);
                }
                Rule::condition => condition = Some(self.condition(child)),
                Rule::block => {
                    let block = self.block(child);
                    match condition.take() {
                        Some(condition) => arms.push((start, condition, block)),
                        None => otherwise = Some(block),
                    }
                }
                _ => {}
            }
        }
        let mut arms = arms.into_iter().rev().peekable();
        while let Some((start, condition, then)) = arms.next() {
            let kind = ExpressionKind::If {
                condition: Box::new(condition),
                then,
                otherwise: otherwise.take(),
            };
            if arms.peek().is_none() {
                return kind;
            }
            otherwise = Some(super::statement::block_of(Expression {
                kind,
                span: Span::new(start.anchor, start.start, end.end),
            }));
        }
        ExpressionKind::Error
    }

    fn else_if(&mut self, pair: &Pair<'_>) {
        if !pair.as_str().ends_with(" if") {
            let span = self.span(pair);
            self.report(mistakes::else_if(span, pair.as_str()));
        }
    }

    pub(super) fn branch(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let mut arms = Vec::new();
        let mut otherwise = None;
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::open => self.brace(&child),
                Rule::when_arm => {
                    let mut parts = Children::of(child);
                    if let (Some(condition), Some(body)) =
                        (parts.find(Rule::condition), parts.take(Rule::block))
                    {
                        arms.push(BranchArm {
                            condition: self.condition(condition),
                            body: self.block(body),
                        });
                    }
                }
                Rule::else_arm => {
                    otherwise = Children::of(child)
                        .find(Rule::block)
                        .map(|body| self.block(body));
                }
                _ => {}
            }
        }
        ExpressionKind::Branch { arms, otherwise }
    }

    pub(super) fn match_value(&mut self, pair: Pair<'_>) -> ExpressionKind {
        let mut children = Children::of(pair);
        let Some(scrutinee) = children.find(Rule::condition) else {
            return ExpressionKind::Error;
        };
        let scrutinee = Box::new(self.condition(scrutinee));
        let mut arms = Vec::new();
        while let Some(child) = children.next() {
            match child.as_rule() {
                Rule::open => self.brace(&child),
                Rule::arm => arms.push(self.arm(child)),
                _ => {}
            }
        }
        ExpressionKind::Match { scrutinee, arms }
    }

    fn arm(&mut self, pair: Pair<'_>) -> MatchArm {
        let span = self.span(&pair);
        let mut arm = MatchArm {
            patterns: Vec::new(),
            body: Block {
                statements: Vec::new(),
                span,
            },
            span,
        };
        for child in pair.into_inner() {
            match child.as_rule() {
                Rule::poison => {
                    arm.patterns.push(Pattern {
                        kind: PatternKind::Error,
                        span,
                    });
                    arm.body = super::statement::error_block(span);
                }
                Rule::patterns => arm.patterns = self.patterns(child),
                Rule::block => arm.body = self.block(child),
                Rule::fat_arrow => {}
                Rule::stray_arrow => {
                    self.report(mistakes::arm_sign(self.span(&child), child.as_str()));
                }
                Rule::respond | Rule::fail | Rule::stop => {
                    let statements = vec![self.statement(child)];
                    arm.body = Block { statements, span };
                }
                _ => {
                    let is_bare = child.as_str().starts_with('{');
                    let value = self.value(child);
                    if is_bare {
                        self.shorthand_record(&value);
                    }
                    arm.body = super::statement::block_of(value);
                }
            }
        }
        arm
    }

    /// Right after `=>`, `{ a, b }` could mean a record or a block.
    fn shorthand_record(&mut self, value: &Expression) {
        if let ExpressionKind::Record(entries) = &value.kind
            && entries.iter().all(|entry| entry.value.is_none())
        {
            let names: Vec<&Name> = entries.iter().map(|entry| &entry.name).collect();
            self.report(mistakes::shorthand_after_arrow(value.span, &names));
        }
    }

    /// `patterns`
    pub(super) fn patterns(&mut self, pair: Pair<'_>) -> Vec<Pattern> {
        pair.into_inner()
            .filter(|child| child.as_rule() == Rule::pattern)
            .map(|pattern| self.pattern(pattern))
            .collect()
    }

    fn pattern(&mut self, pair: Pair<'_>) -> Pattern {
        let span = self.span(&pair);
        let mut children = Children::of(pair);
        let negated = children.take(Rule::minus).is_some();
        let kind = match children.next() {
            Some(string) if string.as_rule() == Rule::string => {
                PatternKind::Text(self.plain_text(string))
            }
            Some(number) if number.as_rule() == Rule::number => {
                let sign = if negated { -1 } else { 1 };
                match self.number(number, negated) {
                    Some(Number::Int(i64::MIN)) => PatternKind::Int(i64::MIN),
                    Some(Number::Int(value)) => PatternKind::Int(sign * value),
                    Some(Number::Float(value)) if negated => PatternKind::Float(value.negated()),
                    Some(Number::Float(value)) => PatternKind::Float(value),
                    None => PatternKind::Error,
                    Some(Number::Duration(_) | Number::Size(_)) => {
                        self.report(mistakes::bad_pattern(span, self.text(span)));
                        PatternKind::Error
                    }
                }
            }
            Some(word) => {
                if let Some(fields) = children.take(Rule::stray_fields) {
                    let (span, text) = (self.span(&fields), self.text(self.span(&fields)));
                    self.report(mistakes::fields_of_pattern(span, text));
                    let names = fields.into_inner();
                    let mut names = names.filter(|name| name.as_rule() == Rule::word);
                    // A single name is read as the name of the whole value.
                    let kind = match (names.next(), names.next()) {
                        (Some(name), None) => {
                            let name = self.name(&name);
                            self.word_pattern(&word, Some(name))
                        }
                        _ => PatternKind::Error,
                    };
                    return Pattern { kind, span };
                }
                children.take(Rule::kw_as);
                let binding = children.take(Rule::word).map(|word| self.name(&word));
                self.word_pattern(&word, binding)
            }
            None => PatternKind::Error,
        };
        Pattern { kind, span }
    }

    /// A word as a pattern, with the name that it gives to a variant.
    fn word_pattern(&mut self, word: &Pair<'_>, binding: Option<Name>) -> PatternKind {
        let name = self.name(word);
        // A word of another language is read as `_`, and has been reported.
        if word.as_str() == "_" && binding.is_none() {
            return PatternKind::Any;
        }
        let is_type = name
            .text
            .starts_with(|first: char| first.is_ascii_uppercase());
        let is_constant = matches!(&*name.text, "_" | "null" | "true" | "false");
        if is_type || binding.is_some() && !is_constant {
            return PatternKind::Variant { name, binding };
        }
        if let Some(binding) = binding {
            self.report(mistakes::named_constant(binding.span, &name.text));
            return PatternKind::Error;
        }
        match &*name.text {
            "null" => PatternKind::Null,
            "true" => PatternKind::Bool(true),
            "false" => PatternKind::Bool(false),
            text => {
                self.report(mistakes::bad_pattern(name.span, text));
                PatternKind::Error
            }
        }
    }
}
