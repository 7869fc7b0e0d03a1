//! `forms/python-multipart`: the bodies of its tests, and whether and why each is accepted or
//! refused here.

use flowright_server::multipart::{Boundary, HeadProblem, MultipartError, parts};
use flowright_stdlib::decode::Charset;

/// The expected result of reading a body.
enum Expect {
    /// These parts: name, name of the file, and the beginning and the length of the content.
    Parts(&'static [(&'static str, Option<&'static str>, &'static [u8], usize)]),
    Refused(MultipartError),
}

use Expect::{Parts, Refused};

const fn head(problem: HeadProblem) -> Expect {
    Refused(MultipartError::Head { part: 1, problem })
}

const CASES: &[(&str, Expect)] = &[
    // A line of a head has no bare CR or LF, and its name is a token.
    ("CRLF_in_header", head(HeadProblem::Malformed)),
    ("CR_in_header", head(HeadProblem::Malformed)),
    ("CR_in_header_value", head(HeadProblem::Malformed)),
    ("bad_end_of_headers", head(HeadProblem::Malformed)),
    ("bad_header_char", head(HeadProblem::Malformed)),
    ("empty_header", head(HeadProblem::Malformed)),
    // A line that only resembles the boundary is content.
    (
        "almost_match_boundary",
        Parts(&[("file", Some("test.txt"), b"--boundari\r\n--boundaryq", 138)]),
    ),
    (
        "almost_match_boundary_without_CR",
        Parts(&[("field", None, b"QQQQQQQQQQQQQQQQQQQQ\r\n----boundaryQ", 54)]),
    ),
    (
        "almost_match_boundary_without_LF",
        Parts(&[(
            "field",
            None,
            b"QQQQQQQQQQQQQQQQQQQQ\r\n----boundary\rQ",
            55,
        )]),
    ),
    (
        "almost_match_boundary_without_final_hyphen",
        Parts(&[("field", None, b"QQQQQQQQQQQQQQQQQQQQ\r\n----boundary-Q", 55)]),
    ),
    (
        "crlf_dense_part_data",
        Parts(&[("file", Some("crlf.bin"), b"\r\n\r\n", 72)]),
    ),
    // The first line has to be the boundary.
    ("bad_initial_boundary", Refused(MultipartError::NotBegun)),
    (
        "empty_message_with_bad_end",
        Refused(MultipartError::NotBegun),
    ),
    // The body has a different boundary than the one it declares.
    ("single_field_blocks", Refused(MultipartError::NotBegun)),
    // Encoded content would be read as if it were not encoded; RFC 7578 deprecates these encodings.
    ("base64_encoding", head(HeadProblem::Encoded)),
    ("quoted_printable_encoding", head(HeadProblem::Encoded)),
    ("mixed_case_headers", head(HeadProblem::Encoded)),
    (
        "mixed_plain_and_base64_encoding",
        head(HeadProblem::Encoded),
    ),
    (
        "case_insensitive_headers",
        Parts(&[
            ("file1", Some("test1.txt"), b"Test file #1", 12),
            ("file2", Some("test2.txt"), b"Test file #2", 12),
            ("file3", Some("test3.txt"), b"Test file #3", 12),
            ("file4", Some("test4.txt"), b"Test file #4", 12),
        ]),
    ),
    ("empty_message", Parts(&[])),
    (
        "header_with_number",
        Parts(&[("files", Some("secret.txt"), b"aaaaaa", 6)]),
    ),
    (
        "multiple_fields",
        Parts(&[
            ("field1", None, b"field1", 6),
            ("field2", None, b"field2", 6),
        ]),
    ),
    (
        "multiple_files",
        Parts(&[
            ("file1", Some("test1.txt"), b"Test file #1", 12),
            ("file2", Some("test2.txt"), b"Test file #2", 12),
        ]),
    ),
    (
        "single_field",
        Parts(&[("field", None, b"This is a test.", 15)]),
    ),
    (
        "single_field_longer",
        Parts(&[("field", None, b"qqqq", 128)]),
    ),
    (
        "single_field_single_file",
        Parts(&[
            ("field", None, b"test1", 5),
            ("file", Some("file.txt"), b"test2", 5),
        ]),
    ),
    (
        "single_field_with_leading_newlines",
        Parts(&[("field", None, b"This is a test.", 15)]),
    ),
    (
        "single_field_with_trailer",
        Parts(&[("field", None, b"This is a test.", 15)]),
    ),
    (
        "single_file",
        Parts(&[("file", Some("test.txt"), b"This is a test file.", 20)]),
    ),
    (
        "utf8_filename",
        Parts(&[("file", Some("???.txt"), "これはテスト".as_bytes(), 27)]),
    ),
];

#[test]
fn the_bodies_of_python_multipart_are_read_or_refused() {
    let Some(folder) = crate::corpus_folder("forms/python-multipart") else {
        return;
    };
    let mut found: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".http").map(str::to_owned)
        })
        .collect();
    found.sort();
    let mut pinned: Vec<&str> = CASES.iter().map(|(name, _)| *name).collect();
    pinned.sort_unstable();
    assert_eq!(found, pinned, "each case of the corpus is pinned");
    for (name, expect) in CASES {
        let body = std::fs::read(folder.join(format!("{name}.http"))).unwrap();
        let described = std::fs::read_to_string(folder.join(format!("{name}.yaml"))).unwrap();
        let boundary = described
            .lines()
            .find_map(|line| line.strip_prefix("boundary: "));
        let boundary = Boundary::new(boundary.unwrap().as_bytes()).unwrap();
        let read = parts(&body, &boundary, Charset::Utf8);
        match (expect, read) {
            (Refused(expected), Err(error)) => assert_eq!(error, *expected, "{name}"),
            (Parts(expected), Ok(parts)) => {
                assert_eq!(parts.len(), expected.len(), "{name}");
                for (part, (field, file, beginning, length)) in parts.iter().zip(*expected) {
                    let sent = part.file.as_ref().map(|file| file.name.clone().unwrap());
                    assert_eq!((&*part.name, sent.as_deref()), (*field, *file), "{name}");
                    assert!(part.content.starts_with(beginning), "{name}: {part:?}");
                    assert_eq!(part.content.len(), *length, "{name}: {part:?}");
                }
            }
            (_, read) => panic!("{name}: {read:?}"),
        }
    }
    println!("{} bodies agree", CASES.len());
}
