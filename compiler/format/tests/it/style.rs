//! What the style looks like: each case is a text and what becomes of it.

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
