//! The grammar, the table of words and the editor's highlighting agree on the words.

use std::collections::{BTreeMap, BTreeSet};

use flowright_syntax::tokens::{WORDS, WordClass};
use serde_json::Value;

const PEST: &str = include_str!("../../../grammar/flow.pest");
const TEXTMATE: &str = include_str!("../../../grammar/vscode/syntaxes/flow.tmLanguage.json");

const TABLE_FILE: &str = "compiler/syntax/src/tokens/words.rs";
const PEST_FILE: &str = "grammar/flow.pest";
const TEXTMATE_FILE: &str = "grammar/vscode/syntaxes/flow.tmLanguage.json";

/// The highlighting rules that list the words of a class, and the scope that they assign. A rule
/// whose name ends in `-reserved` lists the reserved words, which are keywords everywhere; the
/// other words are keywords only in certain places.
const RULES: &[(&str, WordClass, &str)] = &[
    ("words-item", WordClass::Item, "storage.type.declaration"),
    (
        "words-item-reserved",
        WordClass::Item,
        "storage.type.declaration",
    ),
    (
        "words-statement",
        WordClass::Statement,
        "keyword.control.statement",
    ),
    (
        "words-statement-reserved",
        WordClass::Statement,
        "keyword.control.statement",
    ),
    ("words-step", WordClass::Step, "keyword.other.step"),
    ("words-step-reserved", WordClass::Step, "keyword.other.step"),
    ("words-clause", WordClass::Clause, "keyword.other.clause"),
    (
        "words-clause-reserved",
        WordClass::Clause,
        "keyword.other.clause",
    ),
    (
        "words-operator",
        WordClass::Operator,
        "keyword.operator.wordlike",
    ),
    (
        "words-operator-reserved",
        WordClass::Operator,
        "keyword.operator.wordlike",
    ),
    (
        "words-constant-reserved",
        WordClass::Value,
        "constant.language",
    ),
    (
        "words-variable-reserved",
        WordClass::Value,
        "variable.language",
    ),
    (
        "words-setting",
        WordClass::Setting,
        "entity.other.attribute-name.setting",
    ),
    (
        "words-plain-setting",
        WordClass::PlainSetting,
        "entity.other.attribute-name.setting",
    ),
    ("words-type", WordClass::Type, "support.type.builtin"),
];

/// The words of other classes that are also settings at the place of a setting.
const SHARED: &str = "words-shared-setting";

type Rules = serde_json::Map<String, Value>;

fn repository() -> Rules {
    let grammar: Value = serde_json::from_str(TEXTMATE).expect("the highlighting is JSON");
    let rules = grammar["repository"].as_object();
    rules.expect("the highlighting has a repository").clone()
}

/// The words of a highlighting rule, whose pattern is exactly `\b(a|b|c)\b`.
fn listed(rules: &Rules, rule: &str) -> Vec<String> {
    let pattern = rules.get(rule).and_then(|rule| rule["match"].as_str());
    let words = pattern
        .and_then(|pattern| pattern.strip_prefix(r"\b("))
        .and_then(|rest| rest.strip_suffix(r")\b"));
    assert!(
        words.is_some_and(|words| !words.contains(['(', '[', '\\'])),
        r"{TEXTMATE_FILE}: the rule `{rule}` is {pattern:?}, and not `\b(a|b|c)\b`"
    );
    let words = words.unwrap_or_default();
    words.split('|').map(str::to_owned).collect()
}

/// Asserts that both sets are equal, naming the words that differ.
fn assert_same(
    what: &str,
    (left_file, left): (&str, &BTreeSet<String>),
    (right_file, right): (&str, &BTreeSet<String>),
) {
    let mut missing = String::new();
    for (words, others, file, other_file) in [
        (left, right, right_file, left_file),
        (right, left, left_file, right_file),
    ] {
        for word in words.difference(others) {
            missing.push_str(&format!(
                "\n`{word}` is missing in {file}; {other_file} has it"
            ));
        }
    }
    assert!(missing.is_empty(), "{what} differ:{missing}");
}

fn table(of: impl Fn(WordClass, bool) -> bool) -> BTreeSet<String> {
    WORDS
        .iter()
        .filter(|word| of(word.class, word.reserved))
        .map(|word| word.text.to_owned())
        .collect()
}

/// The words of the rules `kw_…`.
fn pest_words() -> BTreeSet<String> {
    PEST.lines()
        .filter(|line| line.starts_with("kw_"))
        .map(|line| {
            let (name, body) = line.split_once('=').expect("a rule has a body");
            let word = name.trim().trim_start_matches("kw_");
            let quoted = body.split('"').nth(1);
            assert_eq!(quoted, Some(word), "{PEST_FILE}: `{line}`");
            word.to_owned()
        })
        .collect()
}

#[test]
fn the_grammar_has_a_rule_for_every_word_that_it_reads() {
    // The grammar accepts these as names, or reads them without a specific rule: operators and
    // plain settings.
    let without = |word: &str, class| match class {
        WordClass::PlainSetting | WordClass::Value => true,
        WordClass::Type => !matches!(word, "text" | "bytes"),
        WordClass::Operator => matches!(word, "and" | "or" | "not"),
        _ => false,
    };
    let in_table = WORDS
        .iter()
        .filter(|word| !without(word.text, word.class))
        .map(|word| word.text.to_owned())
        .collect();
    assert_same(
        "the words of the grammar and of the table",
        (TABLE_FILE, &in_table),
        (PEST_FILE, &pest_words()),
    );
}

#[test]
fn the_highlighting_has_every_word_in_its_class() {
    let rules = repository();
    let mut classes: BTreeMap<(String, bool), (WordClass, BTreeSet<String>)> = BTreeMap::new();
    for &(rule, class, scope) in RULES {
        assert_eq!(
            rules[rule]["name"].as_str(),
            Some(format!("{scope}.flow").as_str()),
            "{TEXTMATE_FILE}: the scope of `{rule}`"
        );
        let reserved = rule.ends_with("-reserved");
        let (_, words) = classes
            .entry((format!("{class:?}"), reserved))
            .or_insert_with(|| (class, BTreeSet::new()));
        for word in listed(&rules, rule) {
            assert!(
                words.insert(word.clone()),
                "{TEXTMATE_FILE}: `{word}` stands twice in `{rule}`"
            );
        }
    }
    for ((name, reserved), (class, words)) in &classes {
        let kind = if *reserved { "reserved" } else { "free" };
        assert_same(
            &format!("the {kind} words of the class {name}"),
            (
                TABLE_FILE,
                &table(|of, is_reserved| of == *class && is_reserved == *reserved),
            ),
            (TEXTMATE_FILE, words),
        );
    }
    let all = classes
        .values()
        .flat_map(|(_, words)| words.iter().cloned())
        .collect();
    assert_same(
        "the words",
        (TABLE_FILE, &table(|_, _| true)),
        (TEXTMATE_FILE, &all),
    );
}

#[test]
fn the_highlighting_has_the_reserved_words() {
    let rules = repository();
    let included = rules["reserved"]["patterns"].as_array();
    let included: Vec<&str> = included
        .into_iter()
        .flatten()
        .filter_map(|rule| rule["include"].as_str())
        .map(|name| name.trim_start_matches('#'))
        .collect();
    let words = included
        .iter()
        .flat_map(|rule| listed(&rules, rule))
        .collect();
    assert_same(
        "the reserved words",
        (TABLE_FILE, &table(|_, reserved| reserved)),
        (TEXTMATE_FILE, &words),
    );
}

#[test]
fn every_declaration_is_highlighted_with_its_name() {
    let rules = repository();
    let declarations = rules["declarations"]["patterns"].as_array();
    let words = declarations
        .into_iter()
        .flatten()
        .filter_map(|rule| rule["match"].as_str().or(rule["begin"].as_str()))
        .filter_map(|pattern| pattern.strip_prefix("^("))
        .filter_map(|pattern| pattern.split_once(')'))
        .flat_map(|(words, _)| words.split('|').map(str::to_owned))
        .collect();
    assert_same(
        "the words of declarations",
        (TABLE_FILE, &table(|class, _| class == WordClass::Item)),
        (TEXTMATE_FILE, &words),
    );
}

/// The words that the highlighting patterns name in addition to the words of the language.
const OTHERS: &[&str] = &[
    // Units.
    "ms", "kb", "mb", "gb", // Names that act as keywords in one place.
    "because", "within", "send", "restrict", "cascade",
];

#[test]
fn no_pattern_of_the_highlighting_names_a_word_that_is_none() {
    let rules = repository();
    let known = table(|_, _| true);
    for word in listed(&rules, SHARED) {
        assert!(
            known.contains(&word),
            "`{word}` of {TEXTMATE_FILE} is missing in {TABLE_FILE}"
        );
    }
    let mut patterns = Vec::new();
    collect_patterns(&Value::Object(rules), &mut patterns);
    for pattern in patterns {
        for word in words_in(&pattern) {
            assert!(
                known.contains(word) || OTHERS.contains(&word),
                "`{word}` of {TEXTMATE_FILE} is missing in {TABLE_FILE}: `{pattern}`"
            );
        }
    }
}

fn collect_patterns(value: &Value, patterns: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(pattern)
                        if matches!(name.as_str(), "match" | "begin" | "end") =>
                    {
                        patterns.push(pattern.clone());
                    }
                    _ => collect_patterns(member, patterns),
                }
            }
        }
        Value::Array(elements) => elements
            .iter()
            .for_each(|element| collect_patterns(element, patterns)),
        _ => {}
    }
}

/// The words of a pattern: runs of two or more lowercase letters, without classes and escapes.
fn words_in(pattern: &str) -> Vec<&str> {
    let bytes = pattern.as_bytes();
    let mut words = Vec::new();
    let (mut at, mut start) = (0, 0);
    let mut in_class = false;
    let is_letter = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
    while at <= bytes.len() {
        let byte = bytes.get(at);
        if byte.is_some_and(is_letter) && !in_class {
            at += 1;
            continue;
        }
        if at > start + 1 {
            words.push(&pattern[start..at]);
        }
        match byte {
            Some(b'\\') => at += 1,
            Some(b'[') => in_class = true,
            Some(b']') => in_class = false,
            _ => {}
        }
        at += 1;
        start = at;
    }
    words
}
