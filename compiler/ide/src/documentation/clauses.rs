//! Words that belong to a construct begun by another word.

/// A word that continues a declaration, a trigger or a step.
pub(crate) fn clause(word: &str) -> Option<&'static str> {
    Some(match word {
        "webhook" => "Begins a trigger: the method and the path follow.",
        "because" => "Why anyone may call this; the reason is printed at startup.",
        "within" => "How far the time of the request may differ from now, in either direction.",
        "was" => {
            "The former name of the field: its column is renamed at startup, and the rows keep their values."
        }
        "ref" => {
            "The id of a row of a collection. `on delete restrict | cascade | null` says what happens when that row is deleted; the deletion fails if nothing is said."
        }
        "restrict" => "The row cannot be deleted as long as this one refers to it.",
        "cascade" => "This row is deleted with the one that it refers to.",
        "unique" => {
            "Prevents two rows from having the same values here; `upsert` finds its row by them."
        }
        "index" => "Speeds up finding rows by these fields.",
        "one" => "The first row, or null. Without `order by` it is the one with the lowest `id`.",
        "where" => "Which rows: a field of the collection is written with a dot before it.",
        "from" => "The list of records that become rows: all of them or none.",
        "of" => "The collection of the field.",
        "group" => {
            "`group by .a`: a list of `{ key, value }`, one for each value of the field, the smallest first."
        }
        "order" => {
            "`order by .a, .b desc`: the order of the rows. Null comes first, and equal rows are ordered by their `id`."
        }
        "asc" => "The smallest value first, which is the default.",
        "desc" => "The largest value first.",
        "limit" => {
            "The maximum number of rows. Without it, more than 10,000 fail with `too_large`."
        }
        "offset" => "How many rows to skip first.",
        "all" => "Every row of the collection.",
        "set" => "The new values of these rows; `.field` is the value before the update.",
        "by" => {
            "`upsert … by (…)`: the fields that identify the row, those of a declared `unique`; in `order by` the sort keys, and in `group by` the field whose values are the keys. `body json by … { … }`: what the type of the body depends on."
        }
        "on" => "`on create { … }`: fields that are written for a new row only.",
        "any" => "A status other than 2xx is not a failure; `.body` is then null.",
        "and" => "True if both sides are true.",
        "or" => "True if at least one side is true.",
        "not" => "True if the condition is false.",
        "in" => "True if an element of the list equals the value.",
        "context" => "The current request.",
        "secrets" => "The secrets. They can only be used in a service, a channel or `verify`.",
        _ => return None,
    })
}
