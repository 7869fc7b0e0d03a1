//! Words at the start of a declaration.

use super::habit::Instead::{Likely, Nothing, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["function", "def", "func", "fun", "fnc", "sub", "proc"],
        Same("fn"),
        "a function is declared with `fn`",
    ),
    habit_of(
        &["flow", "pipeline", "job", "task"],
        Likely("workflow"),
        "declare it with `workflow`",
    ),
    habit_of(
        &[
            "struct",
            "interface",
            "class",
            "record",
            "dataclass",
            "typedef",
            "schema",
        ],
        Likely("type"),
        "a record type is declared with `type`",
    ),
    habit_of(
        &["enum"],
        Likely("type"),
        "an enumeration is a type: `type State = \"new\" | \"paid\"`",
    ),
    habit_of(
        &["table", "model", "entity"],
        Likely("collection"),
        "rows are stored in a `collection`",
    ),
    habit_of(
        &["env"],
        Likely("config"),
        "declare a value that the operator sets as a `config` or a `secret`",
    ),
    habit_of(
        &[
            "import", "include", "use", "require", "from", "package", "module", "using",
        ],
        Nothing,
        "all files of a folder are one program: nothing is imported",
    ),
];
