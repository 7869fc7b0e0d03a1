//! An edited project yields the same answers as a newly opened one.

use flowright_check::Index;
use flowright_diagnostics::{FileId, Span};
use flowright_ide::{Analysis, Project};
use flowright_stdlib::types::Type;
use proptest::prelude::*;

use crate::edits::{Edit, PROGRAMS, edit, edited};

/// The maximum number of files of a project.
const FILES: usize = 4;

#[derive(Clone, Debug)]
enum Change {
    /// Changes the text of a file.
    Edit(usize, Edit),
    /// Removes a file, or adds it again.
    Toggle(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        9 => (any::<usize>(), edit()).prop_map(|(file, edit)| Change::Edit(file, edit)),
        1 => any::<usize>().prop_map(Change::Toggle),
    ]
}

/// A file of the project, with its text before the last edit.
struct File {
    path: String,
    text: String,
    before: String,
    is_there: bool,
}

fn set(project: &mut Project, file: &File) {
    if file.is_there {
        project.set(&file.path, file.text.as_str());
    } else {
        project.remove(&file.path);
    }
}

/// The declaration spans of the fields of a type, and of the types in it.
fn fields(index: &Index, ty: &Type, found: &mut Vec<Option<Span>>) {
    match ty {
        Type::Optional(inner) | Type::List(inner) => fields(index, inner, found),
        Type::Record(record) => {
            for field in &record.fields {
                found.push(index.field_span(record, &field.name));
                fields(index, &field.ty, found);
            }
        }
        _ => {}
    }
}

fn all_fields(index: &Index) -> Vec<Option<Span>> {
    let mut found = Vec::new();
    for one in &index.expressions {
        fields(index, &one.ty, &mut found);
        if let Some(wanted) = &one.wanted {
            fields(index, wanted, &mut found);
        }
    }
    for ty in index.symbols.iter().filter_map(|one| one.ty.as_ref()) {
        fields(index, ty, &mut found);
    }
    found
}

fn compare(edited: &Analysis, fresh: &Analysis) -> Result<(), TestCaseError> {
    for file in 0..=u32::try_from(FILES).unwrap_or(0) {
        let trees = [edited, fresh].map(|one| format!("{:?}", one.tree(FileId(file))));
        prop_assert_eq!(&trees[0], &trees[1]);
    }
    prop_assert_eq!(&edited.diagnostics, &fresh.diagnostics);
    let (index, expected) = (&edited.index, &fresh.index);
    prop_assert_eq!(&index.symbols, &expected.symbols);
    prop_assert_eq!(&index.uses, &expected.uses);
    prop_assert_eq!(&index.expressions, &expected.expressions);
    prop_assert_eq!(&index.scopes, &expected.scopes);
    prop_assert_eq!(all_fields(index), all_fields(expected));
    for symbol in &index.symbols {
        prop_assert_eq!(
            index.declarations(symbol.span),
            expected.declarations(symbol.span)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_project_knows_what_a_new_one_knows(
        programs in prop::collection::vec(prop::collection::vec(any::<usize>(), 1..4), 1..=FILES),
        changes in prop::collection::vec(change(), 1..14),
    ) {
        let mut project = Project::new();
        let mut files: Vec<File> = Vec::new();
        for (number, programs) in programs.iter().enumerate() {
            let text: String = programs.iter().map(|one| PROGRAMS[one % PROGRAMS.len()].as_str()).collect();
            let path = format!("{number}.flow");
            files.push(File { path, before: text.clone(), text, is_there: true });
        }
        for file in &files {
            set(&mut project, file);
        }
        let _ = project.analyse();
        for change in &changes {
            let (Change::Edit(file, _) | Change::Toggle(file)) = change;
            let at = file % files.len();
            let file = &mut files[at];
            match change {
                Change::Edit(_, edit) => {
                    let next = edited(&file.text, &file.before, edit);
                    file.before = std::mem::replace(&mut file.text, next);
                }
                Change::Toggle(_) => file.is_there = !file.is_there,
            }
            set(&mut project, file);
            let mut fresh = Project::new();
            for file in &files {
                set(&mut fresh, file);
            }
            compare(&project.analyse(), &fresh.analyse())?;
        }
    }
}

#[test]
fn an_analysis_may_be_asked_from_other_threads() {
    fn is_shared<T: Send + Sync>() {}
    fn is_sent<T: Send>() {}
    is_shared::<Analysis>();
    is_sent::<Project>();
}
