//! Fixes suggested by the compiler.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, FileRange, Help, apply_safe};

use super::action::{Action, ActionKind, replace};
use super::place::{Place, offset};

/// The helps of the diagnostics that come with edits.
pub(super) fn fixes(place: &Place<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    for (index, diagnostic) in place.diagnostics() {
        // These have their own actions, which preserve the layout of the text.
        if matches!(diagnostic.code, Code::MissingCase | Code::MissingVerify) {
            continue;
        }
        let helps = diagnostic.helps.iter();
        let helps: Vec<&Help<FileRange>> = helps.filter(|help| !help.edits.is_empty()).collect();
        let is_only = helps.len() == 1;
        for help in helps {
            let title = capital(&help.text);
            let Some(edits) = edits(place, diagnostic, help) else {
                continue;
            };
            let action = Action::mending(Some(index), title, edits);
            let is_safe = help.applicability == Applicability::Safe;
            actions.push(if is_safe && is_only {
                action.preferred()
            } else {
                action
            });
        }
    }
    actions
}

/// The edits of a help. A corrected name is replaced at all its occurrences.
fn edits(
    place: &Place<'_>,
    diagnostic: &Diagnostic<FileRange>,
    help: &Help<FileRange>,
) -> Option<Vec<Edit<FileRange>>> {
    match help.edits.as_slice() {
        [edit] if diagnostic.code == Code::Spelling => {
            let span = edit.span;
            let renamed = place.analysis.rename(span.file, span.start, &edit.text);
            renamed.ok()
        }
        edits => Some(edits.to_vec()),
    }
}

/// All safe fixes of the file at once.
pub(super) fn all(place: &Place<'_>) -> Vec<Action> {
    let is_here = |edits: &Help<FileRange>| {
        edits
            .edits
            .iter()
            .all(|edit| edit.span.file == place.file())
    };
    let own = place.analysis.diagnostics.iter();
    let own = own.filter(|one| one.primary.span.file == place.file());
    let own = own.filter(|one| one.helps.iter().all(is_here));
    let own: Vec<Diagnostic<FileRange>> = own.cloned().collect();
    let fixed = apply_safe(&place.analysis.sources, &own);
    let Some(fixed) = fixed.into_iter().find(|one| one.file == place.file()) else {
        return Vec::new();
    };
    let mistakes = |text: &str| flowright_syntax::parse(place.file(), text).1.len();
    let text = &place.source.text;
    if mistakes(&fixed.text) > mistakes(text) {
        return Vec::new();
    }
    let title = match fixed.fixes {
        1 => "Apply the one safe fix of this file".to_owned(),
        more => format!("Apply all {more} safe fixes of this file"),
    };
    let edit = difference(text, &fixed.text);
    let (start, end, new) = edit;
    let span = FileRange::new(place.file(), offset(start), offset(end));
    vec![Action::new(
        ActionKind::FixAll,
        title,
        vec![replace(span, new)],
    )]
}

/// The minimal replacement that converts the old text to the new one: without their common prefix
/// and suffix.
fn difference<'n>(old: &str, new: &'n str) -> (usize, usize, &'n str) {
    let same = |pair: &((usize, char), char)| pair.0.1 == pair.1;
    let start = old.char_indices().zip(new.chars()).take_while(same);
    let start = start
        .last()
        .map_or(0, |((at, letter), _)| at + letter.len_utf8());
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let (old_rest, new_rest) = (rest(old), rest(new));
    let back = old_rest.chars().rev().zip(new_rest.chars().rev());
    let back: usize = back
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let end = old.len().saturating_sub(back);
    let text = new.get(start..new.len().saturating_sub(back));
    (start, end, text.unwrap_or_default())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
