//! Programs with a cursor, and the answers as text.
//!
//! A fixture is a `.flow` file in the folder of its feature. A line `//- name.flow` begins a new
//! file; `$0` is the cursor, and `$1` after it is the end of a selection. The answer is next to it
//! in a `.snap` file.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use flowright_diagnostics::{FileId, FileRange};
use flowright_ide::{Analysis, Project};

/// A program with a cursor.
pub struct Fixture {
    pub analysis: Analysis,
    /// The file with the cursor, or the first one.
    pub file: FileId,
    /// The position of the cursor.
    pub offset: u32,
    /// The end of the selection, or the cursor.
    pub end: u32,
}

/// Runs the same query on every fixture of a feature, and compares the answers with their
/// snapshots.
pub fn fixtures(feature: &str, answer: impl Fn(&Fixture) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(feature);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .expect("the feature has a folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "flow")
        })
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{feature} has no fixtures");
    for path in paths {
        let text = fs::read_to_string(&path).expect("a fixture is text");
        let fixture = Fixture::new(&text);
        let name = path
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, answer(&fixture)));
    }
}

impl Fixture {
    pub fn new(text: &str) -> Fixture {
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(name) = line.strip_prefix("//- ") {
                files.push((name.trim().to_owned(), String::new()));
                continue;
            }
            if files.is_empty() {
                files.push(("main.flow".to_owned(), String::new()));
            }
            if let Some((_, text)) = files.last_mut() {
                text.push_str(line);
            }
        }
        let mut project = Project::new();
        let mut cursor = None;
        for (name, text) in files {
            let offset = |at: usize| u32::try_from(at).expect("a small file");
            let at = text.find("$0");
            let text = text.replacen("$0", "", 1);
            let end = text.find("$1").filter(|_| at.is_some());
            let text = end.map_or(text.clone(), |_| text.replacen("$1", "", 1));
            project.set(&name, text);
            cursor = cursor.or(at.map(|at| (name, offset(at), offset(end.unwrap_or(at)))));
        }
        let analysis = project.analyse();
        let (file, offset, end) = cursor.map_or((FileId(0), 0, 0), |(name, offset, end)| {
            let file = analysis.file(&name).expect("the file is there");
            (file, offset, end)
        });
        Fixture {
            analysis,
            file,
            offset,
            end,
        }
    }

    /// The lines of spans, each with the text underlined.
    pub fn show(&self, spans: &[FileRange]) -> String {
        let mut shown = String::new();
        for span in spans {
            let file = self.analysis.sources.get(span.file).expect("a known file");
            let place = file.line_column(span.start);
            let line = file.line(place.line);
            let text = file.slice(span.start, span.end);
            let length = text
                .lines()
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                .max(1);
            let indent = " ".repeat(place.column as usize - 1);
            let marks = "^".repeat(length);
            let more = if text.contains('\n') { "…" } else { "" };
            let _ = writeln!(shown, "{}:{}", file.path, place.line);
            let _ = writeln!(shown, "  {line}\n  {indent}{marks}{more}");
        }
        if shown.is_empty() {
            "nothing\n".to_owned()
        } else {
            shown
        }
    }
}
