//! Examples of the style: each case is a text and its formatted result.

use flowright_format::format;

fn formatted(text: &str) -> String {
    format(text).map_or_else(|law| format!("{law}"), |formatted| formatted.text)
}

#[test]
fn declarations() {
    insta::assert_snapshot!(formatted(
        "
secret   github
config ci_url:text=\"https://ci.example.com\"   // where builds run


/// Somebody.
type   Push={ref:text, commits:[{id:text
message : text?}], kind:\"a\"|\"b\"}
collection customers{
  /// Unique.
  email:text
  status : \"asked\"|\"failed\" =\"asked\"
  unique( email,status )
}
service ci { url config.ci_url,timeout 5s }
channel team=slack{url secrets.slack}
fn shorten( id :text , n:int )->text{id.take( n )}
"
    ));
}

/// Wraps statements in a workflow.
fn workflow(body: &str) -> String {
    let head = "workflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n  }\n\n";
    let formatted = formatted(&format!("{head}{body}\n}}\n"));
    formatted
        .strip_prefix(head)
        .map_or(formatted.clone(), str::to_owned)
}

#[test]
fn the_pages_example() {
    let page = include_str!("../../../../docs/style.md");
    let mut blocks = page
        .split("```flow\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let (loose, styled) = (blocks.next().unwrap_or(""), blocks.next().unwrap_or(""));
    assert_eq!(formatted(loose), styled);
}

#[test]
fn statements() {
    insta::assert_snapshot!(workflow(
        r#"
let   a=1+2*- 3
let b:text ?? = null
if a==1{respond 204} else if  not(a>2){ respond 404 } else {
 fail "x"}
let c = match a { 1=>"one"
  2 |3 => "more"
  _=>null }
branch { when a > 1 { respond 200 json {a,b:[1,2]} } else { respond 204 }}
try{ create rows {a:1} }catch e{ fail   e.message }
let row=upsert rows by(a){ a:1,on create{b:2} }
update rows where .a==1 and not .b in[1,2] set{ a:2 }
notify  team "hi {a+1}"
let r = http POST ci "/x/{a}" { json{a},timeout 5s
expect {b:text} }
respond 201 { header "X" "y", json {} }"#
    ));
}

#[test]
fn long_lines() {
    insta::assert_snapshot!(workflow(
        r#"
let long = context.data.first_name_of_the_customer + " " + context.data.last_name_of_the_customer + "!" + context.data.greeting
let both = context.data.first_value_of_many == "a" and context.data.second_value == "b" or context.data.third_value_of_them_all
let minus = context.data.a_rather_long_name_of_a_field - context.data.another_rather_long_name - context.data.and_a_third_one
let chain = context.data.message.trim().lower().replace("something rather long", "short").remove_prefix("re: ").take(100)
let list = ["the first of some texts", "the second of some texts", "the third of some texts", "the last of the texts"]
let kind: "the first of some texts" | "the second of some texts" | "the third of some texts" | "the last of the texts" = "x"
let record = { first: "the first of some texts", second: "the second of some texts", third: "the third of some texts" }
let one = find one customers where .email == context.data.email_address_of_the_customer and .name == context.data.name"#
    ));
}

#[test]
fn copies_of_records() {
    insta::assert_snapshot!(workflow(
        "let a={... r,x:1}\nlet b = {\n  x: 1\n  ...r.inner\n  ...s , y: a ?[ 0 ]?[\"b\"]\n}\nlet c = { ...a_rather_long_name_of_a_record, ...another_rather_long_name_of_a_record, name: \"the last one\" }"
    ));
}

#[test]
fn queries() {
    insta::assert_snapshot!(workflow(
        "let a=find  rows order  by .a desc,.b\n  limit 10\nlet b = find rows where .name == data.name and .state == \"open\" and .total > data.total order by .total desc, .name limit data.limit offset (data.page - 1) * 10\nlet c=sum  .total of rows where .a==1\nlet d = find one rows // the last\n  order by .id desc"
    ));
}

#[test]
fn comments_in_odd_places() {
    insta::assert_snapshot!(workflow(
        r#"
// above
let a = // behind the sign
  1 + // behind the operator
  // on its own line
  2

let b = [ // behind the bracket
  1, // the first
  // above the second
  2 // without a comma
  // at the end
]
if a == 1 { // behind the brace

  // alone


  respond 204
  // below
} // behind the block
else { respond 404 } // last
// end"#
    ));
}

/// A comment before a line that continues another does not indent anything further than the line
/// itself.
#[test]
fn a_line_goes_on_behind_a_comment() {
    insta::assert_snapshot!(workflow(
        "let a = 1 + 2 // two\n+ 3 // three\nlet b = x\n// first\n.trim()\n// second\n.lower()\nlet c = a - // minus\n1"
    ));
}

#[test]
fn lines_end_as_most_of_them_did() {
    let text = "secret   a\r\n\r\nfn f() -> text { \"\"\"\r\n  x\r\n  \"\"\" }\r\n";
    let once = formatted(text);
    assert!(once.starts_with("secret a\r\n\r\n"), "{once:?}");
    assert_eq!(once.matches('\n').count(), once.matches("\r\n").count());
    assert_eq!(formatted(&once), once);
    assert_eq!(formatted("secret   a\n"), "secret a\n");
}

#[test]
fn maps() {
    insta::assert_snapshot!(workflow(
        "let a:map< int > ={a:1,\"b c\":2}\nlet b: [ map<map<text ?>>? ] = []\nfor key,value in a{ log info \"{key}\" }\nlet c = \"a\" in a and a [ \"b\" ] != null"
    ));
}

#[test]
fn called_workflows_and_blocks() {
    insta::assert_snapshot!(formatted(
        "
workflow   price{
  trigger   call( number:text,lines:[{count:int
  cents : int}] )->int
  lines.sum(  line=>line.count*line.cents )
}
workflow silent { trigger call()
log info \"x\" }
workflow w {
  trigger webhook POST \"/w\" { verify token{secret secrets.k,body \"a.b\"} }
  let  n=call   price( \"a\" ,[] )
  call silent()
  notify team{text \"{n}\",blocks  json[{type:\"divider\"},
   {type:\"section\",text:{type:\"mrkdwn\",text:\"{n}\"}}] }
  respond 204
}
"
    ));
}
