use lsp_server::ErrorCode;
use serde_json::{Value, json};

use super::editor::{Editor, folder, uri};
use crate::lsp::requests::{Handler, REQUESTS};
use crate::output::Exit;

fn refused(answer: Result<Value, lsp_server::ResponseError>, code: ErrorCode) {
    assert_eq!(answer.unwrap_err().code, code as i32);
}

#[test]
fn the_server_ends_as_it_is_told() {
    let mut editor = Editor::new(&json!({}));
    refused(
        editor.ask("initialize", json!({})),
        ErrorCode::InvalidRequest,
    );
    refused(
        editor.ask("flowright/none", json!({})),
        ErrorCode::MethodNotFound,
    );
    refused(editor.ask("$/none", json!(null)), ErrorCode::MethodNotFound);
    refused(
        editor.ask("textDocument/definition", json!({"position": 1})),
        ErrorCode::InvalidParams,
    );
    editor.tell("flowright/none", json!({}));
    assert_eq!(editor.ask("shutdown", Value::Null).unwrap(), Value::Null);
    refused(
        editor.ask("shutdown", Value::Null),
        ErrorCode::InvalidRequest,
    );
    refused(
        editor.ask("textDocument/formatting", json!({})),
        ErrorCode::InvalidRequest,
    );
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end().0, Exit::Fine);

    let mut editor = Editor::new(&json!({}));
    editor.tell("exit", Value::Null);
    assert_eq!(editor.end().0, Exit::Found);
    assert_eq!(Editor::new(&json!({})).end().0, Exit::Found);
}

#[test]
fn nothing_comes_before_initialize() {
    let mut editor = Editor::silent(REQUESTS);
    editor.open("untitled:1", "nonsense");
    refused(
        editor.ask("shutdown", Value::Null),
        ErrorCode::ServerNotInitialized,
    );
    refused(editor.ask("initialize", json!(1)), ErrorCode::InvalidParams);
    let fine = editor.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(fine.unwrap()["capabilities"]["positionEncoding"], "utf-16");
    let (exit, told) = editor.quit();
    assert_eq!(exit, Exit::Fine);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn the_capabilities_are_what_the_table_has() {
    let editor = Editor::new(&json!({}));
    let capabilities = &editor.server_says["capabilities"];
    assert_eq!(capabilities["positionEncoding"], "utf-8");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    assert_eq!(capabilities["definitionProvider"], true);
    assert_eq!(capabilities["implementationProvider"], Value::Null);
    editor.quit();
}

#[test]
fn files_are_watched_where_the_client_can() {
    let mut editor = Editor::new(&json!({}));
    editor.open("untitled:1", "");
    editor.codes("untitled:1");
    let wanted = &editor.wanted[0];
    assert_eq!(wanted.method, "client/registerCapability");
    let watchers = &wanted.params["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"], "**/*.flow");
    editor.quit();
}

#[test]
fn projects_outside_of_the_workspace_are_watched_too() {
    let project = folder(&[("a.flow", "")]);
    let mut editor = Editor::new(&json!({
        "capabilities": {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}},
        "initializationOptions": {"projects": [project.path()]},
    }));
    editor.open("untitled:1", "");
    editor.codes("untitled:1");
    let watchers = &editor.wanted[0].params["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[1]["globPattern"]["baseUri"], uri(project.path()));
    editor.quit();
}

#[test]
fn a_request_that_is_cancelled_in_time_is_not_answered() {
    let mut editor = Editor::hasty(REQUESTS, |editor| {
        editor.send("initialize", json!({"capabilities": {}}));
        editor.open("untitled:1", "fn f() -> int { 1 }");
        let document = json!({"uri": "untitled:1"});
        let at = json!({"textDocument": document, "position": {"line": 0, "character": 3}});
        editor.send("textDocument/definition", at.clone());
        editor.send("textDocument/definition", at);
        for id in [json!(3), json!(4711), json!("3"), json!(null)] {
            editor.tell("$/cancelRequest", json!({"id": id}));
        }
    });
    assert!(editor.answer(1).is_ok());
    assert!(editor.answer(2).is_ok());
    refused(editor.answer(3), ErrorCode::RequestCanceled);
    editor.quit();
}

#[test]
fn a_bug_costs_one_answer() {
    const BROKEN: &[Handler] = &[Handler {
        method: "flowright/broken",
        offer: |_, _| {},
        answer: |_, _| panic!("a bug"),
    }];
    let project = folder(&[("a.flow", "fn f() -> int { g() }")]);
    let mut editor = Editor::silent(BROKEN);
    let client = json!({"capabilities": {}, "rootUri": uri(project.path())});
    editor.ask("initialize", client).unwrap();
    let file = uri(&project.path().join("a.flow"));
    assert_eq!(editor.codes(&file).0, ["E0104"]);
    let answer = editor.ask("flowright/broken", json!({}));
    assert!(
        answer.clone().unwrap_err().message.contains("a bug"),
        "{answer:?}"
    );
    refused(answer, ErrorCode::InternalError);
    let log = editor.told("window/logMessage");
    assert!(
        log["message"].as_str().unwrap().contains("report it"),
        "{log}"
    );
    editor.open(&file, "fn f() -> int { 1 }");
    assert!(editor.codes(&file).0.is_empty());
    assert_eq!(editor.quit().0, Exit::Fine);
}
