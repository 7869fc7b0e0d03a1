//! Describes what pest expected.

use crate::grammar::Rule;

/// The description of a rule after "expected"; `None` if it would not help a reader.
fn describe(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::item => "a declaration",
        Rule::word | Rule::name | Rule::field_name | Rule::lambda_parameters => "a name",
        Rule::expression
        | Rule::operand
        | Rule::named
        | Rule::number
        | Rule::digits
        | Rule::list
        | Rule::group
        | Rule::column
        | Rule::if_value
        | Rule::branch_value
        | Rule::match_value
        | Rule::decode
        | Rule::lambda
        | Rule::step
        | Rule::condition
        | Rule::test_operand => "a value",
        Rule::string => "a text in quotes",
        Rule::path => "a path in quotes (`\"/orders\"`)",
        Rule::method => "a method (`POST`)",
        Rule::body_kind => "`json`, `form` or `text`",
        Rule::type_expression
        | Rule::type_term
        | Rule::type_list
        | Rule::type_group
        | Rule::type_map
        | Rule::type_record => "a type",
        Rule::patterns | Rule::pattern => "a pattern",
        Rule::arm => "an arm (`\"a\" => 1`)",
        Rule::when_arm => "`when`",
        Rule::entry => "a field (`name: value`)",
        Rule::type_field | Rule::typed_field | Rule::collection_field => "a field (`name: text`)",
        Rule::setting_name
        | Rule::trigger_setting_name
        | Rule::plain_setting
        | Rule::plain_trigger_setting => "a setting",
        Rule::let_statement | Rule::assignment | Rule::try_catch | Rule::respond => "a statement",
        Rule::webhook_trigger => "`webhook`",
        Rule::trigger => "`trigger`",
        Rule::open
        | Rule::record_open
        | Rule::block
        | Rule::settings
        | Rule::trigger_settings
        | Rule::record
        | Rule::upsert_record => "`{`",
        Rule::close | Rule::hole_close => "`}`",
        Rule::paren_open | Rule::call_open | Rule::parameters | Rule::trigger_parameters => "`(`",
        Rule::paren_close => "`)`",
        Rule::list_open => "`[`",
        Rule::list_close => "`]`",
        Rule::newline | Rule::EOI => "a new line",
        Rule::comma => "`,`",
        Rule::colon | Rule::field_colon => "`:`",
        Rule::equal => "`=`",
        Rule::returns | Rule::arrow => "`->`",
        Rule::fat_arrow => "`=>`",
        Rule::infix => "an operator",
        Rule::by_clause => "`by (…)`",
        Rule::kw_by => "`by`",
        Rule::set_clause | Rule::kw_set => "`set { … }`",
        Rule::where_clause => "`where`",
        Rule::from_clause => "`from`",
        Rule::kw_in => "`in`",
        Rule::kw_as => "`as`",
        Rule::kw_of => "`of`",
        Rule::kw_most => "`most`",
        Rule::kw_at => "`at`",
        Rule::less => "`<`",
        Rule::greater => "`>`",
        _ => return None,
    })
}

/// Phrases, each with the phrases that it makes redundant.
const IMPLIED: &[(&str, &[&str])] = &[
    ("a statement", &["a value", "a name", "a text in quotes"]),
    (
        "a value",
        &["a name", "a text in quotes", "`{`", "`(`", "`[`"],
    ),
    (
        "a type",
        &["a name", "a text in quotes", "`{`", "`(`", "`[`"],
    ),
    ("a new line", &["`}`", "`=`"]),
    ("an operator", &["`(`"]),
    ("`=`", &["`:`"]),
    ("`:`", &["a type"]),
];

/// The phrases dropped first from a long list.
const MINOR: &[&str] = &["`(`", "`:`", "`{`", "`where`", "an operator"];

/// The phrase for all rules that could have continued, the most informative ones first.
///
/// At the end of a line, neither an operator nor a call is what is missing.
pub(super) fn phrase(rules: &[Rule], ends_line: bool) -> String {
    let mut phrases: Vec<&'static str> = Vec::new();
    for phrase in rules.iter().filter_map(|rule| describe(*rule)) {
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    // A more informative phrase replaces the phrases that it implies.
    for (telling, implied) in IMPLIED {
        if phrases.contains(telling) {
            phrases.retain(|phrase| !implied.contains(phrase));
        }
    }
    if ends_line && phrases.len() > 1 {
        phrases.retain(|phrase| !matches!(*phrase, "an operator" | "`(`"));
    }
    for minor in MINOR {
        if phrases.len() > 2 {
            phrases.retain(|phrase| phrase != minor);
        }
    }
    phrases.truncate(4);
    match phrases.as_slice() {
        [] => String::from("something else"),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// The keyword that a rule matches or begins with.
pub(super) fn keyword(rule: Rule) -> Option<&'static str> {
    let name = format!("{rule:?}");
    let word = name
        .strip_prefix("kw_")
        .or_else(|| name.strip_suffix("_clause"))?;
    crate::tokens::word(word).map(|word| word.text)
}
