//! Real programs, written with the help of completion: the next word is always proposed, and every
//! proposal is valid there.

use std::fmt::Write as _;

use flowright_diagnostics::{FileId, Span};
use flowright_ide::{Analysis, Completion, Project};
use flowright_stdlib::types::Type;
use flowright_syntax::Parse;
use flowright_syntax::ast;
use flowright_syntax::tokens::{Quotes, Token, TokenKind, lex};

use crate::completion::filled;
use crate::programs::{examples, manual};

const FILE: FileId = FileId(0);

/// The text after the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// The line ends there.
    OfFile,
    /// The file ends there.
    Nothing,
    /// Everything except the word.
    AllButTheWord,
}

/// A word of the program to be completed.
struct Next<'a> {
    program: &'a str,
    word: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Next<'a> {
    /// The program before the word, and the text after it.
    fn around(&self, rest: Rest) -> (&'a str, &'a str) {
        let before = self
            .program
            .get(..self.start)
            .expect("a token begins there");
        let behind = self.program.get(self.end..).expect("a token ends there");
        let behind = match rest {
            Rest::OfFile => behind.find('\n').and_then(|at| behind.get(at..)),
            Rest::Nothing => None,
            Rest::AllButTheWord => Some(behind),
        };
        (before, behind.unwrap_or_default())
    }

    fn with(&self, rest: Rest, word: &str) -> String {
        let (before, behind) = self.around(rest);
        format!("{before}{word}{behind}")
    }

    /// Whether a bracket opened on its line is closed on another one.
    fn opens_a_block(&self) -> bool {
        let rest = self
            .program
            .get(self.end..)
            .and_then(|rest| rest.lines().next());
        let rest = rest.unwrap_or_default();
        rest.matches(['{', '(', '[']).count() > rest.matches(['}', ')', ']']).count()
    }

    /// A newline with the indentation that an editor inserts.
    fn newline(&self) -> String {
        let (before, _) = self.around(Rest::Nothing);
        let line = before.rsplit('\n').next().unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        format!("\n{}", " ".repeat(indent))
    }

    /// The completions after some letters of the word.
    fn proposals(&self, rest: Rest, letters: &str) -> Vec<Completion> {
        let analysis = analyse(&self.with(rest, letters));
        let offset = self.start + letters.len();
        analysis.completions(FILE, u32::try_from(offset).expect("a small file"))
    }

    fn first_letter(&self) -> &'a str {
        let end = self.word.chars().next().map_or(0, char::len_utf8);
        self.word.get(..end).unwrap_or_default()
    }

    /// The line up to the word, and the word.
    fn show(&self, rest: Rest) -> String {
        let (before, _) = self.around(rest);
        let line = before.rsplit('\n').next().unwrap_or_default();
        format!("{rest:?}: {}⟨{}⟩", line.trim_start(), self.word)
    }
}

fn analyse(text: &str) -> Analysis {
    let mut project = Project::new();
    project.set("main.flow", text);
    project.analyse()
}

/// The words of a program except for new names, and the texts in positions that only allow a fixed
/// set.
fn words(program: &str) -> Vec<Next<'_>> {
    let analysis = analyse(program);
    let tokens = lex(program);
    let mut words = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let end = match token.kind {
            TokenKind::Word if !is_new(&analysis, *token) => token.end,
            TokenKind::StringStart(Quotes::Plain) if is_one_of_some(&analysis, &tokens, at) => {
                let rest = tokens.iter().skip(at);
                let mut ends = rest.filter(|one| matches!(one.kind, TokenKind::StringEnd(_)));
                ends.next().expect("a string is closed").end
            }
            _ => continue,
        };
        let (start, end) = (token.start as usize, end as usize);
        let word = program.get(start..end).expect("a token");
        words.push(Next {
            program,
            word,
            start,
            end,
        });
    }
    words
}

/// The names of the branches of a `parallel`.
fn branches(file: &ast::File) -> Vec<Span> {
    let nodes = file
        .items
        .iter()
        .flat_map(|item| ast::Node::Item(item).walk());
    let parallels = nodes.filter_map(|node| {
        if let ast::Node::Expression(one) = node
            && let ast::ExpressionKind::Parallel(parallel) = &one.kind
        {
            Some(parallel)
        } else {
            None
        }
    });
    let branches = parallels.flat_map(|parallel| &parallel.branches);
    branches.map(|branch| branch.name.span).collect()
}

fn is_new(analysis: &Analysis, token: Token) -> bool {
    let here = |span: Span| {
        let place = analysis.anchors.resolve(span);
        (place.start, place.end) == (token.start, token.end)
    };
    if analysis.tree(FILE).into_iter().flat_map(branches).any(here) {
        return true;
    }
    let index = &analysis.index;
    let declared = index.symbols.iter().any(|one| here(one.span));
    declared && !index.uses.iter().any(|one| here(one.span))
}

/// Whether a string is in a position that expects one of a fixed set of texts, or is a pattern.
fn is_one_of_some(analysis: &Analysis, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let mut expressions = analysis.index.expressions.iter();
    let wanted = expressions
        .find(|one| analysis.anchors.resolve(one.span).start == token.start)
        .and_then(|one| one.wanted.as_ref());
    if let Some(Type::Literals(_)) = wanted.map(Type::without_null) {
        return true;
    }
    let before = tokens
        .iter()
        .take(at)
        .rev()
        .filter(|one| one.kind != TokenKind::Blank);
    let is_alternative = |kind| {
        matches!(
            kind,
            TokenKind::StringStart(_)
                | TokenKind::StringText
                | TokenKind::StringEnd(_)
                | TokenKind::Pipe
        )
    };
    let mut before = before.skip_while(|one| is_alternative(one.kind));
    let begins_line = before
        .next()
        .is_some_and(|one| one.kind == TokenKind::Newline);
    let mut line = tokens
        .iter()
        .skip(at)
        .take_while(|one| one.kind != TokenKind::Newline);
    let text = tokens.get(at + 1).zip(analysis.source(FILE));
    let text = text.map(|(token, source)| source.slice(token.start, token.end));
    let mut types = analysis
        .index
        .expressions
        .iter()
        .map(|one| one.ty.without_null());
    let is_known = types.any(|ty| match ty {
        Type::Literals(texts) => texts.iter().any(|one| text == Some(one)),
        _ => false,
    });
    is_known
        && begins_line
        && line.any(|one| matches!(one.kind, TokenKind::FatArrow | TokenKind::BraceOpen))
}

/// Whether a proposal is the word, or begins with it.
fn proposes(proposal: &Completion, word: &str) -> bool {
    let begins = |text: &str| {
        text.strip_prefix(word).is_some_and(|rest| {
            word.ends_with('"')
                || !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        })
    };
    begins(&proposal.label) || begins(&proposal.plain())
}

/// Asserts the proportion of words that are proposed, before and after their first letter; lists
/// the others if it is too small.
fn is_proposed(rest: Rest, share: f64) {
    let programs: Vec<String> = examples().into_iter().chain(manual()).collect();
    let mut misses = String::new();
    let (mut all, mut proposed) = (0_u32, 0_u32);
    for next in programs.iter().flat_map(|program| words(program)) {
        for letters in ["", next.first_letter()] {
            all += 1;
            let mut proposals = next.proposals(rest, letters).into_iter();
            // Inside opening quotes, only the text is proposed.
            let word = if letters == "\"" {
                next.word.trim_matches('"')
            } else {
                next.word
            };
            if proposals.any(|one| proposes(&one, word)) {
                proposed += 1;
            } else {
                let _ = writeln!(misses, "{letters:?} {}", next.show(rest));
            }
        }
    }
    let found = f64::from(proposed) / f64::from(all);
    assert!(found >= share, "{misses}\n{proposed} of {all}");
}

#[test]
fn what_stands_next_is_proposed_at_the_end_of_a_line() {
    is_proposed(Rest::OfFile, 0.99);
}

#[test]
fn what_stands_next_is_proposed_at_the_end_of_a_file() {
    is_proposed(Rest::Nothing, 0.99);
}

#[test]
fn what_stands_next_is_proposed_in_its_place() {
    is_proposed(Rest::AllButTheWord, 0.99);
}

/// Asserts that no proposal introduces a syntax error that the word itself does not.
fn can_stand(rest: Rest) {
    let mut senseless = String::new();
    for program in &examples() {
        let known = Parse::new(FILE, program);
        let mistakes = |text: &str| known.reparse(text).diagnostics.len();
        for next in words(program) {
            if rest == Rest::OfFile && next.opens_a_block() {
                continue;
            }
            let fair = mistakes(&next.with(rest, next.word));
            let mut proposals = next.proposals(rest, "");
            // Another word would require another continuation, and a proposal with a continuation
            // is incomplete on its own.
            proposals.retain(|one| match rest {
                Rest::AllButTheWord => one.label == next.word,
                _ => !one.goes_on,
            });
            for one in proposals {
                let taken = [one.plain(), filled(&one)]
                    .map(|text| next.with(rest, &text.replace('\n', &next.newline())));
                if taken.iter().all(|text| mistakes(text) > fair) {
                    let _ = writeln!(senseless, "{} {}", next.show(rest), one.label);
                }
            }
        }
    }
    assert!(senseless.is_empty(), "{senseless}");
}

#[test]
fn what_is_proposed_can_stand_at_the_end_of_a_line() {
    can_stand(Rest::OfFile);
}

#[test]
fn what_is_proposed_can_stand_at_the_end_of_a_file() {
    can_stand(Rest::Nothing);
}

#[test]
fn what_is_proposed_can_stand_in_its_place() {
    can_stand(Rest::AllButTheWord);
}
