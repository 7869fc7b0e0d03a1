//! The trees of a few texts, without spans.

use flowright_diagnostics::FileId;
use flowright_syntax::parse;

/// The debug output of the tree, with spans omitted.
fn tree(text: &str) -> String {
    let (file, diagnostics) = parse(FileId(0), text);
    assert!(diagnostics.is_empty(), "{}", diagnostics[0].message);
    let mut out = String::new();
    let mut skip: Option<usize> = None;
    for line in format!("{:#?}", file.items).lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(outer) = skip {
            if indent <= outer {
                skip = None;
            }
            continue;
        }
        if line.trim_start().contains("span: Span {") {
            skip = Some(indent);
            continue;
        }
        out.push_str(line.trim_end_matches(','));
        out.push('\n');
    }
    out
}

macro_rules! trees {
    ($($name:ident: $text:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::with_settings!({ omit_expression => true, description => $text }, {
                    insta::assert_snapshot!(stringify!($name), tree($text));
                });
            }
        )*
    };
}

trees! {
    precedence: "fn f() -> bool {\n  not a == 1 + 2 * -b ?? c and d or e not in f\n}\n";
    members_go_on_over_lines: "fn f() -> text {\n  a\n    .b(c)[0]\n    ?.d +\n    e\n}\n";
    else_if_is_a_block_of_one_if: "fn f() -> int {\n  if a { 1 } else if b { 2 } else { 3 }\n}\n";
    strings: "fn f() -> text {\n  \"\"\"\n    a\\t{b}\n      c\n    \"\"\"\n}\n\nfn g() -> text {\n  r\"\\d{1}\"\n}\n";
    values: "fn f() -> [int] {\n  [-9223372036854775808, 1_000, 1.5, 2e3, 500ms, 10mb, true, null]\n}\n";
    types: "/// Doc.\ntype A = {\n  /// Field.\n  a: text?\n  \"b-c\": [int]\n  d: \"x\" | \"y\"\n}\n";
    a_path: "workflow w {\n  trigger webhook GET \"/a/{b}/{c: int}/\" { verify hmac { secret [secrets.a] } }\n  respond 204\n}\n";
}
