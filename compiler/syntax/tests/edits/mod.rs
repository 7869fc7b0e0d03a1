//! Programs, and edits applied to them as in an editor.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;

/// Every `.flow` file and every `flow` block of a page in the project.
pub static PROGRAMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = vec![root.join("README.md")];
    for folder in ["examples", "docs", "compiler", "tests"] {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    let mut programs = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a page or a program is text");
        if path.extension().is_some_and(|extension| extension == "md") {
            let blocks = text.split("```flow\n").skip(1);
            let blocks = blocks.filter_map(|block| block.split("```").next());
            programs.extend(blocks.map(str::to_owned));
        } else {
            programs.push(text);
        }
    }
    programs
});

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                collect(&path, paths);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "flow" || extension == "md")
        {
            paths.push(path);
        }
    }
}

/// Inserted text that changes the structure most.
const TYPED: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"\"\"",
    "'",
    "\n",
    "\n\n",
    ":",
    "=",
    ".",
    "/",
    "/// a\n",
    "/*",
    "*/",
    "#",
    " ",
    "é",
    "\u{202E}",
    "workflow x {",
    "\nfn f() -> int { 1 }\n",
    "\nfn f() -> int { 2 + 3 }\n",
    "\n}\n",
    "let a = ",
    "not ",
    "in",
    ";",
    "r\"",
    "type",
    "a",
    "x",
    "1",
    "_",
    "  ",
    "\n  // a\n",
];

/// An edit of a text.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Removes `remove` characters and inserts something from `TYPED`.
    Type {
        at: usize,
        remove: usize,
        typed: usize,
    },
    /// Moves `count` lines to another place.
    MoveLines { at: usize, count: usize, to: usize },
    /// Inserts lines of another program.
    Paste {
        at: usize,
        program: usize,
        from: usize,
        count: usize,
    },
    /// Reverts to the text before the last edit.
    Undo,
}

/// Any edit; most change a few characters.
pub fn edit() -> impl Strategy<Value = Edit> {
    let any = any::<usize>;
    prop_oneof![
        4 => (any(), 0..6_usize, any()).prop_map(|(at, remove, typed)| Edit::Type { at, remove, typed }),
        1 => (any(), 1..8_usize, any()).prop_map(|(at, count, to)| Edit::MoveLines { at, count, to }),
        1 => (any(), any(), any(), 1..30_usize)
            .prop_map(|(at, program, from, count)| Edit::Paste { at, program, from, count }),
        1 => Just(Edit::Undo),
    ]
}

/// The text after an edit.
pub fn edited(text: &str, before: &str, edit: &Edit) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    match *edit {
        Edit::Type { at, remove, typed } => {
            let mut text: Vec<char> = text.chars().collect();
            let at = at % (text.len() + 1);
            let end = (at + remove).min(text.len());
            let typed = TYPED.get(typed % (TYPED.len() + 1)).copied().unwrap_or("");
            text.splice(at..end, typed.chars());
            text.into_iter().collect()
        }
        Edit::MoveLines { at, count, to } => {
            let mut lines = lines;
            let at = at % (lines.len() + 1);
            let end = (at + count).min(lines.len());
            let moved: Vec<&str> = lines.drain(at..end).collect();
            let to = to % (lines.len() + 1);
            lines.splice(to..to, moved);
            lines.concat()
        }
        Edit::Paste {
            at,
            program,
            from,
            count,
        } => {
            let program: Vec<&str> = PROGRAMS[program % PROGRAMS.len()]
                .split_inclusive('\n')
                .collect();
            let from = from % (program.len() + 1);
            let end = (from + count).min(program.len());
            let mut lines = lines;
            let at = at % (lines.len() + 1);
            lines.splice(at..at, program[from..end].iter().copied());
            lines.concat()
        }
        Edit::Undo => before.to_owned(),
    }
}
