use flowright_diagnostics::FileId;
use flowright_ide::Analysis;

use crate::support::{Fixture, fixtures};

/// The new name stands in the first line, after `// to `.
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
        "`path` is given by the language and keeps its name"
    );
    assert_eq!(
        prepared("lower"),
        "`lower` is given by the language and keeps its name"
    );
    assert_eq!(
        prepared("respond"),
        "there is no name here that could be changed"
    );
}

/// Whatever the place and the name are, there is an answer, and what is renamed has no error more than before.
#[test]
fn every_place_of_a_program_can_be_asked() {
    let text = include_str!("../../../../examples/github_push/github_push.flow");
    let fixture = Fixture::new(text);
    let end = u32::try_from(text.len()).expect("small");
    let mut asked = None;
    let mut renamed = 0;
    for offset in 0..=end + 1 {
        let prepared = fixture.analysis.prepare_rename(FileId(0), offset).ok();
        if prepared == asked {
            continue;
        }
        asked = prepared;
        if fixture
            .analysis
            .rename(FileId(0), offset, "fresh_name")
            .is_ok()
        {
            renamed += 1;
        }
    }
    assert!(renamed > 50, "{renamed}");
}
