//! Words at the start of a statement, or in the place of another keyword.

use super::habit::Instead::{Likely, Nothing, Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["const", "val", "final", "my", "local"],
        Same("let"),
        "bind the name with `let`",
    ),
    habit_of(
        &["return"],
        Nothing,
        "the last line of a block is its value, without `return`; a workflow responds with `respond`",
    ),
    habit_of(
        &["switch"],
        Same("match"),
        "use `match` to distinguish cases",
    ),
    habit_of(
        &["case"],
        Likely("when"),
        "write cases in `branch { when … { … } }` or in `match`",
    ),
    habit_of(
        &["foreach", "each"],
        Same("for"),
        "to iterate over a list, use `for`",
    ),
    habit_of(
        &["loop", "until"],
        Likely("while"),
        "a loop is `while CONDITION at most 100 { … }`",
    ),
    habit_of(
        &["throw", "raise", "panic", "abort"],
        Likely("fail"),
        "to fail, use `fail`",
    ),
    habit_of(
        &["except", "rescue"],
        Same("catch"),
        "to catch failures, use `catch`",
    ),
    habit_of(
        &["finally", "ensure", "defer"],
        Other,
        "there is no `finally`: write the code after the `try`",
    ),
    habit_of(
        &["insert", "INSERT", "save"],
        Likely("create"),
        "to create a row, write `create`",
    ),
    habit_of(
        &["select", "SELECT", "query"],
        Other,
        "to read rows, write `find one NAME where .field == value`",
    ),
    habit_of(
        &["fetch", "curl"],
        Likely("http"),
        "to send a request, use `http`",
    ),
    habit_of(
        &["assert", "require", "guard", "unless"],
        Other,
        "to check a condition, write `if not (…) { fail \"why\" }`",
    ),
    habit_of(
        &["skip", "SKIP", "OFFSET"],
        Same("offset"),
        "to skip rows, write `offset`",
    ),
    habit_of(
        &["descending", "DESC", "reverse", "reversed"],
        Same("desc"),
        "the largest first is `desc`",
    ),
    habit_of(
        &["ascending", "ASC"],
        Same("asc"),
        "the smallest first is `asc`, or nothing",
    ),
    habit_of(
        &["LIMIT", "top", "first_n"],
        Same("limit"),
        "for a number of rows, write `limit`",
    ),
    habit_of(&["pass", "noop"], Nothing, "an empty block is `{ }`"),
    habit_of(
        &["function", "def", "func"],
        Other,
        "declare functions outside of workflows: `fn name(x: int) -> int { … }`",
    ),
];
