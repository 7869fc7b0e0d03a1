//! `multipart/form-data`: a writer and the reader agree, and no body makes the reader panic.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use flowright_server::multipart::{
    Boundary, HeadProblem, MOST_HEAD, MOST_PARTS, MultipartError, parts,
};
use flowright_stdlib::decode::{Charset, Part};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const BOUNDARY: &str = "b";

fn read(body: &[u8]) -> Result<Vec<Part<'_>>, MultipartError> {
    parts(
        body,
        &Boundary::new(BOUNDARY.as_bytes()).unwrap(),
        Charset::Utf8,
    )
}

/// A body with a part for each of these heads, all with the same content.
fn with_heads(heads: &[&str]) -> Vec<u8> {
    let parts: String = heads
        .iter()
        .map(|head| format!("--b\r\n{head}\r\n\r\nx\r\n"))
        .collect();
    format!("{parts}--b--\r\n").into_bytes()
}

fn problem(head: &str) -> HeadProblem {
    match read(&with_heads(&[head])) {
        Err(MultipartError::Head { part: 1, problem }) => problem,
        other => panic!("{head}: {other:?}"),
    }
}

#[test]
fn the_frame_is_strict() {
    let field = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";
    for (body, content) in [
        (format!("--b\r\n{field}x\r\n--b--"), "x"),
        (format!("\r\n\r\n--b\r\n{field}x\r\n--b--\r\n"), "x"),
        (
            format!("--b \t\r\n{field}x\r\n--b-- \t\r\nanything\r\n--b\r\n"),
            "x",
        ),
        (format!("--b\r\n{field}\r\n--b--"), ""),
        // RFC 2046: a part without content ends at its empty line.
        (format!("--b\r\n{field}--b--"), ""),
        (
            format!("--b\r\n{field}y--b\r\n--bx\r\n--b--"),
            "y--b\r\n--bx",
        ),
        (format!("--b\r\n{field}x\n--b--\n\r\n--b--"), "x\n--b--\n"),
        (format!("--b\r\n{field}x\r\n--b--x\r\n--b--"), "x\r\n--b--x"),
        (format!("--b\r\n{field}\r\n\r\n\r\n--b--"), "\r\n\r\n"),
    ] {
        let parts = read(body.as_bytes());
        let read: Vec<&[u8]> = parts.iter().flatten().map(|part| part.content).collect();
        assert_eq!(read, [content.as_bytes()], "{body:?}: {parts:?}");
    }
    for (body, error) in [
        (String::new(), MultipartError::NotBegun),
        ("x\r\n--b--\r\n".to_owned(), MultipartError::NotBegun),
        ("--b".to_owned(), MultipartError::NotBegun),
        ("--b-".to_owned(), MultipartError::NotBegun),
        ("--bb\r\n--b--".to_owned(), MultipartError::NotBegun),
        ("\n--b--".to_owned(), MultipartError::NotBegun),
        (format!("--b\r\n{field}x"), MultipartError::NotEnded),
        (format!("--b\r\n{field}x\r\n--b"), MultipartError::NotEnded),
        (
            format!("--b\r\n{field}x\n--b--\n"),
            MultipartError::NotEnded,
        ),
        (format!("--b\n{field}x\r\n--b--"), MultipartError::NotBegun),
    ] {
        assert_eq!(read(body.as_bytes()), Err(error), "{body:?}");
    }
}

#[test]
fn heads_are_strict() {
    let field = "Content-Disposition: form-data; name=a";
    for (head, expected) in [
        ("", HeadProblem::NoDisposition),
        ("Content-Type: text/plain", HeadProblem::NoDisposition),
        (
            "Content-Disposition: attachment; name=a",
            HeadProblem::NoDisposition,
        ),
        ("Content-Disposition: form-data", HeadProblem::NoName),
        (
            "Content-Disposition: form-data; filename=x",
            HeadProblem::NoName,
        ),
        (
            "Content-Disposition: form-data; name=\"a",
            HeadProblem::BadDisposition,
        ),
        (
            "Content-Disposition: form-data;\r\n name=a",
            HeadProblem::NoName,
        ),
        (
            "Content-Disposition : form-data; name=a",
            HeadProblem::Malformed,
        ),
        (
            " Content-Disposition: form-data; name=a",
            HeadProblem::Malformed,
        ),
        (
            "Content-Disposition: form-data; name=\"a\0\"",
            HeadProblem::Malformed,
        ),
        ("no field", HeadProblem::Malformed),
    ] {
        assert_eq!(problem(head), expected, "{head:?}");
    }
    for (more, expected) in [
        (
            "Content-Disposition: form-data; name=b",
            HeadProblem::NoDisposition,
        ),
        (
            "Content-Type: a/b\r\nContent-Type: a/b",
            HeadProblem::BadContentType,
        ),
        ("Content-Type:", HeadProblem::BadContentType),
        ("Content-Transfer-Encoding: base64", HeadProblem::Encoded),
        ("Content-Transfer-Encoding: x", HeadProblem::Encoded),
        ("X: a\r\n b", HeadProblem::Malformed),
    ] {
        assert_eq!(problem(&format!("{field}\r\n{more}")), expected, "{more:?}");
    }
    for more in [
        "Content-Transfer-Encoding: BINARY",
        "Content-Transfer-Encoding: 8bit",
        "Content-Length: 7\r\nX-Any:\r\nX-Any: \u{eb}",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        let body = with_heads(&[&format!("{field}\r\n{more}")]);
        assert_eq!(read(&body).unwrap().len(), 1, "{more:?}");
    }
}

#[test]
fn heads_and_parts_are_bounded() {
    let field = "Content-Disposition: form-data; name=a";
    let longest = MOST_HEAD - field.len() - "\r\nX: ".len() - "\r\n".len();
    let head = format!("{field}\r\nX: {}", "x".repeat(longest));
    assert_eq!(read(&with_heads(&[&head])).unwrap().len(), 1);
    assert_eq!(problem(&format!("{head}x")), HeadProblem::TooLong);
    let heads = vec![field; MOST_PARTS];
    assert_eq!(read(&with_heads(&heads)).unwrap().len(), MOST_PARTS);
    let heads = vec![field; MOST_PARTS + 1];
    assert_eq!(read(&with_heads(&heads)), Err(MultipartError::TooManyParts));
}

#[test]
fn a_file_has_a_name_and_a_type() {
    for (head, file) in [
        ("", None),
        ("; filename=\"\"", Some(("", "text/plain"))),
        (
            "; filename=\"a.pdf\"\r\nContent-Type: application/pdf",
            Some(("a.pdf", "application/pdf")),
        ),
        // Names as browsers escape them, and as curl did.
        (
            "; filename=\"a%22b%0D%0A%25.txt\"",
            Some(("a\"b\r\n%25.txt", "text/plain")),
        ),
        (
            "; filename=\"a\\\"b\\\\c\"",
            Some(("a\"b\\c", "text/plain")),
        ),
        (
            "; filename=\"C:\\dir\\a;b.txt\"",
            Some(("C:\\dir\\a;b.txt", "text/plain")),
        ),
        // A part as .NET sends it.
        (
            "; filename=\"=?utf-8?B?w6su?=\"; filename*=utf-8''%C3%AB.txt",
            Some(("\u{eb}.txt", "text/plain")),
        ),
    ] {
        let body = with_heads(&[&format!("Content-Disposition: form-data; name=a{head}")]);
        let parts = read(&body).unwrap();
        let found = parts[0].file.as_ref();
        let found = found.map(|file| (file.name.as_deref().unwrap(), &*file.content_type));
        assert_eq!(found, file, "{head}");
    }
}

#[test]
fn charsets_are_those_of_the_part_the_form_or_the_request() {
    let body = [
        b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\xeb\r\n".as_slice(),
        b"--b\r\nContent-Disposition: form-data; name=b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xc3\xab\r\n",
        b"--b\r\nContent-Disposition: form-data; name=\xeb; filename=\xeb\r\n\r\nx\r\n",
        b"--b\r\nContent-Disposition: form-data; name=_charset_\r\n\r\niso-8859-1\r\n--b--",
    ]
    .concat();
    let parts = read(&body).unwrap();
    let charsets: Vec<Charset> = parts.iter().map(|part| part.charset).collect();
    let latin = Charset::Windows1252;
    assert_eq!(charsets, [latin, Charset::Utf8, latin, latin]);
    assert_eq!(parts[2].name, "\u{eb}");
    let file = parts[2].file.as_ref().unwrap();
    assert_eq!(file.name.as_deref(), Ok("\u{eb}"));
    // Without the declaration, the field has no valid name, and the name of the file is wrong.
    let undeclared = body.strip_suffix(
        b"--b\r\nContent-Disposition: form-data; name=_charset_\r\n\r\niso-8859-1\r\n--b--",
    );
    let body = [undeclared.unwrap(), b"--b--"].concat();
    let names: Vec<String> = read(&body)
        .unwrap()
        .iter()
        .map(|part| part.name.to_string())
        .collect();
    assert_eq!(names, ["a", "b"]);
}

/// A part as the test writes it.
#[derive(Clone, Debug)]
struct Written {
    name: String,
    file: Option<(String, String)>,
    content: Vec<u8>,
}

fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn written(parts: &[Written], boundary: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            quoted(&part.name)
        );
        if let Some((name, kind)) = &part.file {
            head.push_str(&format!(
                "; filename=\"{}\"\r\nContent-Type: {kind}",
                quoted(name)
            ));
        }
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    body
}

/// Names without characters that are not sent unchanged: control characters, and `%` and `\` before
/// characters that they would escape.
fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 _.;=\"/\r\n\u{eb}\u{1f980}-]{0,12}"
}

/// Contents with bytes that resemble a boundary.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        vec(any::<u8>(), 0..8),
        prop::sample::select(vec![
            "\r\n",
            "--",
            "--b",
            "\r\n--",
            "\r\n--b",
            "\r\n--bound",
            "\r",
            "\n",
            "-"
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

fn part() -> impl Strategy<Value = Written> {
    let file = option::of((name(), "[a-z]{1,5}/[a-z.+-]{1,9}"));
    (name(), file, content()).prop_map(|(name, file, content)| Written {
        name,
        file,
        content,
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(parts in vec(part(), 0..6)) {
        let boundary = "boundary-of-the-test";
        let body = written(&parts, boundary);
        let boundary = Boundary::new(boundary.as_bytes()).unwrap();
        let read = flowright_server::multipart::parts(&body, &boundary, Charset::Utf8).unwrap();
        prop_assert_eq!(read.len(), parts.len());
        for (read, written) in read.iter().zip(&parts) {
            prop_assert_eq!(&*read.name, &*written.name);
            prop_assert_eq!(read.content, &*written.content);
            let file = read.file.as_ref();
            let file = file.map(|file| (file.name.clone().unwrap().into_owned(), file.content_type.to_string()));
            prop_assert_eq!(&file, &written.file);
        }
    }

    #[test]
    fn any_octets_are_read_or_refused(body in vec(any::<u8>(), 0..300)) {
        let _ = read(&body);
    }

    #[test]
    fn a_damaged_body_is_read_or_refused(
        parts in vec(part(), 0..4),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        octet in any::<u8>(),
    ) {
        let mut body = written(&parts, BOUNDARY);
        let (at, cut) = (at.index(body.len()), cut.index(body.len()));
        body[at] = octet;
        for body in [&body[..], &body[..cut], &body[cut..]] {
            if let Ok(parts) = read(body) {
                let contents: usize = parts.iter().map(|part| part.content.len()).sum();
                prop_assert!(contents <= body.len());
            }
        }
    }
}
