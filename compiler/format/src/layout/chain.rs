//! Constructs that may be broken before each member: operators, methods, unions, clauses.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Node, NodeKind, Part, Role};
use prettyless::DocAllocator;

use super::style::Style;
use super::{Document, Layout};
use crate::measures::INDENT;

/// An operand with its prefix, and the operator before both.
struct Term<'p, 'n> {
    operator: &'p [Part<'n>],
    operand: &'p [Part<'n>],
}

impl<'a> Layout<'a> {
    /// Operands and operators: broken before the operators with the lowest precedence first.
    pub(super) fn expression(&self, parts: &[Part<'_>]) -> Document<'a> {
        let mut terms = Vec::new();
        let mut rest = parts;
        loop {
            let operators = rest.iter().take_while(|part| self.is(part, Role::Infix));
            let (operator, after) = rest.split_at(operators.count());
            let operands = after.iter().take_while(|part| !self.is(part, Role::Infix));
            let (operand, after) = after.split_at(operands.count());
            terms.push(Term { operator, operand });
            if after.is_empty() {
                break;
            }
            rest = after;
        }
        self.chain(&terms)
    }

    /// A sequence of terms, the first one without its operator.
    fn chain(&self, terms: &[Term<'_, '_>]) -> Document<'a> {
        let Some((first, others)) = terms.split_first() else {
            return self.arena.nil();
        };
        let Some(loosest) = others.iter().map(|term| self.binding(term)).min() else {
            return self.run(first.operand, Style::Plain);
        };
        let mut ends: Vec<usize> = (1..terms.len())
            .filter(|at| {
                terms
                    .get(*at)
                    .is_some_and(|term| self.binding(term) == loosest)
            })
            .collect();
        ends.push(terms.len());
        let mut document = self.arena.nil();
        let mut start = 0;
        for end in ends {
            let link = terms.get(start..end).unwrap_or_default();
            if start == 0 {
                document += self.chain(link);
            } else if let Some(term) = link.first() {
                document += self.link(term, link).nest(INDENT);
            }
            start = end;
        }
        document.group()
    }

    /// An operator and the chain after it. A continuation line cannot begin with a minus, so the
    /// break comes after the minus.
    fn link(&self, term: &Term<'_, '_>, chain: &[Term<'_, '_>]) -> Document<'a> {
        let first = |parts: &[Part<'_>]| parts.first().map_or(0, Part::first);
        let (operator, operand) = (first(term.operator), first(term.operand));
        let (before, behind) = if self.concrete.kind(operator) == TokenKind::Minus {
            (self.arena.space(), self.arena.line())
        } else {
            (self.arena.line(), self.arena.space())
        };
        self.nested.set(Some(operator));
        let sign = self.separated(before, operator) + self.run(term.operator, Style::Plain);
        self.nested.set(Some(operand));
        sign + self.separated(behind, operand) + self.chain(chain)
    }

    /// The precedence of the operator before a term.
    fn binding(&self, term: &Term<'_, '_>) -> u8 {
        let operator = term.operator.first().map_or(0, Part::first);
        match self.text_of(operator, operator) {
            "or" => 1,
            "and" => 2,
            "??" => 4,
            "+" | "-" => 5,
            "*" | "/" | "%" => 6,
            _ => 3,
        }
    }

    /// A primary with its members: broken before the methods if there are several.
    pub(super) fn operand(&self, parts: &[Part<'_>]) -> Document<'a> {
        let is_member =
            |part: &Part<'_>| matches!(part, Part::Node(node) if node.kind == NodeKind::Member);
        let is_call = |part: &Part<'_>| match part {
            Part::Node(node) => {
                node.kind == NodeKind::Member
                    && node
                        .children
                        .iter()
                        .any(|child| child.kind == NodeKind::Listed)
            }
            Part::Token(_) => false,
        };
        let start = parts.iter().position(is_member).unwrap_or(parts.len());
        let (primary, members) = parts.split_at(start);
        if members.iter().filter(|part| is_call(part)).count() < 2 {
            return self.run(parts, Style::Plain);
        }
        let mut document = self.run(primary, Style::Plain);
        for member in members {
            if is_call(member) {
                self.nested.set(Some(member.first()));
            }
            let piece = self.run(std::slice::from_ref(member), Style::Plain);
            document += if is_call(member) {
                (self.separated(self.arena.line_(), member.first()) + piece).nest(INDENT)
            } else {
                piece
            };
        }
        document.group()
    }

    /// Types or patterns separated by `|`.
    pub(super) fn union(&self, parts: &[Part<'_>]) -> Document<'a> {
        let is_pipe = |part: &Part<'_>| match part {
            Part::Token(index) => self.concrete.kind(*index) == TokenKind::Pipe,
            Part::Node(_) => false,
        };
        let mut document = self.arena.nil();
        let mut rest = parts;
        let mut is_first = true;
        while !rest.is_empty() {
            let pipes = rest.iter().take_while(|part| is_pipe(part)).count();
            let members = rest.iter().skip(pipes).take_while(|part| !is_pipe(part));
            let (member, after) = rest.split_at(pipes + members.count());
            if !is_first {
                self.nested.set(member.first().map(Part::first));
            }
            let piece = self.run(member, Style::Plain);
            document += if is_first {
                piece
            } else {
                let first = member.first().map_or(0, Part::first);
                (self.separated(self.arena.line(), first) + piece).nest(INDENT)
            };
            is_first = false;
            rest = after;
        }
        document.group()
    }

    /// A clause with the blank before it. Only its keyword is indented: if the contents of the
    /// clause are broken, they have their own indentation.
    fn clause(&self, clause: &Node) -> Document<'a> {
        let parts = self.concrete.parts(clause);
        let is_newline = |part: &&Part<'_>| self.is(part, Role::Separator);
        let start = parts.iter().take_while(is_newline).count();
        let parts = parts.get(start..).unwrap_or_default();
        let Some((word, rest)) = parts.split_first() else {
            return self.arena.nil();
        };
        let begins = self.run(std::slice::from_ref(word), Style::Listed);
        let begins = if self.gap_before(word.first()).has_comments() {
            begins
        } else {
            (self.arena.softline() + begins).nest(INDENT)
        };
        let blank = rest.first();
        let blank = blank.map_or(self.arena.nil(), |part| {
            self.blank(word.last(), part.first())
        });
        begins + blank + self.run(rest, Style::Listed)
    }

    /// A step: each clause on the same line if it fits, or on a line of its own.
    pub(super) fn step(&self, parts: &[Part<'_>]) -> Document<'a> {
        let is_clause =
            |part: &Part<'_>| matches!(part, Part::Node(node) if node.kind == NodeKind::Clause);
        let mut document = self.arena.nil();
        let mut rest = parts;
        let mut before = None;
        while let Some(first) = rest.first() {
            let run = if is_clause(first) {
                1
            } else {
                rest.iter().take_while(|part| !is_clause(part)).count()
            };
            let (piece, after) = rest.split_at(run);
            rest = after;
            // A newline before a clause.
            if piece.iter().all(|part| self.is(part, Role::Separator)) {
                continue;
            }
            document += match (before, first) {
                (Some(_), Part::Node(clause)) if is_clause(first) => self.clause(clause),
                (Some(before), _) => {
                    self.blank(before, first.first()) + self.run(piece, Style::Plain)
                }
                (None, _) => self.run(piece, Style::Plain),
            };
            before = piece.last().map(Part::last);
        }
        document
    }
}
