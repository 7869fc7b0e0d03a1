//! What is checked again, and what is reused. A property test of `flowright-ide` verifies that the
//! results are the same.

use std::sync::Arc;

use flowright_check::{Cache, Checked, Index};
use flowright_diagnostics::FileId;
use flowright_stdlib::types::{RecordType, Type};
use flowright_syntax::Parse;

const DECLARATIONS: &str = "\
type Order = { id: int }

fn twice(n: int) -> int {
  n * 2
}
";

const WORKFLOWS: &str = "\
workflow first {
  trigger webhook POST \"/first\" { verify none because \"test\" }
  respond 200 json { one: 1 }
}

workflow second {
  trigger webhook POST \"/second\" { verify none because \"test\" }
  respond 200 json { two: twice(1) }
}
";

/// A project of two files that is checked after each edit.
struct Project {
    cache: Cache,
    files: [Parse; 2],
}

impl Project {
    fn new() -> Project {
        Project {
            cache: Cache::default(),
            files: [(0, DECLARATIONS), (1, WORKFLOWS)]
                .map(|(file, text)| Parse::new(FileId(file), text)),
        }
    }

    fn edit(&mut self, file: usize, text: &str) -> Index {
        self.files[file] = self.files[file].reparse(text);
        let checked = self.check();
        assert_eq!(checked.diagnostics, []);
        checked.index
    }

    fn check(&mut self) -> Checked {
        self.cache.check(self.files.iter().map(|file| &file.tree))
    }
}

/// The record type with that field: each check creates a new object.
fn record(index: &Index, field: &str) -> Arc<RecordType> {
    let mut types = index.expressions.iter().map(|one| &one.ty);
    let found = types.find_map(|ty| match ty {
        Type::Record(record) if record.field(field).is_some() => Some(record),
        _ => None,
    });
    Arc::clone(found.expect("a record with that field"))
}

fn is_kept(before: &Index, after: &Index, field: &str) -> bool {
    Arc::ptr_eq(&record(before, field), &record(after, field))
}

#[test]
fn an_edit_of_a_body_leaves_the_others_alone() {
    let mut project = Project::new();
    let before = project.edit(1, WORKFLOWS);
    let after = project.edit(1, &WORKFLOWS.replace("one: 1", "one: 10"));
    assert!(!is_kept(&before, &after, "one"));
    assert!(is_kept(&before, &after, "two"), "it only moved");
    let after = project.edit(0, &DECLARATIONS.replace("n * 2", "  n + n"));
    assert!(is_kept(&before, &after, "two"), "the call is the same");
}

#[test]
fn what_moves_is_not_checked_again() {
    let mut project = Project::new();
    let before = project.edit(1, WORKFLOWS);
    let after = project.edit(0, &format!("// A shop.\n\n{DECLARATIONS}"));
    assert!(is_kept(&before, &after, "one"));
    let called = after.uses.iter().any(|one| match one.meaning {
        flowright_check::Meaning::Declared(span) => {
            span.anchor.file == FileId(0) && after.symbol(span).is_some()
        }
        _ => false,
    });
    assert!(called, "`twice` is found where it is now");
}

#[test]
fn an_edit_of_a_declaration_is_seen_by_all() {
    let mut project = Project::new();
    let before = project.edit(1, WORKFLOWS);
    let after = project.edit(0, &DECLARATIONS.replace("id: int", "id: text"));
    assert!(!is_kept(&before, &after, "one"));
    let after = project.edit(
        0,
        &DECLARATIONS
            .replace("n: int", "m: int")
            .replace("n *", "m *"),
    );
    assert!(!is_kept(&before, &after, "two"));
}

#[test]
fn two_functions_of_one_name_may_change_places() {
    let (one, two) = (
        "fn f(a: int) -> int {\n  a\n}\n",
        "fn f(a: int) -> int {\n  // Two.\n  a + a\n}\n",
    );
    let (first, last) = ("secret first\n", "secret last\n");
    let mut project = Project::new();
    project.files[0] = project.files[0].reparse(&[first, one, two, last].concat());
    let _ = project.check();
    project.files[0] = project.files[0].reparse(&[first, two, one, last].concat());
    // The second function has moved now; the head of the first one has not.
    let after = project.check();
    project.cache = Cache::default();
    let fresh = project.check();
    assert_eq!(after.index.expressions, fresh.index.expressions);
    assert_eq!(after.index.symbols, fresh.index.symbols);
    assert_eq!(after.diagnostics, fresh.diagnostics);
}
