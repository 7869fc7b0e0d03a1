//! What to say beside "expected …, found …" where the rule that was broken is known.

use flowright_diagnostics::nearest;

use super::pieces::word_at;

/// Where pest stopped, as the masked source has it.
pub(super) struct Place<'a> {
    /// The word of the declaration, and its name.
    pub item: &'a str,
    pub name: &'a str,
    /// The line or entry up to where pest stopped, and what follows.
    pub before: &'a str,
    pub rest: &'a str,
}

/// The help, where there is one.
pub(super) fn help(place: &Place<'_>) -> Option<String> {
    in_declaration(place)
        .or_else(|| in_trigger(place))
        .or_else(|| in_step(place))
        .or_else(|| in_statement(place))
}

/// Whether the text ends in that word.
fn ends_in(text: &str, word: &str) -> bool {
    let before = text.strip_suffix(word);
    before.is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

fn in_declaration(place: &Place<'_>) -> Option<String> {
    let Place {
        item,
        name,
        before,
        rest,
    } = *place;
    match item {
        "secret" if rest.starts_with('=') => Some(format!(
            "its value is no part of the program: the operator sets it by `FLOWRIGHT_SECRET_{}`",
            name.to_ascii_uppercase()
        )),
        "channel" if rest.starts_with('{') => Some(format!(
            "say of which kind it is: `channel {name} = slack {{ … }}`"
        )),
        "fn" if before.ends_with(')') && !word_at(rest).is_empty() => Some(format!(
            "the type of its value stands behind `->`: `-> {}`",
            word_at(rest)
        )),
        "collection" if matches!(word_at(rest), "unique" | "index") => {
            let field = word_at(before);
            let key = word_at(rest);
            Some(format!("it stands on a line of its own: `{key} ({field})`"))
        }
        _ => None,
    }
}

fn in_trigger(place: &Place<'_>) -> Option<String> {
    let before = place.before;
    if ends_in(before, "trigger") {
        return Some("write `trigger webhook POST \"/path\" { … }`".to_owned());
    }
    let is_trigger = word_at(before) == "trigger";
    (is_trigger && ends_in(before, "webhook") && place.rest.starts_with('"'))
        .then(|| "the method stands before the path: `trigger webhook POST \"/path\"`".to_owned())
}

fn in_step(place: &Place<'_>) -> Option<String> {
    let Place { before, rest, .. } = *place;
    let has = |word: &str| {
        before
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .any(|one| one == word)
    };
    if has("upsert") && ends_in(before, "by") {
        let field = word_at(rest);
        return (!field.is_empty())
            .then(|| format!("the fields stand in parentheses: `by ({field})`"));
    }
    if has("update") && rest.starts_with('{') {
        return Some("what changes stands behind `set`: `set { … }`".to_owned());
    }
    if ends_in(before, "await") {
        return Some("a step is waited for by itself: leave out the `await`".to_owned());
    }
    let mut words = before.split(' ').rev().filter(|word| !word.is_empty());
    let last = words.next()?;
    if let Some(help) = in_query(place, last, words.clone().next()) {
        return Some(help);
    }
    if words.next() == Some("find") && last != "one" && nearest(last, ["one"]).is_some()
        || last == "oen"
    {
        return Some("did you mean `find one`?".to_owned());
    }
    None
}

/// In a query, behind its last two words.
fn in_query(place: &Place<'_>, last: &str, before_last: Option<&str>) -> Option<String> {
    let next = word_at(place.rest);
    let has = |word: &str| place.before.split([' ', '\n']).any(|one| one == word);
    if before_last == Some("find") && !next.is_empty() {
        return match last {
            "all" | "many" | "every" => {
                Some(format!("`find` gives every row that fits: `find {next}`"))
            }
            "first" => Some(format!("write `find one {next} order by .id`")),
            "last" | "latest" => Some(format!("write `find one {next} order by .id desc`")),
            _ => None,
        };
    }
    let functions = ["sum", "avg", "min", "max"];
    if functions.contains(&last) && !next.is_empty() {
        return Some(format!(
            "name a field and the collection: `{last} .field of rows`"
        ));
    }
    if let Some(function) = before_last.filter(|word| functions.contains(word))
        && last.starts_with('.')
    {
        return Some(format!(
            "name the collection behind `of`: `{function} {last} of rows`"
        ));
    }
    if last == "order" {
        return Some("write `order by .field`".to_owned());
    }
    let is_query = has("find") || has("count") || functions.into_iter().any(has);
    if is_query && place.rest.starts_with(',') {
        return Some(if has("limit") {
            "how many rows are passed over stands behind `offset`: `limit 20 offset 10`".to_owned()
        } else if has("order") {
            "each field is written with a dot, and nothing follows the last: `order by .a, .b desc`"
                .to_owned()
        } else {
            "conditions are joined by `and`".to_owned()
        });
    }
    None
}

fn in_statement(place: &Place<'_>) -> Option<String> {
    let Place { before, rest, .. } = *place;
    if word_at(rest) == "is" {
        let negated = word_at(rest.get(2..)?.trim_start()) == "not";
        let (operator, word) = if negated {
            ("!=", "is not")
        } else {
            ("==", "is")
        };
        return Some(format!(
            "`{word}` is written `{operator}`: `x {operator} null`"
        ));
    }
    if ends_in(before, "catch") && rest.starts_with(['(', '^']) {
        return Some("the name stands without parentheses: `catch e { … }`".to_owned());
    }
    if ends_in(before, "fail") {
        return Some("say why: `fail \"why\"`".to_owned());
    }
    let sign = before
        .chars()
        .next_back()
        .filter(|sign| "+-*/".contains(*sign))?;
    let name = word_at(before);
    (rest.starts_with('=') && !name.is_empty())
        .then(|| format!("there is no `{sign}=`: write `{name} = {name} {sign} …`"))
}
