//! For any text, the answers are in order and inside the text.

use flowright_diagnostics::{FileId, FileRange};
use flowright_ide::{Analysis, Outline, Project, SemanticKind};

const PROGRAM: &str = include_str!("../fixtures/outline/program.flow");
const BROKEN: &str = include_str!("../fixtures/semantic_tokens/broken.flow");
const TEXT: &str = include_str!("../fixtures/semantic_tokens/text.flow");
const FOLDS: &str = include_str!("../fixtures/folds/program.flow");

fn analyse(text: &str) -> Analysis {
    let mut project = Project::new();
    project.set("main.flow", text);
    project.analyse()
}

fn contains(around: FileRange, inside: FileRange) -> bool {
    around.start <= inside.start && inside.end <= around.end
}

fn outline_is_nested(text: &str, around: Option<FileRange>, outline: &[Outline]) {
    for one in outline {
        assert!(text.get(one.whole.range()).is_some());
        assert!(contains(one.whole, one.selection), "{one:?}");
        assert!(around.is_none_or(|around| contains(around, one.whole)));
        outline_is_nested(text, Some(one.whole), &one.children);
    }
}

fn all_is_well(text: &str, file: FileId) {
    let analysis = analyse(text);
    outline_is_nested(text, None, &analysis.outline(file));
    for fold in analysis.folds(file) {
        assert!(
            text.get(fold.span.range())
                .is_some_and(|text| text.contains('\n'))
        );
    }
    let mut end = 0;
    for token in analysis.semantic_tokens(file) {
        assert!(end <= token.span.start && token.span.start < token.span.end);
        let text = text.get(token.span.range()).expect("on characters");
        assert!(!text.contains('\n'), "over two lines: {text}");
        end = token.span.end;
    }
    for hint in analysis.hints(FileRange::new(file, 0, u32::MAX)) {
        assert!(text.is_char_boundary(hint.offset as usize));
    }
    for lens in analysis.lenses(file) {
        assert!(text.get(lens.span.range()).is_some());
    }
    assert!(analysis.search("a", 10).len() <= 10);
    let length = u32::try_from(text.len()).expect("a small text");
    for offset in (0..length)
        .step_by(31)
        .chain([length, length + 1, u32::MAX])
    {
        let selections = analysis.selections(file, offset);
        for pair in selections.windows(2) {
            let [inner, outer] = pair else { continue };
            assert!(contains(*outer, *inner) && inner != outer);
        }
        for span in selections {
            assert!(text.get(span.range()).is_some());
            assert!(span.start <= offset.min(length) && (span.end + 4 > offset.min(length)));
        }
    }
}

#[test]
fn every_beginning_of_a_program_is_answered() {
    for whole in [PROGRAM, BROKEN, TEXT, FOLDS] {
        for at in (0..=whole.len()).step_by(19) {
            let (Some(beginning), Some(end)) = (whole.get(..at), whole.get(at..)) else {
                continue;
            };
            all_is_well(beginning, FileId(0));
            all_is_well(end, FileId(0));
        }
    }
}

#[test]
fn a_program_with_something_put_into_it_is_answered() {
    let pieces = [
        "{", "}", "(", "]", "\"", "\"\"\"", "\n", "é", "//", ": ", "\\", "let x",
    ];
    for (piece, whole) in pieces
        .iter()
        .flat_map(|piece| [(piece, PROGRAM), (piece, TEXT)])
    {
        for at in (0..=whole.len()).step_by(67) {
            if let (Some(before), Some(after)) = (whole.get(..at), whole.get(at..)) {
                all_is_well(&format!("{before}{piece}{after}"), FileId(0));
            }
        }
    }
}

#[test]
fn texts_that_are_no_programs_are_answered() {
    for text in [
        "",
        "\n",
        "é\u{202E}",
        "{{{{",
        "}\")]",
        "\"\"\"\n\r\n",
        "/*",
        "\r\n\r\n// é\r\n// e\r\n",
    ] {
        all_is_well(text, FileId(0));
    }
    let deep = "(".repeat(5000);
    all_is_well(&format!("fn f() -> int {{ {deep} }}"), FileId(0));
}

#[test]
fn a_file_that_there_is_not_has_no_answers() {
    let analysis = analyse(PROGRAM);
    let nowhere = FileId(7);
    assert!(analysis.outline(nowhere).is_empty());
    assert!(analysis.folds(nowhere).is_empty());
    assert!(analysis.selections(nowhere, 3).is_empty());
    assert!(analysis.semantic_tokens(nowhere).is_empty());
    assert!(analysis.hints(FileRange::new(nowhere, 0, 9)).is_empty());
    assert!(analysis.lenses(nowhere).is_empty());
}

#[test]
fn a_kind_stands_in_the_legend_where_it_says() {
    for (at, kind) in (0..).zip(SemanticKind::ALL) {
        assert_eq!(kind.index(), at);
    }
}
