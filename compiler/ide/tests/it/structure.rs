//! Outline, search, folds, selections, highlighting, hints and lenses.

use std::fmt::Write as _;

use flowright_diagnostics::FileRange;
use flowright_ide::{FoldKind, HintKind, Outline};

use crate::support::{Fixture, fixtures};

fn lines(fixture: &Fixture, span: FileRange) -> String {
    let file = fixture.analysis.source(span.file).expect("a known file");
    let line = |at| file.line_column(at).line;
    match (line(span.start), line(span.end)) {
        (start, end) if start == end => start.to_string(),
        (start, end) => format!("{start}-{end}"),
    }
}

fn show_outline(fixture: &Fixture, outline: &[Outline], depth: usize, shown: &mut String) {
    for one in outline {
        let kind = one
            .kind
            .map_or_else(|| "unknown".to_owned(), |kind| format!("{kind:?}"));
        let detail = one.detail.as_deref().unwrap_or("-");
        let lines = lines(fixture, one.whole);
        let indent = "  ".repeat(depth);
        let _ = writeln!(shown, "{indent}{kind} {} [{lines}] {detail}", one.name);
        show_outline(fixture, &one.children, depth + 1, shown);
    }
}

#[test]
fn outline() {
    fixtures("outline", |fixture| {
        let mut shown = String::new();
        let outline = fixture.analysis.outline(fixture.file);
        show_outline(fixture, &outline, 0, &mut shown);
        shown
    });
}

#[test]
fn search() {
    fixtures("search", |fixture| {
        let source = fixture.analysis.source(fixture.file).expect("a first file");
        let query = source.line(1).strip_prefix("// query: ").expect("a query");
        let mut shown = String::new();
        for one in fixture.analysis.search(query, 7) {
            let path = &fixture
                .analysis
                .source(one.whole.file)
                .expect("a file")
                .path;
            let container = one.container.as_deref().unwrap_or("-");
            let _ = writeln!(
                shown,
                "{:?} {} of {container} in {path}",
                one.kind, one.name
            );
        }
        shown
    });
}

#[test]
fn folds() {
    fixtures("folds", |fixture| {
        let file = fixture.analysis.source(fixture.file).expect("a file");
        let mut shown = String::new();
        for fold in fixture.analysis.folds(fixture.file) {
            let mark = match fold.kind {
                FoldKind::Code => "",
                FoldKind::Comment => " comment",
            };
            let lines = lines(fixture, fold.span);
            let line = file.line(file.line_column(fold.span.start).line);
            let _ = writeln!(shown, "{lines}{mark}: {}", line.trim());
        }
        shown
    });
}

#[test]
fn selections() {
    fixtures("selections", |fixture| {
        let mut shown = String::new();
        for span in fixture.analysis.selections(fixture.file, fixture.offset) {
            let text = fixture.analysis.sources.text(span);
            let _ = writeln!(shown, "----\n{text}");
        }
        shown
    });
}

#[test]
fn semantic_tokens() {
    fixtures("semantic_tokens", |fixture| {
        let tokens = fixture.analysis.semantic_tokens(fixture.file);
        let file = fixture.analysis.source(fixture.file).expect("a file");
        let mut shown = String::new();
        for (at, line) in (1..).zip(file.text.lines()) {
            let _ = writeln!(shown, "{line}");
            let on_line = |span: &FileRange| file.line_column(span.start).line == at;
            for token in tokens.iter().filter(|one| on_line(&one.span)) {
                let text = file.slice(token.span.start, token.span.end);
                let words: Vec<&str> = [token.kind.name()]
                    .into_iter()
                    .chain(token.modifiers.names())
                    .collect();
                let _ = writeln!(shown, "  | {text} -- {}", words.join(" "));
            }
        }
        shown
    });
}

#[test]
fn hints() {
    fixtures("hints", |fixture| {
        let file = fixture.analysis.source(fixture.file).expect("a file");
        // The line with the cursor, or all lines.
        let place = file.line_column(fixture.offset);
        let start = fixture.offset.saturating_sub(place.column - 1);
        let end = match fixture.offset {
            0 => u32::MAX,
            offset => offset + 1,
        };
        let hints = fixture
            .analysis
            .hints(FileRange::new(fixture.file, start, end));
        let mut shown = file.text.clone();
        for hint in hints.iter().rev() {
            let label = match hint.kind {
                HintKind::Type => format!("«{}»", hint.label),
                HintKind::Parameter => format!("«{}» ", hint.label),
            };
            shown.insert_str(hint.offset as usize, &label);
        }
        shown
    });
}

#[test]
fn lenses() {
    fixtures("lenses", |fixture| {
        let mut shown = String::new();
        for lens in fixture.analysis.lenses(fixture.file) {
            let name = fixture.analysis.sources.text(lens.span);
            let (method, path, mode) = (&lens.method, &lens.path, &lens.mode);
            let _ = writeln!(
                shown,
                "{name}: {method} {path} · {} · {mode}",
                lens.verification
            );
        }
        shown
    });
}
