//! Safe fixes made: what `check --fix` writes.
//!
//! In: the sources and what was found in them. Out: the files that change, with their new text. Not done here: writing them, and looking
//! whether what is left is still wrong.

use crate::{Applicability, Diagnostic, Edit, FileId, Sources};

/// A file with its safe fixes made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Which file.
    pub file: FileId,
    /// Its new text.
    pub text: String,
    /// How many fixes were made in it.
    pub fixes: usize,
}

/// Makes the first safe fix of each diagnostic. The edits of a fix are made together or not at all, so one that edits several files is not
/// made: each file is written or left by itself. Of fixes that touch each other the first one is made, and the others have to wait for
/// another round.
#[must_use]
pub fn apply_safe(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<FixedFile> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut counts: Vec<(FileId, usize)> = Vec::new();
    for diagnostic in diagnostics {
        let Some(edits) = safe(diagnostic) else {
            continue;
        };
        let is_new = |edit: &&Edit| !taken.contains(edit);
        let edits: Vec<&Edit> = edits.iter().filter(is_new).collect();
        let all = || taken.iter().chain(&edits);
        let touches = edits.iter().enumerate().any(|(index, edit)| {
            let others = all().enumerate();
            let mut others = others.filter(|(at, _)| *at != taken.len() + index);
            others.any(|(_, other)| touch(edit, other))
        });
        let fits = edits.iter().all(|edit| {
            let file = sources.get(edit.span.file);
            file.is_some_and(|file| file.text.get(range(edit)).is_some())
        });
        let Some(first) = edits.first().filter(|_| fits && !touches) else {
            continue;
        };
        let mut files = edits.iter().map(|edit| edit.span.file);
        if files.any(|file| file != first.span.file) {
            continue;
        }
        match counts.iter_mut().find(|(file, _)| *file == first.span.file) {
            Some((_, count)) => *count += 1,
            None => counts.push((first.span.file, 1)),
        }
        taken.extend(edits);
    }
    let fixed = sources.iter().filter_map(|(id, file)| {
        let mut edits: Vec<&Edit> = taken
            .iter()
            .filter(|edit| edit.span.file == id)
            .copied()
            .collect();
        if edits.is_empty() {
            return None;
        }
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let mut text = file.text.clone();
        for edit in edits {
            text.replace_range(range(edit), &edit.text);
        }
        let count = counts.iter().find(|(file, _)| *file == id);
        Some(FixedFile {
            file: id,
            text,
            fixes: count.map_or(0, |(_, count)| *count),
        })
    });
    fixed.collect()
}

fn safe(diagnostic: &Diagnostic) -> Option<&[Edit]> {
    let mut helps = diagnostic.helps.iter();
    let help =
        helps.find(|help| !help.edits.is_empty() && help.applicability == Applicability::Safe)?;
    Some(&help.edits)
}

fn touch(one: &Edit, other: &Edit) -> bool {
    one.span.file == other.span.file
        && one.span.start <= other.span.end
        && other.span.start <= one.span.end
}

fn range(edit: &Edit) -> std::ops::Range<usize> {
    edit.span.start as usize..edit.span.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Span};

    fn fix(edits: &[(u32, u32, &str)], applicability: Applicability) -> Diagnostic {
        let edits = edits.iter().map(|(start, end, text)| Edit {
            span: Span::new(FileId(0), *start, *end),
            text: (*text).to_owned(),
        });
        let span = Span::new(FileId(0), 0, 0);
        Diagnostic::new(Code::UnknownName, span, "x").fix("mend it", edits.collect(), applicability)
    }

    /// What becomes of `0123456789`, and by how many fixes.
    fn fixed(fixes: &[Diagnostic]) -> (String, usize) {
        let mut sources = Sources::new();
        sources.add("a.flow", "0123456789");
        let fixed = apply_safe(&sources, fixes);
        let first = fixed.into_iter().next();
        first.map_or(("0123456789".to_owned(), 0), |one| (one.text, one.fixes))
    }

    const SAFE: Applicability = Applicability::Safe;

    #[test]
    fn safe_fixes_are_made_and_others_are_not() {
        let fixes = [
            fix(&[(8, 10, "x")], SAFE),
            fix(&[(0, 1, "y")], Applicability::Unsafe),
            fix(&[(2, 3, ""), (5, 5, "ab")], SAFE),
        ];
        assert_eq!(fixed(&fixes), ("0134ab567x".to_owned(), 2));
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_made() {
        let fixes = [
            fix(&[(2, 4, "x")], SAFE),
            fix(&[(4, 5, "y"), (8, 9, "z")], SAFE),
            fix(&[(2, 4, "x")], SAFE),
            fix(&[(6, 6, "w")], SAFE),
        ];
        assert_eq!(fixed(&fixes), ("01x45w6789".to_owned(), 2));
    }

    #[test]
    fn a_fix_of_several_files_is_not_made() {
        let mut both = fix(&[(1, 2, "x"), (0, 1, "y")], SAFE);
        both.helps[0].edits[1].span.file = FileId(1);
        let mut sources = Sources::new();
        sources.add("a.flow", "0123456789");
        sources.add("b.flow", "0123456789");
        assert_eq!(apply_safe(&sources, &[both]), []);
    }

    #[test]
    fn a_fix_that_cannot_be_made_is_not_made_in_part() {
        let fixes = [
            fix(&[(1, 2, "x"), (9, 12, "y")], SAFE),
            fix(&[(3, 5, "x"), (4, 6, "y")], SAFE),
        ];
        assert_eq!(fixed(&fixes), ("0123456789".to_owned(), 0));
    }
}
