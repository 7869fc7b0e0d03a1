//! The commands that finish immediately.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

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
    assert_eq!(printed(&fine), "7 files checked, no problems found\n");
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

/// Runs the command with that text on stdin.
fn piped(arguments: &[&str], text: &str) -> Output {
    let mut child = Command::new(BINARY)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Dropped at the end of the statement, which closes the input.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

const LOOSE: &str = "secret   k // of the forge\ntype T={a:text,b:int?}\n";
const STYLED: &str = "secret k // of the forge\ntype T = { a: text, b: int? }\n";

#[test]
fn fmt_writes_what_is_not_in_the_style() {
    let project = tempfile::tempdir().unwrap();
    let (loose, styled) = (project.path().join("a.flow"), project.path().join("b.flow"));
    fs::write(&loose, LOOSE).unwrap();
    fs::write(&styled, STYLED).unwrap();
    let folder = path(project.path());

    let checked = flowright(&["fmt", "--check", &folder]);
    assert_eq!(code(&checked), Some(1));
    assert_eq!(printed(&checked), format!("{}\n", path(&loose)));
    assert_eq!(fs::read_to_string(&loose).unwrap(), LOOSE);

    let written = flowright(&["fmt", &folder]);
    assert_eq!(code(&written), Some(0));
    assert_eq!(printed(&written), format!("{}\n", path(&loose)));
    assert_eq!(fs::read_to_string(&loose).unwrap(), STYLED);

    let again = flowright(&["fmt", "--check", &folder]);
    assert_eq!((code(&again), printed(&again)), (Some(0), String::new()));
    let left: Vec<_> = fs::read_dir(project.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left behind");
}

#[test]
fn fmt_leaves_a_declaration_with_a_mistake_as_it_is() {
    let broken = "type U={a text,,}";
    let text = format!("{LOOSE}{broken}\n");
    let output = piped(&["fmt", "--stdin"], &text);
    assert_eq!(code(&output), Some(1));
    assert_eq!(printed(&output), format!("{STYLED}{broken}\n"));

    let project = tempfile::tempdir().unwrap();
    let file = project.path().join("a.flow");
    fs::write(&file, &text).unwrap();
    let output = flowright(&["fmt", &path(&file)]);
    assert_eq!(code(&output), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("flowright check"));
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        printed(&piped(&["fmt", "--stdin"], &text))
    );
}

#[test]
fn fmt_takes_its_input_from_one_place() {
    assert_eq!(code(&piped(&["fmt", "--stdin"], LOOSE)), Some(0));
    for usage in [
        vec!["fmt"],
        vec!["fmt", "nowhere.flow"],
        vec!["fmt", "--stdin", "a.flow"],
        vec!["fmt", "--stdin", "--check"],
    ] {
        assert_eq!(code(&flowright(&usage)), Some(2), "{usage:?}");
    }
}

const MISTAKEN: &str = "workflow order {
  trigger webhook POST \"/order\" {
    verify none because \"a test\"
    body json { number: int }
    mode sync
  }
  if context.data.nmber = 1 {
    respnd 404
  }
  respond 200 json { number: context.data.number }
}
";

#[test]
fn check_fix_makes_what_is_safe_until_nothing_is_left() {
    let project = tempfile::tempdir().unwrap();
    let file = project.path().join("order.flow");
    // `check --fix` never guesses what a statement should do.
    let mistaken = MISTAKEN.replace("respnd", "respond");
    fs::write(&file, &mistaken).unwrap();
    let output = flowright(&["check", "--fix", &path(&file)]);
    assert_eq!(code(&output), Some(0), "{}", printed(&output));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.ends_with("order.flow: 2 fixes applied\n"), "{said}");
    let mended = mistaken.replace("nmber = ", "number == ");
    assert_eq!(fs::read_to_string(&file).unwrap(), mended);

    let unsafe_only = "fn f(a: int?) -> int { a }\n";
    fs::write(&file, unsafe_only).unwrap();
    let output = flowright(&["check", "--fix", &path(&file)]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), unsafe_only);
}

#[test]
fn check_prints_annotations_for_github() {
    let project = tempfile::tempdir().unwrap();
    let file = project.path().join("order.flow");
    fs::write(
        &file,
        MISTAKEN
            .replace(" = 1", " == 1")
            .replace("respnd", "respond"),
    )
    .unwrap();
    let output = flowright(&["check", "--format", "github", &path(&file)]);
    assert_eq!(code(&output), Some(1));
    let printed = printed(&output);
    let wanted = format!(
        "::error file={},line=7,col=19,endLine=7,endColumn=24,title=E0107::",
        path(&file)
    );
    assert!(
        printed.starts_with(&wanted) && printed.lines().count() == 1,
        "{printed}"
    );
}
