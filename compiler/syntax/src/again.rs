//! A file that is parsed again and again while it is edited: what a declaration gave is kept as long as its text is the same.
//!
//! In: a file's text, time after time. Out: each time its tree and its diagnostics. Not done here: lexing, and what the tokens of the
//! whole file show, are quick and are done each time.
//!
//! Invariant: what a declaration gives depends on nothing but its [`Place`]: it is parsed from a [`Source`] that holds no more. So
//! parsing again gives what parsing for the first time gives.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use flowright_diagnostics::{Diagnostic, FileId, Span};

use crate::ast::{self, Item, Moved};
use crate::source::{MAX_SOURCE, Source};
use crate::tokens::{self, Lexed, Token, TokenKind};
use crate::{build, lexical, mistakes, recover, split};

/// A file that was parsed, and what is kept for the next time.
#[derive(Clone, Debug)]
pub struct Parse {
    /// Its tree.
    pub tree: ast::File,
    /// What is wrong with its text, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    text: Box<str>,
    tokens: Vec<Token>,
    declarations: Vec<Declaration>,
}

/// A declaration and what it gave.
#[derive(Clone, Debug)]
struct Declaration {
    place: Place,
    /// None where nothing is left of it.
    item: Option<Arc<Item>>,
    /// Where the lines of the doc comments begin that it took.
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
    /// Whether the file goes on behind it.
    goes_on: bool,
}

impl Parse {
    /// Parses a file for the first time.
    #[must_use]
    pub fn new(file: FileId, text: &str) -> Parse {
        Parse::empty(file).again(text)
    }

    /// Parses the file with another text.
    #[must_use]
    pub fn again(&self, text: &str) -> Parse {
        let mut parse = Parse::empty(self.tree.file);
        let file = parse.tree.file;
        if text.len() > MAX_SOURCE {
            let start = Span::new(file, 0, 0);
            parse.diagnostics = vec![mistakes::too_large(start, MAX_SOURCE)];
            return parse;
        }
        let scan = tokens::scan(text);
        let source = Source {
            file,
            lexed: Lexed {
                text,
                tokens: &scan.tokens,
            },
            goes_on: false,
        };
        let mut found = lexical::check(source, &scan.problems);
        let mut documented = Vec::new();
        let mut known = Known::new(self);
        for range in split::items(source) {
            let place = Place::new(source, &range);
            let declaration = known
                .take(source, &place)
                .unwrap_or_else(|| Declaration::new(source, place));
            parse.tree.items.extend(declaration.item.clone());
            documented.extend(&declaration.documented);
            found.extend(declaration.diagnostics.iter().cloned());
            parse.declarations.push(declaration);
        }
        found.extend(build::misplaced(source, documented));
        parse.diagnostics = lexical::in_order(found);
        parse.text = text.into();
        parse.tokens = scan.tokens;
        parse
    }

    fn empty(file: FileId) -> Parse {
        Parse {
            tree: ast::File {
                file,
                items: Vec::new(),
            },
            diagnostics: Vec::new(),
            text: Box::default(),
            tokens: Vec::new(),
            declarations: Vec::new(),
        }
    }

    fn source(&self) -> Source<'_> {
        Source {
            file: self.tree.file,
            lexed: Lexed {
                text: &self.text,
                tokens: &self.tokens,
            },
            goes_on: false,
        }
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
            goes_on: item.end < source.tokens.len(),
        }
    }

    /// The file as far as the declaration may look.
    fn source<'a>(&self, source: Source<'a>) -> Source<'a> {
        Source {
            file: source.file,
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

impl Declaration {
    fn new(source: Source<'_>, place: Place) -> Declaration {
        let own = place.source(source);
        let mut docs = build::Docs::default();
        let mut diagnostics = Vec::new();
        let tokens = place.before..own.tokens.len();
        let item = recover::item(own, tokens, &mut docs, &mut diagnostics);
        Declaration {
            place,
            item: item.map(Arc::new),
            documented: docs.taken,
            diagnostics,
        }
    }

    /// The same at another place.
    fn at(&self, place: &Place) -> Declaration {
        let mut moved = Declaration {
            place: place.clone(),
            ..self.clone()
        };
        // Around zero, so that it leads back too.
        let by = place.bytes.start.wrapping_sub(self.place.bytes.start);
        if by != 0 {
            moved.item = self.item.as_deref().map(|item| {
                let mut item = item.clone();
                item.move_by(by);
                Arc::new(item)
            });
            for line in &mut moved.documented {
                *line = line.wrapping_add(by);
            }
            moved.diagnostics.move_by(by);
        }
        moved
    }
}

/// The declarations of the last time, by their text, each text's in order.
struct Known<'p> {
    last: &'p Parse,
    by_text: HashMap<&'p str, VecDeque<&'p Declaration>>,
}

impl<'p> Known<'p> {
    fn new(last: &'p Parse) -> Known<'p> {
        let mut known = Known {
            last,
            by_text: HashMap::with_capacity(last.declarations.len()),
        };
        for one in &last.declarations {
            let text = one.place.text(last.source());
            known.by_text.entry(text).or_default().push_back(one);
        }
        known
    }

    /// What a declaration with that text gave. It is taken, so that of several with the same text each stays itself.
    fn take(&mut self, source: Source<'_>, place: &Place) -> Option<Declaration> {
        let all = self.by_text.get_mut(place.text(source))?;
        let one = all.pop_front()?;
        let same = place.is_same(source, &one.place, self.last.source());
        same.then(|| one.at(place))
    }
}
