//! Blocks, loops and cases as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// The words whose blocks begin with a colon, `then` or `do` in other languages.
const HEADS: &[&str] = &[
    "if", "elif", "elsif", "elseif", "else", "for", "foreach", "while", "try", "except", "catch",
    "finally", "with", "def", "function", "fn", "func", "unless",
];

/// `if x:` and an indented block.
pub(super) fn indented(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let indent = cursor
        .indent(at)
        .filter(|_| HEADS.contains(&cursor.text(at)))?;
    let sign = cursor.line_end(at);
    let is_sign =
        cursor.kind(sign) == Some(TokenKind::Colon) || matches!(cursor.text(sign), "then" | "do");
    let inside = cursor.indent(sign + 1).filter(|inside| *inside > indent)?;
    if !is_sign || sign == at && cursor.kind(sign) != Some(TokenKind::Colon) {
        return None;
    }
    let is_out = |at: &usize| {
        cursor
            .indent(*at)
            .is_some_and(|line| line < inside.min(indent + 1))
    };
    let last = (sign + 1..cursor.len())
        .find(is_out)
        .unwrap_or(cursor.len())
        - 1;
    rewrites.leave_out(cursor, sign..sign + 1);
    rewrites.block(cursor, sign, last);
    let close = format!("\n{}}}", " ".repeat(indent));
    let mut edits = vec![
        edit(
            cursor.span(sign),
            if cursor.touches(sign) { " {" } else { "{" },
        ),
        edit(cursor.span(last).after(), close),
    ];
    if cursor.is(last + 1, "end") && cursor.ends_line(last + 1) {
        rewrites.leave_out(cursor, last + 1..last + 2);
        edits.pop();
        edits.push(edit(cursor.span(last + 1), "}"));
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(sign),
        "a block must be in braces",
        "`{` belongs here",
        "put the block into braces",
        edits,
        Applicability::Safe,
    ));
    // The head may contain further habits.
    Some(at + 1)
}

/// `switch (x) { case 1: … default: … }`
pub(super) fn switch(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_switch = cursor.is(at, "switch");
    let is_head = (is_switch || cursor.is(at, "match"))
        && !matches!(cursor.kind(at + 1), Some(TokenKind::Colon | TokenKind::Dot));
    if !is_head {
        return None;
    }
    let line = cursor.line_end(at);
    let open = cursor.first(at..=line, TokenKind::BraceOpen)?;
    let close = cursor.partner(open)?;
    let arms: Vec<usize> = (open + 1..close)
        .filter(|at| cursor.begins_line(*at) && matches!(cursor.text(*at), "case" | "default"))
        .collect();
    let first = arms.first().copied();
    let has_colon = |arm: usize| {
        cursor
            .first(arm..=cursor.line_end(arm), TokenKind::Colon)
            .is_some()
    };
    let mut edits = Vec::new();
    if is_switch {
        edits.push(edit(cursor.span(at), "match"));
        rewrites.word(cursor, at, "match");
    } else if !(first.is_some() && arms.iter().all(|arm| has_colon(*arm))) {
        return None;
    }
    if cursor.kind(at + 1) == Some(TokenKind::ParenOpen) && cursor.partner(at + 1) == Some(open - 1)
    {
        rewrites.leave_out(cursor, at + 1..at + 2);
        rewrites.leave_out(cursor, open - 1..open);
        edits.push(edit(cursor.span(at + 1), ""));
        edits.push(edit(cursor.span(open - 1), ""));
    }
    for (index, arm) in arms.iter().copied().enumerate() {
        let end = arms.get(index + 1).copied().unwrap_or(close);
        let line = cursor.line_end(arm);
        let colon = cursor.first(arm..=line, TokenKind::Colon)?;
        if cursor.is(arm, "case") {
            rewrites.leave_out(cursor, arm..arm + 1);
            edits.push(edit(cursor.span(arm).to(cursor.span(arm + 1).before()), ""));
        } else {
            rewrites.word(cursor, arm, "_");
            edits.push(edit(cursor.span(arm), "_"));
        }
        let indent = " ".repeat(cursor.indent(arm).unwrap_or(0));
        let close = format!("\n{indent}}}");
        let mut last = end - 1;
        if cursor.is(last, "break") || cursor.is(last - 1, "break") {
            let end_of = last;
            while !cursor.is(last, "break") {
                last -= 1;
            }
            rewrites.leave_out(cursor, last..end_of + 1);
            let gone = cursor.span(last - 1).after().to(cursor.span(end_of));
            edits.push(edit(gone, close));
            last -= 1;
        } else {
            edits.push(edit(cursor.span(last.max(colon)).after(), close));
        }
        rewrites.leave_out(cursor, colon..colon + 1);
        edits.push(edit(cursor.span(colon), " {"));
        rewrites.block(cursor, colon, last.max(colon));
    }
    let report = match first.filter(|_| !is_switch) {
        Some(first) => Diagnostic::new(
            Code::Syntax,
            cursor.span(first),
            "an arm has no `case` and no `:`",
        )
        .label("the pattern stands alone"),
        None => mistakes::no_word(cursor.span(at), "switch"),
    };
    rewrites.report(report.fix(
        "to distinguish cases, write `match x { \"a\" => …, _ => … }`, without `case` and `break`",
        edits,
        Applicability::Unsafe,
    ));
    Some(open + 1)
}

/// `"a" => log info "x"`
pub(super) fn logged_arm(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let (before, first) = (at.checked_sub(1)?, at + 1);
    let opener = cursor.opener(at)?;
    let is_arm = cursor.kind(at) == Some(TokenKind::FatArrow)
        && cursor.kind(opener) == Some(TokenKind::BraceOpen)
        && !cursor.begins_line(first);
    if !is_arm || !cursor.is(first, "log") || !cursor.is_word(first + 1) {
        return None;
    }
    let end = (first..=cursor.statement_end(first))
        .find(|one| {
            cursor.kind(one + 1) == Some(TokenKind::Comma) && cursor.opener(one + 1) == Some(opener)
        })
        .unwrap_or_else(|| cursor.statement_end(first));
    rewrites.leave_out(cursor, at..at + 1);
    rewrites.block(cursor, before, end);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(first, end),
        "a value or a step follows `=>`",
        "this is a statement without a value",
        "put the statement into braces",
        vec![
            edit(cursor.span(at), "{"),
            edit(cursor.span(end).after(), " }"),
        ],
        Applicability::Safe,
    ));
    Some(end + 1)
}

/// `else { … }` that does not follow an `if`.
pub(super) fn lonely_else(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let is_lonely = cursor.is(at, "else")
        && cursor.begins_line(at)
        && cursor.kind(before) != Some(TokenKind::BraceClose)
        && cursor.kind(before) != Some(TokenKind::BraceOpen);
    if !is_lonely {
        return None;
    }
    let line = cursor.line_end(at);
    let open = cursor.first(at..=line, TokenKind::BraceOpen)?;
    let close = cursor.partner(open)?;
    rewrites.write(cursor, at, "@", TokenKind::Number);
    rewrites.leave_out(cursor, at + 1..close + 1);
    rewrites.report(
        Diagnostic::new(Code::Syntax, cursor.span(at), "this `else` has no `if`")
            .label("no `if` ends directly before it")
            .because(cursor.span(before), "this statement is between them")
            .help("an `else` must follow the `}` of its `if`: `if c { … } else { … }`"),
    );
    Some(close + 1)
}

/// `"a" => { respond 204 }`
pub(super) fn arrow_before_block(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_arrow = cursor.kind(at) == Some(TokenKind::FatArrow)
        && cursor.kind(at + 1) == Some(TokenKind::BraceOpen)
        && !cursor.is_inside(at);
    let first = word(cursor.text(at + 2)).filter(|_| is_arrow)?;
    let begins = matches!(first.class, WordClass::Statement | WordClass::Step);
    let is_field = matches!(
        cursor.kind(at + 3),
        Some(TokenKind::Colon | TokenKind::Comma | TokenKind::BraceClose)
    );
    if !begins || is_field {
        return None;
    }
    rewrites.leave_out(cursor, at..at + 1);
    let with_blank = cursor.span(at).to(cursor.span(at + 1).before());
    rewrites.report(mended(
        Code::RecordAfterArrow,
        cursor.span(at),
        "an arm with a block takes no `=>`",
        "after `=>`, braces are a record",
        "remove the `=>`",
        vec![edit(with_blank, "")],
        Applicability::Safe,
    ));
    Some(at + 2)
}

/// `match x { "a" => 1 else => 2 }`, `body json by x { "a" => A else => ignore }`
pub(super) fn other_arm(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_arm = matches!(cursor.text(at), "else" | "default" | "otherwise")
        && matches!(
            cursor.kind(at + 1),
            Some(TokenKind::FatArrow | TokenKind::Arrow | TokenKind::Colon)
        );
    // It may be an arm of a form that was found before.
    let is_read = rewrites.has_written(cursor, at);
    let open = cursor
        .opener(at)
        .filter(|open| is_arm && !is_read && cursor.kind(*open) == Some(TokenKind::BraceOpen))?;
    let is_head =
        |one: &usize| matches!(cursor.text(*one), "match" | "by") && !cursor.begins_line(one + 1);
    (cursor.value_start(open)..open).find(is_head)?;
    let follows = at - 1 > open && cursor.kind(at - 1) != Some(TokenKind::Comma);
    rewrites.write(
        cursor,
        at,
        if follows { ", _" } else { "_" },
        TokenKind::Operator,
    );
    rewrites.report(mistakes::bad_pattern(cursor.span(at), cursor.text(at)));
    Some(at + 1)
}

/// `for (let x of xs) {`, `for x of xs {`, `for (let i = 0; i < 10; i++) {`
pub(super) fn for_loop(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_loop = matches!(cursor.text(at), "for" | "foreach") && cursor.begins_statement(at);
    if !is_loop {
        return None;
    }
    let is_enclosed = cursor.kind(at + 1) == Some(TokenKind::ParenOpen);
    let close = if is_enclosed {
        cursor.partner(at + 1)?
    } else {
        cursor.line_end(at)
    };
    let mut name = at + 1 + usize::from(is_enclosed);
    let binds = matches!(
        cursor.text(name),
        "let" | "const" | "var" | "final" | "auto" | "each" | "val"
    );
    let typed = cursor.is_word(name)
        && cursor.is_word(name + 1)
        && !matches!(cursor.text(name + 1), "in" | "of");
    name += usize::from(binds || typed);
    let sign = name + 1;
    let is_sign = matches!(cursor.text(sign), "in" | "of")
        || cursor.kind(sign) == Some(TokenKind::Colon) && is_enclosed;
    if cursor.is_word(name) && is_sign {
        let is_habit =
            is_enclosed || binds || typed || cursor.is(sign, "of") || cursor.is(at, "foreach");
        let open = cursor.first(sign..cursor.len(), TokenKind::BraceOpen);
        let end = if is_enclosed { close } else { open? };
        if !is_habit {
            return None;
        }
        let list = cursor.written(sign + 1, end - 1);
        if !cursor.is(at, "for") {
            rewrites.word(cursor, at, "for");
        }
        rewrites.leave_out(cursor, at + 1..name);
        if !cursor.is(sign, "in") {
            rewrites.write(cursor, sign, "in", TokenKind::Operator);
        }
        if is_enclosed {
            rewrites.leave_out(cursor, close..close + 1);
        }
        let meant = format!("for {} in {list}", cursor.text(name));
        let last = if is_enclosed { close } else { end - 1 };
        rewrites.report(mended(
            Code::Syntax,
            cursor.spans(at, last),
            "to iterate over a list, write `for x in list { … }`",
            "not part of the language",
            format!("write `{meant} {{ … }}`"),
            vec![edit(cursor.spans(at, last), meant)],
            Applicability::Safe,
        ));
        return Some(sign + 1);
    }
    let counts = is_enclosed && (at..close).any(|at| cursor.kind(at) == Some(TokenKind::Semicolon));
    if !counts {
        return None;
    }
    rewrites.give_up(cursor, at + 1..close + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(at, close),
            "there is no counting `for`",
        )
        .label("not part of the language")
        .help("to iterate over a list, write `for x in list { … }`")
        .help(mistakes::to_count("i", "n")),
    );
    Some(close + 1)
}

/// `catch (e) {`, `except ValueError as e {`
pub(super) fn catch_head(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_foreign = matches!(cursor.text(at), "except" | "rescue");
    let follows = at.checked_sub(1).is_some_and(|before| {
        cursor.kind(before) == Some(TokenKind::BraceClose) || cursor.begins_line(at)
    });
    if !(is_foreign || cursor.is(at, "catch")) || !follows {
        return None;
    }
    let line = cursor.line_end(at);
    let end = (at + 1..=line)
        .find(|at| matches!(cursor.kind(*at), Some(TokenKind::BraceOpen)))
        .or_else(|| (cursor.kind(line) == Some(TokenKind::Colon)).then_some(line))?;
    let words: Vec<usize> = (at + 1..end).filter(|at| cursor.is_word(*at)).collect();
    let named = words
        .iter()
        .position(|at| cursor.is(*at, "as"))
        .and_then(|at| words.get(at + 1));
    let is_error = |at: &&usize| !cursor.text(**at).starts_with(char::is_uppercase);
    let name = named.or_else(|| words.iter().find(is_error)).copied();
    let is_plain = !is_foreign && words.len() <= 1 && end == at + 1 + words.len();
    if is_plain {
        return None;
    }
    let condition = (at + 1..end)
        .find(|at| matches!(cursor.text(*at), "when" | "if" | "where") && *at + 1 < end);
    for other in at + 1..end {
        if Some(other) != name {
            rewrites.leave_out(cursor, other..other + 1);
        }
    }
    if is_foreign {
        rewrites.word(cursor, at, "catch");
    }
    if let Some(condition) = condition {
        let test = cursor.written(condition + 1, end - 1);
        // The condition represents a statement that may use the name.
        rewrites.sign(cursor, end, "@\n");
        let name = name.map_or("e", |name| cursor.text(name));
        rewrites.report(
            Diagnostic::new(
                Code::Syntax,
                cursor.spans(condition, end - 1),
                "a `catch` has no condition",
            )
            .label("a `catch` takes every failure")
            .help(format!(
                "test it inside, and fail again otherwise: `catch {name} {{ if {test} {{ … }} else {{ fail {name}.message }} }}`"
            )),
        );
        return Some(at + 1);
    }
    let meant = name.map_or("catch".to_owned(), |name| {
        format!("catch {}", cursor.text(name))
    });
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, end - 1),
        "to catch failures, write `catch e { … }`",
        "not part of the language",
        format!("write `{meant}`"),
        vec![edit(cursor.spans(at, end - 1), meant)],
        Applicability::Safe,
    ));
    // The colon may begin an indented block.
    Some(at + 1)
}
