//! Words where a declaration begins.

use super::habit::Instead::{Likely, Nothing, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["function", "def", "func", "fun", "fnc", "sub", "proc"],
        Same("fn"),
        "a function is declared by `fn`",
    ),
    habit_of(
        &["flow", "pipeline", "job", "task"],
        Likely("workflow"),
        "it is declared by `workflow`",
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
        "a record type is declared by `type`",
    ),
    habit_of(
        &["enum"],
        Likely("type"),
        "a choice of texts is a type: `type State = \"new\" | \"paid\"`",
    ),
    habit_of(
        &["table", "model", "entity"],
        Likely("collection"),
        "rows are kept in a `collection`",
    ),
    habit_of(
        &["env"],
        Likely("config"),
        "what the operator sets is a `config` or a `secret`",
    ),
    habit_of(
        &[
            "import", "include", "use", "require", "from", "package", "module", "using",
        ],
        Nothing,
        "all files of a folder are one program: nothing is imported",
    ),
];
