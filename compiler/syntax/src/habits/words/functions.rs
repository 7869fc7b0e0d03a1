//! Names of functions that are called on nothing, beyond the names of values.

use super::habit::Instead::{Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["str", "String", "toString", "to_string", "string"],
        Other,
        "a text is made by a string around the value: `\"{x}\"`",
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
        "declare it a number where it comes in: `body json { n: int }`",
    ),
    habit_of(
        &["range"],
        Other,
        "`for` walks a list: `for x in list { … }`",
    ),
    habit_of(&["len", "count", "size"], Other, "it is written `x.length`"),
    habit_of(
        &["isinstance", "typeof", "type"],
        Other,
        "the type of every value is known: declare it where the value comes in",
    ),
    habit_of(
        &["setTimeout", "sleep"],
        Other,
        "a workflow waits by `delay 10m`",
    ),
    habit_of(
        &["sendEmail", "send_email", "send_mail", "mail", "email"],
        Other,
        "a mail is sent to a channel: `channel mail = email { … }` and `notify mail { to …, subject …, text … }`",
    ),
    habit_of(
        &["coalesce", "COALESCE", "ifnull", "IFNULL", "default"],
        Other,
        "for null, write `x ?? other`",
    ),
    habit_of(
        &[
            "NOW",
            "Now",
            "today",
            "current_timestamp",
            "CURRENT_TIMESTAMP",
            "getdate",
        ],
        Same("now"),
        "the time now is `now()`",
    ),
    habit_of(&["log"], Other, "a line in the log is `log info \"…\"`"),
];
