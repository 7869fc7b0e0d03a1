//! A declaration as a document: where line breaks are allowed, and where they are required.
//!
//! If a `{` is followed by a newline, or there are newlines between its contents, the braces remain
//! broken over several lines; so does any construct with a comment. Everything else is put on one
//! line if it fits.

mod chain;
mod enclosed;
mod style;

use std::cell::Cell;

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Concrete, Node, NodeKind, Part, Role};
use prettyless::{Arena, DocAllocator, DocBuilder, IndentationPolicy, RenderOptions};

use crate::gaps::Gap;
use crate::measures::{INDENT, WIDTH};
use crate::spacing;
use style::Style;

pub(crate) type Document<'a> = DocBuilder<'a, Arena<'a>>;

/// Formats a declaration.
pub(crate) fn item(concrete: &Concrete, text: &str, tree: &Node) -> String {
    let arena = Arena::new();
    let layout = Layout {
        arena: &arena,
        concrete,
        text,
        begun: Cell::new(Some(tree.tokens.start)),
        nested: Cell::new(None),
    };
    let options = RenderOptions::new(WIDTH).with_indentation_policy(IndentationPolicy::Deferred);
    layout.node(tree).into_doc().print_with(options).to_string()
}

pub(crate) struct Layout<'a> {
    arena: &'a Arena<'a>,
    concrete: &'a Concrete,
    text: &'a str,
    /// The token whose gap has already been laid out, because it begins a line.
    begun: Cell<Option<usize>>,
    /// A token that continues a chain: if it begins a line after a comment, that line is indented
    /// with the chain.
    nested: Cell<Option<usize>>,
}

impl<'a> Layout<'a> {
    fn node(&self, node: &Node) -> Document<'a> {
        let parts = self.concrete.parts(node);
        match node.kind {
            NodeKind::Text => self.string(node),
            NodeKind::Expression => self.expression(&parts),
            NodeKind::Operand => self.operand(&parts),
            NodeKind::Union => self.union(&parts),
            NodeKind::Step => self.step(&parts),
            // Either all blocks of an `if` are broken over several lines, or none.
            NodeKind::Conditional => self.run(&parts, Style::Shared).group(),
            NodeKind::Listed | NodeKind::Clause => self.run(&parts, Style::Listed),
            NodeKind::Item | NodeKind::Group | NodeKind::Member | NodeKind::Enclosed => {
                self.run(&parts, Style::Plain)
            }
        }
    }

    /// Parts in sequence, with blanks where they are required.
    fn run(&self, parts: &[Part<'_>], style: Style) -> Document<'a> {
        let mut document = self.arena.nil();
        let mut rest = parts;
        let mut before = None;
        while let Some((part, after)) = rest.split_first() {
            if self.is(part, Role::Separator) {
                // The newline before a clause on its own line.
                rest = after;
                continue;
            }
            if let Some(before) = before {
                document += self.blank(before, part.first());
            }
            let (piece, last, left) = match part {
                Part::Token(open) if self.opens(*open) => self.enclosed(*open, after, style),
                Part::Token(index) => (self.token(*index), *index, after),
                Part::Node(node) => (self.node(node), part.last(), after),
            };
            document += piece;
            before = Some(last);
            rest = left;
        }
        document
    }

    /// The blank between two tokens, if there is one.
    fn blank(&self, left: usize, right: usize) -> Document<'a> {
        if spacing::between(self.concrete, left, right) {
            self.separated(self.arena.space(), right)
        } else {
            self.arena.nil()
        }
    }

    /// The separator before a token, unless there is a comment, which brings its own newline.
    fn separated(&self, separator: Document<'a>, right: usize) -> Document<'a> {
        if self.gap_before(right).has_comments() {
            self.arena.nil()
        } else {
            separator
        }
    }

    /// A token with the comments before it.
    fn token(&self, index: usize) -> Document<'a> {
        self.behind_comments(index, self.arena.text(self.text_of(index, index)))
    }

    /// A string, as written.
    fn string(&self, node: &Node) -> Document<'a> {
        let (first, last) = (node.tokens.start, node.tokens.end.saturating_sub(1));
        let text = self.text_of(first, last);
        let text = if text.contains('\n') {
            self.arena.multiline_text(text)
        } else {
            self.arena.text(text)
        };
        self.behind_comments(first, text)
    }

    /// The document that begins at a token, preceded by the comments before it and the newline
    /// after them.
    fn behind_comments(&self, index: usize, begins: Document<'a>) -> Document<'a> {
        if self.begun.get() == Some(index) {
            return begins;
        }
        let gap = self.gap_before(index);
        if !gap.has_comments() {
            return begins;
        }
        let is_nested = self.nested.get() == Some(index);
        let is_further_in = !is_nested
            && !matches!(
                self.concrete.kind(index),
                TokenKind::BraceOpen
                    | TokenKind::BraceClose
                    | TokenKind::ParenClose
                    | TokenKind::BracketClose
            )
            && !matches!(self.text_of(index, index), "else" | "catch");
        let mut lines = self.trailing(&gap);
        for comment in &gap.own {
            lines = lines + self.arena.hard_line() + self.arena.text(comment.text);
        }
        lines = lines + self.arena.hard_line() + begins;
        if is_further_in {
            lines.nest(INDENT)
        } else {
            lines
        }
    }

    /// The comment after the token before the gap.
    fn trailing(&self, gap: &Gap<'a>) -> Document<'a> {
        match gap.trailing {
            Some(comment) => self
                .arena
                .line_suffix(self.arena.space() + self.arena.text(comment)),
            None => self.arena.nil(),
        }
    }

    /// The gap before a token.
    fn gap_before(&self, index: usize) -> Gap<'a> {
        let before = (0..index)
            .rev()
            .find(|index| self.concrete.is_solid(*index));
        Gap::of(self.concrete, self.text, before, index)
    }

    /// Whether a part is a token with that role.
    fn is(&self, part: &Part<'_>, role: Role) -> bool {
        matches!(part, Part::Token(index) if self.concrete.role(*index) == role)
    }

    fn opens(&self, index: usize) -> bool {
        self.concrete.role(index) != Role::TightMark
            && matches!(
                self.concrete.kind(index),
                TokenKind::BraceOpen | TokenKind::ParenOpen | TokenKind::BracketOpen
            )
    }

    fn closes(&self, index: usize) -> bool {
        self.concrete.role(index) != Role::TightMark
            && matches!(
                self.concrete.kind(index),
                TokenKind::BraceClose | TokenKind::ParenClose | TokenKind::BracketClose
            )
    }

    /// The text from one token to another.
    fn text_of(&self, first: usize, last: usize) -> &'a str {
        let start = self
            .concrete
            .tokens
            .get(first)
            .map_or(0, |token| token.start);
        let end = self
            .concrete
            .tokens
            .get(last)
            .map_or(start, |token| token.end);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}
