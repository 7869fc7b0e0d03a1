//! Queries and keys of collections as written in SQL.

use flowright_diagnostics::{Applicability, Code, Diagnostic};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `exists t where …`, `exists(t where …)`
pub(super) fn exists(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let in_parens = usize::from(cursor.kind(at + 1) == Some(TokenKind::ParenOpen));
    let name = at + 1 + in_parens;
    let is_query = cursor.text(at).eq_ignore_ascii_case("exists")
        && cursor.is_word(name)
        && !cursor.begins_line(name)
        && cursor.is(name + 1, "where");
    if !is_query {
        return None;
    }
    let before = at.checked_sub(1).and_then(|before| cursor.kind(before));
    let is_bound = before == Some(TokenKind::Equal);
    let end = if is_bound {
        cursor.statement_end(at)
    } else {
        let open = cursor.first(at..=cursor.line_end(at), TokenKind::BraceOpen);
        open.map_or_else(|| cursor.statement_end(at), |open| open - 1)
    };
    let last = if in_parens == 1 {
        cursor.partner(at + 1)?.checked_sub(1)?
    } else {
        end
    };
    let meant = format!("find one {}", cursor.written(name, last));
    rewrites.give_up(cursor, at..end + 1);
    let report = mistakes::no_word(cursor.span(at), cursor.text(at));
    rewrites.report(if is_bound {
        report.fix(
            "write `find one`, and compare its value with `null`",
            vec![edit(cursor.spans(at, end), meant)],
            Applicability::Unsafe,
        )
    } else {
        report.help(format!(
            "write `let found = {meant}` on its own line first, and `found != null` here"
        ))
    });
    Some(end + 1)
}

/// `count t group by .a having .value > 1`
pub(super) fn having(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    if !cursor.text(at).eq_ignore_ascii_case("having") || cursor.ends_line(at) {
        return None;
    }
    let start = (0..at).rev().find(|one| cursor.begins_statement(*one))?;
    let groups = (start..at).any(|one| cursor.is(one, "group"));
    let end = cursor.statement_end(at);
    if !groups || end <= at {
        return None;
    }
    let condition = cursor.written(at + 1, end);
    let condition = match condition.find(['<', '>', '=', '!']) {
        Some(sign) if !condition.starts_with('.') => {
            format!(".value {}", condition.get(sign..).unwrap_or_default())
        }
        Some(_) | None => condition.to_owned(),
    };
    let binds = cursor.is(start, "let") && cursor.is_word(start + 1);
    let name = if binds {
        cursor.text(start + 1)
    } else {
        "groups"
    };
    rewrites.leave_out(cursor, at..end + 1);
    rewrites.report(
        mistakes::no_word(cursor.span(at), cursor.text(at)).help(format!(
            "filter the groups afterwards: `{name}.filter(one => one{condition})`"
        )),
    );
    Some(end + 1)
}

/// `index (.a, .b)`
pub(super) fn dotted_key(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_key = matches!(cursor.text(at), "unique" | "index")
        && cursor.begins_statement(at)
        && cursor.is(0, "collection")
        && cursor.kind(at + 1) == Some(TokenKind::ParenOpen);
    let close = cursor.partner(at + 1).filter(|_| is_key)?;
    let dots: Vec<usize> = (at + 2..close)
        .filter(|at| cursor.kind(*at) == Some(TokenKind::Dot))
        .collect();
    let first = dots.first().copied()?;
    for dot in dots.iter().copied() {
        rewrites.leave_out(cursor, dot..dot + 1);
    }
    rewrites.report(mended(
        Code::Syntax,
        cursor.span(first),
        format!("the fields of `{}` have no dot", cursor.text(at)),
        "not needed",
        if dots.len() == 1 {
            "remove the dot"
        } else {
            "remove the dots"
        },
        dots.iter().map(|at| edit(cursor.span(*at), "")).collect(),
        Applicability::Safe,
    ));
    Some(close)
}

/// `changed_at: time = now() on update now()`
pub(super) fn on_update(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let is_clause = cursor.is(0, "collection")
        && cursor.text(at).eq_ignore_ascii_case("on")
        && cursor.text(at + 1).eq_ignore_ascii_case("update")
        && !cursor.begins_line(at)
        && !cursor.ends_line(at + 1);
    if !is_clause {
        return None;
    }
    let line = (0..at).rev().find(|one| cursor.begins_statement(*one))?;
    let end = cursor.statement_end(at);
    let value = cursor.written(at + 2, end);
    rewrites.leave_out(cursor, at..end + 1);
    let gone = cursor.span(at - 1).after().to(cursor.span(end));
    let report = Diagnostic::new(
        Code::Syntax,
        cursor.spans(at, at + 1),
        "a field has no `on update`",
    )
    .label("not part of the language");
    rewrites.report(
        report
            .fix("remove it", vec![edit(gone, "")], Applicability::Unsafe)
            .help(format!(
                "set the field in each `update`: `set {{ {}: {value} }}`",
                cursor.text(line)
            )),
    );
    Some(end + 1)
}
