//! The commands that answer at once.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::shared::{BINARY, folder};

fn flowright(arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn path(of: &Path) -> String {
    of.display().to_string()
}

#[test]
fn check_says_how_it_went_by_its_exit_code() {
    let fine = flowright(&["check", &path(&folder("flows"))]);
    assert_eq!(code(&fine), Some(0), "{}", printed(&fine));
    assert_eq!(printed(&fine), "5 files checked, nothing found\n");
    let wrong = flowright(&["check", &path(&folder("readme"))]);
    assert_eq!(code(&wrong), Some(1));
    for usage in [
        vec!["check"],
        vec!["check", "nowhere.flow"],
        vec!["check", "--format", "xml", "."],
        vec!["explain", "E9999"],
        vec!["serve"],
        vec!["nonsense"],
    ] {
        assert_eq!(code(&flowright(&usage)), Some(2), "{usage:?}");
    }
    let empty = tempfile::tempdir().unwrap();
    let nothing = flowright(&["check", &path(empty.path())]);
    assert_eq!(code(&nothing), Some(2));
}

#[test]
fn a_file_that_is_no_text_is_refused_without_a_panic() {
    let project = tempfile::tempdir().unwrap();
    fs::write(project.path().join("octets.flow"), [0xff, 0xfe, 0]).unwrap();
    let output = flowright(&["check", &path(project.path())]);
    assert_eq!(code(&output), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not UTF-8"));
}

#[test]
fn all_files_of_a_folder_are_one_program() {
    let project = tempfile::tempdir().unwrap();
    fs::create_dir(project.path().join("below")).unwrap();
    fs::write(
        project.path().join("below/types.flow"),
        "type Order = { id: int }\n",
    )
    .unwrap();
    let flow = "workflow order {\n  trigger webhook POST \"/order\" {\n    verify none because \"a test\"\n    body json Order\n    mode sync\n  }\n  respond 200 json { id: context.data.id }\n}\n";
    fs::write(project.path().join("order.flow"), flow).unwrap();
    let output = flowright(&["check", &path(project.path())]);
    assert_eq!(code(&output), Some(0), "{}", printed(&output));
    let alone = flowright(&["check", &path(&project.path().join("order.flow"))]);
    assert_eq!(code(&alone), Some(1));
}

#[test]
fn json_is_as_documented() {
    let output = flowright(&["check", "--format", "json", &path(&folder("readme"))]);
    assert_eq!(code(&output), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &report["diagnostics"][0];
    assert_eq!(first["code"], "E0107");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["primary"]["start"]["line"], 17);
    assert_eq!(first["primary"]["start"]["column"], 17);
    assert_eq!(first["helps"][0]["applicability"], "safe");
    assert_eq!(first["helps"][0]["edits"][0]["text"], "email");
    assert!(
        first["primary"]["file"]
            .as_str()
            .unwrap()
            .ends_with("contact.flow")
    );
    let fine = flowright(&["check", "--format", "json", &path(&folder("flows"))]);
    let report: serde_json::Value = serde_json::from_slice(&fine.stdout).unwrap();
    assert_eq!(report, serde_json::json!({ "diagnostics": [] }));
}

#[test]
fn explain_prints_pages_and_knows_near_codes() {
    let page = flowright(&["explain", "e0107"]);
    assert_eq!(code(&page), Some(0));
    assert!(printed(&page).starts_with("# E0107"), "{}", printed(&page));
    let list = printed(&flowright(&["explain"]));
    assert!(list.lines().count() > 50, "{list}");
    let wrong = flowright(&["explain", "E01O7"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("did you mean"));
}

#[test]
fn nothing_is_coloured_that_is_not_for_a_terminal() {
    let output = flowright(&["check", &path(&folder("readme"))]);
    assert!(!printed(&output).contains('\u{1b}'));
}
