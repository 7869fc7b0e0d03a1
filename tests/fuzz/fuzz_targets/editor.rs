//! Edits any text: the state afterwards equals that of a new start, and every request gets a
//! response.

#![no_main]

use flowright_diagnostics::{FileId, FileRange};
use flowright_ide::Project;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, u16, u16)| {
    let (text, more, at, length) = input;
    let boundary = |at: usize| {
        let at = at.min(text.len());
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    };
    let start = boundary(usize::from(at));
    let end = boundary(start + usize::from(length)).max(start);
    let mut edited = text.to_owned();
    edited.replace_range(start..end, more);

    let mut kept = Project::new();
    kept.set("a.flow", text);
    let _ = kept.analyse();
    kept.set("a.flow", edited.as_str());
    let mut anew = Project::new();
    anew.set("a.flow", edited.as_str());
    let (kept, anew) = (kept.analyse(), anew.analyse());
    assert_eq!(kept.diagnostics, anew.diagnostics);

    let (file, offset) = (FileId(0), u32::try_from(start + more.len()).unwrap_or(u32::MAX));
    for one in kept.completions(file, offset) {
        assert!(edited.get(one.replace.range()).is_some());
    }
    let _ = kept.hover(file, offset);
    let _ = kept.definition(file, offset);
    let _ = kept.references(file, offset);
    let _ = kept.selections(file, offset);
    let _ = kept.signature_help(file, offset);
    let _ = kept.rename(file, offset, "other");
    for action in kept.actions(file, offset, offset) {
        for edit in action.edits {
            assert!(edited.get(edit.span.range()).is_some());
        }
    }
    let _ = kept.outline(file);
    let _ = kept.folds(file);
    let _ = kept.semantic_tokens(file);
    let _ = kept.hints(FileRange::new(file, 0, u32::MAX));
    let _ = kept.lenses(file);
});
