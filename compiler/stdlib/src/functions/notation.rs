//! Texts with a grammar of their own, which a program writes out so that the compiler can check them.

use crate::days::Unit;
use crate::decode::constant;
use crate::malformed::Malformed;
use crate::time_format::{self, Use};
use crate::types::Type;
use crate::zone::{self, Zone};
use crate::{clock, decode, pattern};

/// The grammar of a text that must be written in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// A path into JSON data: `customer.addresses[0].city`.
    JsonPath,
    /// A regular expression.
    Regex,
    /// A zone of the IANA database: `Europe/Stockholm`.
    Zone,
    /// A time in RFC 3339 format.
    Instant,
    /// A date in ISO 8601 format.
    Day,
    /// A time of the day: `09:00`.
    Clock,
    /// A unit that a time is a part of: `month`.
    TimeUnit,
    /// A unit that a date is a part of, such as `month`.
    DateUnit,
    /// A format in which a time is written.
    TimeFormat,
    /// A format in which a date is written.
    DateFormat,
    /// A format of texts that have an offset from UTC.
    InstantFormat,
    /// A format of texts without an offset from UTC.
    LocalFormat,
    /// A format of texts that are dates.
    DayFormat,
}

impl Notation {
    /// The name of such a text in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Notation::JsonPath => "path",
            Notation::Regex => "pattern",
            Notation::Zone => "zone",
            Notation::Instant | Notation::Clock => "time",
            Notation::Day => "date",
            Notation::TimeUnit | Notation::DateUnit => "unit",
            Notation::TimeFormat
            | Notation::DateFormat
            | Notation::InstantFormat
            | Notation::LocalFormat
            | Notation::DayFormat => "format",
        }
    }

    /// How to write such a text, for help.
    #[must_use]
    pub fn sample(self) -> &'static str {
        match self {
            Notation::JsonPath => "\"customer.addresses[0].city\"",
            Notation::Regex => "r\"^[a-z]+-\\d+$\"",
            Notation::Zone => "\"Europe/Stockholm\"",
            Notation::Instant => "\"2026-01-02T03:04:05Z\"",
            Notation::Day => "\"2026-01-02\"",
            Notation::Clock => "\"09:00\"",
            Notation::TimeUnit => "\"day\"",
            Notation::DateUnit => "\"month\"",
            Notation::TimeFormat | Notation::LocalFormat => "\"%Y-%m-%d %H:%M\"",
            Notation::DateFormat | Notation::DayFormat => "\"%d.%m.%Y\"",
            Notation::InstantFormat => "\"%Y-%m-%d %H:%M %:z\"",
        }
    }

    /// How to correct such a text.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Notation::Regex => {
                "it is a regular expression without look-around and back-references; write it as a raw text: `r\"\\d+\"`"
            }
            Notation::JsonPath => {
                "names are separated by dots, and indexes stand in brackets: `a.b[0]`; any other name goes in brackets of its own: `data[\"a b\"]`"
            }
            Notation::Zone => {
                "zones have the names of the IANA database, most often a continent and a city: `\"Europe/Stockholm\"`, or `\"UTC\"`"
            }
            Notation::Instant => "write it with a zone: `time(\"2026-01-02T03:04:05Z\")`",
            Notation::Day => "write year, month and day: `date(\"2026-01-02\")`",
            Notation::Clock => "write hours and minutes with two digits each: `\"09:00\"`",
            Notation::TimeUnit => {
                "it is one of `minute`, `hour`, `day`, `week`, `month` and `year`"
            }
            Notation::DateUnit => "it is one of `week`, `month` and `year`",
            Notation::TimeFormat
            | Notation::DateFormat
            | Notation::InstantFormat
            | Notation::LocalFormat
            | Notation::DayFormat => {
                "the parts are written with `%`: `%Y-%m-%d %H:%M`; the manual has a table of them"
            }
        }
    }

    /// What to do if the text is only known when the program runs.
    #[must_use]
    pub fn computed(self) -> &'static str {
        match self {
            Notation::Regex => {
                "for a computed text, use `contains`, `starts_with`, `split` or `replace`"
            }
            Notation::JsonPath => "a computed name or index goes in brackets: `data[name]`",
            Notation::Zone
            | Notation::TimeUnit
            | Notation::DateUnit
            | Notation::TimeFormat
            | Notation::DateFormat
            | Notation::InstantFormat
            | Notation::LocalFormat
            | Notation::DayFormat => {
                "write a text in quotes; to choose between several, call it in each arm of a `match`"
            }
            Notation::Instant => "a text that comes with a request is read by `text.to_time()`",
            Notation::Day => "a text that comes with a request is read by `text.to_date()`",
            Notation::Clock => {
                "write a text in quotes; a computed hour can be added: `day.at(\"00:00\", \"UTC\") + n * 1h`"
            }
        }
    }

    /// The texts that follow the grammar, if the grammar is a list of texts.
    #[must_use]
    pub fn all(self) -> Vec<String> {
        let units = |units: &[Unit]| units.iter().map(|unit| unit.name().to_owned()).collect();
        match self {
            Notation::Zone => zone::names(),
            Notation::TimeUnit => units(&Unit::ALL),
            Notation::DateUnit => units(&Unit::OF_DAYS),
            Notation::JsonPath
            | Notation::Regex
            | Notation::Instant
            | Notation::Day
            | Notation::Clock
            | Notation::TimeFormat
            | Notation::DateFormat
            | Notation::InstantFormat
            | Notation::LocalFormat
            | Notation::DayFormat => Vec::new(),
        }
    }

    /// Whether the text follows the grammar.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn check(self, text: &str) -> Result<(), Malformed> {
        match self {
            Notation::JsonPath => decode::json_path(text).map(|_| ()).map_err(Malformed::new),
            Notation::Regex => pattern::compiled(text).map(|_| ()).map_err(Malformed::new),
            Notation::Zone => match Zone::named(text) {
                Some(_) => Ok(()),
                None => Err(zone_meant(text)),
            },
            Notation::Instant => read(
                &Type::Time,
                text,
                "is not written like `2026-01-02T03:04:05Z`",
            ),
            Notation::Day if is_like_a_date(text) => {
                read(&Type::Date, text, "is not in the calendar")
            }
            Notation::Day => read(&Type::Date, text, "is not written like `2026-01-02`"),
            Notation::Clock => match clock::parse(text) {
                Some(_) => Ok(()),
                None => Err(Malformed::new("is not a time of the day")),
            },
            Notation::TimeUnit => unit(&Unit::ALL, text),
            Notation::DateUnit => unit(&Unit::OF_DAYS, text),
            Notation::TimeFormat => time_format::check(text, Use::WriteTime),
            Notation::DateFormat => time_format::check(text, Use::WriteDate),
            Notation::InstantFormat => time_format::check(text, Use::ReadInstant),
            Notation::LocalFormat => time_format::check(text, Use::ReadLocal),
            Notation::DayFormat => time_format::check(text, Use::ReadDate),
        }
    }
}

fn read(ty: &Type, text: &str, problem: &str) -> Result<(), Malformed> {
    match constant(ty, text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Malformed::new(problem)),
    }
}

/// Whether a text has the digits of a date in the right places.
fn is_like_a_date(text: &str) -> bool {
    let shape = text
        .bytes()
        .map(|octet| if octet.is_ascii_digit() { b'0' } else { octet });
    shape.eq(*b"0000-00-00")
}

fn unit(units: &[Unit], text: &str) -> Result<(), Malformed> {
    match Unit::named(text) {
        Some(unit) if units.contains(&unit) => Ok(()),
        _ => {
            let singular = text.to_lowercase();
            let singular = singular.trim_end_matches('s');
            let meant = Unit::named(singular).filter(|unit| units.contains(unit));
            let report = Malformed::new("does not exist");
            Err(match meant {
                Some(unit) => report.meant(unit.name()),
                None => report,
            })
        }
    }
}

/// Abbreviations of zones, with a place where each is used.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("CEST", "Europe/Berlin"),
    ("MESZ", "Europe/Berlin"),
    ("MEZ", "Europe/Berlin"),
    ("EEST", "Europe/Helsinki"),
    ("WEST", "Europe/Lisbon"),
    ("BST", "Europe/London"),
    ("MSK", "Europe/Moscow"),
    ("TRT", "Europe/Istanbul"),
    ("EDT", "America/New_York"),
    ("ET", "America/New_York"),
    ("CST", "America/Chicago"),
    ("CDT", "America/Chicago"),
    ("CT", "America/Chicago"),
    ("MDT", "America/Denver"),
    ("MT", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("PDT", "America/Los_Angeles"),
    ("PT", "America/Los_Angeles"),
    ("BRT", "America/Sao_Paulo"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("KST", "Asia/Seoul"),
    ("SGT", "Asia/Singapore"),
    ("HKT", "Asia/Hong_Kong"),
    ("AEST", "Australia/Sydney"),
    ("AEDT", "Australia/Sydney"),
    ("NZST", "Pacific/Auckland"),
    ("NZDT", "Pacific/Auckland"),
    ("Z", "UTC"),
];

/// A zone that the database does not have.
fn zone_meant(text: &str) -> Malformed {
    let unknown = Malformed::new("does not exist");
    let folded = text.trim().replace(' ', "_");
    let is_same = |name: &str| name.eq_ignore_ascii_case(&folded);
    if let Some((_, place)) = ABBREVIATIONS.iter().find(|(short, _)| is_same(short)) {
        return Malformed::new("is an abbreviation, which may mean several zones").meant(*place);
    }
    if is_offset(&folded) {
        return Malformed::new("is an offset, not a zone").help(
            "name a place that has it, so that daylight saving time counts: `\"Europe/Stockholm\"`; or use `\"UTC\"` and add hours",
        );
    }
    let names = zone::names();
    let city = |name: &String| name.rsplit('/').next().is_some_and(is_same);
    let mut meant = names
        .iter()
        .filter(|name| is_same(name))
        .chain(names.iter().filter(|name| city(name)));
    match meant.next() {
        Some(name) => unknown.meant(name),
        None => unknown,
    }
}

/// `+02:00`, `UTC+2`, `GMT-5`.
fn is_offset(text: &str) -> bool {
    let number = text.trim_start_matches("UTC").trim_start_matches("GMT");
    number.starts_with(['+', '-']) && number.chars().any(|one| one.is_ascii_digit())
}
