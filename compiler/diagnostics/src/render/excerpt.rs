//! The lines of a file around some positions, for a report.
//!
//! In: a file, the positions, and the number of columns. Out: the text of the lines, with invisible
//! characters escaped and long lines truncated around the positions, and a mapping from file
//! offsets to that text.

use std::ops::Range;

use crate::SourceFile;
use crate::visible::picture;

/// Marks an omission from a line.
const ELLIPSIS: &str = "…";

/// The number of columns shown before a position in a truncated line.
const BEFORE: usize = 20;

/// A position that must be visible, and the number of columns for the text after it.
pub(super) struct Focus {
    pub range: Range<usize>,
    pub words: usize,
}

/// Lines of a file as displayed.
pub(super) struct Excerpt {
    /// The text.
    pub text: String,
    /// The number of its first line.
    pub first_line: usize,
    stops: Vec<Stop>,
    /// Whether each line starts as in the file and shows each character as one character, so that
    /// its columns are the columns of the file.
    pub is_whole: bool,
}

/// A point from which the file and the text correspond byte by byte, or from which one piece of
/// text replaces the part of the file up to the next stop.
struct Stop {
    file: usize,
    text: usize,
    is_same: bool,
}

impl Excerpt {
    /// The lines from the line of the first position to the line of the last one. If several
    /// positions are in a line that is too long, the position given first is visible.
    pub(super) fn new(file: &SourceFile, places: &[Focus], columns: usize) -> Excerpt {
        let line_of = |at: usize| file.line_of(u32::try_from(at).unwrap_or(u32::MAX));
        let first = places.iter().map(|place| line_of(place.range.start)).min();
        let last = places.iter().map(|place| line_of(place.range.start)).max();
        let (first, last) = (first.unwrap_or(1), last.unwrap_or(1));
        let mut excerpt = Excerpt {
            text: String::new(),
            first_line: first as usize,
            stops: Vec::new(),
            is_whole: true,
        };
        for number in first..=last {
            let (start, line) = file.line_at(number);
            let start = start as usize;
            let end = start + line.len();
            let own: Vec<&Focus> = places
                .iter()
                .filter(|place| (start..=end).contains(&place.range.start))
                .collect();
            excerpt.line(start, line, &own, columns);
            excerpt.stop(end, true);
            excerpt.text.push('\n');
        }
        excerpt
    }

    /// The offset in the text of an offset in the file.
    pub(super) fn shown(&self, at: usize) -> usize {
        let after = self.stops.partition_point(|stop| stop.file <= at);
        let Some(stop) = after.checked_sub(1).and_then(|last| self.stops.get(last)) else {
            return 0;
        };
        let next = self
            .stops
            .get(after)
            .map_or(self.text.len(), |stop| stop.text);
        match stop.is_same {
            true => (stop.text + (at - stop.file)).min(next),
            false => stop.text,
        }
    }

    /// Whether an offset in the file is in a truncated part of a line.
    pub(super) fn is_cut(&self, at: usize) -> bool {
        let after = self.stops.partition_point(|stop| stop.file <= at);
        let stop = after.checked_sub(1).and_then(|last| self.stops.get(last));
        stop.is_none_or(|stop| !stop.is_same && at > stop.file)
    }

    fn stop(&mut self, at: usize, is_same: bool) {
        self.stops.push(Stop {
            file: at,
            text: self.text.len(),
            is_same,
        });
    }

    fn line(&mut self, start: usize, line: &str, places: &[&Focus], columns: usize) {
        let window = window(line, start, places, columns);
        self.stop(start, window.start == 0);
        if window.start > 0 {
            self.is_whole = false;
            self.text.push_str(ELLIPSIS);
        }
        self.stop(start + window.start, true);
        let mut is_first = start == 0;
        for (at, c) in line.get(window.clone()).unwrap_or("").char_indices() {
            let at = start + window.start + at;
            // A byte order mark is not part of the program.
            if is_first && c == '\u{FEFF}' {
                self.stop(at + c.len_utf8(), true);
            } else if let Some(picture) = picture(c) {
                self.is_whole &= picture.chars().count() == 1;
                self.stop(at, false);
                self.text.push_str(&picture);
                self.stop(at + c.len_utf8(), true);
            } else {
                self.text.push(c);
            }
            is_first = false;
        }
        if window.end < line.len() {
            self.stop(start + window.end, false);
            self.text.push_str(ELLIPSIS);
        }
    }
}

/// The visible part of a line.
fn window(line: &str, start: usize, places: &[&Focus], columns: usize) -> Range<usize> {
    let width = |text: &str| text.chars().count();
    let Some(place) = places.first() else {
        return 0..cut(line, 0, columns);
    };
    let from = place.range.start.saturating_sub(start).min(line.len());
    let to = place
        .range
        .end
        .saturating_sub(start)
        .clamp(from, line.len());
    let before = width(line.get(..from).unwrap_or(""));
    let words = (width(line.get(from..to).unwrap_or("")) + place.words + 1).min(columns);
    let is_long = line.len() > columns && width(line) > columns;
    if !is_long && before + words <= columns {
        return 0..line.len();
    }
    // Show as much before the position as leaves room for the text after it.
    let room = columns.saturating_sub(words + 1);
    let kept = match (before + words <= columns, is_long) {
        (true, _) => before,
        (false, true) => BEFORE.min(room),
        (false, false) => room,
    };
    let begin = line.get(..from).unwrap_or("");
    let begin = begin.char_indices().rev().take(kept).last();
    let begin = if kept >= before {
        0
    } else {
        begin.map_or(from, |(at, _)| at)
    };
    begin..cut(line, begin, columns.saturating_sub(1))
}

/// The end of the `columns` columns that start at `start`.
fn cut(line: &str, start: usize, columns: usize) -> usize {
    let rest = line.get(start..).unwrap_or("");
    let end = rest.char_indices().nth(columns).map(|(at, _)| start + at);
    end.unwrap_or(line.len())
}
