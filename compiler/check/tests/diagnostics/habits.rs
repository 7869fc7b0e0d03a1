//! Constructs from other languages: each gives one report, which names the equivalent here.

use crate::{assert_diagnostics, program, workflow};

const ROWS: &str = "collection rows {\n  name: text\n}";

#[test]
fn a_brace_is_missing_and_no_path_is_blamed() {
    assert_diagnostics!(workflow(
        "if data.done {\n  respond 201\nelse {\n  respond 202\n}"
    ));
}

#[test]
fn functions_of_the_library_that_are_not_built() {
    assert_diagnostics!(workflow(
        "let a = data.name.slice(0, 1)\nlet b = context.headers.keys()\nlet c = data.name.to_int()\nlet d = [1].len2(n => n)"
    ));
}

#[test]
fn a_match_that_could_not_be_read_ends_no_path() {
    assert_diagnostics!(workflow("let a = match data.name { \"a\" ! 1, \"b\" ! 2 }"));
}

#[test]
fn a_spread_lacks_no_field() {
    assert_diagnostics!(program(ROWS, "create rows { ...data }"));
}

#[test]
fn a_chain_of_comparisons() {
    assert_diagnostics!(workflow("let a = 0 < data.count < 10"));
}

#[test]
fn paths_of_other_frameworks() {
    for path in ["/a/:id", "/b/*", "/c?x=1", "/d/<id>"] {
        let text = format!(
            "workflow w {{\n  trigger webhook GET \"{path}\" {{\n    verify none because \"a test\"\n  }}\n  respond 204\n}}\n"
        );
        let (_, _, diagnostics) = crate::support::check_text(&text);
        let codes: Vec<&str> = diagnostics.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["E0407"], "{path}");
    }
}

#[test]
fn paths_with_percent_encoding() {
    let routes = [
        "/a/caf%C3%A9",
        "/b/x%20y/{id}",
        "/c/a%2Fb",
        "/d/100%",
        "/e/%25",
    ];
    let workflows = routes.iter().enumerate().map(|(index, path)| {
        format!(
            "workflow w{index} {{\n  trigger webhook GET \"{path}\" {{\n    verify none because \"a test\"\n  }}\n  respond 204\n}}\n"
        )
    });
    assert_diagnostics!(workflows.collect::<String>());
}

#[test]
fn names_of_other_frameworks() {
    assert_diagnostics!(workflow(
        "let a = request.body\nlet b = body.name\nlet c = env.X\nlet d = params.id\nlet e = headers[\"x\"]\nlet f = fetch(\"https://example.com\")\nlet g = len(data.tags)\nconsole.log(\"x\")"
    ));
}

#[test]
fn a_field_without_its_dot() {
    assert_diagnostics!(program(
        ROWS,
        "let a = find one rows where name == \"x\"\nupdate rows where .id == 1 set { name: name }"
    ));
}

#[test]
fn functions_by_other_names() {
    assert_diagnostics!(workflow(
        "let a = data.tags.len()\nlet b = data.tags.size\nlet c = data.name.toUpperCase()\nlet d = data.name.downcase"
    ));
}

#[test]
fn the_body_of_an_answer_and_of_a_request() {
    assert_diagnostics!(workflow(
        "let r = http GET \"https://example.com\"\nlet q = http POST \"https://example.com\" { body { a: 1 } }\nlet _b = r.body\nlet _s = q.status"
    ));
}

#[test]
fn defaults_that_do_not_fit() {
    assert_diagnostics!(program(
        "collection c {\n  a: time = now\n  b: int = \"0\"\n  d: bool = \"x\"\n  e: \"open\" | \"shut\" = \"done\"\n  f: \"open\" | \"shut\" = \"opn\"\n}",
        ""
    ));
}

#[test]
fn a_secret_without_its_group() {
    assert_diagnostics!(
        "secret github\n\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify github(github)\n  }\n  respond 204\n}\n"
    );
}
