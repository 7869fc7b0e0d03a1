//! Formats of other languages, and their equivalents here.

use crate::malformed::Malformed;

/// The parts of formats in Java, .NET and moment.js; longer ones come first.
const LETTERS: &[(&str, &str)] = &[
    ("YYYY", "%Y"),
    ("yyyy", "%Y"),
    ("MMMM", "%B"),
    ("dddd", "%A"),
    ("EEEE", "%A"),
    ("MMM", "%b"),
    ("ddd", "%a"),
    ("EEE", "%a"),
    ("SSS", "%3f"),
    ("fff", "%3f"),
    ("XXX", "%:z"),
    ("zzz", "%:z"),
    ("YY", "%y"),
    ("yy", "%y"),
    ("MM", "%m"),
    ("DD", "%d"),
    ("dd", "%d"),
    ("HH", "%H"),
    ("hh", "%I"),
    ("mm", "%M"),
    ("ss", "%S"),
    ("ZZ", "%z"),
    ("tt", "%p"),
    ("M", "%-m"),
    ("D", "%-d"),
    ("d", "%-d"),
    ("H", "%-H"),
    ("h", "%-I"),
    ("m", "%-M"),
    ("s", "%-S"),
    ("E", "%a"),
    ("A", "%p"),
    ("a", "%P"),
    ("Z", "%:z"),
    ("'T'", "T"),
    ("[T]", "T"),
    ("T", "T"),
];

/// The parts of formats in Go, which are the parts of one fixed reference time.
const REFERENCE: &[(&str, &str)] = &[
    ("January", "%B"),
    ("Monday", "%A"),
    ("-07:00", "%:z"),
    ("Z07:00", "%:z"),
    ("2006", "%Y"),
    ("Jan", "%b"),
    ("Mon", "%a"),
    ("01", "%m"),
    ("02", "%d"),
    ("15", "%H"),
    ("03", "%I"),
    ("04", "%M"),
    ("05", "%S"),
    ("PM", "%p"),
];

/// A format without a directive.
pub(super) fn without_directives(format: &str) -> Malformed {
    let translated = match format.contains("2006") {
        true => translated(format, REFERENCE),
        false => translated(format, LETTERS),
    };
    let report = Malformed::new("has no part of a time");
    match translated {
        Some(meant) => report.meant(meant),
        None => report.help("the parts are written with `%`: `%Y-%m-%d %H:%M`"),
    }
}

/// The format with its parts replaced, if it consists of the given parts.
fn translated(format: &str, parts: &[(&str, &str)]) -> Option<String> {
    let mut meant = String::new();
    let mut rest = format;
    while let Some(next) = rest.chars().next() {
        if let Some((part, here)) = parts.iter().find(|(part, _)| rest.starts_with(part)) {
            meant.push_str(here);
            rest = rest.strip_prefix(part)?;
        } else if next.is_alphanumeric() {
            return None;
        } else {
            meant.push(next);
            rest = rest.strip_prefix(next)?;
        }
    }
    meant.contains('%').then_some(meant)
}

/// A directive that other languages have.
pub(super) fn directive(written: &str, letter: char) -> Malformed {
    let help = match letter {
        'Z' => "abbreviations such as `CST` mean several zones: write the offset, `%:z`",
        's' => {
            "seconds since 1970 are a number: `time.to_unix_seconds()` and `int.from_unix_seconds()`"
        }
        'c' | 'x' | 'X' | 'r' | 'E' | 'O' => {
            "it depends on a language: write the parts, such as `%d.%m.%Y %H:%M`"
        }
        'L' | 'N' => "milliseconds are `%3f`, microseconds `%6f`",
        'i' => "minutes are `%M`",
        'U' | 'W' => "weeks are those of ISO 8601: `%G-W%V`",
        'C' | 'g' => "the year is `%Y`",
        'Q' => "the name of the zone is known: write it as it is",
        _ => {
            "the most common ones are `%Y` `%m` `%d` `%H` `%M` `%S` `%A` `%B` and `%:z`; a `%` itself is `%%`"
        }
    };
    Malformed::new(format!("has `{written}`, which does not exist")).help(help)
}
