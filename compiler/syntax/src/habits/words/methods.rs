//! Names of methods, and of members without a call.

use super::habit::Instead::{Likely, Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
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
        &["includes", "has", "include", "Contains", "indexOf", "in"],
        Same("contains"),
        "",
    ),
    habit_of(
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
        &["endsWith", "endswith", "has_suffix", "HasSuffix", "ends"],
        Same("ends_with"),
        "",
    ),
    habit_of(
        &["isEmpty", "empty", "is_blank", "blank"],
        Same("is_empty"),
        "",
    ),
    habit_of(
        &["replaceAll", "replace_all", "gsub", "sub"],
        Same("replace"),
        "",
    ),
    habit_of(
        &["substring", "substr", "mid", "Substring"],
        Likely("slice"),
        "",
    ),
    habit_of(
        &["match", "test", "is_match", "search", "matches_regex"],
        Likely("matches"),
        "",
    ),
    habit_of(&["first_n", "head", "left", "truncate"], Likely("take"), ""),
    habit_of(&["explode", "split_by"], Same("split"), ""),
    habit_of(&["implode", "joined"], Same("join"), ""),
    habit_of(&["where", "select_if", "Where"], Same("filter"), ""),
    habit_of(&["collect", "Select"], Same("map"), ""),
    habit_of(&["some"], Same("any"), ""),
    habit_of(&["every"], Same("all"), ""),
    habit_of(
        &["forEach", "for_each", "each"],
        Other,
        "to iterate over a list, write `for x in list { … }`",
    ),
    habit_of(
        &["reduce", "inject", "aggregate", "foldl", "Aggregate"],
        Other,
        "for a sum, write `list.sum(x => x.price)`; for anything else, `list.fold(start, (so_far, x) => …)`",
    ),
    habit_of(
        &["push", "append", "add", "concat", "extend", "unshift"],
        Other,
        "lists are immutable: `xs = xs.append(x)` makes a new one, if `xs` is a `var`",
    ),
    habit_of(
        &["pop", "shift", "remove", "splice"],
        Other,
        "lists are immutable: `list.take(n)` returns a part of one",
    ),
    habit_of(
        &["toString", "to_s", "to_string", "to_text", "String", "str"],
        Other,
        "to convert a value to a text, write `\"{x}\"`",
    ),
    habit_of(&["toFixed", "toPrecision"], Likely("round"), ""),
    habit_of(
        &["get", "fetch", "at"],
        Other,
        "write a field as `x.name`, an element as `list[0]`, a value of a map as `map[key]`",
    ),
    habit_of(
        &[
            "containsKey",
            "contains_key",
            "has_key",
            "hasKey",
            "hasOwnProperty",
        ],
        Other,
        "to ask for a key, write `key in map`",
    ),
    habit_of(&["put", "insert", "with"], Same("set"), ""),
    habit_of(&["delete", "without", "del"], Same("remove"), ""),
    habit_of(
        &["toJson", "toJSON", "stringify", "dump", "dumps", "as_json"],
        Same("to_json"),
        "",
    ),
    habit_of(
        &["parse_json", "parseJson", "from_json", "parse", "loads"],
        Other,
        "to read JSON, write `decode text as T`, with a type or `json`",
    ),
    habit_of(
        &["then", "await", "unwrap"],
        Other,
        "steps are awaited automatically: use the value of the step",
    ),
    habit_of(
        &["json"],
        Other,
        "declare the body of the response in the step: `expect { id: int }`; its value is `answer.body`",
    ),
];
