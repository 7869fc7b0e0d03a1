//! The pages of the parser's codes: the first example has exactly that mistake, and the others have
//! no mistakes.

use flowright_diagnostics::{Code, FileId};
use flowright_syntax::parse;

fn examples(page: &str) -> Vec<&str> {
    page.split("```flow\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect()
}

#[test]
fn the_first_example_of_each_page_has_that_mistake_and_no_other() {
    for code in Code::ALL {
        let name = code.as_str();
        if !name.starts_with("E00") && !name.starts_with("W00") {
            continue;
        }
        let page = code.page();
        assert!(
            page.starts_with(&format!("# {name}: {}\n", code.title())),
            "the title of {name}"
        );
        let mut examples = examples(page).into_iter();
        let Some(first) = examples.next() else {
            assert_eq!(*code, Code::TooLarge, "{name} has no example");
            continue;
        };
        let found: Vec<Code> = parse(FileId(0), first).1.iter().map(|d| d.code).collect();
        assert_eq!(found, [*code], "the first example of {name}");
        for example in examples {
            let (_, diagnostics) = parse(FileId(0), example);
            assert!(diagnostics.is_empty(), "{name}: {}", diagnostics[0].message);
        }
    }
}
