//! Every query at every place of every example, whole and with pieces cut out, returns without a
//! panic.

use flowright_diagnostics::{FileId, FileRange};
use flowright_ide::{Analysis, Project};
use proptest::prelude::*;

use crate::programs::examples;

fn analyse(text: &str) -> Analysis {
    let mut project = Project::new();
    project.set("main.flow", text);
    project.analyse()
}

/// Runs every query on a place, and asserts that replaced ranges are inside the file.
fn ask(analysis: &Analysis, offset: u32) {
    let file = FileId(0);
    let text = &analysis.source(file).expect("the file").text;
    let is_in = |span: FileRange| assert!(text.get(span.range()).is_some(), "{span:?} at {offset}");
    for one in analysis.completions(file, offset) {
        is_in(one.replace);
        assert!(!one.label.is_empty());
        assert!(!one.plain().contains("${"), "{one:?}");
    }
    if let Some(hover) = analysis.hover(file, offset) {
        is_in(hover.span);
        assert!(!hover.markdown.is_empty());
    }
    for target in analysis.definition(file, offset) {
        is_in(target.name);
        is_in(target.whole);
    }
    if let Some(target) = analysis.type_definition(file, offset) {
        is_in(target.whole);
    }
    analysis
        .references(file, offset)
        .into_iter()
        .for_each(is_in);
    analysis
        .selections(file, offset)
        .into_iter()
        .for_each(is_in);
    if let Some(help) = analysis.signature_help(file, offset) {
        assert!(!help.label.is_empty());
    }
    if let Ok((span, _)) = analysis.prepare_rename(file, offset) {
        is_in(span);
    }
    for action in analysis.actions(file, offset, offset.saturating_add(7)) {
        action.edits.iter().for_each(|edit| is_in(edit.span));
    }
}

/// Runs every query on a file.
fn ask_all(analysis: &Analysis) {
    let file = FileId(0);
    let text = &analysis.source(file).expect("the file").text;
    let is_in = |span: FileRange| assert!(text.get(span.range()).is_some(), "{span:?}");
    analysis
        .outline(file)
        .iter()
        .for_each(|one| is_in(one.whole));
    analysis.folds(file).iter().for_each(|one| is_in(one.span));
    analysis
        .semantic_tokens(file)
        .iter()
        .for_each(|one| is_in(one.span));
    analysis.lenses(file).iter().for_each(|one| is_in(one.span));
    analysis
        .search("e", 100)
        .iter()
        .for_each(|one| is_in(one.whole));
    for hint in analysis.hints(FileRange::new(file, 0, u32::MAX)) {
        is_in(FileRange::new(file, hint.offset, hint.offset));
    }
}

#[test]
fn every_place_of_every_example_is_answered() {
    for text in examples() {
        let analysis = analyse(&text);
        ask_all(&analysis);
        let length = u32::try_from(text.len()).expect("a small file");
        (0..=length + 1).for_each(|offset| ask(&analysis, offset));
    }
}

#[test]
fn every_name_of_every_example_can_be_renamed_or_says_why_not() {
    for text in examples() {
        let analysis = analyse(&text);
        let length = u32::try_from(text.len()).expect("a small file");
        for offset in (0..length).step_by(3) {
            if let Ok(edits) = analysis.rename(FileId(0), offset, "other_name") {
                let renamed = analysis.edited(&edits);
                let errors =
                    |one: &Analysis| one.diagnostics.iter().filter(|one| one.is_error()).count();
                assert!(errors(&renamed) <= errors(&analysis), "at {offset}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A piece is missing, as happens while code is being rewritten.
    #[test]
    fn an_example_with_a_piece_cut_out_is_answered(
        example in any::<prop::sample::Index>(),
        start in any::<prop::sample::Index>(),
        length in 0_usize..400,
        places in prop::collection::vec(any::<prop::sample::Index>(), 24),
    ) {
        let examples = examples();
        let whole: Vec<char> = example.get(&examples).chars().collect();
        let start = start.index(whole.len());
        let end = (start + length).min(whole.len());
        let text: String = whole.iter().take(start).chain(whole.iter().skip(end)).collect();
        let analysis = analyse(&text);
        ask_all(&analysis);
        let here = u32::try_from(whole.iter().take(start).map(|letter| letter.len_utf8()).sum::<usize>()).expect("small");
        for offset in here.saturating_sub(3)..here + 3 {
            ask(&analysis, offset);
        }
        for place in places {
            ask(&analysis, u32::try_from(place.index(text.len() + 1)).expect("small"));
        }
    }
}
