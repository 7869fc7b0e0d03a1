//! The report for a terminal, drawn by ariadne.

use ariadne::{
    Cache, CharSet, Color, Config, IndexType, Label, LabelAttach, Report, ReportKind, Source,
};

use crate::{Diagnostic, FileId, FileRange, Severity, Sources};

/// How a report is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
}

/// The diagnostics as reports, one after the other, in the order given.
#[must_use]
pub fn human(sources: &Sources, diagnostics: &[Diagnostic<FileRange>], style: Style) -> String {
    draw(
        sources,
        diagnostics
            .iter()
            .map(|diagnostic| report(sources, diagnostic, style)),
    )
}

fn draw<'a>(sources: &Sources, reports: impl IntoIterator<Item = Report<'a, Place>>) -> String {
    let mut files = Files::new(sources);
    let mut out = Vec::new();
    for report in reports {
        // Writing to a vector cannot fail, and ariadne reports a missing source by leaving it out.
        let _ = report.write(&mut files, &mut out);
        out.push(b'\n');
    }
    let text = String::from_utf8_lossy(&out);
    let mut trimmed = String::with_capacity(text.len());
    for line in text.lines() {
        trimmed.push_str(line.trim_end());
        trimmed.push('\n');
    }
    trimmed
}

/// A failure at run time, in the same form: its code, where it stands, and why. Without colour, since it goes to a log.
#[must_use]
pub fn failure(sources: &Sources, span: FileRange, code: &str, reason: &str, what: &str) -> String {
    let place = place(sources, span);
    let label = Label::new(place.clone()).with_message(what);
    let report = Report::build(ReportKind::Error, place)
        .with_config(config(Style::default()))
        .with_code(code)
        .with_message(reason)
        .with_label(label)
        .finish();
    draw(sources, [report])
}

fn config(style: Style) -> Config {
    Config::new()
        .with_index_type(IndexType::Byte)
        .with_color(style.color)
        .with_char_set(CharSet::Unicode)
        .with_label_attach(LabelAttach::Middle)
}

type Place = (FileId, std::ops::Range<usize>);

fn report<'a>(
    sources: &Sources,
    diagnostic: &Diagnostic<FileRange>,
    style: Style,
) -> Report<'a, Place> {
    let (kind, color) = match diagnostic.severity {
        Severity::Error => (ReportKind::Error, Color::Red),
        Severity::Warning => (ReportKind::Warning, Color::Yellow),
    };
    let mut report = Report::build(kind, place(sources, diagnostic.primary.span))
        .with_config(config(style))
        .with_code(diagnostic.code.as_str())
        .with_message(&diagnostic.message);
    // ariadne begins a new snippet, under a heading that misleads, wherever a label stands above the one before it.
    let mut labels = vec![(&diagnostic.primary, color)];
    labels.extend(
        diagnostic
            .reasons
            .iter()
            .map(|reason| (reason, Color::Blue)),
    );
    let primary_file = diagnostic.primary.span.file;
    labels.sort_by_key(|(label, _)| {
        let FileRange { file, start, end } = label.span;
        (file != primary_file, file, end, start)
    });
    for (order, (label, color)) in (0..).zip(labels) {
        let mut drawn = Label::new(place(sources, label.span))
            .with_color(color)
            .with_order(order);
        if !label.text.is_empty() {
            drawn = drawn.with_message(&label.text);
        }
        report = report.with_label(drawn);
    }
    for note in &diagnostic.notes {
        report = report.with_note(note);
    }
    for help in &diagnostic.helps {
        report = report.with_help(&help.text);
    }
    report.finish()
}

/// ariadne slices the source by these offsets, so both must stand on character boundaries inside it. Of what goes over several
/// lines the first is drawn: it says what it is, and the rest would only push the words apart.
fn place(sources: &Sources, span: FileRange) -> Place {
    let Some(file) = sources.get(span.file) else {
        return (span.file, 0..0);
    };
    let start = file.slice(0, span.start).len();
    let text = file.slice(span.start, span.end.max(span.start));
    let first_line = text.lines().next().unwrap_or_default();
    (span.file, start..start + first_line.trim_end().len())
}

struct Files {
    sources: Vec<(String, Source<String>)>,
    none: (String, Source<String>),
}

impl Files {
    fn new(sources: &Sources) -> Files {
        Files {
            sources: sources
                .iter()
                .map(|(_, file)| (file.path.clone(), Source::from(file.text.clone())))
                .collect(),
            none: (String::from("?"), Source::from(String::new())),
        }
    }

    fn of(&self, id: FileId) -> &(String, Source<String>) {
        self.sources.get(id.0 as usize).unwrap_or(&self.none)
    }
}

impl Cache<FileId> for &mut Files {
    type Storage = String;

    fn fetch(&mut self, id: &FileId) -> Result<&Source<String>, impl std::fmt::Debug> {
        Ok::<_, std::convert::Infallible>(&self.of(*id).1)
    }

    fn display<'a>(&self, id: &'a FileId) -> Option<impl std::fmt::Display + 'a> {
        Some(self.of(*id).0.clone())
    }
}
