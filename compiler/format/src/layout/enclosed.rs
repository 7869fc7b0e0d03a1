//! The contents of brackets.

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Part, Role};
use prettyless::DocAllocator;

use super::style::Style;
use super::{Document, Layout};
use crate::gaps::Gap;
use crate::measures::INDENT;

/// The parts between two separators.
struct Element<'p, 'n> {
    parts: &'p [Part<'n>],
    first: usize,
    last: usize,
}

impl<'a> Layout<'a> {
    /// The contents between the bracket `open` and its counterpart in `rest`, including both;
    /// returns also the last token and the remaining parts.
    pub(super) fn enclosed<'p, 'n>(
        &self,
        open: usize,
        rest: &'p [Part<'n>],
        style: Style,
    ) -> (Document<'a>, usize, &'p [Part<'n>]) {
        let (inside, after) = self.split_at_close(rest);
        let Some((Part::Token(close), after)) = after.split_first() else {
            return (self.token(open), open, rest);
        };
        let elements = self.elements(inside);
        let begin = self.token(open);
        let gaps = self.gaps(open, &elements, *close);
        let comments = gaps.iter().any(Gap::has_comments);
        let document = if self.concrete.kind(open) == TokenKind::BraceOpen {
            let is_separator = |part: &Part<'_>| self.is(part, Role::Separator);
            let begins_anew = !elements.is_empty() && gaps.first().is_some_and(|gap| gap.breaks);
            let must = comments || begins_anew || inside.iter().any(is_separator);
            self.braces(begin, &elements, &gaps, *close, must, style)
        } else {
            self.brackets(begin, &elements, &gaps, *close, comments, style)
        };
        (document, *close, after)
    }

    fn braces(
        &self,
        begin: Document<'a>,
        elements: &[Element<'_, '_>],
        gaps: &[Gap<'a>],
        close: usize,
        must_break: bool,
        style: Style,
    ) -> Document<'a> {
        let arena = self.arena;
        if must_break {
            return begin + self.lines(elements, gaps, close, &arena.nil());
        }
        if elements.is_empty() {
            return begin + self.begin(close);
        }
        let separator = arena.hard_line().flat_alt(arena.text(", "));
        let inside = arena.line() + self.joined(elements, &separator);
        let document = begin + inside.nest(INDENT) + arena.line() + self.begin(close);
        if style == Style::Shared {
            document
        } else {
            document.group()
        }
    }

    fn brackets(
        &self,
        begin: Document<'a>,
        elements: &[Element<'_, '_>],
        gaps: &[Gap<'a>],
        close: usize,
        must_break: bool,
        style: Style,
    ) -> Document<'a> {
        let arena = self.arena;
        let is_listed = style == Style::Listed;
        if must_break {
            let comma = if is_listed {
                arena.text(",")
            } else {
                arena.nil()
            };
            return begin + self.lines(elements, gaps, close, &comma);
        }
        if let [element] = elements
            && self.embraces(element)
        {
            return begin + self.element(element) + self.begin(close);
        }
        let separator = arena.text(",") + arena.line();
        let mut inside = arena.line_() + self.joined(elements, &separator);
        if is_listed && !elements.is_empty() {
            inside += arena.text(",").flat_alt(arena.nil());
        }
        (begin + inside.nest(INDENT) + arena.line_() + self.begin(close)).group()
    }

    /// The elements, joined by a separator.
    fn joined(&self, elements: &[Element<'_, '_>], separator: &Document<'a>) -> Document<'a> {
        let mut document = self.arena.nil();
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                document += separator.clone();
            }
            document += self.element(element);
        }
        document
    }

    /// Each element on its own lines, with the comments and blank lines around them.
    fn lines(
        &self,
        elements: &[Element<'_, '_>],
        gaps: &[Gap<'a>],
        close: usize,
        comma: &Document<'a>,
    ) -> Document<'a> {
        let arena = self.arena;
        let mut inside = arena.nil();
        for (index, gap) in gaps.iter().enumerate() {
            if index > 0 {
                // A comma that is required between elements also follows the last element.
                inside += comma.clone();
            }
            inside += self.trailing(gap);
            for comment in &gap.own {
                inside += arena.hard_line();
                if comment.blank_above {
                    inside += arena.hard_line();
                }
                inside += arena.text(comment.text);
            }
            if gap.blank_above {
                inside += arena.hard_line();
            }
            if let Some(element) = elements.get(index) {
                inside = inside + arena.hard_line() + self.element(element);
            }
        }
        inside.nest(INDENT) + arena.hard_line() + self.begin(close)
    }

    /// A token whose gap has already been laid out.
    fn begin(&self, index: usize) -> Document<'a> {
        self.begun.set(Some(index));
        self.token(index)
    }

    fn element(&self, element: &Element<'_, '_>) -> Document<'a> {
        self.begun.set(Some(element.first));
        self.run(element.parts, Style::Plain)
    }

    /// The gaps before each element, and before the closing bracket.
    fn gaps(&self, open: usize, elements: &[Element<'_, '_>], close: usize) -> Vec<Gap<'a>> {
        let mut before = open;
        let mut gaps = Vec::with_capacity(elements.len() + 1);
        for element in elements {
            gaps.push(Gap::of(
                self.concrete,
                self.text,
                Some(before),
                element.first,
            ));
            before = element.last;
        }
        gaps.push(Gap::of(self.concrete, self.text, Some(before), close));
        gaps
    }

    /// Whether an element consists only of brackets, or is a multi-line string: such an element is
    /// broken inside, not before and after it.
    fn embraces(&self, element: &Element<'_, '_>) -> bool {
        let opens = matches!(
            self.concrete.kind(element.first),
            TokenKind::BraceOpen | TokenKind::BracketOpen
        );
        let closes = matches!(
            self.concrete.kind(element.last),
            TokenKind::BraceClose | TokenKind::BracketClose
        );
        let is_text = matches!(self.concrete.kind(element.first), TokenKind::StringStart(_))
            && self.text_of(element.first, element.last).contains('\n');
        (opens && closes) || is_text
    }

    /// Splits before the bracket that closes one opened before `parts`.
    fn split_at_close<'p, 'n>(&self, parts: &'p [Part<'n>]) -> (&'p [Part<'n>], &'p [Part<'n>]) {
        let mut depth = 0_usize;
        for (at, part) in parts.iter().enumerate() {
            if let Part::Token(index) = part {
                if self.opens(*index) {
                    depth += 1;
                } else if self.closes(*index) {
                    if depth == 0 {
                        return parts.split_at_checked(at).unwrap_or_default();
                    }
                    depth -= 1;
                }
            }
        }
        (parts, &[])
    }

    /// The elements between separators and commas. The comma between the two names of a `for` does
    /// not separate elements.
    fn elements<'p, 'n>(&self, parts: &'p [Part<'n>]) -> Vec<Element<'p, 'n>> {
        let mut depth = 0_usize;
        let mut names_follow = false;
        let pieces = parts.split(|part| match part {
            Part::Token(index) => {
                if self.opens(*index) {
                    depth += 1;
                } else if self.closes(*index) {
                    depth = depth.saturating_sub(1);
                }
                match (self.concrete.kind(*index), self.text_of(*index, *index)) {
                    (TokenKind::Word, "for") => names_follow = true,
                    (TokenKind::Word, "in") => names_follow = false,
                    _ => {}
                }
                let is_comma = self.concrete.kind(*index) == TokenKind::Comma && !names_follow;
                depth == 0 && (is_comma || self.concrete.role(*index) == Role::Separator)
            }
            Part::Node(_) => false,
        });
        let element = |parts: &'p [Part<'n>]| {
            Some(Element {
                parts,
                first: parts.first()?.first(),
                last: parts.last()?.last(),
            })
        };
        pieces.filter_map(element).collect()
    }
}
