//! A file as tokens. Pairs and groups are determined by brackets, quotes and lines alone, so that
//! they also work in broken code.

use flowright_diagnostics::{FileId, FileRange, SourceFile};
use flowright_syntax::lines;
use flowright_syntax::tokens::{self, Lexed, Token, TokenKind};

use crate::Analysis;

/// The text of a file with its tokens.
pub(crate) struct Text<'a> {
    pub file: FileId,
    pub source: &'a SourceFile,
    pub tokens: Vec<Token>,
}

/// An opening and a closing token: brackets, quotes, the braces of an interpolation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub open: Token,
    pub close: Token,
}

impl Analysis {
    pub(crate) fn text(&self, file: FileId) -> Option<Text<'_>> {
        let source = self.source(file)?;
        Some(Text {
            file,
            source,
            tokens: tokens::lex(&source.text),
        })
    }
}

impl<'a> Text<'a> {
    pub fn range(&self, start: u32, end: u32) -> FileRange {
        FileRange::new(self.file, start, end)
    }

    pub fn of(&self, token: Token) -> &'a str {
        self.source.slice(token.start, token.end)
    }

    /// The start of the doc comment above the construct that begins at a position, if there is one.
    pub fn doc_above(&self, at: u32) -> Option<u32> {
        let lexed = Lexed {
            text: &self.source.text,
            tokens: &self.tokens,
        };
        let lines = lines::doc_above(lexed, lexed.index_at(at));
        let first = self.tokens.get(*lines.last()?)?;
        Some(first.start)
    }

    /// The end of the text.
    pub fn end(&self) -> u32 {
        self.tokens.last().map_or(0, |token| token.end)
    }

    /// Moves a position forward over blanks and newlines.
    pub fn skip_blank(&self, start: u32, end: u32) -> u32 {
        let text = self.source.slice(start, end);
        let blank = text.len() - text.trim_start().len();
        start.saturating_add(u32::try_from(blank).unwrap_or(0))
    }

    /// Moves a position backward over blanks and newlines.
    pub fn skip_blank_back(&self, start: u32, end: u32) -> u32 {
        let text = self.source.slice(start, end);
        let blank = text.len() - text.trim_end().len();
        end.saturating_sub(u32::try_from(blank).unwrap_or(0))
    }

    /// The pairs, in the order in which they are closed. No pair extends over the start of a
    /// declaration, so that a missing bracket affects no other declaration.
    pub fn pairs(&self, declarations: &[u32]) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let mut open: Vec<(Token, TokenKind)> = Vec::new();
        let mut declarations = declarations.iter().copied().peekable();
        for token in &self.tokens {
            while declarations
                .next_if(|start| *start <= token.start)
                .is_some()
            {
                open.clear();
            }
            if let Some(closer) = closer(token.kind) {
                open.push((*token, closer));
            } else if !closes(token.kind) {
                continue;
            } else if let Some(at) = open.iter().rposition(|(_, closer)| *closer == token.kind) {
                let opener = open.drain(at..).next();
                pairs.extend(opener.map(|(open, _)| Pair {
                    open,
                    close: *token,
                }));
            }
        }
        pairs
    }

    /// Runs of comments of one kind on consecutive lines that contain nothing else.
    pub fn comments(&self) -> Vec<FileRange> {
        let mut runs: Vec<(Token, Token)> = Vec::new();
        let mut is_first = true;
        let mut newlines = 0;
        for token in &self.tokens {
            match token.kind {
                TokenKind::Newline => {
                    is_first = true;
                    newlines += 1;
                }
                TokenKind::Blank => {}
                TokenKind::Comment | TokenKind::DocComment | TokenKind::ForeignComment => {
                    match runs.last_mut() {
                        Some((_, last)) if newlines == 1 && is_first && last.kind == token.kind => {
                            *last = *token;
                        }
                        _ if is_first => runs.push((*token, *token)),
                        _ => {}
                    }
                    is_first = false;
                    newlines = 0;
                }
                // Anything else ends the run.
                _ => {
                    is_first = false;
                    newlines = 2;
                }
            }
        }
        let range = |(first, last): (Token, Token)| self.range(first.start, last.end);
        runs.into_iter().map(range).collect()
    }
}

/// A quick filter: most tokens close nothing.
fn closes(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::BraceClose
            | TokenKind::ParenClose
            | TokenKind::BracketClose
            | TokenKind::InterpolationEnd
            | TokenKind::StringEnd(_)
    )
}

fn closer(kind: TokenKind) -> Option<TokenKind> {
    Some(match kind {
        TokenKind::BraceOpen => TokenKind::BraceClose,
        TokenKind::ParenOpen => TokenKind::ParenClose,
        TokenKind::BracketOpen => TokenKind::BracketClose,
        TokenKind::InterpolationStart => TokenKind::InterpolationEnd,
        TokenKind::StringStart(quotes) => TokenKind::StringEnd(quotes),
        _ => return None,
    })
}
