//! Completions for arms of a `match` or a `branch`.

use flowright_check::SymbolKind;
use flowright_stdlib::types::Type;
use flowright_syntax::tokens::{Token, TokenKind};

use super::snippet::escape;
use super::{Asked, CompletionKind, List, statements};
use crate::documentation;
use crate::place::Frame;

/// The start of an arm, or its continuation.
pub(super) fn fill(asked: &Asked<'_>, list: &mut List) {
    let is_match = *asked.place.frame() == Frame::Arms;
    let line = asked.place.before();
    let goes_on = line.last().is_some_and(|last| last.kind == TokenKind::Pipe);
    let is_pattern = !line.iter().any(|token| token.kind == TokenKind::FatArrow);
    if is_match && is_pattern && !line.is_empty() && !goes_on {
        let [.., last] = line else { return };
        let name = asked.place.text_of(*last);
        if last.kind == TokenKind::Word && name.starts_with(|one: char| one.is_ascii_uppercase()) {
            let snippet = format!("as ${{1:{}}} => $0", name.to_ascii_lowercase());
            list.snippet("as", CompletionKind::Keyword, &snippet, 1)
                .docs("Gives the variant a name in the arm.");
        }
        return;
    }
    if !line.is_empty() && !goes_on {
        return statements::block(asked, list);
    }
    if !is_match {
        let (before, behind): (Vec<_>, Vec<_>) = asked
            .place
            .beginnings()
            .into_iter()
            .partition(|token| token.start < asked.offset);
        let has = |tokens: &[Token], word| {
            tokens
                .iter()
                .any(|token| asked.place.text_of(*token) == word)
        };
        for word in ["when", "else"] {
            // `else` comes last and only once.
            let may_stand = match word {
                "else" => !has(&before, "else") && !has(&behind, "else") && !has(&behind, "when"),
                _ => !has(&before, "else"),
            };
            if !may_stand {
                continue;
            }
            if let Some(docs) = documentation::word(word) {
                let snippet = if word == "else" {
                    "else { $0 }"
                } else {
                    docs.snippet
                };
                list.snippet(word, CompletionKind::Snippet, snippet, 1)
                    .docs(docs.docs);
            }
        }
        return;
    }
    let taken = taken(asked);
    let is_taken = |pattern: &str| taken.contains(&pattern.trim_matches('"'));
    let ty = scrutinee(asked);
    if let Some(Type::Union(union)) = ty.as_ref().map(Type::without_null) {
        for variant in union.variants.iter().filter(|one| !is_taken(&one.name)) {
            let name = &variant.name;
            let snippet = if goes_on {
                name.to_string()
            } else {
                format!("{name} as ${{1:{}}} => $0", name.to_ascii_lowercase())
            };
            list.snippet(name, CompletionKind::Value, &snippet, 1)
                .docs("A variant of the union; `as` gives it a name in the arm.");
        }
    }
    for pattern in patterns(ty.as_ref())
        .into_iter()
        .filter(|one| !is_taken(one))
    {
        let arrow = if goes_on { "" } else { " => $0" };
        let snippet = format!("{}{arrow}", escape(&pattern));
        list.snippet(&pattern, CompletionKind::Value, &snippet, 1);
    }
    if !is_taken("_") && !goes_on {
        list.snippet("_", CompletionKind::Keyword, "_ => $0", 3)
            .docs("All values that no other arm covers.");
    }
}

/// An arm of `body json by`, or the type after its arrow.
pub(super) fn bodies(asked: &Asked<'_>, list: &mut List) {
    let line = asked.place.before();
    match line.last().map(|last| last.kind) {
        Some(TokenKind::FatArrow) => {
            for symbol in asked.symbols(SymbolKind::Type) {
                let description = asked.analysis.describe_symbol(symbol, None);
                list.word(&symbol.name, CompletionKind::Type, 1)
                    .described(&description);
            }
            list.word("ignore", CompletionKind::Keyword, 2)
                .docs("The request gets 204, and the workflow does not run.");
        }
        None => {
            list.snippet("\"…\"", CompletionKind::Snippet, "\"$1\" => $0", 1)
                .docs("The body if the value is this text.");
            list.snippet("_", CompletionKind::Keyword, "_ => ignore", 3)
                .docs("All values that no other arm covers.");
        }
        Some(_) => {}
    }
}

/// The texts that no other arm matches, inside open quotes.
pub(super) fn texts(asked: &Asked<'_>, own: &str, list: &mut List) {
    let ty = scrutinee(asked);
    let Some(Type::Literals(texts)) = ty.as_ref().map(Type::without_null) else {
        return;
    };
    let taken = taken(asked);
    for text in texts.iter() {
        if text == own || !taken.contains(&text) {
            list.word(text, CompletionKind::Value, 1);
        }
    }
}

/// The patterns of the surrounding arms, except for the one being written.
fn taken<'p>(asked: &'p Asked<'_>) -> Vec<&'p str> {
    let mut taken = Vec::new();
    let mut is_pattern = true;
    let mut depth = 0_usize;
    for token in asked.place.inner() {
        match token.kind {
            TokenKind::BraceOpen => depth += 1,
            TokenKind::BraceClose => depth = depth.saturating_sub(1),
            TokenKind::FatArrow if depth == 0 => is_pattern = false,
            TokenKind::Newline | TokenKind::Comma if depth == 0 => is_pattern = true,
            _ if is_pattern && depth == 0 && (token.start, token.end) != asked.place.word => {
                taken.push(asked.place.text_of(*token));
            }
            _ => {}
        }
    }
    taken
}

/// The type of the value matched by the surrounding `match`.
fn scrutinee(asked: &Asked<'_>) -> Option<Type> {
    let head = asked.place.before_frame(1);
    let (_, head) = head.split_last()?;
    let end = head.last()?.end;
    let value = asked.analysis.expression_before(asked.file, end)?;
    Some(value.ty.clone())
}

fn patterns(ty: Option<&Type>) -> Vec<String> {
    let Some(ty) = ty else { return Vec::new() };
    let mut patterns: Vec<String> = match ty.without_null() {
        Type::Literals(texts) => texts.iter().map(|text| format!("\"{text}\"")).collect(),
        Type::Bool => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    };
    if ty.is_nullable() {
        patterns.push("null".to_owned());
    }
    patterns
}
