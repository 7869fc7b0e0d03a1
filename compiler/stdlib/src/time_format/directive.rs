//! The directives of a format: `%Y`, `%-d`, `%3f`, `%:z`.

use super::foreign;
use crate::malformed::Malformed;

/// A directive of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Directive<'f> {
    /// The directive as written.
    pub(super) written: &'f str,
    /// The letter that determines its meaning.
    pub(super) letter: char,
}

/// The directives that stand for a part of the date.
const OF_DATE: &str = "YymBbhdejAauwGVFDq";
/// The directives that stand for a part of the day.
const OF_DAY: &str = "HIklMSTRpPf";
/// The directives that stand for a character.
const CHARACTERS: &str = "%nt";

impl Directive<'_> {
    /// Whether it stands for a part of the day.
    pub(super) fn is_of_day(self) -> bool {
        OF_DAY.contains(self.letter)
    }

    /// Whether it stands for the offset from UTC.
    pub(super) fn is_offset(self) -> bool {
        self.letter == 'z'
    }
}

/// The directives of a format that stand for a part of a time.
pub(super) fn directives(format: &str) -> Result<Vec<Directive<'_>>, Malformed> {
    let mut all = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        let here = rest.get(at..).unwrap_or_default();
        let behind = here.get(1..).unwrap_or_default();
        let extra = behind.trim_start_matches(|one: char| !one.is_ascii_alphabetic() && one != '%');
        let letter = extra.chars().next();
        let length = here.len() - extra.len();
        let Some(letter) = letter.filter(|_| is_short(here.get(1..length).unwrap_or_default()))
        else {
            return Err(Malformed::new("has a `%` without a letter")
                .help("a `%` that stands for itself is written `%%`"));
        };
        let written = here.get(..length + 1).unwrap_or_default();
        let directive = Directive { written, letter };
        check(directive)?;
        if !CHARACTERS.contains(letter) {
            all.push(directive);
        }
        rest = here.get(length + 1..).unwrap_or_default();
    }
    Ok(all)
}

/// Whether the characters between a `%` and its letter are an allowed modifier.
fn is_short(between: &str) -> bool {
    between.len() <= 2 && between.bytes().all(|octet| b"-_0^.:369".contains(&octet))
}

fn check(directive: Directive<'_>) -> Result<(), Malformed> {
    let Directive { written, letter } = directive;
    let between = written
        .get(1..written.len() - letter.len_utf8())
        .unwrap_or_default();
    let is_known = match letter {
        'f' => matches!(between, "" | "." | "3" | "6" | "9" | ".3" | ".6" | ".9"),
        'z' => matches!(between, "" | ":"),
        '%' | 'n' | 't' => between.is_empty(),
        letter if OF_DATE.contains(letter) || OF_DAY.contains(letter) => {
            matches!(between, "" | "-" | "_" | "0" | "^")
        }
        _ => return Err(foreign::directive(written, letter)),
    };
    if is_known {
        return Ok(());
    }
    Err(
        Malformed::new(format!("has `{written}`, which does not exist")).help(format!(
            "write `%{letter}`; `-` removes padding, as in `%-d`"
        )),
    )
}
