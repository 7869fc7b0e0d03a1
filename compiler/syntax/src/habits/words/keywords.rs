//! Words where a statement begins, or another keyword stands.

use super::habit::Instead::{Likely, Nothing, Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["const", "val", "final", "my", "local"],
        Same("let"),
        "a name is bound by `let`",
    ),
    habit_of(
        &["return"],
        Nothing,
        "the last line of a block is its value, without `return`; a workflow answers by `respond`",
    ),
    habit_of(
        &["switch"],
        Same("match"),
        "cases are told apart by `match`",
    ),
    habit_of(
        &["case"],
        Likely("when"),
        "cases stand in `branch { when … { … } }` or in `match`",
    ),
    habit_of(
        &["foreach", "each"],
        Same("for"),
        "lists are walked by `for`",
    ),
    habit_of(
        &["loop", "until"],
        Likely("while"),
        "a loop is `while CONDITION at most 100 { … }`",
    ),
    habit_of(
        &["throw", "raise", "panic", "abort"],
        Likely("fail"),
        "an execution fails by `fail`",
    ),
    habit_of(
        &["except", "rescue"],
        Same("catch"),
        "failures are caught by `catch`",
    ),
    habit_of(
        &["finally", "ensure", "defer"],
        Other,
        "there is no `finally`: write what follows after the `try`",
    ),
    habit_of(
        &["insert", "INSERT", "save"],
        Likely("create"),
        "a row is made by `create`",
    ),
    habit_of(
        &["select", "SELECT", "query"],
        Other,
        "rows are read by `find one NAME where .field == value`",
    ),
    habit_of(
        &["sleep", "wait"],
        Likely("delay"),
        "a workflow waits by `delay`",
    ),
    habit_of(
        &["fetch", "curl"],
        Likely("http"),
        "a request is sent by `http`",
    ),
    habit_of(
        &["assert", "require", "guard", "unless"],
        Other,
        "a check is an `if`: `if not (…) { fail \"why\" }`",
    ),
    habit_of(&["pass", "noop"], Nothing, "an empty block is `{ }`"),
    habit_of(
        &["function", "def", "func"],
        Other,
        "a function is declared outside of workflows: `fn name(x: int) -> int { … }`",
    ),
];
