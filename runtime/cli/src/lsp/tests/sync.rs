use std::fs;

use serde_json::{Value, json};

use super::editor::{Editor, folder, uri};
use crate::lsp::requests::REQUESTS;

fn change(line: u32, from: u32, to: u32, text: &str) -> Value {
    json!({"range": {"start": {"line": line, "character": from}, "end": {"line": line, "character": to}}, "text": text})
}

#[test]
fn a_change_of_one_file_shows_in_another() {
    let caller = "fn caller() -> int { called() }\n";
    let project = folder(&[("a.flow", caller), ("b.flow", "fn called() -> int { 1 }\n")]);
    let (a, b) = (
        uri(&project.path().join("a.flow")),
        uri(&project.path().join("b.flow")),
    );
    let mut editor = Editor::in_folder(project.path());
    editor.open(&b, "fn called() -> int { 1 }\n");
    assert_eq!(editor.codes(&b), (vec![], json!(1)));
    editor.change(&b, 2, &json!([change(0, 3, 9, "other")]));
    assert_eq!(editor.codes(&a), (vec!["E0104".to_owned()], Value::Null));
    assert_eq!(editor.codes(&b), (vec![], json!(2)));
    // Several changes, each applied to the result of the one before it.
    editor.change(
        &b,
        3,
        &json!([change(0, 3, 8, "x"), change(0, 3, 4, "called")]),
    );
    assert_eq!(editor.codes(&a), (vec![], Value::Null));
    // Closed without being saved, so the file on disk counts again.
    editor.change(&b, 4, &json!([{"text": ""}]));
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    editor.close(&b);
    assert_eq!(editor.codes(&a), (vec![], Value::Null));
    editor.quit();
}

#[test]
fn a_diagnostic_says_what_a_report_says() {
    let text = "fn f(x: int) -> int { x }\nfn f(x: int) -> int {\n  let é𝄞 = 1\n  x\n}\n";
    let text = &text.replace("é𝄞", "unused");
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", text);
    let told = editor.told("textDocument/publishDiagnostics");
    let twice = &told["diagnostics"][0];
    assert_eq!(twice["code"], "E0102");
    assert_eq!(twice["source"], "flowright");
    assert_eq!(twice["severity"], 1);
    assert_eq!(twice["range"]["start"], json!({"line": 1, "character": 3}));
    assert_eq!(
        twice["relatedInformation"][0]["location"]["uri"],
        "untitled:1"
    );
    assert!(twice["message"].as_str().unwrap().contains('\n'), "{twice}");
    let unused = &told["diagnostics"][1];
    assert_eq!(unused["code"], "W0102");
    assert_eq!(unused["severity"], 2);
    assert_eq!(unused["tags"], json!([1]));
    editor.quit();
}

#[test]
fn reasons_are_told_where_they_cannot_be_shown() {
    let mut editor = Editor::new(&json!({"capabilities": {}}));
    editor.open("untitled:1", "\nfn f() -> int { 1 }\nfn f() -> int { 1 }\n");
    let told = editor.told("textDocument/publishDiagnostics");
    let twice = &told["diagnostics"][0];
    assert_eq!(twice["relatedInformation"], Value::Null);
    assert!(
        twice["message"].as_str().unwrap().contains("\nline 2: "),
        "{twice}"
    );
    editor.quit();
}

#[test]
fn a_thousand_changes_that_wait_are_published_once() {
    let mut editor = Editor::hasty(REQUESTS, |editor| {
        editor.send("initialize", json!({"capabilities": {}}));
        editor.open("untitled:1", "");
        for version in 2..1_002 {
            let line = json!([change(9_999, 0, 0, "// é𝄞\n")]);
            editor.change("untitled:1", version, &line);
        }
    });
    editor.answer(1).unwrap();
    assert_eq!(editor.codes("untitled:1"), (vec![], json!(1_001)));
    editor.quit();
}

#[test]
fn a_request_is_about_the_text_it_was_sent_for() {
    let mut editor = Editor::new(&json!({}));
    let mut asked = Vec::new();
    editor.open("untitled:1", "fn f() -> int { 1 }\nfn g() -> int { f() }\n");
    for version in 2..6 {
        editor.change("untitled:1", version, &json!([change(0, 0, 0, " ")]));
        asked.push(editor.send(
            "textDocument/definition",
            json!({"textDocument": {"uri": "untitled:1"}, "position": {"line": 1, "character": 16}}),
        ));
    }
    for (index, id) in asked.into_iter().enumerate() {
        let answer = editor.answer(id).unwrap();
        assert_eq!(
            answer[0]["range"]["start"]["character"],
            index + 4,
            "{answer}"
        );
    }
    editor.quit();
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", "fn f() -> int { g() }");
    assert_eq!(editor.codes("untitled:1").0, ["E0104"]);
    let nonsense = json!({"range": {"start": {"line": -1, "character": 0}, "end": 1}, "text": ""});
    editor.change("untitled:1", 2, &json!([nonsense]));
    editor.told("window/logMessage");
    editor.change("untitled:2", 1, &json!([]));
    editor.told("window/logMessage");
    editor.close("untitled:3");
    editor.change(
        "untitled:1",
        3,
        &json!([change(7, 7, 3, "\n"), change(0, 21, 999, "")]),
    );
    assert_eq!(
        editor.codes("untitled:1"),
        (vec!["E0104".to_owned()], json!(3))
    );
    editor.quit();
}

#[test]
fn two_spellings_are_one_document() {
    let project = folder(&[("a b.flow", "fn f() -> int { g() }")]);
    let file = uri(&project.path().join("a b.flow"));
    let spelt = file.replace("a%20b", "%61%20b");
    let mut editor = Editor::in_folder(project.path());
    assert_eq!(editor.codes(&file).0, ["E0104"]);
    editor.open(&spelt, "fn f() -> int { g() }");
    assert_eq!(
        editor.codes(&file),
        (vec![], Value::Null),
        "cleared under the old name"
    );
    assert_eq!(editor.codes(&spelt), (vec!["E0104".to_owned()], json!(1)));
    editor.change(&file, 2, &json!([{"text": ""}]));
    assert_eq!(editor.codes(&spelt), (vec![], json!(2)));
    editor.quit();
}

#[test]
fn files_are_seen_to_come_change_and_go() {
    let project = folder(&[("a.flow", "fn a() -> int { b() }")]);
    let a = uri(&project.path().join("a.flow"));
    let path = project.path().join("sub/b.flow");
    let mut editor = Editor::in_folder(project.path());
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    fs::create_dir(project.path().join("sub")).unwrap();
    fs::write(&path, "fn b() -> int { 1 }").unwrap();
    editor.watched(&uri(&path), 1);
    assert!(editor.codes(&a).0.is_empty());
    fs::write(&path, "fn b() -> bool { true }").unwrap();
    editor.watched(&uri(&path), 2);
    assert_eq!(editor.codes(&a).0, ["E0201"]);
    fs::write(&path, "fn b() -> int { 1 }").unwrap();
    editor.watched(&uri(project.path()), 2);
    assert!(editor.codes(&a).0.is_empty());
    editor.watched(&uri(project.path().parent().unwrap()), 2);
    fs::remove_dir_all(project.path().join("sub")).unwrap();
    // Some clients send nothing else when a folder is deleted.
    editor.watched(&uri(&project.path().join("sub")), 3);
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    fs::remove_file(project.path().join("a.flow")).unwrap();
    editor.watched(&a, 3);
    assert_eq!(editor.codes(&a), (vec![], Value::Null));
    editor.quit();
}
