//! The report for a terminal, drawn by annotate-snippets.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet,
};

use super::excerpt::{Excerpt, Focus};
use super::words::{shortened, wrapped};
use crate::visible::visible;
use crate::{Code, Diagnostic, Edit, FileId, FileRange, Help, Label, Severity, Sources};

/// How many reports are drawn in full. More are counted: nobody reads them, and a small file can have very many.
const MOST: usize = 100;

/// How many columns of a line that is cut are shown behind an edit.
const BEHIND: usize = 12;

/// How many edits of one help are shown.
const EDITS: usize = 20;

/// How many lines a shown edit may go over.
const EDITED_LINES: u32 = 12;

/// How many columns there are at least and at most. The gutter with the number of the line takes some.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=240;
const GUTTER: usize = 8;

/// How a report is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to use colour.
    pub color: bool,
    /// How many columns there are.
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
    fn renderer(self) -> Renderer {
        let renderer = if self.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        // Lines are cut here, around the places.
        renderer
            .decor_style(DecorStyle::Ascii)
            .term_width(usize::MAX / 4)
    }

    fn columns(self) -> usize {
        self.columns.clamp(*COLUMNS.start(), *COLUMNS.end())
    }

    fn source_columns(self) -> usize {
        self.columns() - GUTTER
    }
}

/// The diagnostics as reports, one after the other, in the order given: the first hundred in full, the others counted by their codes.
#[must_use]
pub fn human(sources: &Sources, diagnostics: &[Diagnostic<FileRange>], style: Style) -> String {
    let renderer = style.renderer();
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST) {
        let groups = groups(sources, diagnostic, style);
        text.push_str(&without_blank_ends(&renderer.render(&groups)));
        text.push_str("\n\n");
    }
    text.push_str(&rest(diagnostics.get(MOST..).unwrap_or_default()));
    text
}

/// How many there are of each code among those that are not drawn.
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

/// A failure at run time, in the same form: its code, where it stands, and why. Without colour, since it goes to a log.
#[must_use]
pub fn failure(sources: &Sources, span: FileRange, code: &str, reason: &str, what: &str) -> String {
    let style = Style::default();
    let primary = Label {
        span,
        text: what.to_owned(),
    };
    let title = wrapped(reason, style.columns());
    let title = Level::ERROR.primary_title(title).id(code.to_owned());
    let group = Group::with_title(title).elements(snippets(sources, &primary, &[], style));
    let mut text = without_blank_ends(&style.renderer().render(&[group]));
    text.push('\n');
    text
}

fn without_blank_ends(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    // Between the place and its line, the library has a mark that says nothing where both are of one file.
    let lines: Vec<&str> = lines.filter(|line| !plain(line).trim().eq(":::")).collect();
    lines.join("\n")
}

/// A line without its colours.
fn plain(line: &str) -> String {
    let mut pieces = line.split('\u{1B}');
    let mut plain = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

/// What one report says: the finding with its places and notes, then each help, with the lines as they would be.
fn groups<'a>(
    sources: &'a Sources,
    diagnostic: &Diagnostic<FileRange>,
    style: Style,
) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let columns = style.columns().saturating_sub("warning[E0000]: ".len());
    let title = level
        .primary_title(wrapped(&diagnostic.message, columns))
        .id(diagnostic.code.as_str());
    let snippets = snippets(sources, &diagnostic.primary, &diagnostic.reasons, style);
    let mut first = Group::with_title(title).elements(snippets);
    let columns = style.source_columns().saturating_sub("= note: ".len());
    for note in &diagnostic.notes {
        first = first.element(Level::NOTE.message(wrapped(note, columns)));
    }
    let mut others = Vec::new();
    for help in &diagnostic.helps {
        let patched = patched(sources, help, style);
        if patched.is_none() && others.is_empty() {
            first = first.element(Level::HELP.message(wrapped(&help.text, columns)));
            continue;
        }
        let columns = style.columns().saturating_sub("help: ".len());
        let title = Level::HELP.secondary_title(wrapped(&help.text, columns));
        others.push(Group::with_title(title).elements(patched));
    }
    let mut groups = vec![first];
    groups.append(&mut others);
    groups
}

/// The places of a finding, those of its primary file first.
fn snippets<'a>(
    sources: &'a Sources,
    primary: &Label<FileRange>,
    reasons: &[Label<FileRange>],
    style: Style,
) -> Vec<Element<'a>> {
    let mut files: Vec<FileId> = vec![primary.span.file];
    for reason in reasons {
        if !files.contains(&reason.span.file) {
            files.push(reason.span.file);
        }
    }
    let columns = style.source_columns();
    let drawn = files.into_iter().filter_map(|id| {
        let file = sources.get(id)?;
        let first = std::iter::once(primary).chain(reasons);
        let first = first.map(|label| label.span).find(|span| span.file == id)?;
        // Where a line does not begin with what is shown of it, or a character is shown as several, only this knows the column.
        let place = file.line_column(first.start);
        let origin = Origin::path(visible(&file.path))
            .line(place.line as usize)
            .char_column(place.column as usize);
        let labels = std::iter::once((AnnotationKind::Primary, primary))
            .chain(reasons.iter().map(|one| (AnnotationKind::Context, one)))
            .filter(|(_, label)| label.span.file == id);
        let labels: Vec<_> = labels
            .map(|(kind, label)| {
                (
                    kind,
                    range(sources, label.span),
                    shortened(&label.text, columns * 2 / 3),
                )
            })
            .collect();
        let places: Vec<Focus> = labels
            .iter()
            .map(|(_, range, text)| Focus {
                range: range.clone(),
                words: text.chars().count(),
            })
            .collect();
        let excerpt = Excerpt::new(file, &places, columns);
        let annotations = labels.into_iter().map(|(kind, range, text)| {
            let annotation = kind.span(excerpt.shown(range.start)..excerpt.shown(range.end));
            if text.is_empty() {
                annotation
            } else {
                annotation.label(text)
            }
        });
        let annotations: Vec<Annotation<'_>> = annotations.collect();
        let is_whole = excerpt.is_whole;
        let snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .annotations(annotations);
        Some(if is_whole {
            vec![snippet.path(visible(&file.path)).into()]
        } else {
            vec![origin.into(), snippet.into()]
        })
    });
    drawn.flatten().collect()
}

/// The lines as the edits of a help make them; none where there are no edits, or where they are too far apart to be shown.
fn patched<'a>(
    sources: &'a Sources,
    help: &Help<FileRange>,
    style: Style,
) -> Option<Snippet<'a, Patch<'a>>> {
    let first: &Edit<FileRange> = help.edits.first()?;
    let id = first.span.file;
    let file = sources.get(id)?;
    if help.edits.len() > EDITS {
        return None;
    }
    if help.edits.iter().any(|edit| edit.span.file != id) {
        return None;
    }
    let start = help.edits.iter().map(|edit| edit.span.start).min()?;
    let end = help.edits.iter().map(|edit| edit.span.end).max()?;
    if file.line_of(end).saturating_sub(file.line_of(start)) > EDITED_LINES {
        return None;
    }
    let columns = style.source_columns();
    let mut places: Vec<Focus> = Vec::new();
    for edit in &help.edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        places.push(Focus {
            range: start..end,
            words: BEHIND,
        });
        // An edit of several lines is shown to its last one.
        places.push(Focus {
            range: end..end,
            words: 0,
        });
    }
    let excerpt = Excerpt::new(file, &places, columns);
    let is_cut = |edit: &Edit<FileRange>| {
        excerpt.is_cut(edit.span.start as usize) || excerpt.is_cut(edit.span.end as usize)
    };
    let is_in_file = |edit: &Edit<FileRange>| file.text.get(edit.span.range()).is_some();
    if help
        .edits
        .iter()
        .any(|edit| is_cut(edit) || !is_in_file(edit))
    {
        return None;
    }
    let mut patches: Vec<(std::ops::Range<usize>, String)> = help
        .edits
        .iter()
        .map(|edit| {
            let start = excerpt.shown(edit.span.start as usize);
            let end = excerpt.shown(edit.span.end as usize);
            (start..end.max(start), visible(&edit.text).into_owned())
        })
        .collect();
    patches.sort_by_key(|(range, _)| (range.start, range.end));
    // What touches is no diff that could be drawn.
    let touches = |pair: &[(std::ops::Range<usize>, String)]| match pair {
        [(one, _), (other, _)] => other.start <= one.end,
        _ => false,
    };
    if patches.windows(2).any(touches) {
        return None;
    }
    let patches = patches
        .into_iter()
        .map(|(range, text)| Patch::new(range, text));
    let patches: Vec<Patch<'_>> = patches.collect();
    Some(
        Snippet::source(excerpt.text)
            .line_start(excerpt.first_line)
            .patches(patches),
    )
}

/// The bytes of a place, on character boundaries of its file. Of what goes over several lines the first is drawn: it says what it is, and
/// the rest would only push the words apart.
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
        assert_eq!(text.matches("error[E0101]").count(), 100);
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
        assert!(text.contains("--> a.flow:1:6001"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
        assert!(text.contains("^^^^ not declared"), "{text}");
    }

    /// Whatever the places and edits are, something is drawn.
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
                        let drawn = human(&sources, &[report.clone()], Style { color, columns });
                        assert!(drawn.contains("E0003"));
                        assert!(color || !drawn.contains('\u{1B}'), "{drawn:?}");
                        assert!(!drawn.contains('\u{9B}'), "{drawn:?}");
                    }
                }
            }
        }
    }
}
