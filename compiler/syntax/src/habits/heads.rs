//! Words of a declaration, a trigger or a step in another order, or with more than belongs there.

use flowright_diagnostics::{Applicability, Code, Diagnostic, near};

use super::cursor::Cursor;
use super::rewrites::{Rewrites, edit, mended};
use crate::mistakes;
use crate::tokens::TokenKind;

/// `secret key: text`
pub(super) fn typed_secret(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let is_typed = at == 0
        && cursor.is(0, "secret")
        && cursor.is_word(1)
        && cursor.kind(2) == Some(TokenKind::Colon)
        && cursor.is_word(3)
        && cursor.len() == 4;
    if !is_typed {
        return None;
    }
    rewrites.leave_out(cursor, 2..4);
    let gone = cursor.span(1).after().to(cursor.span(3));
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(2, 3),
        "a secret has no type",
        "every secret is a text",
        "remove it",
        vec![edit(gone, "")],
        Applicability::Safe,
    ));
    Some(4)
}

/// `uniqe (number)`
pub(super) fn misspelt_key(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let begins = cursor.is(0, "collection")
        && cursor.begins_statement(at)
        && cursor.is_word(at)
        && cursor.kind(at + 1) == Some(TokenKind::ParenOpen)
        && !cursor.begins_line(at + 1);
    let close = cursor.partner(at + 1).filter(|_| begins)?;
    let is_names = (at + 2..close)
        .all(|one| cursor.is_word(one) || cursor.kind(one) == Some(TokenKind::Comma));
    let written = cursor.text(at);
    if !is_names || matches!(written, "unique" | "index") {
        return None;
    }
    let span = cursor.span(at);
    let near = near(written, ["unique", "index"]);
    let (meant, applicability) = match written {
        "key" | "indexed" | "idx" => ("index", Applicability::Unsafe),
        "uniq" | "uniques" | "distinct" => ("unique", Applicability::Safe),
        _ => {
            let meant = if near.names.first().copied()? == "index" {
                "index"
            } else {
                "unique"
            };
            (
                meant,
                if near.is_certain {
                    Applicability::Safe
                } else {
                    Applicability::Unsafe
                },
            )
        }
    };
    rewrites.word(cursor, at, meant);
    rewrites.report(mistakes::misspelt_word(span, written, meant, applicability));
    Some(close + 1)
}

/// `trigger webhook { method POST path "/orders" … }`
pub(super) fn route_in_settings(
    cursor: &Cursor<'_>,
    at: usize,
    rewrites: &mut Rewrites,
) -> Option<usize> {
    let open = at + 2;
    let is_bare = cursor.is(at, "trigger")
        && cursor.is(at + 1, "webhook")
        && cursor.kind(open) == Some(TokenKind::BraceOpen);
    let close = cursor.partner(open).filter(|_| is_bare)?;
    let line_of = |name: &str| {
        (open + 1..close).find(|one| {
            cursor.is(*one, name)
                && cursor.opener(*one) == Some(open)
                && (cursor.begins_line(*one)
                    || matches!(
                        cursor.kind(one - 1),
                        Some(TokenKind::BraceOpen | TokenKind::Comma)
                    ))
        })
    };
    let value_of = |line: usize| {
        let sign = usize::from(matches!(
            cursor.kind(line + 1),
            Some(TokenKind::Colon | TokenKind::Equal)
        ));
        let first = line + 1 + sign;
        match cursor.string_end(first) {
            Some(end) => Some((first, end)),
            None => cursor.is_word(first).then_some((first, first)),
        }
    };
    let method = line_of("method").and_then(|line| Some((line, value_of(line)?)));
    let path = ["path", "url", "route"]
        .into_iter()
        .find_map(line_of)
        .and_then(|line| Some((line, value_of(line)?)));
    if method.is_none() && path.is_none() {
        return None;
    }
    let word = method.map_or("POST".to_owned(), |(_, (first, end))| {
        cursor
            .written(first, end)
            .trim_matches('"')
            .to_ascii_uppercase()
    });
    let address = path.map_or("", |(_, (first, end))| cursor.written(first, end));
    let meant = format!("{word} {address}");
    let meant = meant.trim_end();
    let mut edits = vec![edit(cursor.span(at + 1).after(), format!(" {meant}"))];
    for (line, (_, end)) in [method, path].into_iter().flatten() {
        let comma = usize::from(cursor.kind(end + 1) == Some(TokenKind::Comma));
        // Including the newline before it.
        let gone = cursor.span(line - 1).after().to(cursor.span(end + comma));
        edits.push(edit(gone, ""));
    }
    edits.sort_by_key(|edit| edit.span.start);
    // Two adjacent lines are removed by a single edit.
    edits.dedup_by(|next, edit| {
        let follows = edit.text.is_empty() && edit.span.end == next.span.start;
        if follows {
            edit.span.end = next.span.end;
        }
        follows
    });
    rewrites.give_up(cursor, at + 1..close + 1);
    rewrites.report(mended(
        Code::Syntax,
        cursor.spans(at, at + 1),
        "the method and the path follow `webhook` directly",
        "they are missing after this",
        format!("write `trigger webhook {meant} {{ … }}`"),
        edits,
        Applicability::Safe,
    ));
    Some(close + 1)
}

/// `update t set { … } where …`
pub(super) fn late_where(cursor: &Cursor<'_>, at: usize, rewrites: &mut Rewrites) -> Option<usize> {
    let set = at + 2;
    let is_late = cursor.is(at, "update")
        && cursor.is_word(at + 1)
        && cursor.is(set, "set")
        && cursor.kind(set + 1) == Some(TokenKind::BraceOpen);
    let close = cursor.partner(set + 1).filter(|_| is_late)?;
    let condition = close + 1;
    if !cursor.is(condition, "where") {
        return None;
    }
    let end = cursor.statement_end(condition);
    if end == condition {
        return None;
    }
    let clause = cursor.written(condition, end);
    let gone = cursor.span(close).after().to(cursor.span(end));
    let start = cursor.value_start(at);
    let last = cursor.statement_end(start).max(end);
    rewrites.give_up(cursor, start..last + 1);
    rewrites.report(
        Diagnostic::new(
            Code::Syntax,
            cursor.spans(condition, end),
            "the `where` of an `update` comes before `set`",
        )
        .label("not after the changes")
        .because(cursor.span(set), "the changes begin here")
        .fix(
            format!(
                "write `update {} {clause} set {{ … }}`",
                cursor.text(at + 1)
            ),
            vec![
                edit(cursor.span(set).before(), format!("{clause} ")),
                edit(gone, ""),
            ],
            Applicability::Safe,
        ),
    );
    Some(last + 1)
}
