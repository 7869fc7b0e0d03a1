//! The one table of words of other languages.

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HabitPlace {
    /// Where a declaration begins.
    Item,
    /// Where a statement begins, or another keyword stands.
    Keyword,
    /// The name of a value.
    Value,
    /// The name of a type.
    Type,
    /// The name of a function that is called on a value, or of a member without a call.
    Method,
    /// The name of a function that is called on nothing.
    Function,
}

/// What stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// This means the same: the edit is safe.
    Same(&'static str),
    /// This is meant most often.
    Likely(&'static str),
    /// Nothing: the word is too much.
    Nothing,
    /// Something that depends on what stands around it.
    Other,
}

impl Instead {
    /// The word, where it is one.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Instead::Same(word) | Instead::Likely(word) => Some(word),
            Instead::Nothing | Instead::Other => None,
        }
    }
}

/// A word of another language.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// Where it stands.
    pub place: HabitPlace,
    /// How it is written elsewhere.
    pub written: &'static [&'static str],
    /// What stands in its place here.
    pub instead: Instead,
    /// What to say.
    pub says: &'static str,
}

const fn habit_of(
    place: HabitPlace,
    written: &'static [&'static str],
    instead: Instead,
    says: &'static str,
) -> Habit {
    Habit {
        place,
        written,
        instead,
        says,
    }
}

use HabitPlace::{Function, Item, Keyword, Method, Type, Value};
use Instead::{Likely, Nothing, Other, Same};

/// Every such word.
const HABITS: &[Habit] = &[
    // Declarations.
    habit_of(
        Item,
        &["function", "def", "func", "fun", "fnc", "sub", "proc"],
        Same("fn"),
        "a function is declared by `fn`",
    ),
    habit_of(
        Item,
        &["flow", "pipeline", "job", "task"],
        Likely("workflow"),
        "it is declared by `workflow`",
    ),
    habit_of(
        Item,
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
        Item,
        &["enum"],
        Likely("type"),
        "a choice of texts is a type: `type State = \"new\" | \"paid\"`",
    ),
    habit_of(
        Item,
        &["table", "model", "entity"],
        Likely("collection"),
        "rows are kept in a `collection`",
    ),
    habit_of(
        Item,
        &["env"],
        Likely("config"),
        "what the operator sets is a `config` or a `secret`",
    ),
    habit_of(
        Item,
        &[
            "import", "include", "use", "require", "from", "package", "module", "using",
        ],
        Nothing,
        "all files of a folder are one program: nothing is imported",
    ),
    // Statements and steps.
    habit_of(
        Keyword,
        &["const", "val", "final", "my", "local"],
        Same("let"),
        "a name is bound by `let`",
    ),
    habit_of(
        Keyword,
        &["return"],
        Nothing,
        "the last line of a block is its value, without `return`; a workflow answers by `respond`",
    ),
    habit_of(
        Keyword,
        &["switch"],
        Same("match"),
        "cases are told apart by `match`",
    ),
    habit_of(
        Keyword,
        &["case"],
        Likely("when"),
        "cases stand in `branch { when … { … } }` or in `match`",
    ),
    habit_of(
        Keyword,
        &["foreach", "each"],
        Same("for"),
        "lists are walked by `for`",
    ),
    habit_of(
        Keyword,
        &["loop", "until"],
        Likely("while"),
        "a loop is `while CONDITION at most 100 { … }`",
    ),
    habit_of(
        Keyword,
        &["throw", "raise", "panic", "abort"],
        Likely("fail"),
        "an execution fails by `fail`",
    ),
    habit_of(
        Keyword,
        &["except", "rescue"],
        Same("catch"),
        "failures are caught by `catch`",
    ),
    habit_of(
        Keyword,
        &["finally", "ensure", "defer"],
        Other,
        "there is no `finally`: write what follows after the `try`",
    ),
    habit_of(
        Keyword,
        &["insert", "INSERT", "save"],
        Likely("create"),
        "a row is made by `create`",
    ),
    habit_of(
        Keyword,
        &["select", "SELECT", "query"],
        Other,
        "rows are read by `find one NAME where .field == value`",
    ),
    habit_of(
        Keyword,
        &["sleep", "wait"],
        Likely("delay"),
        "a workflow waits by `delay`",
    ),
    habit_of(
        Keyword,
        &["fetch", "curl"],
        Likely("http"),
        "a request is sent by `http`",
    ),
    habit_of(
        Keyword,
        &["assert", "require", "guard", "unless"],
        Other,
        "a check is an `if`: `if not (…) { fail \"why\" }`",
    ),
    habit_of(
        Keyword,
        &["pass", "noop"],
        Nothing,
        "an empty block is `{ }`",
    ),
    habit_of(
        Keyword,
        &["function", "def", "func"],
        Other,
        "a function is declared outside of workflows: `fn name(x: int) -> int { … }`",
    ),
    // Values.
    habit_of(
        Value,
        &["True", "TRUE", "yes"],
        Same("true"),
        "it is written `true`",
    ),
    habit_of(
        Value,
        &["False", "FALSE", "no"],
        Same("false"),
        "it is written `false`",
    ),
    habit_of(
        Value,
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
        "nothing is written `null`",
    ),
    habit_of(
        Value,
        &["data", "payload", "input"],
        Likely("context.data"),
        "what was sent is `context.data`",
    ),
    habit_of(
        Value,
        &[
            "request", "req", "event", "ctx", "this", "self", "params_", "webhook", "args",
        ],
        Likely("context"),
        "the request is `context`: `context.data`, `context.headers[\"x\"]`",
    ),
    habit_of(
        Value,
        &["body"],
        Likely("context.data"),
        "the body, as `body` in the trigger reads it, is `context.data`",
    ),
    habit_of(
        Value,
        &["params"],
        Likely("context.params"),
        "a parameter of the path is `context.params.name`",
    ),
    habit_of(
        Value,
        &["headers"],
        Likely("context.headers"),
        "a header is `context.headers[\"x-name\"]`",
    ),
    habit_of(
        Value,
        &["query"],
        Likely("context.query"),
        "a parameter of the query is `context.query[\"name\"]`",
    ),
    habit_of(Value, &["ip"], Likely("context.ip"), "it is `context.ip`"),
    habit_of(
        Value,
        &["method"],
        Likely("context.method"),
        "it is `context.method`",
    ),
    habit_of(
        Value,
        &["path"],
        Likely("context.path"),
        "it is `context.path`",
    ),
    habit_of(
        Value,
        &["request_id"],
        Likely("context.request_id"),
        "it is `context.request_id`",
    ),
    habit_of(
        Value,
        &["received_at"],
        Likely("context.received_at"),
        "it is `context.received_at`",
    ),
    habit_of(
        Value,
        &["body_hash"],
        Likely("context.body_hash"),
        "it is `context.body_hash`",
    ),
    habit_of(
        Value,
        &["env", "process", "ENV", "os", "environ", "Deno", "vars"],
        Other,
        "what the operator sets is a `config` or a `secret`: `config.name`, `secrets.name`",
    ),
    habit_of(
        Value,
        &["secret"],
        Likely("secrets"),
        "a secret is `secrets.name`",
    ),
    habit_of(
        Value,
        &["configs", "settings", "conf"],
        Likely("config"),
        "a config is `config.name`",
    ),
    habit_of(
        Value,
        &[
            "console", "print", "println", "printf", "puts", "logger", "logging", "fmt",
        ],
        Other,
        "a line in the log is `log info \"…\"`",
    ),
    habit_of(
        Value,
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
        "a request is a step: `let answer = http GET \"https://example.com\" { expect json }`",
    ),
    habit_of(
        Value,
        &["res", "response", "reply"],
        Other,
        "the answer is a step: `respond 200 json { ok: true }`",
    ),
    habit_of(
        Value,
        &["Date", "datetime", "moment", "time", "Time", "dayjs"],
        Other,
        "the time now is `now()`",
    ),
    habit_of(
        Value,
        &["JSON", "json"],
        Other,
        "JSON is read by `body json T` and `expect T`, and written by `respond 200 json …` and `json …`: no function is needed",
    ),
    habit_of(
        Value,
        &["Math"],
        Other,
        "numbers are worked with by `+ - * / %` and by functions on them: `x.round(2)`",
    ),
    habit_of(
        Value,
        &[
            "Object", "Array", "Number", "String", "Boolean", "Promise", "List",
        ],
        Other,
        "functions are called on the value: `text.upper()`, `list.length`",
    ),
    habit_of(
        Value,
        &["require", "module", "exports", "import"],
        Other,
        "nothing is imported: all files of a folder are one program",
    ),
    habit_of(
        Value,
        &["len", "count", "size", "sizeof"],
        Other,
        "it is written `x.length`",
    ),
    habit_of(
        Value,
        &["crypto", "hashlib", "hmac"],
        Other,
        "a signature is checked by `verify` in the trigger",
    ),
    habit_of(
        Value,
        &["db", "database", "prisma", "knex", "mongo"],
        Other,
        "rows are read and written by steps: `find one`, `create`, `upsert`, `update`",
    ),
    // Functions called on nothing, beyond the names of values.
    habit_of(
        Function,
        &["str", "String", "toString", "to_string", "string"],
        Other,
        "a text is made by a string around the value: `\"{x}\"`",
    ),
    habit_of(
        Function,
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
        Function,
        &["range"],
        Other,
        "`for` walks a list: `for x in list { … }`",
    ),
    habit_of(
        Function,
        &["len", "count", "size"],
        Other,
        "it is written `x.length`",
    ),
    habit_of(
        Function,
        &["isinstance", "typeof", "type"],
        Other,
        "the type of every value is known: declare it where the value comes in",
    ),
    habit_of(
        Function,
        &["setTimeout", "sleep"],
        Other,
        "a workflow waits by `delay 10m`",
    ),
    habit_of(
        Function,
        &["sendEmail", "send_email", "send_mail", "mail", "email"],
        Other,
        "a mail is sent to a channel: `channel mail = email { … }` and `notify mail { to …, subject …, text … }`",
    ),
    habit_of(
        Function,
        &["coalesce", "COALESCE", "ifnull", "IFNULL", "default"],
        Other,
        "for null, write `x ?? other`",
    ),
    habit_of(
        Function,
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
    habit_of(
        Function,
        &["log"],
        Other,
        "a line in the log is `log info \"…\"`",
    ),
    // Types.
    habit_of(
        Type,
        &[
            "string", "str", "String", "varchar", "VARCHAR", "TEXT", "char", "CHAR", "uuid",
            "UUID", "guid", "email", "url", "Text",
        ],
        Same("text"),
        "it is called `text`",
    ),
    habit_of(
        Type,
        &["boolean", "Boolean", "BOOLEAN", "Bool", "BOOL", "bit"],
        Same("bool"),
        "it is called `bool`",
    ),
    habit_of(
        Type,
        &[
            "integer", "Integer", "INTEGER", "INT", "Int", "BIGINT", "bigint", "long", "Long",
            "int32", "int64", "i32", "i64", "u32", "u64", "uint", "serial", "smallint", "short",
            "byte",
        ],
        Same("int"),
        "it is called `int`",
    ),
    habit_of(
        Type,
        &["number", "Number"],
        Likely("float"),
        "a number is an `int` or a `float`",
    ),
    habit_of(
        Type,
        &[
            "double", "Double", "real", "REAL", "Float", "FLOAT", "f32", "f64", "float64",
            "float32",
        ],
        Same("float"),
        "it is called `float`",
    ),
    habit_of(
        Type,
        &[
            "numeric",
            "NUMERIC",
            "money",
            "Decimal",
            "DECIMAL",
            "currency",
            "BigDecimal",
        ],
        Likely("decimal"),
        "exact numbers are `decimal`",
    ),
    habit_of(
        Type,
        &[
            "datetime",
            "DateTime",
            "DATETIME",
            "timestamp",
            "TIMESTAMP",
            "timestamptz",
            "Date",
            "DATE",
            "Time",
            "Instant",
            "date",
        ],
        Same("time"),
        "a point in time is a `time`",
    ),
    habit_of(
        Type,
        &[
            "any",
            "Any",
            "object",
            "Object",
            "unknown",
            "mixed",
            "interface",
            "jsonb",
            "JSON",
            "Json",
            "dynamic",
        ],
        Likely("json"),
        "data of any form is `json`; better is a record: `{ name: text }`",
    ),
    habit_of(
        Type,
        &[
            "list", "List", "array", "Array", "Vec", "Set", "set", "tuple", "slice", "Sequence",
            "Iterable",
        ],
        Other,
        "a list is written `[T]`: `[text]`",
    ),
    habit_of(
        Type,
        &[
            "dict", "Dict", "Map", "HashMap", "hash", "Record", "Mapping",
        ],
        Other,
        "a record names its fields, `{ name: text }`; where they are not known, it is a `map<T>`",
    ),
    habit_of(
        Type,
        &["Optional", "Option", "Maybe", "Nullable"],
        Other,
        "what may be null has a `?` behind it: `text?`",
    ),
    habit_of(
        Type,
        &["null", "void", "None", "nil", "undefined", "never", "unit"],
        Other,
        "`null` is no type: what may be null has a `?` behind it, as `text?`",
    ),
    habit_of(
        Type,
        &["blob", "BLOB", "Buffer", "binary"],
        Same("bytes"),
        "octets are `bytes`",
    ),
    habit_of(
        Type,
        &["func", "function", "Function", "callable"],
        Other,
        "functions are no values: there is no type of them",
    ),
    // Functions called on a value.
    habit_of(
        Method,
        &[
            "len",
            "size",
            "count",
            "strlen",
            "Length",
            "Count",
            "getLength",
        ],
        Same("length"),
        "",
    ),
    habit_of(
        Method,
        &[
            "toUpperCase",
            "to_upper",
            "uppercase",
            "to_uppercase",
            "upcase",
            "toUpper",
            "ToUpper",
        ],
        Same("upper"),
        "",
    ),
    habit_of(
        Method,
        &[
            "toLowerCase",
            "to_lower",
            "lowercase",
            "to_lowercase",
            "downcase",
            "toLower",
            "ToLower",
            "casefold",
        ],
        Same("lower"),
        "",
    ),
    habit_of(
        Method,
        &[
            "strip",
            "trimmed",
            "trimSpace",
            "TrimSpace",
            "Trim",
            "chomp",
        ],
        Same("trim"),
        "",
    ),
    habit_of(
        Method,
        &["includes", "has", "include", "Contains", "indexOf", "in"],
        Same("contains"),
        "",
    ),
    habit_of(
        Method,
        &[
            "startsWith",
            "startswith",
            "has_prefix",
            "HasPrefix",
            "starts",
        ],
        Same("starts_with"),
        "",
    ),
    habit_of(
        Method,
        &["endsWith", "endswith", "has_suffix", "HasSuffix", "ends"],
        Same("ends_with"),
        "",
    ),
    habit_of(
        Method,
        &["isEmpty", "empty", "is_blank", "blank"],
        Same("is_empty"),
        "",
    ),
    habit_of(
        Method,
        &["replaceAll", "replace_all", "gsub", "sub"],
        Same("replace"),
        "",
    ),
    habit_of(
        Method,
        &["first_n", "substring", "substr", "head", "left", "truncate"],
        Likely("take"),
        "",
    ),
    habit_of(Method, &["explode", "split_by"], Same("split"), ""),
    habit_of(Method, &["implode", "joined"], Same("join"), ""),
    habit_of(Method, &["where", "select_if", "Where"], Same("filter"), ""),
    habit_of(Method, &["collect", "Select"], Same("map"), ""),
    habit_of(Method, &["some"], Same("any"), ""),
    habit_of(Method, &["every"], Same("all"), ""),
    habit_of(
        Method,
        &["forEach", "for_each", "each"],
        Other,
        "a list is walked by `for x in list { … }`",
    ),
    habit_of(
        Method,
        &["reduce", "fold", "inject"],
        Other,
        "a sum is `list.sum(x => x.price)`; for anything else, change a `var` in a `for`",
    ),
    habit_of(
        Method,
        &["push", "append", "add", "concat", "extend", "unshift"],
        Other,
        "lists do not change: the blocks of `let xs = for y in ys { … }` make a new one",
    ),
    habit_of(
        Method,
        &["pop", "shift", "remove", "splice"],
        Other,
        "lists do not change: `list.take(n)` gives a part of one",
    ),
    habit_of(
        Method,
        &["toString", "to_s", "to_string", "to_text", "String", "str"],
        Other,
        "a text is made by a string around the value: `\"{x}\"`",
    ),
    habit_of(Method, &["toFixed", "toPrecision"], Likely("round"), ""),
    habit_of(
        Method,
        &["get", "fetch", "at"],
        Other,
        "a field is `x.name`, an element `list[0]`",
    ),
    habit_of(
        Method,
        &["then", "await", "unwrap"],
        Other,
        "a step is waited for by itself: use its value",
    ),
    habit_of(
        Method,
        &["json"],
        Other,
        "what the answer is says the step: `expect { id: int }`; its value is `answer.body`",
    ),
];

/// The word in that place, if another language has it.
#[must_use]
pub fn habit(place: HabitPlace, word: &str) -> Option<&'static Habit> {
    HABITS
        .iter()
        .find(|habit| habit.place == place && habit.written.contains(&word))
}

/// All such words.
pub fn habits() -> impl Iterator<Item = &'static Habit> {
    HABITS.iter()
}
