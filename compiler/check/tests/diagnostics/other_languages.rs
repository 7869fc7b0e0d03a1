//! Syntax of other languages: one report each, with an edit if the meaning is certain, and no
//! consequential errors.

use flowright_diagnostics::Code;

use crate::support::{check_text, report};
use crate::{assert_diagnostics, program, workflow};

const STOCK: &str = "collection stock {\n  name: text\n  amount: int = 0\n  unique (name)\n}";

/// A workflow that reads a row, checks for null with a line in the style of another language, and
/// uses the row.
fn looks(line: &str) -> String {
    program(
        STOCK,
        &format!("let row = find one stock where .name == data.name\n{line}\nlet _n = row.amount"),
    )
}

/// Lines after a null check in the style of another language are not reported.
#[test]
fn looking_for_null_is_understood() {
    for line in [
        "if row is None {\n  respond 404\n}",
        "if row === undefined {\n  respond 404\n}",
        "if not row {\n  respond 404\n}",
        "if (!row) {\n  respond 404\n}",
        "if row == nil {\n  respond 404\n}",
        "if row == null:\n  respond 404",
        "if row == null then\n  respond 404\nend",
        "if row == null {\n  return respond 404\n}",
        "if row == null {\n  return res.status(404).json({ error: \"none\" })\n}",
        "if row == null {\n  return { error: \"none\" }\n}",
        "if row == null {\n  throw new Error(\"none\")\n}",
        "if row <> null and true {\n  respond 200\n} else {\n  respond 404\n}",
        "if row ~~ null {\n  respond 404\n}",
    ] {
        let (sources, _, diagnostics) = check_text(&looks(line));
        let said = report(&sources, &diagnostics);
        assert!(!diagnostics.is_empty(), "{line}");
        let follows = diagnostics.iter().any(|one| one.code == Code::NullUsed);
        assert!(!follows, "{line}\n{said}");
        assert!(diagnostics.len() <= 2, "{line}\n{said}");
    }
}

#[test]
fn names_are_bound() {
    assert_diagnostics!(program(
        STOCK,
        "const a = 1\nint b = 2\nlet mut c = 3\nd := 4\nlet e = insert into stock { name: data.name }\nlet _s = \"{a}{b}{c}{d}{e.id}\""
    ));
}

#[test]
fn blocks_without_braces() {
    assert_diagnostics!(workflow(
        "if data.done:\n  respond 201\nelif data.count > 1:\n  respond 202\nelse:\n  respond 203"
    ));
}

#[test]
fn loops_and_cases() {
    assert_diagnostics!(workflow(
        "switch (data.status) {\n  case \"open\":\n    respond 201\n    break\n  case \"closed\":\n    respond 202\n}"
    ));
}

#[test]
fn failures() {
    assert_diagnostics!(workflow(
        "try {\n  http GET \"https://example.com\"\n} catch (err) {\n  fail err.message\n}\ntry {\n  http GET \"https://example.com\"\n} except ValueError as e {\n  fail e.message\n}"
    ));
}

#[test]
fn answers() {
    assert_diagnostics!(workflow(
        "if data.done {\n  return res.status(404).json({ error: \"none\" })\n}\nif data.count > 1 {\n  res.sendStatus(204)\n}\nif data.count > 2 {\n  return 200\n}"
    ));
}

#[test]
fn operators() {
    assert_diagnostics!(program(
        STOCK,
        "let a = data.nick || \"none\"\nlet b = data.count <> 1\nlet c = data.nick is not None\nlet _s = \"{a}{b}{c}\"\nupdate stock where .name == \"a\" set { amount: .amount++ }"
    ));
}

#[test]
fn assignments() {
    assert_diagnostics!(workflow("let n = 1\nn++\nn += 2\nn -= data.count - 1"));
}

#[test]
fn an_arm_with_braces_has_no_arrow() {
    assert_diagnostics!(workflow(
        "match data.status {\n  \"open\" => { respond 201 }\n  \"closed\" => { respond 202 }\n}"
    ));
}

#[test]
fn an_else_without_an_if() {
    assert_diagnostics!(workflow(
        "let a = data.name\nelse {\n  respond 404\n}\nlet _b = a"
    ));
}

#[test]
fn types() {
    assert_diagnostics!(
        "type Line = { sku: string, amount: Array<integer>, note: Optional<str>, at: datetime, ok: Boolean, any: object, more: text[] }\n\nfn f(line: Line) -> text { line.sku }\n"
    );
}

#[test]
fn tables() {
    assert_diagnostics!(
        "collection a {\n  number: text\n  primary key (number)\n}\n\ncollection b {\n  name: text unique\n  id: int primary key\n}\n\ncollection c {\n  name: text not null\n  unique name)\n}\n"
    );
}

#[test]
fn a_table_of_sql() {
    assert_diagnostics!(
        "CREATE TABLE orders (\n  id INT PRIMARY KEY,\n  number VARCHAR(20) NOT NULL,\n  total FLOAT\n);\n\nfn f() -> int { 1 }\n"
    );
}

#[test]
fn requests_and_the_environment() {
    assert_diagnostics!(workflow(
        "let a = req.body.name\nlet b = process.env.API_KEY\nlet c = event.headers\nlet _s = \"{a}\"\nconsole.log(\"got {a}\")\nprint(data.count)"
    ));
}

#[test]
fn functions_of_values() {
    assert_diagnostics!(workflow(
        "let a = data.name.toUpperCase()\nlet b = data.tags.length()\nlet c = data.tags.push(\"x\")\nlet d = data.owner.name.trim\nlet _s = \"{a}{b}\""
    ));
}

#[test]
fn functions_as_elsewhere() {
    assert_diagnostics!(
        "async function total(price: float, amount: int) -> float {\n  const net = price * 1.19;\n  return net;\n}\n\ndef twice(n: int) -> int:\n  return n + n\n"
    );
}

#[test]
fn strings() {
    assert_diagnostics!(workflow(
        "let a = `{data.name} and ${data.count}`\nlet b = `big ${data.name}`\nlet c = f\"{data.name}\"\nlet _s = \"{a}{b}{c}{{a}}\""
    ));
}

#[test]
fn indexes() {
    assert_diagnostics!(workflow(
        "let a = data.tags[-1]\nlet b = data.owner?.name\nlet c = data.tags?[0]"
    ));
}

#[test]
fn measures() {
    assert_diagnostics!(
        "service a {\n  url \"https://a.example\"\n  timeout \"5s\"\n}\n\nservice b {\n  url \"https://a.example\"\n  timeout 30 seconds\n}\n\nservice c {\n  url \"https://a.example\"\n  timeout 5000\n}\n"
    );
}

#[test]
fn whole_files() {
    for text in [
        "<<<<<<< HEAD\nfn f() -> int { 1 }\n=======\nfn f() -> int { 2 }\n>>>>>>> main\n",
        "name: deploy\non:\n  push:\n    branches: [main]\n",
        "{\n  \"name\": \"deploy\",\n  \"steps\": []\n}\n",
    ] {
        let (sources, _, diagnostics) = check_text(text);
        let said = report(&sources, &diagnostics);
        assert_eq!(diagnostics.len(), 1, "{said}");
        assert!(said.contains("this file"), "{said}");
    }
}
