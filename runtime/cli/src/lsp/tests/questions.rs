use serde_json::{Value, json};

use super::editor::{Editor, folder, uri};

/// A call of `f` in one file, and its declaration in another.
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
    assert_eq!(starts(&definition.unwrap()), [declared.clone()]);
    let references = |declaration: bool| json!({"context": {"includeDeclaration": declaration}});
    let all = editor.ask("textDocument/references", at(&g, &references(true)));
    assert_eq!(starts(&all.unwrap()), [declared, called(16), called(22)]);
    let uses = editor.ask("textDocument/references", at(&g, &references(false)));
    assert_eq!(starts(&uses.unwrap()), [called(16), called(22)]);
    let here = editor.ask("textDocument/documentHighlight", at(&g, &json!({})));
    assert_eq!(here.unwrap().as_array().unwrap().len(), 2);
    editor.quit();
}
