//! The report for a terminal, drawn by ariadne.
//!
//! ariadne receives excerpts of the files that contain no terminal control characters and no lines
//! wider than the terminal.

use std::collections::BTreeMap;

use ariadne::{
    Cache, CharSet, Color, Config, IndexType, Label as Drawn, LabelAttach, Report, ReportKind,
    Source,
};

use super::diff::diff;
use super::excerpt::{Excerpt, Focus};
use super::words::{shortened, wrapped};
use crate::visible::visible;
use crate::{Code, Diagnostic, FileId, FileRange, Help, Label, Severity, Sources};

/// The maximum number of reports that are shown in full. The rest are only counted: nobody reads
/// them, and a small file can have very many.
const MOST: usize = 100;

/// The minimum and maximum number of columns, including the gutter with the line numbers.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=240;
const GUTTER: usize = 8;

/// After more lines than this, the lines of a report are numbered from 1, so that the cost of a
/// report does not depend on its position; the heading shows the actual position.
const MOST_LINES_ABOVE: usize = 200_000;

/// The style of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
    /// The number of columns.
    pub columns: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style {
            color: false,
            columns: 100,
        }
    }
}

impl Style {
    fn config(self) -> Config {
        Config::new()
            .with_index_type(IndexType::Byte)
            .with_color(self.color)
            .with_char_set(CharSet::Unicode)
            .with_label_attach(LabelAttach::Middle)
    }

    fn columns(self) -> usize {
        self.columns.clamp(*COLUMNS.start(), *COLUMNS.end())
    }

    fn source_columns(self) -> usize {
        self.columns() - GUTTER
    }
}

/// The diagnostics as consecutive reports, in the given order: the first hundred in full, the rest
/// counted by code.
#[must_use]
pub fn human(sources: &Sources, diagnostics: &[Diagnostic<FileRange>], style: Style) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST) {
        text.push_str(&drawn(sources, diagnostic, style));
        text.push('\n');
    }
    text.push_str(&rest(diagnostics.get(MOST..).unwrap_or_default()));
    text
}

/// The number of diagnostics not shown in full, for each code.
fn rest(diagnostics: &[Diagnostic<FileRange>]) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let mut text = format!("and {} more:\n", diagnostics.len());
    for (code, count) in counts {
        text.push_str(&format!(
            "  {count:>6}  {}  {}\n",
            code.as_str(),
            code.title()
        ));
    }
    text.push('\n');
    text
}

/// A run-time failure in the same form: its code, position and reason. Without colour, because it
/// goes to a log.
#[must_use]
pub fn failure(sources: &Sources, span: FileRange, code: &str, reason: &str, what: &str) -> String {
    let style = Style::default();
    let primary = Label {
        span,
        text: what.to_owned(),
    };
    let mut files = Files::of(sources, &primary, &[], style);
    let report = Report::build(ReportKind::Error, files.place(sources, span))
        .with_config(style.config())
        .with_code(code)
        .with_message(wrapped(reason, style.columns()))
        .with_label(Drawn::new(files.place(sources, span)).with_message(what));
    files.write(&report.finish())
}

fn drawn(sources: &Sources, diagnostic: &Diagnostic<FileRange>, style: Style) -> String {
    let mut files = Files::of(sources, &diagnostic.primary, &diagnostic.reasons, style);
    let (kind, color) = match diagnostic.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
    };
    let columns = style.columns().saturating_sub("[E0000] Warning: ".len());
    let mut report = Report::build(kind, files.place(sources, diagnostic.primary.span))
        .with_config(style.config())
        .with_code(diagnostic.code.as_str())
        .with_message(wrapped(&diagnostic.message, columns));
    // ariadne starts a new snippet, under a misleading heading, for a label above the previous one.
    let mut labels = vec![(&diagnostic.primary, color)];
    let reasons = diagnostic.reasons.iter();
    labels.extend(reasons.map(|reason| (reason, Color::Blue)));
    let primary_file = diagnostic.primary.span.file;
    labels.sort_by_key(|(label, _)| {
        let FileRange { file, start, end } = label.span;
        (file != primary_file, file, end, start)
    });
    for (order, (label, color)) in (0..).zip(labels) {
        let mut one = Drawn::new(files.place(sources, label.span))
            .with_color(color)
            .with_order(order);
        if !label.text.is_empty() {
            one = one.with_message(shortened(&label.text, style.source_columns() * 2 / 3));
        }
        report = report.with_label(one);
    }
    let columns = style
        .source_columns()
        .saturating_sub("│ Help 1: ".chars().count());
    for note in &diagnostic.notes {
        report = report.with_note(wrapped(note, columns));
    }
    for help in &diagnostic.helps {
        report = report.with_help(help_text(sources, help, columns));
    }
    files.write(&report.finish())
}

/// The text of a help, followed by the lines that its edits change.
fn help_text(sources: &Sources, help: &Help<FileRange>, columns: usize) -> String {
    let mut text = wrapped(&help.text, columns);
    if let Some(diff) = diff(sources, help, columns) {
        text.push('\n');
        text.push_str(&diff);
    }
    text
}

/// A position in an excerpt.
type Place = (FileId, std::ops::Range<usize>);

/// The excerpts of a report.
struct Files {
    files: Vec<OneFile>,
    none: Source<String>,
}

struct OneFile {
    id: FileId,
    path: String,
    excerpt: Excerpt,
    source: Source<String>,
    /// The number of empty lines that replace the lines above the excerpt: ariadne numbers lines
    /// from the start of its input.
    pad: usize,
    /// The line and column of its first position, if the excerpt does not preserve them.
    place: Option<(u32, u32)>,
}

impl Files {
    fn of(
        sources: &Sources,
        primary: &Label<FileRange>,
        reasons: &[Label<FileRange>],
        style: Style,
    ) -> Files {
        let labels = || std::iter::once(primary).chain(reasons);
        let mut ids: Vec<FileId> = Vec::new();
        for label in labels() {
            if !ids.contains(&label.span.file) {
                ids.push(label.span.file);
            }
        }
        let columns = style.source_columns();
        let one = |id: FileId| {
            let file = sources.get(id)?;
            let own: Vec<&Label<FileRange>> =
                labels().filter(|label| label.span.file == id).collect();
            let places: Vec<Focus> = own
                .iter()
                .map(|label| Focus {
                    range: range(sources, label.span),
                    words: label.text.chars().count().min(columns * 2 / 3),
                })
                .collect();
            let excerpt = Excerpt::new(file, &places, columns);
            let above = excerpt.first_line.saturating_sub(1);
            let pad = if above > MOST_LINES_ABOVE { 0 } else { above };
            let source = Source::from("\n".repeat(pad) + &excerpt.text);
            let first = own.first().map(|label| file.line_column(label.span.start));
            Some(OneFile {
                id,
                path: visible(&file.path).into_owned(),
                source,
                pad,
                place: first
                    .filter(|_| !excerpt.is_whole || pad < above)
                    .map(|place| (place.line, place.column)),
                excerpt,
            })
        };
        Files {
            files: ids.into_iter().filter_map(one).collect(),
            none: Source::from(String::new()),
        }
    }

    fn get(&self, id: FileId) -> Option<&OneFile> {
        self.files.iter().find(|one| one.id == id)
    }

    /// The position in the excerpt.
    fn place(&self, sources: &Sources, span: FileRange) -> Place {
        let Some(file) = self.get(span.file) else {
            return (span.file, 0..0);
        };
        let range = range(sources, span);
        let start = file.pad + file.excerpt.shown(range.start);
        let end = (file.pad + file.excerpt.shown(range.end)).max(start);
        (span.file, start..end)
    }

    fn write(&mut self, report: &Report<'_, Place>) -> String {
        let mut out = Vec::new();
        // Writing to a vector cannot fail, and ariadne omits a label whose source is missing.
        let _ = report.write(&mut *self, &mut out);
        let text = String::from_utf8_lossy(&out);
        let mut drawn = String::with_capacity(text.len());
        for line in text.lines() {
            drawn.push_str(&self.heading(line));
            drawn.push('\n');
        }
        drawn
    }

    /// A line without trailing white space. In the heading of an excerpt, the position is replaced
    /// with the position in the file.
    fn heading(&self, line: &str) -> String {
        let line = line.trim_end();
        for file in &self.files {
            if let Some((row, column)) = file.place
                && let Some((before, rest)) = line.split_once(&format!(" {}:", file.path))
                && before.contains("─[")
                && rest.ends_with(']')
            {
                return format!("{before} {}:{row}:{column} ]", file.path);
            }
        }
        line.to_owned()
    }
}

impl Cache<FileId> for &mut Files {
    type Storage = String;

    fn fetch(&mut self, id: &FileId) -> Result<&Source<String>, impl std::fmt::Debug> {
        let found = self.files.iter().find(|one| one.id == *id);
        Ok::<_, std::convert::Infallible>(found.map_or(&self.none, |one| &one.source))
    }

    fn display<'a>(&self, id: &'a FileId) -> Option<impl std::fmt::Display + 'a> {
        Some(
            self.get(*id)
                .map_or_else(|| "?".to_owned(), |one| one.path.clone()),
        )
    }
}

/// The bytes of a position, on character boundaries of its file. If the position spans several
/// lines, only the first one is shown: it suffices, and the others would only separate the texts of
/// the labels.
fn range(sources: &Sources, span: FileRange) -> std::ops::Range<usize> {
    let Some(file) = sources.get(span.file) else {
        return 0..0;
    };
    let start = file.slice(0, span.start).len();
    let text = file.slice(span.start, span.end.max(span.start));
    let first_line = text.lines().next().unwrap_or_default();
    start..start + first_line.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Edit;

    fn offset(at: usize) -> u32 {
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn finding(text: &str, at: &str) -> (Sources, Diagnostic<FileRange>) {
        let mut sources = Sources::new();
        let file = sources.add("a.flow", text);
        let start = text.find(at).map_or(0, offset);
        let span = FileRange::new(file, start, start + offset(at.len()));
        (
            sources,
            Diagnostic::new(Code::UnknownName, span, "there is no such name"),
        )
    }

    #[test]
    fn many_reports_are_counted() {
        let (sources, one) = finding("a b\n", "b");
        let many: Vec<_> = std::iter::repeat_n(one, 250).collect();
        let text = human(&sources, &many, Style::default());
        assert_eq!(text.matches("[E0101] Error").count(), 100);
        assert!(
            text.ends_with("and 150 more:\n     150  E0101  a name that is not declared\n\n"),
            "{text}"
        );
    }

    #[test]
    fn a_cut_line_keeps_its_column() {
        let line = format!("{}nope{}", "x ".repeat(3000), " y".repeat(3000));
        let (sources, one) = finding(&line, "nope");
        let text = human(&sources, &[one.label("not declared")], Style::default());
        assert!(text.contains("─[ a.flow:1:6001 ]"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
        assert!(text.contains("not declared"), "{text}");
    }

    /// Something is drawn for any positions and edits.
    #[test]
    fn any_places_are_drawn() {
        let texts = [
            "a\u{1B}[31m\u{200B}é\r\n\tb\u{202E}c 😀\u{200D}😀\n",
            "",
            "\u{FEFF}x\r\n\r\ny",
            &"é\u{7}".repeat(400),
            &format!("{}\n{}", "a".repeat(500), "🦀".repeat(500)),
        ];
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below.max(1)
        };
        for text in texts {
            let mut sources = Sources::new();
            let file = sources.add("a\u{1B}.flow", text);
            let length = offset(text.len());
            for columns in [0, 40, 100, 500] {
                for _ in 0..300 {
                    let mut place = || {
                        let start = sources
                            .get(file)
                            .map_or(0, |file| file.floor(next(length + 3)));
                        let end = sources
                            .get(file)
                            .map_or(0, |file| file.floor(start + next(40)));
                        FileRange::new(file, start, end)
                    };
                    let edits = vec![
                        Edit {
                            span: place(),
                            text: "new\n\u{1B}".to_owned(),
                        },
                        Edit {
                            span: place(),
                            text: String::new(),
                        },
                    ];
                    let report = Diagnostic::new(Code::Syntax, place(), "`a b` \u{1B}[0m is wrong")
                        .label("here \u{9B}")
                        .because(place(), "why")
                        .note("a note that is long enough to be broken into several lines of text")
                        .fix("write it", edits, crate::Applicability::Safe);
                    for color in [false, true] {
                        let drawn = human(
                            &sources,
                            std::slice::from_ref(&report),
                            Style { color, columns },
                        );
                        assert!(drawn.contains("E0003"));
                        assert!(color || !drawn.contains('\u{1B}'), "{drawn:?}");
                        assert!(!drawn.contains('\u{9B}'), "{drawn:?}");
                    }
                }
            }
        }
    }
}
