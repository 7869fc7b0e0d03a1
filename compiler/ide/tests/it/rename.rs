use flowright_diagnostics::FileId;
use flowright_ide::Analysis;

use crate::support::{Fixture, fixtures};

/// The new name is in the first line, after `// to `.
#[test]
fn rename() {
    fixtures("rename", |fixture| {
        let source = fixture.analysis.source(FileId(0)).expect("a file");
        let line = source.line(1);
        let name = line.strip_prefix("// to ").expect("the new name");
        renamed(fixture, name)
    });
}

fn renamed(fixture: &Fixture, name: &str) -> String {
    let analysis = &fixture.analysis;
    let place = analysis.prepare_rename(fixture.file, fixture.offset);
    match analysis.rename(fixture.file, fixture.offset, name) {
        Ok(edits) => {
            let (_, old) = place.expect("what is renamed has a name");
            let after = analysis.edited(&edits);
            format!(
                "{old} -> {name}, {} places\n\n{}",
                edits.len(),
                texts(&after)
            )
        }
        Err(error) => format!("{error}\n"),
    }
}

fn texts(analysis: &Analysis) -> String {
    let mut shown = String::new();
    for (_, file) in analysis.sources.iter() {
        shown.push_str(&format!("//- {}\n{}", file.path, file.text));
    }
    shown
}

#[test]
fn what_has_no_name_of_its_own_keeps_it() {
    let text = "workflow a {\n  trigger webhook GET \"/a\" { verify none because \"x\" }\n  respond 200 text context.path.lower()\n}\n";
    let fixture = Fixture::new(text);
    let at = |word: &str| u32::try_from(text.find(word).expect("it is there")).expect("small");
    let prepared = |word: &str| match fixture.analysis.prepare_rename(FileId(0), at(word)) {
        Ok((_, name)) => name,
        Err(error) => error.to_string(),
    };
    assert_eq!(prepared("a {"), "a");
    assert_eq!(
        prepared("path."),
        "`path` is defined by the language and cannot be renamed"
    );
    assert_eq!(
        prepared("lower"),
        "`lower` is defined by the language and cannot be renamed"
    );
    assert_eq!(
        prepared("respond"),
        "there is no name here that can be renamed"
    );
}

const EXAMPLES: [&str; 3] = [
    include_str!("../../../../examples/contact_form/contact_form.flow"),
    include_str!("../../../../examples/github_push/github_push.flow"),
    include_str!("../../../../examples/signup/signup.flow"),
];

/// Each name of a program can be changed, and changed back.
#[test]
fn every_name_of_a_program_can_be_changed_and_changed_back() {
    let mut renamed = 0;
    for text in EXAMPLES {
        let analysis = Fixture::new(text).analysis;
        let end = u32::try_from(text.len()).expect("small");
        let mut asked = None;
        for offset in 0..=end + 1 {
            let prepared = analysis.prepare_rename(FileId(0), offset).ok();
            if prepared == asked {
                continue;
            }
            asked = prepared;
            let Some((place, old)) = &asked else {
                continue;
            };
            let edits = analysis.rename(FileId(0), offset, "fresh_name");
            let edits = edits.unwrap_or_else(|error| panic!("{old} at {place:?}: {error}"));
            let after = analysis.edited(&edits);
            let source = after.source(FileId(0)).expect("a file");
            let at = source.text.find("fresh_name").expect("it has the new name");
            let back = after.rename(FileId(0), u32::try_from(at).expect("small"), old);
            let back = back.unwrap_or_else(|error| panic!("{old} at {place:?}: {error}"));
            let after = after.edited(&back);
            let source = after.source(FileId(0)).expect("a file");
            assert_eq!(source.text, text, "{old}");
            renamed += 1;
        }
    }
    assert!(renamed > 100, "{renamed}");
}

/// An unfinished program can be queried at its end.
#[test]
fn unfinished_programs_can_be_asked() {
    for text in EXAMPLES {
        for (end, _) in text.char_indices().step_by(13) {
            let begun = text.get(..end).expect("a boundary");
            let analysis = Fixture::new(begun).analysis;
            let offset = u32::try_from(end).expect("small");
            for offset in [offset, offset / 2] {
                let _ = analysis.rename(FileId(0), offset, "fresh_name");
                let _ = analysis.signature_help(FileId(0), offset);
                let actions = analysis.actions(FileId(0), offset, offset);
                assert!(actions.iter().all(|action| !action.edits.is_empty()));
            }
        }
    }
}
