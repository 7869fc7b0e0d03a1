//! Lambdas, and calls that take one, as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `x => { return x.name }`, `x => { let y = 1 … }`, `function(x) { return x.name }`
pub(super) fn with_block(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_function = matches!(cursor.text(at), "function" | "func" | "fn")
        && cursor.kind(at + 1) == Some(TokenKind::ParenOpen);
    let open = if is_function {
        cursor.partner(at + 1)? + 1
    } else {
        let is_lambda = cursor.kind(at) == Some(TokenKind::FatArrow)
            && at.checked_sub(1).is_some_and(|before| {
                cursor.is_word(before) || cursor.kind(before) == Some(TokenKind::ParenClose)
            });
        is_lambda.then_some(at + 1)?
    };
    if cursor.kind(open) != Some(TokenKind::BraceOpen) || !cursor.is_inside(at) {
        return None;
    }
    let close = cursor.partner(open)?;
    let returns = cursor.is(open + 1, "return");
    let first = open + 1 + usize::from(returns);
    let is_record = !is_function && !returns && is_record(cursor, open, close);
    if is_record {
        return None;
    }
    let start = if is_function { at } else { open };
    let parameters = if is_function {
        let names = cursor.written(at + 2, open - 2);
        if names.contains(',') || open == at + 3 {
            format!("({names}) => ")
        } else {
            format!("{names} => ")
        }
    } else {
        String::new()
    };
    let is_single = first < close
        && !(first + 1..close).any(|at| cursor.begins_line(at))
        && cursor
            .first(first..close, TokenKind::Semicolon)
            .is_none_or(|at| at == close - 1)
        && !matches!(
            cursor.text(first),
            "let" | "var" | "const" | "if" | "for" | "log"
        );
    if !is_single {
        let start = cursor.value_start(at);
        let end = cursor.statement_end(start);
        rewrites.give_up(cursor, start..end + 1);
        rewrites.report(
            Diagnostic::new(
                Code::Syntax,
                cursor.span(open),
                "a lambda is a single expression",
            )
            .label("not a block")
            .help("for several lines, write a loop: `let ys = for x in xs { … }`"),
        );
        return Some(end + 1);
    }
    let last = if cursor.kind(close - 1) == Some(TokenKind::Semicolon) {
        close - 2
    } else {
        close - 1
    };
    if is_function {
        rewrites.leave_out(cursor, at..at + 1);
        rewrites.write(cursor, open, "=>", TokenKind::FatArrow);
    } else {
        rewrites.leave_out(cursor, open..open + 1);
    }
    rewrites.leave_out(cursor, open + 1..first);
    rewrites.leave_out(cursor, last + 1..close + 1);
    let meant = format!("{parameters}{}", cursor.written(first, last));
    let shown = if is_function {
        meant.clone()
    } else {
        format!("=> {meant}")
    };
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(start, first.min(last)),
        "a lambda is a single expression",
        if returns {
            "no braces and no `return`"
        } else {
            "no block"
        },
        format!("write `{shown}`"),
        vec![edit(cursor.spans(start, close), meant)],
        Applicability::Safe,
    ));
    Some(first)
}

/// Whether the braces after `=>` hold a record.
fn is_record(cursor: &Cursor<'_>, open: usize, close: usize) -> bool {
    let is_string = matches!(cursor.kind(open + 1), Some(TokenKind::StringStart(_)));
    open + 1 == close
        || is_string
        || cursor.is_word(open + 1)
            && (open + 2 == close
                || matches!(
                    cursor.kind(open + 2),
                    Some(TokenKind::Colon | TokenKind::Comma | TokenKind::Question)
                ))
}

/// `|x| x.name`
pub(super) fn in_pipes(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_pipe = |at: usize| cursor.kind(at) == Some(TokenKind::Pipe);
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let begins = matches!(before, Some(TokenKind::ParenOpen | TokenKind::Comma));
    if !is_pipe(at) || !begins || !cursor.is_word(at + 1) || !is_pipe(at + 2) {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.write(cursor, at + 2, "=>", TokenKind::FatArrow);
    let span = cursor.spans(at, at + 2);
    let meant = format!("{} =>", cursor.text(at + 1));
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a lambda is written `x => …`",
        "not part of the language",
        format!("write `{meant} …`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(at + 3)
}

/// `xs.map(async x => await fetch(x))`
pub(super) fn asynchronous(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if !cursor.is(at, "async") || !cursor.is_inside(at) {
        return None;
    }
    let arrow = if cursor.kind(at + 1) == Some(TokenKind::ParenOpen) {
        cursor.partner(at + 1)? + 1
    } else {
        at + 2
    };
    if cursor.kind(arrow) != Some(TokenKind::FatArrow) {
        return None;
    }
    let opener = cursor.opener(at)?;
    let called = opener.checked_sub(2);
    let list = called
        .filter(|dot| cursor.kind(*dot) == Some(TokenKind::Dot))
        .and_then(|dot| dot.checked_sub(1))
        .filter(|end| cursor.is_word(*end))
        .map_or("list", |end| cursor.written(cursor.path_start(end), end));
    let name = if cursor.is_word(at + 1) {
        cursor.text(at + 1)
    } else {
        "x"
    };
    let start = cursor.value_start(at);
    let end = cursor.statement_end(start);
    rewrites.give_up(cursor, start..end + 1);
    rewrites.report(
        Diagnostic::new(Code::Syntax, cursor.span(at), "a lambda contains no steps")
            .label("there is no `async`")
            .help(format!(
                "to run a step for each element, side by side, write `for {name} in {list} at most 8 at once {{ http … }}`"
            )),
    );
    Some(end + 1)
}

/// `let f = x => x + 1`
pub(super) fn bound(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_binding = matches!(cursor.text(at), "let" | "var" | "const")
        && cursor.begins_statement(at)
        && cursor.is_word(at + 1)
        && cursor.kind(at + 2) == Some(TokenKind::Equal);
    if !is_binding {
        return None;
    }
    let arrow = match cursor.kind(at + 3) {
        Some(TokenKind::Word) => at + 4,
        Some(TokenKind::ParenOpen) => cursor.partner(at + 3)? + 1,
        _ => return None,
    };
    if cursor.kind(arrow) != Some(TokenKind::FatArrow) {
        return None;
    }
    let end = cursor.statement_end(at);
    if !cursor.is(at, "let") {
        rewrites.word(cursor, at, "let");
    }
    rewrites.give_up(cursor, at + 3..end + 1);
    let name = cursor.text(at + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(at + 3, arrow),
            "a lambda can only be an argument",
        )
        .label("functions are not values")
        .help(format!(
            "declare a function outside of the workflow: `fn {name}(x: int) -> int {{ … }}`"
        )),
    );
    Some(end + 1)
}

/// `xs.forEach(x => log info x)`
pub(super) fn for_each(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_call = matches!(cursor.text(at), "forEach" | "for_each" | "each")
        && cursor.kind(at + 1) == Some(TokenKind::ParenOpen);
    let dot = at
        .checked_sub(1)
        .filter(|dot| is_call && cursor.kind(*dot) == Some(TokenKind::Dot))?;
    let close = cursor.partner(at + 1)?;
    let list = dot.checked_sub(1).filter(|end| cursor.is_word(*end));
    let list = list.map_or("list", |end| cursor.written(cursor.path_start(end), end));
    let name = (at + 2..close)
        .find(|at| cursor.is_word(*at) && !matches!(cursor.text(*at), "async" | "function"))
        .map_or("x", |at| cursor.text(at));
    let body = cursor
        .first(at + 2..close, TokenKind::FatArrow)
        .filter(|arrow| arrow + 1 < close)
        .map(|arrow| {
            let is_block = cursor.kind(arrow + 1) == Some(TokenKind::BraceOpen);
            if is_block {
                cursor.written(arrow + 2, close - 2)
            } else {
                cursor.written(arrow + 1, close - 1)
            }
        })
        .filter(|body| !body.contains('\n'));
    let start = cursor.value_start(dot);
    let end = cursor.statement_end(start);
    let report = Diagnostic::new(
        Code::UnknownFunction,
        cursor.span(at),
        format!("there is no `{}`", cursor.text(at)),
    )
    .label("a function from another language");
    let meant = format!("for {name} in {list} {{ {} }}", body.unwrap_or("…"));
    let help = format!("to do something for each element, write `{meant}`");
    rewrites.report(
        if body.is_some() && end == close && cursor.begins_statement(start) {
            report.fix(
                help,
                vec![edit(cursor.spans(start, end), meant)],
                Applicability::Unsafe,
            )
        } else {
            report.help(help)
        },
    );
    rewrites.give_up(cursor, start..end + 1);
    Some(end + 1)
}

/// `[x.name for x in xs]`
pub(super) fn comprehension(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    if cursor.kind(at) != Some(TokenKind::BracketOpen) {
        return None;
    }
    let close = cursor.partner(at)?;
    let word =
        (at + 2..close).find(|one| cursor.is(*one, "for") && cursor.opener(*one) == Some(at))?;
    if !cursor.is_word(word + 1) || !cursor.is(word + 2, "in") || word + 3 >= close {
        return None;
    }
    let condition = (word + 3..close).find(|one| cursor.is(*one, "if"));
    let name = cursor.text(word + 1);
    let list = cursor.written(word + 3, condition.unwrap_or(close) - 1);
    let value = cursor.written(at + 1, word - 1);
    let filter = condition
        .filter(|at| at + 1 < close)
        .map_or(String::new(), |at| {
            format!(".filter({name} => {})", cursor.written(at + 1, close - 1))
        });
    let map = if value == name {
        String::new()
    } else {
        format!(".map({name} => {value})")
    };
    let meant = format!("{list}{filter}{map}");
    let span = cursor.spans(at, close);
    rewrites.give_up(cursor, at..close + 1);
    rewrites.report(mended(
        Code::Syntax,
        span,
        "a list is made from another one with `map`",
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(span, meant)],
        Applicability::Safe,
    ));
    Some(close + 1)
}

/// `for i in 0..5 {`, `for i in range(5) {`, `for _, x := range xs {`
pub(super) fn counting(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.is(at, "for") || !cursor.begins_statement(at) {
        return None;
    }
    let open = cursor.first(at..=cursor.line_end(at), TokenKind::BraceOpen)?;
    if let Some(sign) = cursor.first(at..open, TokenKind::Colon)
        && cursor.kind(sign + 1) == Some(TokenKind::Equal)
        && cursor.is(sign + 2, "range")
        && sign + 3 < open
    {
        let list = cursor.written(sign + 3, open - 1);
        let names = cursor.written(at + 1, sign - 1);
        let names = names.strip_prefix("_,").map_or(names, str::trim_start);
        let skipped = if names.len() < cursor.written(at + 1, sign - 1).len() {
            2
        } else {
            0
        };
        rewrites.leave_out(cursor, at + 1..at + 1 + skipped);
        rewrites.write(cursor, sign, "in", TokenKind::Operator);
        rewrites.leave_out(cursor, sign + 1..sign + 3);
        let meant = format!("for {names} in {list}");
        let span = cursor.spans(at, open - 1);
        rewrites.report(mended(
            Code::Syntax,
            span,
            "to iterate over a list, write `for x in list { … }`",
            "not part of the language",
            format!("write `{meant} {{ … }}`"),
            vec![edit(span, meant)],
            Applicability::Safe,
        ));
        return Some(sign + 3);
    }
    let dots = (at + 3..open).find(|at| {
        cursor.kind(*at) == Some(TokenKind::Dot)
            && cursor.kind(at + 1) == Some(TokenKind::Dot)
            && cursor.touches(at + 1)
            || cursor.text(*at).contains("..")
    })?;
    let name = cursor.text(at + 1);
    let end = cursor
        .written(open - 1, open - 1)
        .trim_start_matches(['.', '='])
        .to_owned();
    rewrites.give_up(cursor, at + 3..open);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(at + 3, open - 1),
            "there are no ranges",
        )
        .label("not part of the language")
        .help(mistakes::to_count(name, &end)),
    );
    Some(dots + 1)
}
