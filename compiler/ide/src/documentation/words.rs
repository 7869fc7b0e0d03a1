//! Words that begin declarations, statements and steps, and types.

/// The documentation of a word.
pub(crate) struct WordDocs {
    /// The whole construct as a snippet: `${1:…}` is a placeholder.
    pub snippet: &'static str,
    /// What it does.
    pub docs: &'static str,
}

/// A word that begins a construct.
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
            "A secret. The operator sets its value; it is read as `secrets.NAME`.",
        ),
        "config" => (
            "config ${1:name}: ${2:text} = ${3:\"\"}",
            "A value that the operator sets, read as `config.NAME`. Without a default it must be set.",
        ),
        "type" => (
            "type ${1:Name} = {\n  ${2:field}: ${3:text}\n}",
            "A name for a type.",
        ),
        "collection" => (
            "collection ${1:names} {\n  ${2:field}: ${3:text}\n}",
            "A table of rows. Every row also has `id: int`, which the store assigns.",
        ),
        "service" => (
            "service ${1:name} {\n  url \"${2:https://}\"\n}",
            "A host to call with `http METHOD NAME \"/path\"`.",
        ),
        "channel" => (
            "channel ${1:team} = ${2:slack} { url secrets.${3:slack_url} }",
            "A destination for messages, sent with `notify NAME`.",
        ),
        "fn" => (
            "fn ${1:name}(${2:value}: ${3:text}) -> ${4:text} {\n  $0\n}",
            "A pure function. Its last line is its value.",
        ),
        "workflow" => (
            "workflow ${1:name} {\n  trigger webhook ${2:POST} \"/${3:path}\" {\n    verify ${4:none because \"${5:why anyone may call this}\"}\n    body ${6|json,form|} { ${7:field}: ${8:text} }\n  }\n\n  $0\n  respond 200 json { ok: true }\n}",
            "A trigger and the statements that it runs.",
        ),
        _ => return None,
    })
}

fn statement(word: &str) -> Docs {
    Some(match word {
        "trigger" => (
            "trigger webhook ${1:POST} \"/${2:path}\" {\n  verify ${3:none because \"${4:why anyone may call this}\"}\n  body ${5|json,form|} { ${6:field}: ${7:text} }\n}",
            "Begins a workflow: the method and the path of its URL, how requests are verified, and the type of the body.",
        ),
        "let" => (
            "let ${1:name} = $0",
            "Binds a name once. An unused name is a warning; an unused `_name` is not.",
        ),
        "decode" => (
            "decode ${1:value} as $0",
            "Reads JSON from a `json` value, a text or bytes. It fails with `decode` if the JSON does not match the type.",
        ),
        "if" => (
            "if ${1:condition} {\n  $0\n}",
            "Runs one of two blocks; an expression if both have a value.",
        ),
        "else" => ("else {\n  $0\n}", "Runs if the condition is false."),
        "branch" => (
            "branch {\n  when ${1:condition} { $2 }\n  else { $0 }\n}",
            "Runs the first `when` whose condition is true, or `else`; an expression if each block has a value.",
        ),
        "when" => (
            "when ${1:condition} { $0 }",
            "Runs if the condition is true and none above it was.",
        ),
        "match" => (
            "match ${1:value} {\n  ${2:\"text\"} => $3\n  _ => $0\n}",
            "Chooses by a value. A `match` that does not cover all cases does not compile; the error names the missing ones.",
        ),
        "try" => (
            "try {\n  $1\n} catch ${2:e} {\n  $0\n}",
            "Continues with the second block if something in the first fails; `e.code` says what.",
        ),
        "catch" => (
            "catch ${1:e} {\n  $0\n}",
            "Runs if something fails; `e.code` says what, `e.message` in words.",
        ),
        "respond" => (
            "respond ${1:200} json { $0 }",
            "Sends the response and ends the workflow. Every path through a workflow responds exactly once, or fails.",
        ),
        "fail" => (
            "fail \"${1:why}\"",
            "Fails: an enclosing `try` catches the failure, otherwise the sender gets 500.",
        ),
        "var" => (
            "var ${1:name} = $0",
            "Declares a variable: `name = …` assigns another value.",
        ),
        "for" => (
            "for ${1:element} in ${2:list} {\n  $0\n}",
            "Runs the block for each element of a list. As an expression it is the list of the values of its iterations.",
        ),
        "while" => (
            "while ${1:condition} at most ${2:100} {\n  $0\n}",
            "Runs the block while a condition is true. If it is still true after the maximum number of iterations, it fails with `too_many`.",
        ),
        "parallel" => (
            "parallel {\n  ${1:first} {\n    $2\n  }\n  ${3:second} {\n    $0\n  }\n}",
            "Runs named blocks side by side. As an expression it is a record of their values. If one fails, the others are cancelled and the whole fails; `parallel settled` waits for all.",
        ),
        "settled" => (
            "settled",
            "Waits for all branches, whatever fails. Each branch gives a record of its `value` and its `error`; one of them is null.",
        ),
        "break" => ("break", "Ends the enclosing loop."),
        "continue" => (
            "continue",
            "Continues with the next iteration of the enclosing loop.",
        ),
        "log" => (
            "log ${1|info,warn,error,debug|} \"$0\"",
            "Writes a line to the log, with the workflow and the request id.",
        ),
        _ => return None,
    })
}

fn step(word: &str) -> Docs {
    Some(match word {
        "create" => (
            "create ${1:collection} {\n  $0\n}",
            "Creates a row and returns it, with its `id` and defaults; `create … from list` creates one for each record of a list. Violating a `unique` fails with `conflict`.",
        ),
        "upsert" => (
            "upsert ${1:collection} by (${2:field}) {\n  $0\n}",
            "Creates a row, or sets the given fields of the existing one; returns the row after the change, with `.created` and `.changed`. `upsert … from list` does it for each record of a list.",
        ),
        "find" => (
            "find one ${1:collection} where .${2:field} == ${0:value}",
            "Returns the matching rows in order, or with `one` the first of them or null. A field of the collection is written with a dot before it.",
        ),
        "count" => (
            "count ${1:collection} where .${2:field} == ${0:value}",
            "Returns the number of matching rows; with `group by .field`, one number for each value of a field.",
        ),
        "distinct" => (
            "distinct .${2:field} of ${1:collection}",
            "Returns the different values of a field of the matching rows, the smallest first. `count distinct` counts them.",
        ),
        "sum" => (
            "sum .${2:field} of ${1:collection}",
            "Returns the sum of a field of the matching rows; 0 for none.",
        ),
        "avg" => (
            "avg .${2:field} of ${1:collection}",
            "Returns the average of a field of the matching rows; null for none.",
        ),
        "update" => (
            "update ${1:collection} where .${2:id} == ${3:id} set { $0 }",
            "Sets fields of the matching rows, and returns their number.",
        ),
        "delete" => (
            "delete ${1:collection} where .${2:id} == ${0:id}",
            "Deletes the matching rows, and returns their number.",
        ),
        "transaction" => (
            "transaction {\n  $0\n}",
            "Runs steps on rows that take effect together or not at all: if something in it fails, everything is undone. As an expression it is the value of its last line.",
        ),
        "http" => (
            "http ${1:POST} ${2:service} \"/${3:path}\" {\n  json { $4 }\n  expect { $0 }\n}",
            "Calls a host and returns `.status`, `.headers`, and with `expect` also `.body`. A status other than 2xx fails with `http_status`.",
        ),
        "notify" => (
            "notify ${1:channel} \"$0\"",
            "Sends a message: `notify team \"…\"`, `notify mail { to …, subject …, text … }`.",
        ),
        "call" => (
            "call ${1:workflow}($0)",
            "Runs a workflow that has `trigger call (…)`, and returns its result. Its failure is the failure of this step.",
        ),
        _ => return None,
    })
}

/// A built-in type.
pub(crate) fn ty(name: &str) -> Option<&'static str> {
    Some(match name {
        "bool" => "`true` or `false`; in forms, paths and configs also `1 0 on off`.",
        "int" => "A whole number of 64 bits; overflow is a failure.",
        "float" => "A number of 64 bits, always finite.",
        "decimal" => {
            "An exact number of at most 28 digits, for money; in JSON a number or its text."
        }
        "text" => "Unicode text.",
        "bytes" => "Bytes; in JSON, forms and queries as base64.",
        "time" => "An instant in UTC, to the microsecond; in JSON as RFC 3339.",
        "date" => "A day without a zone: `date(\"2026-01-02\")`; in JSON as `\"2026-01-02\"`.",
        "duration" => "A span of time, to the microsecond: `5s`, `24h`; in JSON as ISO 8601.",
        "json" => "Data of unknown shape.",
        "file" => {
            "A file in `body multipart`, with `name`, `content_type`, `size` and `bytes`. The name has no path; the name and the content type are what the sender says."
        }
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
