//! `body multipart` and the type `file`.

use flowright_diagnostics::Severity;

use crate::{assert_clean, assert_diagnostics};

/// A workflow with a multipart body of these fields.
fn workflow(fields: &str, statements: &str) -> String {
    format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body multipart {{ {fields} }}\n  }}\n  let data = context.data\n  {statements}\n  respond 204\n}}"
    )
}

#[test]
fn files_are_read() {
    let text = workflow(
        "title: text, files: [file], avatar: file?, cover: file, data: { id: int }, more: [text], raw: bytes?, any: json",
        "let cover = data.cover\n  let _a: text = \"{cover.name} {cover.content_type} {cover.size} {cover.bytes.sha256()}\"\n  let _b: int = data.files.sum(one => one.size)\n  if data.avatar != null and data.avatar.size > 5 {\n    respond 413 text data.avatar.name\n  }\n  let _c: int = data.data.id\n  let _d: file? = data.avatar\n  let _e = size(cover) + size({ ...cover, name: \"x\" })\n  let _f: { name: text, size: int } = cover\n  let _g: file = { name: \"a\", content_type: \"b/c\", size: 1, bytes: \"x\".to_bytes() }\n  let _h = [cover].concat(data.files)\n  let _i = cover == cover",
    );
    assert_clean!(format!("fn size(one: file) -> int {{ one.size }}\n{text}"));
}

#[test]
fn a_body_of_a_declared_type() {
    assert_clean!(
        "type Upload = { title: text, file: file }\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    body multipart Upload?\n  }\n  let upload = context.data ?? fail \"nothing\"\n  respond 200 bytes upload.file.bytes\n}"
    );
}

#[test]
fn bodies_that_are_wrong() {
    for body in [
        "multipart",
        "multipart file",
        "multipart [file]",
        "multipart text",
        "multipart json",
        "multipart bytes",
    ] {
        let text = workflow("", "").replace("multipart {  }", body);
        let (_, _, found) = crate::support::check_text(&text);
        let found = found.iter().filter(|one| one.severity == Severity::Error);
        let found: Vec<_> = found.collect();
        assert_eq!(found.len(), 1, "{text}\n{found:?}");
        assert!(
            !found[0].helps.is_empty() || !found[0].notes.is_empty(),
            "{body}"
        );
    }
    assert_diagnostics!(workflow("a: text", "").replace("multipart { a: text }", "multipart file"));
}

#[test]
fn a_multipart_body_without_a_type() {
    assert_diagnostics!(workflow("", "").replace("multipart {  }", "multipart"));
}

#[test]
fn fields_that_are_wrong() {
    let statement = "let _a: int = data.length";
    for field in [
        "a: [[file]]",
        "a: map<file>",
        "a: { picture: file }",
        "a: [{ id: int }]",
        "a: [json]",
        "a: Files",
        "a: File",
        "a: Upload",
        "a: files",
        "a: [bytes?]",
    ] {
        let text = workflow(field, "").replace("let data = context.data", "");
        let (_, _, found) = crate::support::check_text(&text);
        assert_eq!(found.len(), 1, "{text}\n{found:?}");
    }
    assert_diagnostics!(workflow("a: { picture: file }", statement));
}

#[test]
fn files_of_other_languages() {
    assert_diagnostics!("type T = { a: File, b: Upload, c: [Blob], d: files }");
}

#[test]
fn members_that_a_file_lacks() {
    assert_diagnostics!(workflow(
        "doc: file, more: [file], maybe: file?",
        "let _a = data.doc.filename\n  let _b = data.doc.type\n  let _c = data.doc.length\n  let _d = data.doc.text()\n  let _e = data.more.name\n  let _f = data.maybe.name\n  let _g = \"{data.doc}\"\n  let _h: bytes = data.doc\n  let _i: text = data.doc.bytes\n  let _j = data.doc.bytes.contains(\"x\")"
    ));
}

#[test]
fn files_where_none_is_sent() {
    assert_diagnostics!(
        "config picture: file\ncollection rows {\n  picture: file\n}\nworkflow a {\n  trigger webhook POST \"/a/{id: file}\" {\n    verify none because \"a test\"\n    query { picture: file }\n    body json { picture: file? }\n  }\n  respond 204\n}\nworkflow b {\n  trigger webhook POST \"/b\" {\n    verify none because \"a test\"\n    body form { picture: file }\n  }\n  let _a = http GET \"https://a.example\" { expect file }\n  let _b = decode context.body as { picture: file }\n  respond 204\n}\ntype file = text"
    );
}
