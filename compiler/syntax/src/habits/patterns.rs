//! The table of forms from other languages.

use std::ops::Range;

use super::cursor::Cursor;
use super::rewrites::Rewrites;
use super::{
    bindings, blocks, bodies, calls, concurrency, conversions, declarations, exits, expressions,
    heads, lambdas, literals, messages, operands, paths, phrases, queries, references, rows,
    settings, signatures, steps, types, values,
};
use crate::source::Source;

/// Matches a form at a token and returns the index of the token after it.
type Pattern = fn(&Cursor<'_>, usize, &mut Rewrites) -> Option<usize>;

/// Every form, with an example of how it is written elsewhere.
const PATTERNS: &[(&str, Pattern)] = &[
    ("async function f()", declarations::modifier),
    ("CREATE TABLE t (…);", declarations::create_table),
    ("interface A { … }", declarations::record_type),
    ("const a = 5", declarations::constant),
    ("service a = \"https://…\"", declarations::service_address),
    ("workflow \"take order\" { … }", declarations::spaced_name),
    ("secret a: text", heads::typed_secret),
    ("uniqe (a)", heads::misspelt_key),
    ("fn f(a text)", signatures::parameters),
    ("trigger call a: text", signatures::without_parentheses),
    ("fn f() => a", signatures::sign_after),
    ("fn f() { … } inside a workflow", values::inner_function),
    (
        "trigger webhook { method POST, path \"/a\" }",
        heads::route_in_settings,
    ),
    ("body by …", bodies::by),
    ("\"a\", \"b\" => T", bodies::listed_patterns),
    ("_ => respond 204", bodies::arm_value),
    ("\"a\" as x => …", bodies::text_for_variant),
    ("cors:", literals::dashed_list),
    ("unique a", declarations::key_without_paren),
    ("primary key (a)", declarations::primary_key),
    ("foreign key (a) references b", references::foreign_key),
    ("a: int references b", references::column),
    ("a: text unique", declarations::column_suffix),
    ("a: int default 0", declarations::field_default),
    ("a: varchar(20)", types::sized),
    ("Array<T>", types::generic),
    ("a-b: text", literals::dashed_field),
    ("let { a, b } = x", values::several_names),
    ("let x = 1,", literals::trailing_comma),
    ("let match = 1", values::reserved_name),
    ("call a.b(x)", calls::qualified),
    ("call f x, y", calls::without_parentheses),
    ("call f(x) timeout 5s", calls::with_settings),
    ("respond 200 json call f(x)", calls::nested),
    ("let mut x = 1", bindings::binding),
    ("x := 1", bindings::short_binding),
    ("x += 1", bindings::change),
    ("parallel [ … ]", concurrency::head),
    ("for x in xs at 4 once { … }", concurrency::loop_head),
    ("go http GET …", concurrency::background),
    ("xs.map(async x => …)", lambdas::asynchronous),
    ("xs.forEach(x => …)", lambdas::for_each),
    ("let f = x => x + 1", lambdas::bound),
    ("xs.map(x => { return x.name })", lambdas::with_block),
    ("xs.map(|x| x.name)", lambdas::in_pipes),
    ("[x.name for x in xs]", lambdas::comprehension),
    ("for i in 0..5 { … }", lambdas::counting),
    ("log \"x\"", phrases::log_without_level),
    ("log info \"x\", y", phrases::log_arguments),
    ("respond 200 \"ok\"", messages::answer),
    ("http GET https://…", messages::request),
    ("notify team: \"x\"", messages::message),
    ("if (c) log info \"x\"", phrases::bare_statement),
    ("try { … } finally { … }", phrases::finally),
    ("\"say \"hello\" again\"", phrases::inner_quotes),
    ("header \"X-Name\": \"value\"", messages::header),
    ("branch { a > 1 => 2 }", phrases::branch_without_when),
    ("sleep 5s", phrases::sleep),
    ("1,000", phrases::number),
    ("if x:", blocks::indented),
    ("switch (x) { case 1: … }", blocks::switch),
    ("\"a\" => log info \"x\"", blocks::logged_arm),
    ("else => 2", blocks::other_arm),
    ("else { … }", blocks::lonely_else),
    ("\"a\" => { respond 204 }", blocks::arrow_before_block),
    ("for (let x of xs) { … }", blocks::for_loop),
    ("catch (e) { … }", blocks::catch_head),
    ("res.status(404).json(x)", exits::answer),
    ("return x", exits::returned),
    ("throw new Error(\"x\")", exits::thrown),
    ("insert into t { … }", rows::insert),
    ("delete from t where …", rows::delete_from),
    ("select * from t", rows::select),
    ("count(*) from t", rows::called),
    ("get t where …", rows::get),
    ("find t orderby .a", rows::order_by),
    ("set state = \"paid\"", rows::bare_set),
    (".name like \"%x%\"", rows::like),
    (".tags contains \"x\"", rows::contains),
    ("assert x", exits::assertion),
    ("await f()", expressions::needless_word),
    ("a if c else b", values::conditional),
    ("a AND b", values::capitals),
    ("xs.map(x -> x)", values::thin_arrow),
    ("25%", literals::percent),
    ("[...xs, x]", literals::spread_list),
    ("\"{x:.2f}\"", literals::format_spec),
    ("update t set { … } where …", heads::late_where),
    ("x is None", expressions::is_null),
    ("x <> y", expressions::not_equal),
    ("lambda x: x", expressions::lambda),
    ("f\"{x}\"", expressions::prefixed_string),
    ("retry 3 { … }", steps::retried_block),
    ("try http GET …", steps::bare_try),
    ("fail 409 \"x\"", steps::fail_with_status),
    ("expect json { … }", steps::expected_kind),
    ("notify team \"#a\" \"x\"", steps::second_text),
    ("http GET a \"/x\" ?? null", steps::step_default),
    ("http GET a /x", paths::bare_path),
    ("http GET a \"/x/\" + y", paths::joined_path),
    ("continue outer", steps::labelled_exit),
    ("while c at most 3 times { … }", steps::times),
    ("exists t where …", queries::exists),
    ("count t group by .a having …", queries::having),
    ("index (.a)", queries::dotted_key),
    ("a: time on update now()", queries::on_update),
    ("var x: int", conversions::without_value),
    ("x as text", conversions::cast),
    ("xs.map { x => x.name }", conversions::in_braces),
    ("x!", operands::asserted),
    ("x ** 2", operands::power),
    ("xs[0:3]", operands::slice),
    ("\"order %s\" % (number)", operands::filled_in),
    ("x in (\"a\", \"b\")", operands::list_in_parentheses),
    ("decode (x) as T", operands::decoded),
    ("loop { … }", phrases::endless),
    ("text <<EOT … EOT", operands::here_document),
    ("tags: []text", types::list_before),
    ("verify none because \"x\" body none", settings::unseparated),
    (
        "respond 201 json { … } header \"X\" \"y\"",
        settings::late_header,
    ),
    ("to a, \"b\"", settings::recipients),
    ("notify \"#ops\" \"hello\"", settings::unnamed_channel),
    ("body form-data { … }", settings::media_type),
    ("body json { count: int = 1 }", settings::default_in_body),
];

/// The forms found in a declaration that the grammar rejects.
pub(crate) fn find(source: Source<'_>, item: &Range<usize>) -> Rewrites {
    let cursor = Cursor::new(source, item);
    let mut rewrites = Rewrites::default();
    let mut at = 0;
    while at < cursor.len() {
        let found = PATTERNS
            .iter()
            .find_map(|(_, pattern)| pattern(&cursor, at, &mut rewrites));
        at = found.map_or(at + 1, |next| next.max(at + 1));
    }
    rewrites.finish();
    rewrites
}
