//! Fields that refer to rows.

use crate::each::assert_one_report;
use crate::support::{check_text, report};
use crate::{assert_clean, assert_diagnostics, program};

#[test]
fn references() {
    assert_clean!(program(
        "collection people {\n  name: text\n  boss: ref people?\n  team: ref teams on delete cascade\n  second: ref teams? on delete null was other\n  third: ref teams? = null\n  unique (name)\n  index (team, name)\n}\n\ncollection teams {\n  name: text\n  lead: ref people? on delete restrict\n  unique (name)\n}",
        "let team = upsert teams by (name) { name: data.name }\nlet person = create people { name: data.name, team: team.id }\nlet _boss: int? = person.boss\nlet _team: int = person.team\nlet _all = find people where .team == team.id and .boss != null\nlet _own = find people where .boss == person.id\nlet _n = count people group by .team"
    ));
}

/// Declarations that are not quite right.
const MISTAKES: &[&str] = &[
    "collection a {\n  b: ref customer\n}",
    "collection a {\n  b: ref customers on delete null\n}",
    "collection a {\n  b: ref customers? on delete set null\n}",
    "collection a {\n  b: ref customers on delete cascad\n}",
    "collection a {\n  b: ref customers on delete nothing\n}",
    "collection a {\n  b: int on delete cascade\n}",
    "collection a {\n  b: ref customers = 1\n}",
    "type A = { b: ref customers }",
    "fn f(b: ref customers) -> int { 1 }",
    "collection a {\n  b: customers\n}",
    "collection a {\n  b: references customers\n}",
    "collection a {\n  b: ref customers(id)\n}",
    "collection a {\n  b: [ref customers]\n}",
    "collection a {\n  b: ref customers.id\n}",
    "collection a {\n  b: int ref customers\n}",
    "collection a {\n  b: int\n  foreign key (b) references customers (id)\n}",
    "collection a {\n  b: ref customers on update cascade\n}",
];

#[test]
fn references_that_are_wrong() {
    let mut shown = String::new();
    for declaration in MISTAKES {
        let declarations = format!(
            "collection customers {{\n  name: text\n}}\n\nservice ci {{\n  url \"https://ci.example.com\"\n}}\n\n{declaration}"
        );
        let text = program(
            &declarations,
            "create customers { name: data.name }\nhttp GET ci \"/x\"",
        );
        let (sources, _, diagnostics) = check_text(&text);
        shown.push_str(&format!(
            "{}\n\n",
            report(&sources, &diagnostics).trim_end()
        ));
        assert_one_report([text]);
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
        insta::assert_snapshot!(shown);
    });
}

#[test]
fn a_reference_becomes_optional() {
    assert_diagnostics!(program(
        "collection customers {\n  name: text\n}\n\ncollection orders {\n  customer: ref customers on delete null\n}",
        "let customer = create customers { name: data.name }\ncreate orders { customer: customer.id }"
    ));
}
