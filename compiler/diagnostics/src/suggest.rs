//! Did you mean: the name nearest to a misspelt one.

/// The candidate nearest to `word`, or none that is near enough.
///
/// Another case alone counts as nearest; otherwise at most a third of the word's characters (at least one) may differ, where
/// swapping two neighbours counts once.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    let lower = word.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            (distance <= limit).then_some((distance, candidate))
        })
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_name_is_found_and_a_far_one_is_not() {
        assert_eq!(nearest("emial", ["name", "email"]), Some("email"));
        assert_eq!(nearest("Email", ["email", "emails"]), Some("email"));
        assert_eq!(nearest("zebra", ["name", "email"]), None);
        assert_eq!(nearest("x", ["y"]), Some("y"));
    }
}
