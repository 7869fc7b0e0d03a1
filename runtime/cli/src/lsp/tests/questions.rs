use std::slice;

use serde_json::{Value, json};

use super::editor::{Editor, folder, uri};

/// A call to `f` in one file, and its declaration in another.
fn editor() -> (Editor, String, String, tempfile::TempDir) {
    let project = folder(&[("f.flow", "\nfn f() -> int { 1 }\n"), ("g.flow", "")]);
    let (f, g) = (
        uri(&project.path().join("f.flow")),
        uri(&project.path().join("g.flow")),
    );
    let mut editor = Editor::in_folder(project.path());
    editor.open(&g, "fn g() -> int { f() + f() }\n");
    (editor, f, g, project)
}

fn at(uri: &str, more: &Value) -> Value {
    let mut params =
        json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 16}});
    let more = more.as_object().cloned().unwrap_or_default();
    params.as_object_mut().unwrap().extend(more);
    params
}

fn starts(places: &Value) -> Vec<(Value, Value)> {
    let places = places.as_array().unwrap().iter();
    let place = |one: &Value| (one["uri"].clone(), one["range"]["start"].clone());
    places.map(place).collect()
}

#[test]
fn names_lead_to_other_files() {
    let (mut editor, f, g, _project) = editor();
    let declared = (json!(f), json!({"line": 1, "character": 3}));
    let called = |character| (json!(g), json!({"line": 0, "character": character}));
    let definition = editor.ask("textDocument/definition", at(&g, &json!({})));
    assert_eq!(starts(&definition.unwrap()), slice::from_ref(&declared));
    let references = |declaration: bool| json!({"context": {"includeDeclaration": declaration}});
    let all = editor.ask("textDocument/references", at(&g, &references(true)));
    assert_eq!(starts(&all.unwrap()), [declared, called(16), called(22)]);
    let uses = editor.ask("textDocument/references", at(&g, &references(false)));
    assert_eq!(starts(&uses.unwrap()), [called(16), called(22)]);
    let here = editor.ask("textDocument/documentHighlight", at(&g, &json!({})));
    assert_eq!(here.unwrap().as_array().unwrap().len(), 2);
    editor.quit();
}

/// The response for the first occurrence of `word` in a program of one buffer.
fn asked(text: &str, word: &str, method: &str, more: &Value) -> Value {
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", text);
    let offset = text.find(word).unwrap();
    let line = text[..offset].matches('\n').count();
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let place = json!({"line": line, "character": offset - start});
    let mut params = json!({
        "textDocument": {"uri": "untitled:1"},
        "position": place,
        "range": {"start": place, "end": place},
        "positions": [place],
        "context": {"diagnostics": [], "triggerKind": 1, "isRetrigger": false},
        "query": word,
    });
    let more = more.as_object().cloned().unwrap_or_default();
    params.as_object_mut().unwrap().extend(more);
    let answer = editor.ask(method, params).unwrap();
    editor.quit();
    answer
}

const FLOW: &str = "// 𝄞 é\n// two\n/// Says it twice.\nfn twice(word: text, sep: text) -> text {\n  \"{word}{sep}{word}\"\n}\n\nfn g() -> text {\n  let said = twice(\"é\", \", \")\n  said.trim()\n}\n";

const HOOK: &str = "workflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body none\n  }\n  respond 204\n}\n";

#[test]
fn hover_and_signature_help_say_what_stands_there() {
    let hover = asked(FLOW, "twice(\"", "textDocument/hover", &json!({}));
    let said = hover["contents"]["value"].as_str().unwrap();
    assert!(said.contains("Says it twice."), "{hover}");
    assert_eq!(hover["range"]["start"], json!({"line": 8, "character": 13}));
    let help = asked(FLOW, ", \")\n", "textDocument/signatureHelp", &json!({}));
    assert_eq!(help["activeParameter"], 1, "{help}");
    assert_eq!(help["signatures"][0]["parameters"][1]["label"], "sep: text");
}

#[test]
fn completions_come_in_their_order() {
    let list = asked(FLOW, "trim", "textDocument/completion", &json!({}));
    let trim = list.as_array().unwrap().iter();
    let mut trim = trim.filter(|one| one["label"] == "trim");
    let trim = trim.next().unwrap();
    assert_eq!(
        trim["textEdit"]["range"]["start"],
        json!({"line": 9, "character": 7})
    );
    assert_eq!(trim["insertTextFormat"], 1);
    assert!(list[0]["sortText"].as_str() < list[1]["sortText"].as_str());
}

#[test]
fn a_rename_is_prepared_made_and_refused() {
    let prepared = asked(FLOW, "said", "textDocument/prepareRename", &json!({}));
    assert_eq!(prepared["placeholder"], "said");
    let made = asked(
        FLOW,
        "said",
        "textDocument/rename",
        &json!({"newName": "x"}),
    );
    assert_eq!(
        made["changes"]["untitled:1"].as_array().unwrap().len(),
        2,
        "{made}"
    );
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", FLOW);
    let at = json!({"line": 8, "character": 8});
    let refused = json!({"textDocument": {"uri": "untitled:1"}, "position": at, "newName": "1"});
    let error = editor.ask("textDocument/rename", refused).unwrap_err();
    assert!(error.message.contains("not a name"), "{error:?}");
    editor.quit();
}

#[test]
fn a_rename_says_what_changes_outside_of_the_program() {
    let text = "secret k\nworkflow hook {\n  trigger webhook POST {\n    verify github(secrets.k)\n    body none\n  }\n  respond 204\n}\n";
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", text);
    for (line, character, name, expected) in [
        (0, 7, "key", "FLOWRIGHT_SECRET_KEY"),
        (1, 9, "other", "/api/webhooks/other"),
    ] {
        let at = json!({"line": line, "character": character});
        let ask = json!({"textDocument": {"uri": "untitled:1"}, "position": at, "newName": name});
        editor.ask("textDocument/rename", ask).unwrap();
        let shown = editor.told("window/showMessage");
        let message = shown["message"].as_str().unwrap();
        assert!(message.contains(expected), "{message}");
    }
    editor.quit();
}

#[test]
fn an_outline_and_a_search_find_declarations() {
    let outline = asked(FLOW, "said", "textDocument/documentSymbol", &json!({}));
    let names: Vec<&Value> = outline
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["twice", "word", "sep", "g", "said"]);
    assert_eq!(outline[1]["containerName"], "twice");
    let found = asked(FLOW, "twice", "workspace/symbol", &json!({}));
    assert_eq!(found[0]["name"], "twice");
    assert_eq!(
        found[0]["location"]["range"]["start"],
        json!({"line": 3, "character": 3})
    );
}

#[test]
fn parts_of_a_text_are_told_apart() {
    let folds = asked(FLOW, "said", "textDocument/foldingRange", &json!({}));
    assert_eq!(folds[0]["kind"], "comment", "{folds}");
    let around = asked(FLOW, "said", "textDocument/selectionRange", &json!({}));
    assert_eq!(
        around[0]["range"]["start"],
        json!({"line": 8, "character": 6})
    );
    assert_ne!(around[0]["parent"], Value::Null);
    let tokens = asked(FLOW, "said", "textDocument/semanticTokens/full", &json!({}));
    assert_eq!(tokens["data"].as_array().unwrap()[..5], [0, 0, 10, 1, 0]);
    let some = asked(
        FLOW,
        "said",
        "textDocument/semanticTokens/range",
        &json!({}),
    );
    assert_eq!(some["data"], json!([]));
}

#[test]
fn hints_and_lenses_are_shown_beside_the_text() {
    let all = json!({"range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let hints = asked(FLOW, "said", "textDocument/inlayHint", &all);
    let labels: Vec<&Value> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["label"])
        .collect();
    assert_eq!(labels, [": text", "word:", "sep:"]);
    let lenses = asked(HOOK, "w {", "textDocument/codeLens", &json!({}));
    assert_eq!(
        lenses[0]["command"]["title"],
        "POST /w · not verified · sync"
    );
}

#[test]
fn what_is_wrong_can_be_mended() {
    let text = FLOW.replace("said.trim", "saidd.trim");
    let actions = asked(&text, "saidd", "textDocument/codeAction", &json!({}));
    let mends = &actions[0];
    assert_eq!(mends["kind"], "quickfix");
    assert_eq!(mends["diagnostics"][0]["code"], "E0101");
    assert_eq!(mends["edit"]["changes"]["untitled:1"][0]["newText"], "said");
    let only = json!({"context": {"diagnostics": [], "only": ["source.fixAll"]}});
    let all = asked(&text, "saidd", "textDocument/codeAction", &only);
    let kinds: Vec<&Value> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["kind"])
        .collect();
    assert_eq!(kinds, ["source.fixAll"]);
}
