//! Incremental parsing of a file that is being edited: the result for a declaration is reused as
//! long as its text is unchanged.
//!
//! In: successive texts of a file. Out: its tree and diagnostics each time. Lexing and the checks
//! on the tokens of the whole file are quick and are not cached.
//!
//! Invariant: the result for a declaration depends only on its anchor and the contents of its
//! [`Place`], not on the position. It is parsed from a [`Source`] that contains nothing else.
//! Reparsing therefore yields the same result as parsing from scratch.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use flowright_diagnostics::{Anchor, Anchors, Diagnostic, FileAnchors, FileId, FileRange, Span};

use crate::ast::{self, Item};
use crate::source::{MAX_SOURCE, Source};
use crate::tokens::{self, Lexed, Token, TokenKind};
use crate::{anchors, build, habits, lexical, mistakes, recover, split};

/// A parsed file, with the results that the next parse can reuse.
#[derive(Clone, Debug)]
pub struct Parse {
    /// Its tree.
    pub tree: ast::File,
    /// The problems in its text, in source order.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
    text: Box<str>,
    tokens: Vec<Token>,
    declarations: Vec<Declaration>,
}

/// A declaration and its result.
#[derive(Clone, Debug)]
struct Declaration {
    anchor: Anchor,
    place: Place,
    parsed: Arc<ParsedDeclaration>,
}

/// The result of parsing a declaration, independent of its position.
#[derive(Debug)]
struct ParsedDeclaration {
    /// `None` if nothing is left of the declaration.
    item: Option<Arc<Item>>,
    /// The start positions of the lines of the doc comments attached to it, relative to its
    /// [`Place`].
    documented: Vec<u32>,
    diagnostics: Vec<Diagnostic>,
}

/// The input for parsing a declaration: its tokens, the doc comments above it, and the token before
/// the comments, which determines whether they are on lines of their own. Changes to other comments
/// and empty lines around it do not affect it.
#[derive(Clone, Debug)]
struct Place {
    /// The token indices.
    tokens: Range<usize>,
    /// How many of them precede the declaration.
    before: usize,
    /// The byte range.
    bytes: Range<u32>,
    /// The start of the declaration itself.
    start: u32,
    /// Whether the file continues after the declaration.
    goes_on: bool,
}

impl Parse {
    /// Parses a file for the first time.
    #[must_use]
    pub fn new(file: FileId, text: &str) -> Parse {
        Parse::empty(file).reparse(text)
    }

    /// Parses the file with another text.
    #[must_use]
    pub fn reparse(&self, text: &str) -> Parse {
        let mut parse = Parse::empty(self.tree.file);
        let file = parse.tree.file;
        if text.len() > MAX_SOURCE {
            let start = Span::new(Anchor::file(file), 0, 0);
            let report = mistakes::too_large(start, MAX_SOURCE);
            parse.diagnostics = vec![report.resolve(&Anchors::default())];
            return parse;
        }
        let scan = tokens::scan(text);
        let source = Source::file(file, text, &scan.tokens);
        let items = split::items(source);
        if let Some(report) = habits::whole_file(source) {
            return parse.not_a_program(source, &items, report);
        }
        parse.tree.anchors = Arc::new(anchors::of(source, &items));
        let mut found = lexical::check(source, &scan.problems);
        let mut documented = Vec::new();
        let known = Known::new(self);
        for (range, anchor) in items.iter().zip(parse.tree.anchors.declarations()) {
            let place = Place::new(source, range);
            let parsed = known.find(source, anchor, &place).unwrap_or_else(|| {
                let own = place.source(source, anchor);
                Arc::new(ParsedDeclaration::new(own, &place))
            });
            parse.tree.items.extend(parsed.item.clone());
            let lines = parsed.documented.iter();
            documented.extend(lines.map(|line| line.saturating_add(place.bytes.start)));
            found.extend(parsed.diagnostics.iter().cloned());
            parse.declarations.push(Declaration {
                anchor,
                place,
                parsed,
            });
        }
        found.extend(build::misplaced(source, documented));
        let anchors = Anchors::new([Arc::clone(&parse.tree.anchors)]);
        let found = found.into_iter().map(|one| one.resolve(&anchors));
        parse.diagnostics = lexical::in_order(found.collect());
        parse.text = text.into();
        parse.tokens = scan.tokens;
        parse
    }

    /// Reports a file that is not a program. The names that it may declare are kept, so that their
    /// uses are not reported as unknown.
    fn not_a_program(
        mut self,
        source: Source<'_>,
        items: &[Range<usize>],
        report: Diagnostic,
    ) -> Parse {
        self.tree.anchors = Arc::new(anchors::of(source, items));
        for (range, anchor) in items.iter().zip(self.tree.anchors.declarations()) {
            let own = Place::new(source, range).source(source, anchor);
            self.tree.items.extend(recover::unread(own).map(Arc::new));
        }
        let anchors = Anchors::new([Arc::clone(&self.tree.anchors)]);
        self.diagnostics = vec![report.resolve(&anchors)];
        self
    }

    fn empty(file: FileId) -> Parse {
        Parse {
            tree: ast::File {
                file,
                anchors: Arc::new(FileAnchors::new(file, Vec::new())),
                items: Vec::new(),
            },
            diagnostics: Vec::new(),
            text: Box::default(),
            tokens: Vec::new(),
            declarations: Vec::new(),
        }
    }

    fn source(&self) -> Source<'_> {
        Source::file(self.tree.file, &self.text, &self.tokens)
    }
}

impl Place {
    /// The place of the declaration with these tokens.
    fn new(source: Source<'_>, item: &Range<usize>) -> Place {
        let kind = |index: usize| source.tokens.get(index).map(|token| token.kind);
        let mut start = item.start;
        for above in (0..item.start).rev() {
            match kind(above) {
                Some(TokenKind::DocComment) => start = above,
                Some(TokenKind::Blank | TokenKind::Newline) => {}
                _ => break,
            }
        }
        let indent = start.checked_sub(1).and_then(kind) == Some(TokenKind::Blank);
        let start = start.saturating_sub(1 + usize::from(indent));
        let is_solid = |index: &usize| kind(*index).is_some_and(|kind| !kind.is_trivia());
        let last = item.clone().rev().find(is_solid).unwrap_or(item.start);
        let token = |index: usize| source.tokens.get(index);
        Place {
            tokens: start..last + 1,
            before: item.start - start,
            bytes: token(start).map_or(0, |token| token.start)
                ..token(last).map_or(0, |token| token.end),
            start: token(item.start).map_or(0, |token| token.start),
            goes_on: item.end < source.tokens.len(),
        }
    }

    /// The part of the file that the declaration may depend on.
    fn source<'a>(&self, source: Source<'a>, anchor: Anchor) -> Source<'a> {
        Source {
            anchor,
            base: self.start,
            lexed: Lexed {
                text: source.slice(0, self.bytes.end),
                tokens: self.tokens(source),
            },
            goes_on: self.goes_on,
        }
    }

    fn tokens<'a>(&self, source: Source<'a>) -> &'a [Token] {
        source.tokens.get(self.tokens.clone()).unwrap_or_default()
    }

    fn text<'a>(&self, source: Source<'a>) -> &'a str {
        source.slice(self.bytes.start, self.bytes.end)
    }

    /// Whether both places have the same contents.
    fn is_same(&self, own: Source<'_>, other: &Place, others: Source<'_>) -> bool {
        let relative = |token: &Token, place: &Place| {
            let start = token.start - place.bytes.start;
            (token.kind, start, token.end - token.start)
        };
        let tokens = self.tokens(own).iter().map(|token| relative(token, self));
        let other_tokens = other.tokens(others).iter();
        self.before == other.before
            && self.goes_on == other.goes_on
            && self.text(own) == other.text(others)
            && tokens.eq(other_tokens.map(|token| relative(token, other)))
    }
}

impl ParsedDeclaration {
    fn new(source: Source<'_>, place: &Place) -> ParsedDeclaration {
        let mut docs = build::Docs::default();
        let mut diagnostics = Vec::new();
        let tokens = place.before..source.tokens.len();
        let item = recover::item(source, tokens, &mut docs, &mut diagnostics);
        let lines = docs.taken.into_iter();
        ParsedDeclaration {
            item: item.map(Arc::new),
            documented: lines
                .map(|line| line.saturating_sub(place.bytes.start))
                .collect(),
            diagnostics,
        }
    }
}

/// The declarations of the previous parse.
struct Known<'p> {
    last: &'p Parse,
    declarations: HashMap<Anchor, &'p Declaration>,
}

impl<'p> Known<'p> {
    fn new(last: &'p Parse) -> Known<'p> {
        let declarations = last.declarations.iter().map(|one| (one.anchor, one));
        Known {
            last,
            declarations: declarations.collect(),
        }
    }

    /// The previous result for the declaration with that anchor, if its place has the same
    /// contents.
    fn find(
        &self,
        source: Source<'_>,
        anchor: Anchor,
        place: &Place,
    ) -> Option<Arc<ParsedDeclaration>> {
        let one = self.declarations.get(&anchor)?;
        let same = place.is_same(source, &one.place, self.last.source());
        same.then(|| Arc::clone(&one.parsed))
    }
}
