//! Additional help for "expected …, found …" if the broken rule is known.

use flowright_diagnostics::nearest;

use super::pieces::word_at;
use crate::tokens::{WordClass, word};

/// Where pest stopped, in terms of the masked source.
pub(super) struct Place<'a> {
    /// The keyword of the declaration, and its name.
    pub item: &'a str,
    pub name: &'a str,
    /// The line or entry up to where pest stopped, and the text after that.
    pub before: &'a str,
    pub rest: &'a str,
    /// Whether a block is the only thing that may follow.
    pub wants_block: bool,
}

/// The help, if there is any.
pub(super) fn help(place: &Place<'_>) -> Option<String> {
    in_declaration(place)
        .or_else(|| in_trigger(place))
        .or_else(|| in_parallel(place))
        .or_else(|| in_head(place))
        .or_else(|| in_members(place))
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
        wants_block: _,
    } = *place;
    match item {
        "secret" if rest.starts_with('=') => Some(format!(
            "its value is not part of the program: the operator sets it with `FLOWRIGHT_SECRET_{}`",
            name.to_ascii_uppercase()
        )),
        "channel" if rest.starts_with('{') => Some(format!(
            "declare its kind: `channel {name} = slack {{ … }}`"
        )),
        "fn" if before.ends_with(')') && !word_at(rest).is_empty() => Some(format!(
            "write the return type after `->`: `-> {}`",
            word_at(rest)
        )),
        "collection" if matches!(word_at(rest), "unique" | "index") => {
            let field = word_at(before);
            let key = word_at(rest);
            Some(format!("write it on a line of its own: `{key} ({field})`"))
        }
        _ => None,
    }
}

fn in_trigger(place: &Place<'_>) -> Option<String> {
    let before = place.before;
    if ends_in(before, "trigger") {
        return Some("write `trigger webhook POST \"/path\" { … }`".to_owned());
    }
    if before == "body" && place.rest.starts_with('{') {
        return Some("write the kind of the body: `body json { name: text }`".to_owned());
    }
    if ends_in(before, "cors") && place.rest.starts_with('*') {
        return Some("write the origin in quotes: `cors \"*\"`".to_owned());
    }
    if let Some(word) = ["query", "headers"].iter().find(|word| before == **word) {
        return Some(format!(
            "write its members in braces: `{word} {{ name: text }}`"
        ));
    }
    let is_trigger = word_at(before) == "trigger";
    (is_trigger && ends_in(before, "webhook") && place.rest.starts_with('"'))
        .then(|| "write the method before the path: `trigger webhook POST \"/path\"`".to_owned())
}

/// A branch that is not a name and a block, or a `parallel` inside an expression.
fn in_parallel(place: &Place<'_>) -> Option<String> {
    let Place { before, rest, .. } = *place;
    let next = word_at(rest);
    if matches!(next, "parallel" | "transaction") {
        return Some(format!(
            "write it on its own line first: `let result = {next} {{ … }}`, and use `result` here"
        ));
    }
    if !place.wants_block || word_at(before) != before || BLOCKS.contains(&before) {
        return None;
    }
    let is_step = word(before).is_some_and(|word| word.class == WordClass::Step);
    Some(match (is_step, rest.starts_with(':')) {
        (true, _) => format!("give each branch of a `parallel` a name: `first {{ {before} … }}`"),
        (false, true) => {
            format!(
                "write the block of a branch after its name, without a colon: `{before} {{ … }}`"
            )
        }
        (false, false) => format!("write the block of a branch in braces: `{before} {{ … }}`"),
    })
}

/// The words that are directly followed by a block.
const BLOCKS: [&str; 4] = ["try", "else", "later", "transaction"];

/// A step in the head of a block, where only an expression is allowed.
fn in_head(place: &Place<'_>) -> Option<String> {
    const HEADS: [&str; 5] = ["if", "in", "match", "when", "while"];
    const ROWS: [&str; 10] = [
        "find", "count", "sum", "avg", "min", "max", "create", "upsert", "update", "delete",
    ];
    let mut words = place.before.split([' ', '\n']).rev();
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    let (last, before_last) = (words.next()?, words.next());
    let next = word_at(place.rest);
    let names_rows = ROWS.contains(&last) && before_last.is_some_and(|word| HEADS.contains(&word));
    let step = if names_rows && (!next.is_empty() || place.rest.starts_with('.')) {
        last
    } else if HEADS.contains(&last) && matches!(next, "http" | "notify") {
        next
    } else {
        return None;
    };
    Some(format!(
        "write the step on its own line first: `let result = {step} …`, and use `result` here"
    ))
}

/// The name of a header is most often missing its quotes.
fn in_members(place: &Place<'_>) -> Option<String> {
    let Place { before, rest, .. } = *place;
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start = before.trim_end_matches(is_letter).len();
    let name = before.get(start..).filter(|name| !name.is_empty())?;
    let more = rest.split(|c: char| !is_letter(c) && c != '-').next()?;
    let behind = rest.get(more.len()..)?;
    (rest.starts_with('-') && behind.trim_start().starts_with(':'))
        .then(|| format!("write a name with `-` in quotes: `\"{name}{more}\"`"))
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
            .then(|| format!("write the fields in parentheses: `by ({field})`"));
    }
    if has("update") && rest.starts_with('{') {
        return Some("write the changes after `set`: `set { … }`".to_owned());
    }
    if ends_in(before, "await") {
        return Some("steps are awaited automatically: remove the `await`".to_owned());
    }
    if has("upsert") && !has("by") && (rest.starts_with('{') || word_at(rest) == "from") {
        return Some(
            "name the fields of a `unique` after `by`: `upsert rows by (field) { … }`".to_owned(),
        );
    }
    if let Some(help) = in_create(before, rest) {
        return Some(help);
    }
    if has("upsert") && before.ends_with("by (") && rest.starts_with('.') {
        return Some(format!(
            "write the names of the fields without the dot: `by ({})`",
            word_at(rest.get(1..)?)
        ));
    }
    if matches!(word_at(before), "delete" | "update") && !word_at(rest).is_empty() && !has("where")
    {
        return Some(format!(
            "select the rows with `where`: `{before} where .id == …`"
        ));
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

/// The help for a mistake between `create` and the record or list that it creates.
fn in_create(before: &str, rest: &str) -> Option<String> {
    let mut words = before.rsplit([' ', '\n']).filter(|word| !word.is_empty());
    let (last, before_last) = (words.next()?, words.next());
    let next = word_at(rest);
    if next.is_empty() {
        return None;
    }
    if before_last == Some("create")
        && matches!(last, "many" | "all" | "each" | "every" | "multiple")
    {
        return Some(format!(
            "for the rows of a list, write `create {next} from list`"
        ));
    }
    (before_last == Some("create")).then(|| {
        format!(
            "for one row, write `create {last} {{ field: value }}`; for the rows of a list, `create {last} from list`"
        )
    })
}

/// The help for a mistake inside a query, given its last two words.
fn in_query(place: &Place<'_>, last: &str, before_last: Option<&str>) -> Option<String> {
    let next = word_at(place.rest);
    let has = |word: &str| place.before.split([' ', '\n']).any(|one| one == word);
    if before_last == Some("find") && !next.is_empty() {
        return match last {
            "all" | "many" | "every" => {
                Some(format!("`find` returns every matching row: `find {next}`"))
            }
            "first" => Some(format!("write `find one {next} order by .id`")),
            "last" | "latest" => Some(format!("write `find one {next} order by .id desc`")),
            _ => None,
        };
    }
    let functions = ["distinct", "sum", "avg", "min", "max"];
    if functions.contains(&last) && !next.is_empty() {
        return Some(format!(
            "write a field and the collection: `{last} .field of rows`"
        ));
    }
    if let Some(function) = before_last.filter(|word| functions.contains(word))
        && last.starts_with('.')
    {
        return Some(format!(
            "write the collection after `of`: `{function} {last} of rows`"
        ));
    }
    if last == "order" {
        return Some("write `order by .field`".to_owned());
    }
    if has("where") || has("find") {
        let field = last.trim_end_matches(['(', ' ']);
        match next {
            "like" | "LIKE" | "ilike" | "matches" => {
                return Some(format!(
                    "there is no `{next}`: write `{field}.contains(x)`, `{field}.starts_with(x)` or `{field}.ends_with(x)`"
                ));
            }
            "between" | "BETWEEN" => {
                return Some(format!(
                    "compare twice: `{field} >= low and {field} <= high`"
                ));
            }
            "by" => {
                return Some("select the rows with `where`: `where .field == value`".to_owned());
            }
            _ => {}
        }
        if place.rest.starts_with("=>") {
            return Some(
                "a `where` takes a condition, not a lambda: `where .field == value`".to_owned(),
            );
        }
    }
    let is_query = has("find") || has("count") || functions.into_iter().any(has);
    if is_query && next == "by" && !has("find") {
        return Some("for one value of each group, write `group by .field`".to_owned());
    }
    if is_query && place.rest.starts_with(',') {
        return Some(if has("limit") {
            "write the number of rows to skip after `offset`: `limit 20 offset 10`".to_owned()
        } else if has("group") {
            "group by one field; group the list further: `groups.group_by(one => …)`".to_owned()
        } else if has("order") {
            "write each field with a dot, and no comma after the last: `order by .a, .b desc`"
                .to_owned()
        } else {
            "join conditions with `and`".to_owned()
        });
    }
    None
}

fn in_statement(place: &Place<'_>) -> Option<String> {
    let Place { before, rest, .. } = *place;
    if ends_in(before, "expect") && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(
            "`expect` takes the type of the body; a status outside of 200 to 299 fails unless the step has `accept any`"
                .to_owned(),
        );
    }
    if ends_in(before, "send") && matches!(word_at(rest), "mail" | "email" | "message") {
        return Some("to send a mail, declare a channel, `channel mail = email { … }`, and write `notify mail { … }`".to_owned());
    }
    if rest.starts_with("..") || before.ends_with('.') && rest.starts_with(['.', '0']) {
        return Some(
            "there are no ranges: compare with `<` and `>=`, in a `branch { when … { … } }`"
                .to_owned(),
        );
    }
    if rest.starts_with("=>")
        && word_at(before) != "fn"
        && word_at(place.item) == "workflow"
        && !before.contains('(')
    {
        return Some(
            "in a `branch`, write `when condition { … }`; in a `match`, `\"a\" => …`".to_owned(),
        );
    }
    if before.ends_with('.') && before.ends_with("?.") && rest.starts_with('[') {
        return Some(
            "write `list?.first()`, or give a default first: `(list ?? [])[0]`".to_owned(),
        );
    }
    if matches!(word_at(rest), "if" | "when") && word_at(before) == before && !before.is_empty() {
        return Some(
            "a `match` has no conditions on its arms: write `branch { when condition { … } else { … } }`"
                .to_owned(),
        );
    }
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
        return Some("write the name without parentheses: `catch e { … }`".to_owned());
    }
    if let Some((_, operand)) = before.rsplit_once("decode ")
        && !operand.contains(" as")
    {
        return Some("name the type it is decoded to: `decode x as { id: int }`".to_owned());
    }
    if ends_in(before, "fail") {
        return Some("add the reason: `fail \"why\"`".to_owned());
    }
    let sign = before
        .chars()
        .next_back()
        .filter(|sign| "+-*/".contains(*sign))?;
    let name = word_at(before);
    (rest.starts_with('=') && !name.is_empty())
        .then(|| format!("there is no `{sign}=`: write `{name} = {name} {sign} …`"))
}
