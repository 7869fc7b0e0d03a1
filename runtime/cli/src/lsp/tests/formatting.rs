use serde_json::{Value, json};

use super::editor::Editor;

const TEXT: &str = "fn f() -> int {\n  1\n}\n\nfn   g() -> int {\n2\n}\n\nfn broken( -> {\n   }\n\nfn   h() -> int { 3 }\n";

fn edits(editor: &mut Editor, method: &str, more: &Value) -> Vec<(Value, String)> {
    let mut params = json!({"textDocument": {"uri": "untitled:1"}, "options": {"tabSize": 2, "insertSpaces": true}});
    params
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().cloned().unwrap());
    let answer = editor.ask(method, params).unwrap();
    let edits = answer.as_array().unwrap().iter();
    let edit = edits.map(|one| {
        let (start, end) = (&one["range"]["start"], &one["range"]["end"]);
        let lines = json!([start["line"], end["line"]]);
        (lines, one["newText"].as_str().unwrap().to_owned())
    });
    edit.collect()
}

#[test]
fn only_what_is_not_in_the_style_is_edited() {
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", TEXT);
    let all = edits(&mut editor, "textDocument/formatting", &json!({}));
    let lines: Vec<Value> = all.iter().map(|(lines, _)| lines.clone()).collect();
    assert_eq!(lines, [json!([4, 6]), json!([11, 12])], "{all:?}");
    assert_eq!(all[0].1, "fn g() -> int {\n  2\n");
    let range = json!({"range": {"start": {"line": 11, "character": 4}, "end": {"line": 11, "character": 4}}});
    let some = edits(&mut editor, "textDocument/rangeFormatting", &range);
    assert_eq!(some.len(), 1);
    assert_eq!(some[0].0[0], 11);
    editor.change(
        "untitled:1",
        2,
        &json!([{"text": "fn f() -> int {\r\n  1\r\n}\r\n"}]),
    );
    assert!(edits(&mut editor, "textDocument/formatting", &json!({})).is_empty());
    editor.quit();
}

#[test]
fn a_document_that_is_not_known_has_no_answer() {
    let mut editor = Editor::new(&json!({}));
    let unknown = json!({"textDocument": {"uri": "untitled:9"}, "options": {"tabSize": 2, "insertSpaces": true}});
    let answer = editor.ask("textDocument/formatting", unknown);
    assert_eq!(answer.unwrap(), Value::Null);
    editor.quit();
}
