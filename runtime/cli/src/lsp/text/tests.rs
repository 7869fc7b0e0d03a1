use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn at(line: u32, character: u32) -> Position {
    Position { line, character }
}

#[test]
fn places_are_counted_in_the_clients_units() {
    let text = Text::new("a𝄞é\r\nb\rc\n");
    for (encoding, after_clef, after_e) in [
        (Encoding::Utf8, 5, 7),
        (Encoding::Utf16, 3, 4),
        (Encoding::Utf32, 2, 3),
    ] {
        assert_eq!(text.offset(at(0, after_clef), encoding), 5);
        assert_eq!(text.position(5, encoding), at(0, after_clef));
        assert_eq!(text.offset(at(0, after_e), encoding), 7);
        assert_eq!(text.position(7, encoding), at(0, after_e));
        for (position, offset) in [
            (at(1, 0), 9),
            (at(1, 1), 10),
            (at(2, 0), 11),
            (at(3, 0), 13),
        ] {
            assert_eq!(text.offset(position, encoding), offset);
            assert_eq!(text.position(offset, encoding), position);
        }
    }
}

#[test]
fn places_that_are_not_there_are_moved_to_where_something_is() {
    let text = Text::new("a𝄞\r\nb");
    assert_eq!(
        text.offset(at(0, 2), Encoding::Utf16),
        1,
        "between surrogates"
    );
    assert_eq!(
        text.offset(at(0, 3), Encoding::Utf8),
        1,
        "inside of a character"
    );
    assert_eq!(
        text.offset(at(0, 99), Encoding::Utf16),
        5,
        "behind the line"
    );
    assert_eq!(
        text.offset(at(99, 99), Encoding::Utf16),
        8,
        "behind the text"
    );
    assert_eq!(
        text.position(6, Encoding::Utf16),
        at(0, 3),
        "between CR and LF"
    );
    assert_eq!(
        text.position(3, Encoding::Utf16),
        at(0, 1),
        "inside of a character"
    );
    assert_eq!(
        text.position(99, Encoding::Utf16),
        at(1, 1),
        "behind the text"
    );
    assert_eq!(Text::new("").offset(at(7, 7), Encoding::Utf16), 0);
    assert_eq!(Text::new("").position(7, Encoding::Utf16), at(0, 0));
}

#[test]
fn changes_apply_in_their_order() {
    let change = |range: Option<(Position, Position)>, text: &str| Change {
        range: range.map(|(start, end)| Range { start, end }),
        text: text.to_owned(),
    };
    let changes = vec![
        change(Some((at(0, 1), at(0, 1))), "x\n"),
        change(Some((at(1, 1), at(1, 0))), "y"),
        change(Some((at(9, 0), at(9, 9))), "!"),
    ];
    let text = Text::new("ab").changed(changes, Encoding::Utf16);
    assert_eq!(text, Text::new("ax\ny!"));
    let whole = vec![change(None, "new"), change(Some((at(0, 0), at(0, 1))), "N")];
    assert_eq!(text.changed(whole, Encoding::Utf8), Text::new("New"));
    assert_eq!(text.changed(Vec::new(), Encoding::Utf8), text);
}

#[test]
fn a_range_that_is_nonsense_is_no_change_of_the_whole_text() {
    let nonsense = serde_json::json!({"range": {"start": {"line": -1}}, "text": ""});
    assert!(serde_json::from_value::<Change>(nonsense).is_err());
}

fn letters() -> impl Strategy<Value = String> {
    let letter = prop::sample::select(vec!['a', 'é', '€', '𝄞', '\r', '\n', '\u{2028}']);
    vec(letter, 0..20).prop_map(String::from_iter)
}

/// Two character boundaries of a text, in order.
fn boundaries(text: &str, one: prop::sample::Index, other: prop::sample::Index) -> (usize, usize) {
    let all: Vec<usize> = (0..=text.len())
        .filter(|at| text.is_char_boundary(*at))
        // The protocol has no position between the two.
        .filter(|at| !(text[..*at].ends_with('\r') && text[*at..].starts_with('\n')))
        .collect();
    let (one, other) = (*one.get(&all), *other.get(&all));
    (one.min(other), one.max(other))
}

proptest! {
    #[test]
    fn a_position_leads_back_to_its_byte(text in letters(), index: prop::sample::Index) {
        let (offset, _) = boundaries(&text, index, index);
        let text = Text::new(text);
        for encoding in ENCODINGS {
            prop_assert_eq!(text.offset(text.position(offset, encoding), encoding), offset);
        }
    }

    #[test]
    fn changes_are_those_of_a_string(
        start in letters(),
        edits in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), letters()), 0..8),
        turned: bool,
    ) {
        for encoding in ENCODINGS {
            let mut expected = start.clone();
            let mut changes = Vec::new();
            for (one, other, new) in &edits {
                let (from, to) = boundaries(&expected, *one, *other);
                let text = Text::new(expected.clone());
                let (a, b) = if turned { (to, from) } else { (from, to) };
                let range = Range {
                    start: text.position(a, encoding),
                    end: text.position(b, encoding),
                };
                changes.push(Change { range: Some(range), text: new.clone() });
                expected.replace_range(from..to, new);
            }
            prop_assert_eq!(Text::new(start.clone()).changed(changes, encoding), Text::new(expected));
        }
    }

    #[test]
    fn no_change_panics(
        start in letters(),
        changes in vec((0u32..9, 0u32..9, 0u32..9, any::<u32>(), letters()), 0..5),
    ) {
        for encoding in ENCODINGS {
            let changes = changes.iter().map(|(line, character, end, far, text)| Change {
                range: Some(Range { start: at(*line, *character), end: at(*end, *far) }),
                text: text.clone(),
            });
            let text = Text::new(start.clone()).changed(changes.collect(), encoding);
            prop_assert_eq!(Text::new(text.as_str()), text);
        }
    }
}
