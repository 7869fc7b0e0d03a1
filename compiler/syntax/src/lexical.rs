//! Mistakes that can be found from the tokens alone.

use flowright_diagnostics::{Code, Diagnostic, Edit, FileRange};

use crate::hidden::{is_direction, is_hidden, is_refused_in_text};
use crate::mistakes;
use crate::source::{Source, offset};
use crate::tokens::{Problem, ProblemKind, Quotes, Token, TokenKind};

/// One diagnostic for each mistake.
pub(crate) fn check(source: Source<'_>, problems: &[Problem]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut earlier: Option<Problem> = None;
    for problem in problems {
        match earlier.take() {
            // These are the closing quotes of a text of several lines.
            Some(first) if closes(source, first, *problem) => {
                found.pop();
                let end = offset(first.kind.opening().len());
                let opening = source.span(first.start, first.start + end);
                found.push(mistakes::string_over_lines(opening));
            }
            _ => {
                found.push(unclosed(source, *problem));
                earlier = Some(*problem);
            }
        }
    }
    let mut opening = None;
    let mut semicolons = Vec::new();
    let mut on_line = false;
    for (index, token) in source.tokens.iter().copied().enumerate() {
        match token.kind {
            TokenKind::ForeignComment => found.push(mistakes::foreign_comment(
                source.span_of(token),
                source.text_of(token),
            )),
            // A counting `for` is reported as a whole.
            TokenKind::Semicolon if is_in_for(source, index) => {}
            TokenKind::Semicolon => {
                let next = source.tokens.iter().skip(index + 1);
                let mut next = next.skip_while(|token| {
                    token.kind.is_trivia() && token.kind != TokenKind::Newline
                        || token.kind == TokenKind::Semicolon
                        || token.kind == TokenKind::BraceClose
                });
                let ends_line = next
                    .next()
                    .is_none_or(|token| token.kind == TokenKind::Newline);
                if ends_line {
                    semicolons.push(source.span_of(token));
                } else {
                    found.push(mistakes::semicolon_between(source.span_of(token)));
                }
            }
            TokenKind::StringStart(Quotes::Single | Quotes::Backtick) => {
                opening = Some((index, token));
            }
            TokenKind::StringEnd(quotes @ (Quotes::Single | Quotes::Backtick))
                if token.start < token.end =>
            {
                if let Some((start, opening)) = opening.take() {
                    let (opening, closing) = (source.span_of(opening), source.span_of(token));
                    let inner = in_other_quotes(source, start + 1..index, quotes);
                    found.push(mistakes::single_quotes(opening, closing, quotes, inner));
                }
            }
            // The first unknown character of a line stands for all of them; typographic quotes are
            // such characters too.
            _ if is_unknown(token.kind) && !on_line => {
                on_line = true;
                found.extend(unknown(source, index, token));
            }
            _ if is_unknown(token.kind) => {}
            TokenKind::Newline => on_line = false,
            _ => found.extend(characters(source, index, token)),
        }
    }
    found.extend(mistakes::semicolons(&semicolons));
    found
}

/// Whether a token is between the parentheses of a `for`.
fn is_in_for(source: Source<'_>, index: usize) -> bool {
    let before = source.tokens.get(..index).unwrap_or_default();
    let line = before
        .iter()
        .rev()
        .take_while(|token| token.kind != TokenKind::Newline);
    let mut closed = 0_usize;
    // The head of a loop is short.
    let mut solid = line.take(200).filter(|token| !token.kind.is_trivia());
    while let Some(token) = solid.next() {
        match token.kind {
            TokenKind::ParenClose => closed += 1,
            TokenKind::ParenOpen if closed > 0 => closed -= 1,
            TokenKind::ParenOpen => {
                return solid
                    .next()
                    .is_some_and(|word| source.text_of(*word) == "for");
            }
            _ => {}
        }
    }
    false
}

/// The edits that turn a string in single quotes or backticks into one in double quotes, and
/// whether its text is certainly preserved.
fn in_other_quotes(
    source: Source<'_>,
    inside: std::ops::Range<usize>,
    quotes: Quotes,
) -> (Vec<Edit>, bool) {
    let mut edits = Vec::new();
    let mut is_certain = true;
    let mut before = None;
    let mut depth = 0_usize;
    for token in source.tokens.get(inside).unwrap_or_default() {
        let text = source.text_of(*token);
        match token.kind {
            TokenKind::InterpolationStart => {
                depth += 1;
                let dollar = before.filter(|_| quotes == Quotes::Backtick && depth == 1);
                let dollar = dollar.filter(|before: &Token| source.text_of(*before).ends_with('$'));
                match dollar {
                    Some(text) => edits.push(Edit {
                        span: source.span(text.end - 1, text.end),
                        text: String::new(),
                    }),
                    // A brace that is literal text in the other language begins an expression here.
                    None => is_certain &= depth > 1 || quotes != Quotes::Backtick,
                }
            }
            TokenKind::InterpolationEnd => depth = depth.saturating_sub(1),
            TokenKind::StringText if depth == 0 => {
                for (at, _) in text.match_indices('"') {
                    let at = token.start + offset(at);
                    edits.push(Edit {
                        span: source.span(at, at),
                        text: String::from("\\"),
                    });
                }
            }
            _ => {}
        }
        before = Some(*token);
    }
    edits.sort_by_key(|edit| edit.span.start);
    (edits, is_certain)
}

/// Whether an unclosed string is the end of an unclosed string a few lines above.
fn closes(source: Source<'_>, first: Problem, second: Problem) -> bool {
    let both = [first, second]
        .iter()
        .all(|one| matches!(one.kind, ProblemKind::UnclosedString(quotes) if !quotes.is_block()));
    let rest = source.slice(second.start, source.end());
    let line = rest.lines().next().unwrap_or("");
    let is_empty = line
        .trim_matches(['"', '\'', '`', ' ', '\t', ')', '}', ','])
        .is_empty();
    let between = source
        .slice(first.start, second.start)
        .matches('\n')
        .count();
    both && is_empty && (1..=20).contains(&between)
}

fn unclosed(source: Source<'_>, problem: Problem) -> Diagnostic {
    match problem.kind {
        ProblemKind::UnclosedInterpolation => {
            // It most likely ends where the name after it ends.
            let text = source.slice(problem.start + 1, problem.end);
            let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '?');
            let length = text.find(|c| !is_path(c)).unwrap_or(text.len());
            let end = problem.start + 1 + offset(length);
            mistakes::unclosed_interpolation(
                source.span(problem.start, problem.start + 1),
                (length > 0).then(|| source.span(end, end)),
            )
        }
        ProblemKind::UnclosedString(quotes) => {
            let start = source.index_at(problem.start);
            let end = source
                .tokens
                .iter()
                .skip(start)
                .find(|token| matches!(token.kind, TokenKind::StringEnd(_)))
                .map_or(problem.end, |token| token.end);
            let opening = problem.start + offset(quotes.opening().len());
            mistakes::unclosed_string(
                source.span(problem.start, opening),
                source.span(end, end),
                quotes,
            )
        }
    }
}

fn is_unknown(kind: TokenKind) -> bool {
    match kind {
        TokenKind::StringStart(quotes) | TokenKind::StringEnd(quotes) => {
            !quotes.closers().is_empty()
        }
        kind => kind == TokenKind::Unknown,
    }
}

fn unknown(source: Source<'_>, index: usize, token: Token) -> Option<Diagnostic> {
    let c = source.text_of(token).chars().next()?;
    let span = source.span_of(token);
    Some(if is_hidden(c) {
        mistakes::hidden_character(span, c, false)
    } else if c == '\'' {
        mistakes::stray_apostrophe(span)
    } else {
        let behind = source.tokens.iter().skip(index + 1);
        let behind = behind.take_while(|token| token.kind != TokenKind::Newline);
        let others = behind.filter(|token| is_unknown(token.kind));
        let others = others.filter_map(|token| {
            let c = source.text_of(*token).chars().next()?;
            Some((source.span_of(*token), c))
        });
        mistakes::bad_character(span, c, &others.collect::<Vec<_>>())
    })
}

/// The first hidden character of a token, or the letters of a name that are not ASCII.
fn characters(source: Source<'_>, index: usize, token: Token) -> Option<Diagnostic> {
    let text = source.text_of(token);
    if text.is_ascii() && !matches!(token.kind, TokenKind::StringText) {
        return None;
    }
    let refused = |c: char| match token.kind {
        TokenKind::StringText | TokenKind::StringEscape => is_refused_in_text(c),
        TokenKind::Comment | TokenKind::DocComment => is_direction(c),
        // At the start of a file, it is a byte order mark.
        TokenKind::Blank => is_hidden(c) && index > 0,
        _ => is_hidden(c),
    };
    if let Some((at, c)) = text.char_indices().find(|(_, c)| refused(*c)) {
        let start = token.start + offset(at);
        let span = source.span(start, start + offset(c.len_utf8()));
        let escapable = token.kind == TokenKind::StringText && !in_raw_string(source, index);
        return Some(mistakes::hidden_character(span, c, escapable));
    }
    (token.kind == TokenKind::Word && !text.is_ascii())
        .then(|| mistakes::not_ascii(source.span_of(token), text))
}

fn in_raw_string(source: Source<'_>, index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| source.tokens.get(before))
        .is_some_and(|token| match token.kind {
            TokenKind::StringStart(quotes) => quotes.is_raw(),
            _ => false,
        })
}

/// Drops diagnostics that are consequences of another one: those inside a string or name that is
/// itself reported.
pub(crate) fn in_order(mut diagnostics: Vec<Diagnostic<FileRange>>) -> Vec<Diagnostic<FileRange>> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.primary.span.start, diagnostic.code));
    let mut whole: Option<FileRange> = None;
    diagnostics.retain(|diagnostic| {
        let span = diagnostic.primary.span;
        if whole.is_some_and(|whole| whole.covers(span) && whole != span) {
            return false;
        }
        // Single quotes imply the escapes and braces of another language. Likewise, a whole foreign
        // statement or declaration counts as one mistake.
        if matches!(diagnostic.code, Code::SingleQuotes | Code::UnknownKeyword) {
            whole = Some(span);
        }
        true
    });
    diagnostics
}
