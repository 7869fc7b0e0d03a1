//! The tables of the manual match the specs. To update them, run
//! `UPDATE_PAGES=1 cargo test -p flowright-stdlib --test manual`.

use std::fs;
use std::path::Path;

use flowright_stdlib::manual::tables;

/// The page with the tables. Each table directly follows `<!-- table: NAME -->`.
const PAGE: &str = "docs/language.md";

#[test]
fn the_tables_of_the_manual_are_generated_from_the_specs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(PAGE);
    let text = fs::read_to_string(&path).unwrap();
    let mut wanted = text.clone();
    for table in tables() {
        let mark = format!("<!-- table: {} -->\n", table.name);
        let (before, rest) = wanted.split_once(&mark).unwrap_or_else(|| {
            unreachable!(
                "{PAGE} has no `{}`: put it where the table is to stand",
                mark.trim()
            )
        });
        let is_row = |line: &&str| line.starts_with('|');
        let old: usize = rest
            .split_inclusive('\n')
            .take_while(is_row)
            .map(str::len)
            .sum();
        let behind = rest.get(old..).unwrap_or_default();
        wanted = format!("{before}{mark}{}{behind}", table.markdown);
    }
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    for (line, wanted) in text.lines().zip(wanted.lines()) {
        assert_eq!(line, wanted, "{PAGE} is not up to date: see `UPDATE_PAGES`");
    }
    assert_eq!(text, wanted, "{PAGE} is not up to date: see `UPDATE_PAGES`");
}
