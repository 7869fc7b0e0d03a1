//! What pest would have taken, in the words of people.

use crate::grammar::Rule;

/// How a rule reads behind "expected"; `None` for those that say nothing to a reader.
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
        | Rule::test_operand => "a value",
        Rule::string => "a text in quotes",
        Rule::path => "a path in quotes, such as `\"/orders\"`,",
        Rule::method => "a method, such as `POST`,",
        Rule::body_kind => "`json`, `form` or `text`",
        Rule::type_expression
        | Rule::type_term
        | Rule::type_list
        | Rule::type_group
        | Rule::type_map
        | Rule::type_record => "a type",
        Rule::patterns | Rule::pattern => "a pattern",
        Rule::arm => "an arm, such as `\"a\" => 1`,",
        Rule::when_arm => "`when`",
        Rule::entry => "a field, such as `name: value`,",
        Rule::type_field | Rule::typed_field | Rule::collection_field => {
            "a field, such as `name: text`,"
        }
        Rule::setting_name
        | Rule::trigger_setting_name
        | Rule::plain_setting
        | Rule::plain_trigger_setting => "a setting",
        Rule::step | Rule::let_statement | Rule::assignment | Rule::try_catch | Rule::respond => {
            "a statement"
        }
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
        Rule::paren_open | Rule::call_open | Rule::parameters => "`(`",
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
        Rule::set_clause => "`set { … }`",
        Rule::where_clause => "`where`",
        Rule::kw_in | Rule::kw_as | Rule::kw_by | Rule::kw_of | Rule::kw_most | Rule::kw_at => {
            return keyword(rule).map(quoted);
        }
        Rule::less => "`<`",
        Rule::greater => "`>`",
        _ => return None,
    })
}

/// The words that the parser takes by a rule of their own, as they are written, in backticks.
fn quoted(word: &'static str) -> &'static str {
    match word {
        "in" => "`in`",
        "as" => "`as`",
        "by" => "`by`",
        "of" => "`of`",
        "most" => "`most`",
        _ => "`at`",
    }
}

/// The phrase for all rules that would have gone on, the most telling ones first.
pub(super) fn phrase(rules: &[Rule]) -> String {
    let mut phrases: Vec<&'static str> = Vec::new();
    for phrase in rules.iter().filter_map(|rule| describe(*rule)) {
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    if phrases.contains(&"a statement") {
        phrases.retain(|phrase| !matches!(*phrase, "a value" | "a name" | "a text in quotes"));
    }
    if phrases.contains(&"a value") {
        phrases.retain(|phrase| {
            !matches!(
                *phrase,
                "a name" | "a text in quotes" | "`{`" | "`(`" | "`[`"
            )
        });
    }
    if phrases.contains(&"a type") {
        phrases.retain(|phrase| {
            !matches!(
                *phrase,
                "a name" | "a text in quotes" | "`{`" | "`(`" | "`[`"
            )
        });
    }
    for minor in ["an operator", "`,`", "`(`", "`:`", "`{`", "`where`"] {
        if phrases.len() > 3 {
            phrases.retain(|phrase| *phrase != minor);
        }
    }
    phrases.truncate(4);
    match phrases.as_slice() {
        [] => String::from("something else"),
        [only] => only.trim_end_matches(',').to_owned(),
        [first @ .., last] => format!(
            "{} or {}",
            first
                .iter()
                .map(|phrase| phrase.trim_end_matches(','))
                .collect::<Vec<_>>()
                .join(", "),
            last.trim_end_matches(',')
        ),
    }
}

/// The word that a rule takes.
pub(super) fn keyword(rule: Rule) -> Option<&'static str> {
    let name = format!("{rule:?}");
    let word = name.strip_prefix("kw_")?;
    crate::tokens::word(word).map(|word| word.text)
}
