//! A file that is parsed again and again while it is edited: what a declaration gave is kept as long as its text is the same.
//!
//! In: a file's text, time after time. Out: each time its tree and its diagnostics. Not done here: lexing, and what the tokens of the
//! whole file show, are quick and are done each time.
//!
//! Invariant: what a declaration gives depends on nothing but its anchor and what stands at its [`Place`], not where that is: it is parsed
//! from a [`Source`] that holds no more. So parsing again gives what parsing for the first time gives.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use flowright_diagnostics::{Anchor, Anchors, Diagnostic, FileAnchors, FileId, FileRange, Span};

use crate::ast::{self, Item};
use crate::source::{MAX_SOURCE, Source};
use crate::tokens::{self, Lexed, Token, TokenKind};
use crate::{anchors, build, habits, lexical, mistakes, recover, split};

/// A file that was parsed, and what is kept for the next time.
#[derive(Clone, Debug)]
pub struct Parse {
    /// Its tree.
    pub tree: ast::File,
    /// What is wrong with its text, in the order of the text.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
    text: Box<str>,
    tokens: Vec<Token>,
    declarations: Vec<Declaration>,
}

/// A declaration and what it gave.
#[derive(Clone, Debug)]
struct Declaration {
    anchor: Anchor,
    place: Place,
    parsed: Arc<ParsedDeclaration>,
}

/// What a declaration gave, wherever it stands.
#[derive(Debug)]
struct ParsedDeclaration {
    /// None where nothing is left of it.
    item: Option<Arc<Item>>,
    /// Where the lines of the doc comments begin that it took, counted from its [`Place`].
    documented: Vec<u32>,
    diagnostics: Vec<Diagnostic>,
}

/// What a declaration is parsed from: its tokens, the doc comments above it, and the token before those, which tells whether they stand on
/// lines of their own. Other comments and empty lines around it may change and leave it alone.
#[derive(Clone, Debug)]
struct Place {
    /// The indexes of the tokens.
    tokens: Range<usize>,
    /// How many of them stand before the declaration.
    before: usize,
    /// The bytes.
    bytes: Range<u32>,
    /// Where the declaration itself begins.
    start: u32,
    /// Whether the file goes on behind it.
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

    /// A file that is something else than a program: that is said, and what it may declare is not called unknown.
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
    /// The place of the declaration whose tokens those are.
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

    /// The file as far as the declaration may look.
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

    /// Whether the same stands at both places.
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

/// The declarations of the last time.
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

    /// What the declaration of that anchor gave, if the same stood at its place.
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
