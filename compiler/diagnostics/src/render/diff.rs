//! The lines that the edits of a help change, before and after.

use super::excerpt::{Excerpt, Focus};
use crate::visible::visible;
use crate::{Edit, FileRange, Help, Sources};

/// The number of columns shown after an edit in a truncated line.
const BEHIND: usize = 12;

/// The maximum number of edits shown for one help.
const EDITS: usize = 20;

/// The maximum number of lines that the shown edits may span.
const EDITED_LINES: u32 = 12;

/// Each changed line: before the edit, after a `-`, and after the edit, after a `+`. `None` if
/// there are no edits, or if they are too far apart to show.
pub(super) fn diff(sources: &Sources, help: &Help<FileRange>, columns: usize) -> Option<String> {
    let first: &Edit<FileRange> = help.edits.first()?;
    let file = sources.get(first.span.file)?;
    let is_elsewhere = |edit: &Edit<FileRange>| edit.span.file != first.span.file;
    if help.edits.len() > EDITS || help.edits.iter().any(is_elsewhere) {
        return None;
    }
    let start = help.edits.iter().map(|edit| edit.span.start).min()?;
    let end = help.edits.iter().map(|edit| edit.span.end).max()?;
    if file.line_of(end).saturating_sub(file.line_of(start)) > EDITED_LINES {
        return None;
    }
    let mut places: Vec<Focus> = Vec::new();
    for edit in &help.edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        places.push(Focus {
            range: start..end,
            words: BEHIND,
        });
        // An edit that spans several lines is shown up to and including its last line.
        places.push(Focus {
            range: end..end,
            words: 0,
        });
    }
    let excerpt = Excerpt::new(file, &places, columns);
    let cannot_be_shown = |edit: &Edit<FileRange>| {
        excerpt.is_cut(edit.span.start as usize)
            || excerpt.is_cut(edit.span.end as usize)
            || file.text.get(edit.span.range()).is_none()
    };
    if help.edits.iter().any(cannot_be_shown) {
        return None;
    }
    let mut edits: Vec<(usize, usize, String)> = help
        .edits
        .iter()
        .map(|edit| {
            let start = excerpt.shown(edit.span.start as usize);
            let end = excerpt.shown(edit.span.end as usize).max(start);
            (start, end, visible(&edit.text).into_owned())
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut after = String::new();
    let mut at = 0;
    for (start, end, text) in &edits {
        after.push_str(excerpt.text.get(at..*start)?);
        after.push_str(text);
        at = *end;
    }
    after.push_str(excerpt.text.get(at..)?);
    Some(changed(&excerpt.text, &after))
}

/// The differing lines of two texts, without their common prefix and suffix.
fn changed(before: &str, after: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let first = before.iter().zip(&after).take_while(same).count();
    let rest = before.len().min(after.len()) - first;
    let last = before.iter().rev().zip(after.iter().rev());
    let last = last.take(rest).take_while(same).count();
    let removed = before.get(first..before.len() - last).unwrap_or_default();
    let added = after.get(first..after.len() - last).unwrap_or_default();
    let removed = removed.iter().map(|line| format!("- {}", line.trim_end()));
    let added = added.iter().map(|line| format!("+ {}", line.trim_end()));
    let lines: Vec<String> = removed.chain(added).collect();
    lines.join("\n")
}
