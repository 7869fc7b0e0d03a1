//! Names of functions that are called on a value, and of members without a call.

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
        &["first_n", "substring", "substr", "head", "left", "truncate"],
        Likely("take"),
        "",
    ),
    habit_of(&["explode", "split_by"], Same("split"), ""),
    habit_of(&["implode", "joined"], Same("join"), ""),
    habit_of(&["where", "select_if", "Where"], Same("filter"), ""),
    habit_of(&["collect", "Select"], Same("map"), ""),
    habit_of(&["some"], Same("any"), ""),
    habit_of(&["every"], Same("all"), ""),
    habit_of(
        &["forEach", "for_each", "each"],
        Other,
        "a list is walked by `for x in list { … }`",
    ),
    habit_of(
        &["reduce", "fold", "inject"],
        Other,
        "a sum is `list.sum(x => x.price)`; for anything else, change a `var` in a `for`",
    ),
    habit_of(
        &["push", "append", "add", "concat", "extend", "unshift"],
        Other,
        "lists do not change: the blocks of `let xs = for y in ys { … }` make a new one",
    ),
    habit_of(
        &["pop", "shift", "remove", "splice"],
        Other,
        "lists do not change: `list.take(n)` gives a part of one",
    ),
    habit_of(
        &["toString", "to_s", "to_string", "to_text", "String", "str"],
        Other,
        "a text is made by a string around the value: `\"{x}\"`",
    ),
    habit_of(&["toFixed", "toPrecision"], Likely("round"), ""),
    habit_of(
        &["get", "fetch", "at"],
        Other,
        "a field is `x.name`, an element `list[0]`",
    ),
    habit_of(
        &["then", "await", "unwrap"],
        Other,
        "a step is waited for by itself: use its value",
    ),
    habit_of(
        &["json"],
        Other,
        "what the answer is says the step: `expect { id: int }`; its value is `answer.body`",
    ),
];
