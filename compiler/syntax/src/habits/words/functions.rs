//! Names of free functions, in addition to the names of values.

use super::habit::Instead::{Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["str", "String", "toString", "to_string", "string"],
        Other,
        "to convert a value to a text, write `\"{x}\"`",
    ),
    habit_of(
        &[
            "int",
            "parseInt",
            "Number",
            "float",
            "parseFloat",
            "Integer",
        ],
        Other,
        "declare it as a number where it is decoded, `body json { n: int }`, or convert the text: `text.to_int()` or `text.to_float()`, which may be null",
    ),
    habit_of(
        &["decode", "json_decode", "parse", "loads"],
        Other,
        "to read JSON, write `decode x as { id: int }`",
    ),
    habit_of(
        &["range"],
        Other,
        "to count, write `var i = 0`, then `while i < n at most 1000 { … }` with `i = i + 1` as its last line; for a list, `for x in list { … }`",
    ),
    habit_of(&["len", "count", "size"], Other, "it is written `x.length`"),
    habit_of(
        &["isinstance", "typeof", "type"],
        Other,
        "the type of every value is known: declare it where the value is decoded",
    ),
    habit_of(
        &["enumerate", "each_with_index", "entries"],
        Other,
        "the index of an element is the first name of a loop: `for i, x in list { … }`",
    ),
    habit_of(
        &["setTimeout", "sleep", "wait", "setInterval", "delay"],
        Other,
        "a workflow cannot wait: have the sender, or an external timer, call a second workflow later",
    ),
    habit_of(
        &["sendEmail", "send_email", "send_mail", "mail", "email"],
        Other,
        "to send a mail, use a channel: `channel mail = email { … }` and `notify mail { to …, subject …, text … }`",
    ),
    habit_of(
        &["coalesce", "COALESCE", "ifnull", "IFNULL", "default"],
        Other,
        "for a default in place of null, write `x ?? other`",
    ),
    habit_of(
        &[
            "NOW",
            "Now",
            "current_timestamp",
            "CURRENT_TIMESTAMP",
            "getdate",
        ],
        Same("now"),
        "the current time is `now()`",
    ),
    habit_of(
        &["today", "TODAY", "current_date", "CURRENT_DATE", "CURDATE"],
        Other,
        "the date depends on the zone: `now().date(\"Europe/Stockholm\")`",
    ),
    habit_of(&["log"], Other, "to write to the log, use `log info \"…\"`"),
];
