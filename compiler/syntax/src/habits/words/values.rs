//! Names of values.

use super::habit::Instead::{Likely, Nothing, Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &["begin", "commit", "BEGIN", "COMMIT"],
        Other,
        "write the steps in `transaction { … }`: its end commits them, and a failure undoes them",
    ),
    habit_of(
        &["rollback", "ROLLBACK", "abort"],
        Likely("fail \"why\""),
        "to undo the steps of a `transaction`, write `fail \"why\"` in it",
    ),
    habit_of(
        &["next", "skip"],
        Likely("continue"),
        "to go on with the next element, write `continue`",
    ),
    habit_of(
        &["pass", "noop", "no_op", "nop"],
        Nothing,
        "an empty block needs no statement: remove it",
    ),
    habit_of(
        &["True", "TRUE", "yes"],
        Same("true"),
        "it is written `true`",
    ),
    habit_of(
        &["False", "FALSE", "no"],
        Same("false"),
        "it is written `false`",
    ),
    habit_of(
        &[
            "None",
            "nil",
            "undefined",
            "NULL",
            "Null",
            "Nothing",
            "nothing",
            "nullptr",
            "NaN",
            "empty",
        ],
        Same("null"),
        "the absent value is written `null`",
    ),
    habit_of(
        &["data", "payload", "input"],
        Likely("context.data"),
        "the data of the request is `context.data`",
    ),
    habit_of(
        &[
            "request", "req", "event", "ctx", "this", "self", "params_", "webhook", "args",
        ],
        Likely("context"),
        "the request is `context`: `context.data`, `context.headers[\"x\"]`",
    ),
    habit_of(
        &["body"],
        Likely("context.data"),
        "the body, decoded as `body` in the trigger declares, is `context.data`",
    ),
    habit_of(
        &["params"],
        Likely("context.params"),
        "a path parameter is `context.params.name`",
    ),
    habit_of(
        &["headers"],
        Likely("context.headers"),
        "a header is `context.headers[\"x-name\"]`",
    ),
    habit_of(
        &["query"],
        Likely("context.query"),
        "a query parameter is `context.query[\"name\"]`",
    ),
    habit_of(&["ip"], Likely("context.ip"), "it is `context.ip`"),
    habit_of(
        &["method"],
        Likely("context.method"),
        "it is `context.method`",
    ),
    habit_of(&["path"], Likely("context.path"), "it is `context.path`"),
    habit_of(
        &["request_id"],
        Likely("context.request_id"),
        "it is `context.request_id`",
    ),
    habit_of(
        &["received_at"],
        Likely("context.received_at"),
        "it is `context.received_at`",
    ),
    habit_of(
        &["body_hash"],
        Likely("context.body_hash"),
        "it is `context.body_hash`",
    ),
    habit_of(
        &["env", "process", "ENV", "os", "environ", "Deno", "vars"],
        Other,
        "read a value that the operator sets as `config.name` or `secrets.name`",
    ),
    habit_of(&["secret"], Likely("secrets"), "a secret is `secrets.name`"),
    habit_of(
        &["configs", "settings", "conf"],
        Likely("config"),
        "a config is `config.name`",
    ),
    habit_of(
        &[
            "console", "print", "println", "printf", "puts", "logger", "logging", "fmt",
        ],
        Other,
        "to write to the log, use `log info \"…\"`",
    ),
    habit_of(
        &[
            "fetch",
            "axios",
            "curl",
            "requests",
            "urllib",
            "superagent",
            "got",
        ],
        Other,
        "to send a request, use a step: `let answer = http GET \"https://example.com\" { expect json }`",
    ),
    habit_of(
        &["res", "response", "reply"],
        Other,
        "to respond, write `respond 200 json { ok: true }`",
    ),
    habit_of(
        &["Date", "datetime", "moment", "time", "Time", "dayjs"],
        Other,
        "the current time is `now()`",
    ),
    habit_of(
        &["JSON", "json"],
        Other,
        "`body json T`, `expect T` and `decode x as T` read JSON, and `respond 200 json …` and `json …` write it: no function is needed",
    ),
    habit_of(
        &["Math"],
        Other,
        "for numbers, use `+ - * / %` and functions such as `x.round(2)`",
    ),
    habit_of(
        &[
            "Object", "Array", "Number", "String", "Boolean", "Promise", "List",
        ],
        Other,
        "functions are called on the value: `text.upper()`, `list.length`",
    ),
    habit_of(
        &["require", "module", "exports", "import"],
        Other,
        "nothing is imported: all files of a folder are one program",
    ),
    habit_of(
        &["len", "count", "size", "sizeof"],
        Other,
        "it is written `x.length`",
    ),
    habit_of(
        &["crypto", "hashlib", "hmac"],
        Other,
        "signatures are checked with `verify` in the trigger",
    ),
    habit_of(
        &["db", "database", "prisma", "knex", "mongo"],
        Other,
        "use steps to read and write rows: `find one`, `create`, `upsert`, `update`",
    ),
];
