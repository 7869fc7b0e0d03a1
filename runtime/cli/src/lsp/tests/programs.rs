use std::fs;
use std::slice;

use serde_json::json;

use super::editor::{Editor, folder, uri};

const F: &str = "fn f() -> int { 1 }\n";
const CALLS_F: &str = "fn g() -> int { f() }\n";

#[test]
fn what_cannot_be_read_is_left_out_and_nothing_else() {
    let project = folder(&[("a.flow", CALLS_F), (".hidden/f.flow", F)]);
    fs::write(project.path().join("octets.flow"), [0xff, 0xfe]).unwrap();
    let large = fs::File::create(project.path().join("large.flow")).unwrap();
    large.set_len(5 << 20).unwrap();
    let mut editor = Editor::in_folder(project.path());
    let mut logs = [0, 1].map(|_| editor.told("window/logMessage")["message"].to_string());
    logs.sort();
    assert!(logs[0].contains("large.flow is larger"), "{logs:?}");
    assert!(
        logs[1].contains("octets.flow:1:1: this is not UTF-8"),
        "{logs:?}"
    );
    let a = uri(&project.path().join("a.flow"));
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    let (_, told) = editor.quit();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn programs_do_not_see_each_other() {
    let project = folder(&[
        ("a/g.flow", CALLS_F),
        ("b/f.flow", F),
        ("b/sub/g.flow", CALLS_F),
    ]);
    let a = uri(&project.path().join("a/g.flow"));
    let mut editor = Editor::in_folder(project.path());
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    // A file in a folder above merges them into one program.
    let above = uri(&project.path().join("above.flow"));
    editor.open(&above, "");
    let (clean, twice) = (editor.codes(&uri(&project.path().join("b/sub/g.flow"))), 1);
    assert_eq!(clean.0.len(), twice, "`g` is declared twice now");
    editor.close(&above);
    assert_eq!(editor.codes(&a).0, ["E0104"]);
    editor.quit();
}

#[test]
fn projects_can_be_listed() {
    let project = folder(&[("a/f.flow", F), ("b/g.flow", CALLS_F), ("c/h.flow", "!")]);
    let mut editor = Editor::new(&json!({
        "workspaceFolders": [{"uri": uri(project.path()), "name": "w"}],
        "initializationOptions": {"projects": ["./a/../b", "none"]},
    }));
    assert!(
        editor.told("window/logMessage")["message"]
            .to_string()
            .contains("none")
    );
    let g = uri(&project.path().join("b/g.flow"));
    assert_eq!(editor.codes(&g).0, ["E0104"]);
    editor.open(&uri(&project.path().join("c/h.flow")), "");
    assert!(
        editor
            .codes(&uri(&project.path().join("c/h.flow")))
            .0
            .is_empty()
    );
    editor.quit();
}

#[test]
fn an_empty_list_of_projects_is_none() {
    let project = folder(&[("g.flow", CALLS_F)]);
    let mut editor = Editor::new(&json!({
        "workspaceFolders": [{"uri": uri(project.path()), "name": "w"}],
        "initializationOptions": {"projects": []},
    }));
    let g = uri(&project.path().join("g.flow"));
    assert_eq!(editor.codes(&g).0, ["E0104"]);
    editor.quit();
}

#[test]
fn folders_of_the_workspace_come_and_go() {
    let one = folder(&[("f.flow", F)]);
    let two = folder(&[("g.flow", CALLS_F)]);
    let g = uri(&two.path().join("g.flow"));
    let mut editor = Editor::in_folder(one.path());
    let event = |added: &[_], removed: &[_]| json!({"event": {"added": added, "removed": removed}});
    let two = json!({"uri": uri(two.path()), "name": "two"});
    editor.tell(
        "workspace/didChangeWorkspaceFolders",
        event(slice::from_ref(&two), &[]),
    );
    assert_eq!(editor.codes(&g).0, ["E0104"]);
    editor.tell("workspace/didChangeWorkspaceFolders", event(&[], &[two]));
    assert!(editor.codes(&g).0.is_empty());
    editor.quit();
}

#[test]
fn a_file_from_elsewhere_is_seen_with_those_beside_it() {
    let elsewhere = folder(&[("f.flow", F), ("broken.flow", "!"), ("below/x.flow", "!")]);
    let mut editor = Editor::new(&json!({}));
    let g = uri(&elsewhere.path().join("g.flow"));
    let broken = uri(&elsewhere.path().join("broken.flow"));
    editor.open(&g, CALLS_F);
    assert_eq!(editor.codes(&broken).0.len(), 1);
    assert!(editor.codes(&g).0.is_empty());
    editor.close(&g);
    assert!(editor.codes(&broken).0.is_empty());
    // A buffer has no neighbouring files.
    editor.open("untitled:1", CALLS_F);
    assert_eq!(editor.codes("untitled:1").0, ["E0104"]);
    editor.close("untitled:1");
    assert!(editor.codes("untitled:1").0.is_empty());
    editor.quit();
}
