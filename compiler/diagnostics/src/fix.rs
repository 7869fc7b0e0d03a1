//! Applies safe fixes, for `check --fix`.
//!
//! In: the sources and their diagnostics. Out: the changed files, with their new text. Not done
//! here: writing the files, and checking whether the result still has errors.

use std::collections::BTreeMap;

use crate::{Applicability, Diagnostic, Edit, FileId, FileRange, Sources};

/// A file with its safe fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// Its id.
    pub file: FileId,
    /// Its new text.
    pub text: String,
    /// The number of fixes applied to it.
    pub fixes: usize,
}

/// The diagnostics whose safe fixes may be applied. If part of a program could not be parsed, these
/// are only the diagnostics about that part, because the others may be consequences.
pub fn safe(diagnostics: &[Diagnostic<FileRange>]) -> impl Iterator<Item = &Diagnostic<FileRange>> {
    let is_broken = |one: &Diagnostic<FileRange>| one.is_error() && one.code.is_of_grammar();
    let is_read = !diagnostics.iter().any(is_broken);
    diagnostics
        .iter()
        .filter(move |one| (is_read || one.code.is_of_grammar()) && edits(one).is_some())
}

/// Applies the first safe fix of each diagnostic whose fixes [may be applied](safe). The edits of a
/// fix are applied together or not at all. A fix that edits several files is not applied, because
/// each file is written independently. If fixes touch each other, the first one is applied, and the
/// others are left for another iteration.
#[must_use]
pub fn apply_safe(sources: &Sources, diagnostics: &[Diagnostic<FileRange>]) -> Vec<FixedFile> {
    let mut made: BTreeMap<FileId, Made<'_>> = BTreeMap::new();
    for edits in safe(diagnostics).filter_map(edits) {
        let Some(first) = edits.first() else { continue };
        let file = first.span.file;
        let text = sources.get(file).map(|file| &file.text);
        let fits = edits.iter().all(|edit| {
            let in_text = text.is_some_and(|text| text.get(edit.span.range()).is_some());
            edit.span.file == file && in_text
        });
        if fits {
            made.entry(file).or_default().make(edits);
        }
    }
    let fixed = made.into_iter().filter(|(_, made)| made.fixes > 0);
    let fixed = fixed.filter_map(|(file, made)| {
        Some(FixedFile {
            file,
            text: edited(&sources.get(file)?.text, made.edits.into_values())?,
            fixes: made.fixes,
        })
    });
    fixed.collect()
}

/// The fixes applied to one file.
#[derive(Default)]
struct Made<'d> {
    /// By start; no two edits touch.
    edits: BTreeMap<u32, &'d Edit<FileRange>>,
    fixes: usize,
}

impl<'d> Made<'d> {
    /// Applies a fix, unless one of its edits touches another edit. Edits that were applied already
    /// are ignored.
    fn make(&mut self, edits: &'d [Edit<FileRange>]) {
        let is_new = |edit: &&Edit<FileRange>| self.edits.get(&edit.span.start) != Some(edit);
        let mut edits: Vec<&Edit<FileRange>> = edits.iter().filter(is_new).collect();
        edits.sort_by_key(|edit| edit.span);
        let touches_own = edits.windows(2).any(|pair| match pair {
            [one, other] => other.span.start <= one.span.end,
            _ => false,
        });
        if edits.is_empty() || touches_own || edits.iter().any(|edit| self.touches(edit)) {
            return;
        }
        self.edits
            .extend(edits.into_iter().map(|edit| (edit.span.start, edit)));
        self.fixes += 1;
    }

    /// Of the edits that start before this edit ends, the one that starts last also ends last.
    fn touches(&self, edit: &Edit<FileRange>) -> bool {
        let before = self.edits.range(..=edit.span.end).next_back();
        before.is_some_and(|(_, other)| edit.span.start <= other.span.end)
    }
}

/// The text after the edits; `None` if the edits do not fit the text or each other.
pub fn edited<'e>(text: &str, edits: impl Iterator<Item = &'e Edit<FileRange>>) -> Option<String> {
    let mut edits: Vec<&Edit<FileRange>> = edits.collect();
    // Insertions at the same position keep their order.
    edits.sort_by_key(|edit| edit.span);
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        let range = edit.span.range();
        edited.push_str(text.get(end..range.start)?);
        text.get(range.clone())?;
        edited.push_str(&edit.text);
        end = range.end;
    }
    edited.push_str(text.get(end..)?);
    Some(edited)
}

fn edits(diagnostic: &Diagnostic<FileRange>) -> Option<&[Edit<FileRange>]> {
    let mut helps = diagnostic.helps.iter();
    let help =
        helps.find(|help| !help.edits.is_empty() && help.applicability == Applicability::Safe)?;
    Some(&help.edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    fn fix(edits: &[(u32, u32, &str)], applicability: Applicability) -> Diagnostic<FileRange> {
        let edits = edits.iter().map(|(start, end, text)| Edit {
            span: FileRange::new(FileId(0), *start, *end),
            text: (*text).to_owned(),
        });
        let span = FileRange::new(FileId(0), 0, 0);
        Diagnostic::new(Code::UnknownName, span, "x").fix("mend it", edits.collect(), applicability)
    }

    /// The result of fixing `0123456789`, and the number of fixes.
    fn fixed(fixes: &[Diagnostic<FileRange>]) -> (String, usize) {
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
