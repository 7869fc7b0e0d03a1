//! JSONTestSuite, decoded as `json` and as a skipped member.

use flowright_stdlib::types::Type;

use crate::support::{corpus, through};

#[test]
fn all_valid_texts_are_accepted_and_all_invalid_ones_refused() {
    let Some(directory) = corpus("jsontestsuite/test_parsing") else {
        return;
    };
    let (mut valid, mut invalid) = (0, 0);
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let body = std::fs::read(&path).unwrap();
        let result = through(&Type::Json, &body);
        match name.split('_').next() {
            Some("y") => {
                valid += 1;
                let kept = result.unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(kept.as_bytes(), body.trim_ascii(), "{name}");
            }
            Some("n") => {
                invalid += 1;
                assert!(result.is_err(), "{name}");
            }
            // Implementation-defined cases only must not panic.
            _ => {}
        }
        let inside = [br#"{"skipped":"#, &*body, b"}"].concat();
        let skipped = through(&Type::record(Vec::new()), inside);
        match name.split('_').next() {
            Some("y") => assert!(skipped.is_ok(), "{name}, skipped"),
            // As a member, an empty file or an open list is still invalid; a text that ends with a
            // comma may become valid.
            Some("n") if !body.ends_with(b",") => assert!(skipped.is_err(), "{name}, skipped"),
            _ => {}
        }
    }
    println!("{valid} valid and {invalid} invalid texts");
    assert!(valid >= 95 && invalid >= 187, "{valid} {invalid}");
}
