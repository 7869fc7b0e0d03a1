//! The part of a JSON text at a path, found without reading the rest.

use std::ops::Range;

use super::super::path::JsonStep;
use super::text::Text;
use super::unsure::Unsure;

/// The position of the value at a path; `None` if the path leads to no value, or if the value is
/// null. If several members have the same name, the last one counts.
pub(in crate::decode) fn find(json: &[u8], path: &[JsonStep<'_>]) -> Option<Range<usize>> {
    let text = Text::new(json);
    let mut at = 0;
    for step in path {
        let (first, start) = text.token(at).ok()?;
        at = match (step, first) {
            (JsonStep::Member(name), b'{') => member(text, start + 1, name).ok()??,
            (JsonStep::Element(index), b'[') => element(text, start + 1, *index).ok()??,
            _ => return None,
        };
    }
    let (first, start) = text.token(at).ok()?;
    if first == b'n' {
        return None;
    }
    Some(start..text.skip(start).ok()?)
}

/// The start of the last member with that name, after the brace of its object.
fn member(text: Text<'_>, mut at: usize, name: &str) -> Result<Option<usize>, Unsure> {
    let mut found = None;
    let (mut first, mut start) = text.token(at)?;
    while first == b'"' {
        let string = text.string(start)?;
        let is_it = if string.is_escaped() {
            *text.says(string)? == *name
        } else {
            text.inside(string) == name.as_bytes()
        };
        at = text.take(b':', string.end)?;
        if is_it {
            found = Some(at);
        }
        (first, start) = text.token(text.skip(at)?)?;
        if first == b',' {
            (first, start) = text.token(start + 1)?;
        }
    }
    Ok(found)
}

/// The start of the element with that index, after the bracket of its array.
fn element(text: Text<'_>, mut at: usize, index: usize) -> Result<Option<usize>, Unsure> {
    if text.token(at)?.0 == b']' {
        return Ok(None);
    }
    for _ in 0..index {
        let (next, place) = text.token(text.skip(at)?)?;
        if next != b',' {
            return Ok(None);
        }
        at = place + 1;
    }
    Ok(Some(at))
}

#[cfg(test)]
mod tests {
    use super::super::super::path::json_path;
    use super::find;

    fn found<'t>(json: &'t str, path: &str) -> Option<&'t str> {
        let path = json_path(path).unwrap();
        find(json.as_bytes(), &path).map(|range| &json[range])
    }

    #[test]
    fn a_path_leads_to_the_text_of_a_value() {
        let json = r#" { "a" : [ 1 , { "b\n" : 1e999, "c":"x" } , null ] , "d":{} } "#;
        assert_eq!(found(json, "a[0]"), Some("1"));
        assert_eq!(found(json, "a[1].c"), Some("\"x\""));
        assert_eq!(found(json, "a[1]"), Some(r#"{ "b\n" : 1e999, "c":"x" }"#));
        assert_eq!(found(json, "d"), Some("{}"));
    }

    #[test]
    fn what_is_absent_null_or_of_another_kind_is_not_found() {
        let json = r#"{"a":[1,null],"b":null,"c":[]}"#;
        for path in [
            "x",
            "a[1]",
            "a[2]",
            "a[18446744073709551615]",
            "a.x",
            "b",
            "b.c",
            "c[0]",
            "[0]",
        ] {
            assert_eq!(found(json, path), None, "{path}");
        }
        assert_eq!(found("{}", "a"), None);
        assert_eq!(found("", "a"), None);
    }

    #[test]
    fn the_last_of_equal_keys_wins_even_if_it_is_null() {
        assert_eq!(found(r#"{"a":1,"\u0061":2}"#, "a"), Some("2"));
        assert_eq!(found(r#"{"a":{"b":1},"a":{"c":2}}"#, "a.b"), None);
        assert_eq!(found(r#"{"a":1,"a":null}"#, "a"), None);
    }
}
