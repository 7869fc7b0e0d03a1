//! Words that belong to what another word began.

/// A word that goes on with a declaration, a trigger or a step.
pub(crate) fn clause(word: &str) -> Option<&'static str> {
    Some(match word {
        "webhook" => "Begins where a request comes: a method and a path follow.",
        "because" => "Why anybody may call this; it is printed when the server starts.",
        "within" => "How far the time of the request may be from now, in either direction.",
        "was" => {
            "The name that the field had before: its column is renamed at the start, and the rows keep their values."
        }
        "unique" => "Keeps two rows from sharing these values; `upsert` finds its row by them.",
        "index" => "Makes looking rows up by these fields quick.",
        "one" => "The first row, or null. Without `order by` it is the one with the lowest `id`.",
        "where" => "Which rows: a field of the collection is written with a dot before it.",
        "order" => {
            "`order by .a, .b desc`: in which order the rows come. Null comes first, and rows that are alike by their `id`."
        }
        "asc" => "The smallest value first, as without it.",
        "desc" => "The largest value first.",
        "limit" => "The most rows. Without it, more than 10,000 fail with `too_large`.",
        "offset" => "How many rows are passed over first.",
        "all" => "Every row of the collection.",
        "set" => "What is written on these rows; `.field` is the value before.",
        "by" => "By which fields the row is found: those of a declared `unique`.",
        "on" => "`on create { … }`: what is written for a new row only.",
        "any" => "Another status than 2xx is no failure; `.body` is then null.",
        "and" => "Whether both hold.",
        "or" => "Whether one of the two holds.",
        "not" => "Whether it does not hold.",
        "in" => "Whether an element of the list equals it.",
        "context" => "The request at hand.",
        "secrets" => "The secrets. They leave through a service, a channel or `verify` only.",
        _ => return None,
    })
}
