//! Paths into JSON data: `customer.addresses[0].city`.

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonStep<'p> {
    /// The member of an object with that name.
    Member(&'p str),
    /// The element of an array with that index.
    Element(usize),
}

/// The steps of a path.
///
/// # Errors
/// What is wrong with the path, as the rest of a sentence about it.
pub fn json_path(path: &str) -> Result<Vec<JsonStep<'_>>, String> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let (index, behind) = inside
                .split_once(']')
                .ok_or("has a `[` without its `]`".to_owned())?;
            steps.push(JsonStep::Element(element(index)?));
            rest = behind;
            continue;
        }
        rest = match (rest.strip_prefix('.'), steps.is_empty()) {
            (Some(""), _) => return Err("ends with a dot".to_owned()),
            (Some(behind), false) => behind,
            (None, true) => rest,
            (Some(_), true) => return Err("begins with a dot".to_owned()),
            (None, false) => return Err("needs a dot after `]`".to_owned()),
        };
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        steps.push(JsonStep::Member(member(name)?));
        rest = behind;
    }
    if steps.is_empty() {
        return Err("is empty".to_owned());
    }
    Ok(steps)
}

fn element(index: &str) -> Result<usize, String> {
    let is_number = !index.is_empty() && index.bytes().all(|octet| octet.is_ascii_digit());
    let parsed = index.parse().ok().filter(|_| is_number);
    parsed.ok_or_else(|| format!("has `[{index}]`, which is not the index of an element"))
}

fn member(name: &str) -> Result<&str, String> {
    if name.is_empty() {
        return Err("has a dot without a name after it".to_owned());
    }
    if name.bytes().all(|octet| octet.is_ascii_digit()) {
        return Err(format!("has the name `{name}`: an element is `[{name}]`"));
    }
    match name
        .chars()
        .find(|one| one.is_whitespace() || "]\"'*$".contains(*one))
    {
        Some(other) => Err(format!("has a {other:?} in a name")),
        None => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonStep::*, json_path};

    #[test]
    fn names_are_separated_by_dots_and_indexes_stand_in_brackets() {
        let path = json_path("a.event-data[0][12].ë");
        let steps = [
            Member("a"),
            Member("event-data"),
            Element(0),
            Element(12),
            Member("ë"),
        ];
        assert_eq!(path.as_deref(), Ok(&steps[..]));
        assert_eq!(json_path("[3]").as_deref(), Ok(&[Element(3)][..]));
    }

    #[test]
    fn anything_else_is_refused() {
        for (path, problem) in [
            ("", "is empty"),
            (".a", "begins with a dot"),
            ("a.", "ends with a dot"),
            ("a..b", "has a dot without a name after it"),
            ("a[0", "has a `[` without its `]`"),
            ("a[-1]", "has `[-1]`, which is not the index of an element"),
            ("a[]", "has `[]`, which is not the index of an element"),
            ("a[0]b", "needs a dot after `]`"),
            ("a.0", "has the name `0`: an element is `[0]`"),
            ("$.a", "has a '$' in a name"),
            ("a b", "has a ' ' in a name"),
        ] {
            assert_eq!(json_path(path), Err(problem.to_owned()), "{path}");
        }
    }
}
