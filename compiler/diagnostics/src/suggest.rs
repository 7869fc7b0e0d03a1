//! "Did you mean": the names most similar to a misspelt one.
//!
//! In: a word, and the known names. Out: the most similar names, and whether one of them is almost
//! certainly meant. Large sets of names are searched through an index, so that the time for many
//! unknown names and many declared ones is linear in their total number.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// The maximum number of names suggested.
const MOST: usize = 3;

/// The maximum number of names compared one by one. If there are more, only the first ones are
/// compared, except by [`NearNames`].
const COMPARED: usize = 200;

/// The minimum length of a name that is suggested for a different one.
const SHORTEST: usize = 4;

/// The maximum number of names considered for each key.
const SAME_KEY: usize = 4;

/// The names most similar to a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Near<'a> {
    /// The names, most similar first; all of them are equally or almost equally similar.
    pub names: Vec<&'a str>,
    /// Whether the first name is clearly the most similar, and both names are long enough to rule
    /// out coincidence.
    pub is_certain: bool,
}

/// The names most similar to `word`.
///
/// A difference in case or underscores alone counts as closest; otherwise at most a third of the
/// word's characters (at least one) may differ. A swap of adjacent characters counts as one
/// difference.
#[must_use]
pub fn near<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Near<'a> {
    let limit = (word.chars().count() / 3).max(1);
    let plain = plain(word);
    let names = names.into_iter().filter(|name| *name != word);
    let mut found: Vec<(usize, &str)> = names
        .take(COMPARED)
        .filter_map(|name| {
            let distance = distance(&plain, name, limit)?;
            Some((distance, name))
        })
        .collect();
    // Very short names are all similar to each other.
    let is_long = |name: &str| name.chars().count() >= SHORTEST;
    found.retain(|(distance, name)| *distance == 0 || is_long(name) || is_long(word));
    found.sort_unstable();
    found.dedup();
    let Some((best, first)) = found.first().copied() else {
        return Near::default();
    };
    let next = found.get(1).map(|(distance, _)| *distance);
    let is_certain = best <= 1
        && next.is_none_or(|next| next > best + usize::from(best > 0))
        && is_no_accident(word, first, best);
    found.retain(|(distance, _)| *distance == best || *distance == best + 1 && best > 0);
    found.truncate(if is_certain { 1 } else { MOST });
    Near {
        names: found.into_iter().map(|(_, name)| name).collect(),
        is_certain,
    }
}

/// The name most similar to `word`, if any is similar enough.
#[must_use]
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    near(word, names).names.first().copied()
}

/// The name without the most easily mistyped details: case and underscores.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| *c != '_');
    letters.flat_map(char::to_lowercase).collect()
}

fn distance(word: &str, name: &str, limit: usize) -> Option<usize> {
    let letters = |name: &str| name.chars().filter(|c| *c != '_').count();
    if letters(word).abs_diff(letters(name)) > limit {
        return None;
    }
    let distance = strsim::damerau_levenshtein(word, &plain(name));
    (distance <= limit).then_some(distance)
}

/// Whether two names that differ by one typo are probably the same name: they do not differ in
/// digits, and the part in which they differ has at least four letters, or six if a letter is
/// replaced. `orders_1` and `orders_2`, `eu_url` and `us_url`, `west` and `east` are different
/// names.
fn is_no_accident(word: &str, name: &str, distance: usize) -> bool {
    if distance == 0 {
        return true;
    }
    let word = word.to_lowercase();
    let name = name.to_lowercase();
    let word_parts: Vec<&str> = word.split('_').collect();
    let name_parts: Vec<&str> = name.split('_').collect();
    let (word, name) = if word_parts.len() == name_parts.len() {
        let mut parts = word_parts.iter().zip(&name_parts);
        let other = parts.find(|(one, other)| one != other);
        other.map_or((&*word, &*name), |(one, other)| (*one, *other))
    } else {
        (&*word, &*name)
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    if digits(word) != digits(name) {
        return false;
    }
    let mut sorted: [Vec<char>; 2] = [word.chars().collect(), name.chars().collect()];
    sorted
        .iter_mut()
        .for_each(|letters| letters.sort_unstable());
    let is_swapped = sorted[0] == sorted[1];
    let is_replaced = sorted[0].len() == sorted[1].len() && !is_swapped;
    let least = if is_replaced { 6 } else { 4 };
    letters(word).min(letters(name)) >= least
}

/// A hasher whose hashes are the same in every run.
type SameHasher = BuildHasherDefault<DefaultHasher>;

/// Many names, indexed by each name with one character removed.
#[derive(Debug, Default)]
pub struct NearNames {
    names: Vec<Box<str>>,
    by_key: HashMap<u64, Vec<u32>>,
    hasher: SameHasher,
}

impl NearNames {
    /// The names; earlier ones are considered first.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> NearNames {
        let mut all = NearNames {
            names: names.into_iter().map(Box::from).collect(),
            ..NearNames::default()
        };
        if all.names.len() <= COMPARED {
            return all;
        }
        for (index, name) in all.names.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            for key in keys(&plain(name), &all.hasher) {
                let same = all.by_key.entry(key).or_default();
                if same.len() < SAME_KEY {
                    same.push(index);
                }
            }
        }
        all
    }

    /// The names most similar to `word`. In a large set, these are only names within one or two
    /// typos.
    #[must_use]
    pub fn near(&self, word: &str) -> Near<'_> {
        if self.names.len() <= COMPARED {
            return near(word, self.names.iter().map(|name| &**name));
        }
        let mut found: Vec<u32> = keys(&plain(word), &self.hasher)
            .into_iter()
            .flat_map(|key| self.by_key.get(&key).into_iter().flatten().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        let names = found
            .into_iter()
            .filter_map(|index| self.names.get(index as usize));
        near(word, names.map(|name| &**name))
    }
}

/// The hash of a name, and the hashes of the name with one of its first characters removed.
fn keys(name: &str, hasher: &SameHasher) -> Vec<u64> {
    const LONGEST: usize = 64;
    let mut keys = vec![hasher.hash_one(name)];
    for (at, c) in name.char_indices().take(LONGEST) {
        let (before, after) = (name.get(..at), name.get(at + c.len_utf8()..));
        let shorter = [before.unwrap_or(""), after.unwrap_or("")].concat();
        keys.push(hasher.hash_one(&*shorter));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::{NearNames, near};

    fn best<'a>(word: &str, names: &[&'a str]) -> Vec<&'a str> {
        near(word, names.iter().copied()).names
    }

    #[test]
    fn a_near_name_is_found_and_a_far_one_is_not() {
        assert_eq!(best("emial", &["name", "email"]), ["email"]);
        assert_eq!(best("Email", &["email", "emails"]), ["email"]);
        assert_eq!(best("fullName", &["full_name"]), ["full_name"]);
        assert!(best("zebra", &["name", "email"]).is_empty());
        assert!(best("x", &["y"]).is_empty());
        assert!(best("key", &["kex", "k"]).is_empty());
    }

    #[test]
    fn only_what_is_clearly_meant_is_certain() {
        let certain = |word, names: &[&'static str]| near(word, names.iter().copied()).is_certain;
        for (word, name) in [
            ("emial", "email"),
            ("repostory", "repository"),
            ("createdAt", "created_at"),
            ("orders", "order"),
            ("custommer", "customer"),
            ("recieved_at", "received_at"),
        ] {
            assert!(certain(word, &[name]), "{word} {name}");
        }
        for (word, name) in [
            ("key_v2", "key_v1"),
            ("b", "a"),
            ("qty2", "qty1"),
            ("eu_url", "us_url"),
            ("ci_eu", "ci_us"),
            ("ops2", "ops1"),
            ("un", "on"),
            ("store_west", "store_east"),
            ("test", "text"),
            ("orders_b", "orders_a"),
            ("order12", "order1"),
        ] {
            assert!(!certain(word, &[name]), "{word} {name}");
        }
        assert!(!certain("ordery", &["order", "orders"]), "a tie");
    }

    #[test]
    fn of_several_near_ones_each_is_named() {
        assert_eq!(
            best("stat", &["start", "state", "none"]),
            ["start", "state"]
        );
    }

    #[test]
    fn many_names_are_found_by_their_index() {
        let names: Vec<String> = (0..8000).map(|at| format!("some_name_{at}")).collect();
        let index = NearNames::new(names.iter().map(String::as_str));
        for at in 0..8000 {
            let near = index.near(&format!("some_nome_{at}"));
            let meant = format!("some_name_{at}");
            assert!(near.names.contains(&&*meant), "{at} {near:?}");
        }
        assert!(index.near("something_else").names.is_empty());
    }
}
