//! Bindings and assignments as written in other languages.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use super::words::{HabitPlace, Instead, habit};
use crate::mistakes;
use crate::tokens::{TokenKind, WordClass, word};

/// `let mut x = 1`, `int x = 1`, `const x = 1`
pub(super) fn binding(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.begins_statement(at) || !cursor.is_word(at) || !cursor.is_word(at + 1) {
        return None;
    }
    let binds = |name: usize| {
        cursor.is_word(name)
            && matches!(
                cursor.kind(name + 1),
                Some(TokenKind::Equal | TokenKind::Colon)
            )
    };
    let written = cursor.text(at);
    if matches!(written, "let" | "var") && cursor.is(at + 1, "mut") && binds(at + 2) {
        rewrites.leave_out(cursor, at + 1..at + 2);
        let span = cursor.spans(at, at + 1);
        rewrites.report(mistakes::no_word(span, "mut").fix(
            "a value that changes is declared with `var`",
            vec![edit(span, "var")],
            Applicability::Safe,
        ));
        return Some(at + 3);
    }
    let is_foreign = habit(HabitPlace::Keyword, written)
        .is_some_and(|habit| habit.instead == Instead::Same("let"));
    let is_type = habit(HabitPlace::Type, written).is_some()
        || word(written).is_some_and(|word| word.class == WordClass::Type);
    if !binds(at + 1) || !(is_foreign || is_type && cursor.kind(at + 2) == Some(TokenKind::Equal)) {
        return None;
    }
    rewrites.word(cursor, at, "let");
    let span = cursor.span(at);
    let report = if is_foreign {
        mistakes::no_word(span, written)
    } else {
        Diagnostic::new(
            Code::UnknownKeyword,
            span,
            "a name is bound with `let`, without a type before it",
        )
        .label("`let` belongs here")
    };
    rewrites.report(report.fix(
        "bind the name with `let`",
        vec![edit(span, "let")],
        Applicability::Safe,
    ));
    Some(at + 2)
}

/// `x := 1`
pub(super) fn short_binding(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_binding = cursor.begins_statement(at)
        && cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::Colon)
        && cursor.kind(at + 2) == Some(TokenKind::Equal)
        && cursor.touches(at + 2);
    if !is_binding {
        return None;
    }
    let name = cursor.text(at);
    rewrites.word(cursor, at, &format!("let {name}"));
    rewrites.leave_out(cursor, at + 1..at + 2);
    rewrites.report(mended(
        Code::ForeignOperator,
        cursor.spans(at + 1, at + 2),
        "a name is bound with `let`, not with `:=`",
        "not part of the language",
        format!("write `let {name} = …`"),
        vec![edit(cursor.spans(at, at + 2), format!("let {name} ="))],
        Applicability::Safe,
    ));
    Some(at + 3)
}

/// `x++`, `x += 1`
pub(super) fn change(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let sign = cursor.text(at);
    let is_sign = matches!(sign, "+" | "-" | "*" | "/" | "%");
    let before = at
        .checked_sub(1)
        .filter(|before| is_sign && cursor.is_word(*before))?;
    let is_step = matches!(sign, "+" | "-") && cursor.is(at + 1, sign) && cursor.touches(at + 1);
    let is_compound = cursor.kind(at + 1) == Some(TokenKind::Equal) && cursor.touches(at + 1);
    let start = cursor.path_start(before);
    let path = cursor.written(start, before);
    let written = cursor.written(at, at + 1);
    if is_step && !cursor.begins_statement(start) {
        let ends = cursor.ends_line(at + 1)
            || matches!(
                cursor.kind(at + 2),
                Some(TokenKind::Comma | TokenKind::BraceClose | TokenKind::ParenClose)
            );
        if !ends {
            return None;
        }
        rewrites.leave_out(cursor, at..at + 2);
        rewrites.report(mended(
            Code::ForeignOperator,
            cursor.spans(at, at + 1),
            format!("there is no `{written}`"),
            "not part of the language",
            format!("write `{path} {sign} 1`"),
            vec![edit(cursor.spans(at, at + 1), format!(" {sign} 1"))],
            Applicability::Safe,
        ));
        return Some(at + 2);
    }
    if !(is_step || is_compound) || !cursor.begins_statement(start) {
        return None;
    }
    let report = Diagnostic::new(
        Code::ForeignOperator,
        cursor.spans(at, at + 1),
        format!("there is no `{written}`"),
    )
    .label("not part of the language");
    let in_set = cursor.opener(start).and_then(|open| open.checked_sub(1));
    if in_set.is_some_and(|word| cursor.is(word, "set")) {
        let field = cursor.text(before);
        let meant = format!("{field}: .{field} {sign}");
        rewrites.leave_out(cursor, start..before);
        rewrites.write(cursor, at, ":", TokenKind::Colon);
        rewrites.leave_out(cursor, at + 1..at + 2);
        let value = if is_step {
            rewrites.write(cursor, at, ": @", TokenKind::Colon);
            " 1"
        } else {
            ""
        };
        rewrites.report(report.fix(
            format!("in a row, write `{meant} …`"),
            vec![edit(cursor.spans(start, at + 1), format!("{meant}{value}"))],
            Applicability::Safe,
        ));
        return Some(at + 2);
    }
    let end = cursor.statement_end(start);
    rewrites.give_up(cursor, start..end + 1);
    if start != before {
        rewrites.report(report.help(format!(
            "values are immutable; to change a row, write `update … set {{ {0}: .{0} {sign} … }}`",
            cursor.text(before)
        )));
        return Some(end + 1);
    }
    let is_single = end <= at + 2;
    let mut edits = vec![edit(
        cursor.spans(at, at + 1),
        match (is_step, is_single || sign == "+") {
            (true, _) => format!(" = {path} {sign} 1"),
            (false, true) => format!("= {path} {sign}"),
            (false, false) => format!("= {path} {sign} ("),
        },
    )];
    if !is_step && !is_single && sign != "+" {
        // The operator binds the whole right side, so it needs parentheses.
        let first = cursor.span(at + 2);
        edits = vec![
            edit(
                cursor.span(at).to(first.before()),
                format!("= {path} {sign} ("),
            ),
            edit(cursor.span(end).after(), ")"),
        ];
    }
    let value = if is_step { "1" } else { "…" };
    rewrites.report(report.fix(
        format!("write `{path} = {path} {sign} {value}`, with `{path}` declared with `var`"),
        edits,
        Applicability::Safe,
    ));
    Some(end + 1)
}
