//! Words that begin declarations, statements and steps, and types.

/// A word in words.
pub(crate) struct WordDocs {
    /// All of the construct as a snippet: `${1:…}` is a place to fill in.
    pub snippet: &'static str,
    /// What it does.
    pub docs: &'static str,
}

/// A word that begins something.
pub(crate) fn word(word: &str) -> Option<WordDocs> {
    let (snippet, docs) = item(word)
        .or_else(|| statement(word))
        .or_else(|| step(word))?;
    Some(WordDocs { snippet, docs })
}

type Docs = Option<(&'static str, &'static str)>;

fn item(word: &str) -> Docs {
    Some(match word {
        "secret" => (
            "secret ${1:name}",
            "A secret. The operator gives its value; it is read as `secrets.NAME`.",
        ),
        "config" => (
            "config ${1:name}: ${2:text} = ${3:\"\"}",
            "A value of the operator's, read as `config.NAME`. Without a default it must be set.",
        ),
        "type" => (
            "type ${1:Name} = {\n  ${2:field}: ${3:text}\n}",
            "A name for a type.",
        ),
        "collection" => (
            "collection ${1:names} {\n  ${2:field}: ${3:text}\n}",
            "A table of rows. Every row also has `id: int`, which the store gives.",
        ),
        "service" => (
            "service ${1:name} {\n  url \"${2:https://}\"\n}",
            "A host to call by `http METHOD NAME \"/path\"`.",
        ),
        "channel" => (
            "channel ${1:team} = ${2:slack} { url secrets.${3:slack_url} }",
            "Somewhere to send messages by `notify NAME`.",
        ),
        "fn" => (
            "fn ${1:name}(${2:value}: ${3:text}) -> ${4:text} {\n  $0\n}",
            "A pure function: values in, value out. Its last line is its value.",
        ),
        "workflow" => (
            "workflow ${1:name} {\n  trigger webhook ${2:POST} \"/${3:path}\" {\n    verify ${4:none because \"${5:why anyone may call this}\"}\n    body ${6|json,form|} { ${7:field}: ${8:text} }\n  }\n\n  $0\n  respond 200 json { ok: true }\n}",
            "A trigger, and what is done.",
        ),
        _ => return None,
    })
}

fn statement(word: &str) -> Docs {
    Some(match word {
        "trigger" => (
            "trigger webhook ${1:POST} \"/${2:path}\" {\n  verify ${3:none because \"${4:why anyone may call this}\"}\n  body ${5|json,form|} { ${6:field}: ${7:text} }\n}",
            "What a workflow begins with: the method and the path of its URL, who may call it, and what the body is.",
        ),
        "let" => (
            "let ${1:name} = $0",
            "Binds a name once. One that is never used is a warning; `_name` is not.",
        ),
        "if" => (
            "if ${1:condition} {\n  $0\n}",
            "Does one of two things; a value where both blocks give one.",
        ),
        "else" => ("else {\n  $0\n}", "Where the condition does not hold."),
        "branch" => (
            "branch {\n  when ${1:condition} { $2 }\n  else { $0 }\n}",
            "The first `when` that holds, or `else`; a value where each gives one.",
        ),
        "when" => (
            "when ${1:condition} { $0 }",
            "What is done where the condition holds, and none above it did.",
        ),
        "match" => (
            "match ${1:value} {\n  ${2:\"text\"} => $3\n  _ => $0\n}",
            "What is done for which value. One that forgets a case does not compile, and is told which.",
        ),
        "try" => (
            "try {\n  $1\n} catch ${2:e} {\n  $0\n}",
            "Goes on with the second block where something in the first fails; `e.code` says what.",
        ),
        "catch" => (
            "catch ${1:e} {\n  $0\n}",
            "What is done where something fails; `e.code` says what, `e.message` in words.",
        ),
        "respond" => (
            "respond ${1:200} json { $0 }",
            "Answers, and ends. Every path through a workflow responds exactly once, or fails.",
        ),
        "fail" => (
            "fail \"${1:why}\"",
            "Ends as failed: the sender gets 500, a `try` around it catches it.",
        ),
        "var" => (
            "var ${1:name} = $0",
            "Binds a name to a value that changes: `name = …` assigns another one.",
        ),
        "for" => (
            "for ${1:element} in ${2:list} {\n  $0\n}",
            "Does something for each element of a list. As a value it is the list of what its blocks give.",
        ),
        "while" => (
            "while ${1:condition} at most ${2:100} {\n  $0\n}",
            "Does something as long as a condition holds. Where it still holds after the most rounds, it fails with `too_many`.",
        ),
        "break" => ("break", "Ends the loop around it."),
        "continue" => (
            "continue",
            "Goes on with the next round of the loop around it.",
        ),
        "log" => (
            "log ${1|info,warn,error,debug|} \"$0\"",
            "Writes a line into the log, with the workflow and the request id.",
        ),
        _ => return None,
    })
}

fn step(word: &str) -> Docs {
    Some(match word {
        "create" => (
            "create ${1:collection} {\n  $0\n}",
            "Makes a row and gives it, with its `id` and defaults. Breaking a `unique` fails with `conflict`.",
        ),
        "upsert" => (
            "upsert ${1:collection} by (${2:field}) {\n  $0\n}",
            "Makes a row, or sets the written fields on the one that has the same; gives the row as it then stands, and `.created`.",
        ),
        "find" => (
            "find one ${1:collection} where .${2:field} == ${0:value}",
            "Gives the rows that fit, in order, and with `one` the first of them, or null. A field of the collection is written with a dot before it.",
        ),
        "count" => (
            "count ${1:collection} where .${2:field} == ${0:value}",
            "Gives the number of rows that fit.",
        ),
        "update" => (
            "update ${1:collection} where .${2:id} == ${3:id} set { $0 }",
            "Sets fields of the rows that fit, and gives how many.",
        ),
        "delete" => (
            "delete ${1:collection} where .${2:id} == ${0:id}",
            "Takes away the rows that fit, and gives how many.",
        ),
        "http" => (
            "http ${1:POST} ${2:service} \"/${3:path}\" {\n  json { $4 }\n  expect { $0 }\n}",
            "Calls a host and gives `.status`, `.headers`, and `.body` by `expect`. Another status than 2xx fails with `http_status`.",
        ),
        "notify" => (
            "notify ${1:channel} \"$0\"",
            "Sends a message: `notify team \"…\"`, `notify mail { to …, subject …, text … }`.",
        ),
        _ => return None,
    })
}

/// A type of the language.
pub(crate) fn ty(name: &str) -> Option<&'static str> {
    Some(match name {
        "bool" => "`true` or `false`; in forms, paths and configs also `1 0 on off`.",
        "int" => "A whole number of 64 bits; overflow is a failure.",
        "float" => "A number of 64 bits, always finite.",
        "text" => "Unicode text.",
        "time" => "An instant in UTC, to the microsecond; in JSON as RFC 3339.",
        "json" => "Data of unknown shape.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use flowright_check::vocabulary;

    #[test]
    fn every_type_has_its_docs() {
        for name in vocabulary::types() {
            assert!(super::ty(name).is_some(), "{name}");
        }
    }
}
