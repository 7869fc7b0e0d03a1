//! Safe fixes, made as long as the program gets better by them.
//!
//! In: the sources. Out: the files that change, with their new text. Not done here: reading and writing files.
//!
//! Invariant: with the fixes there are fewer mistakes than without, and no error that is not there without them, but what could not be read
//! before. So a fix that has not met what was meant is not made.

use flowright_diagnostics::{Diagnostic, FileId, FileRange, FixedFile, Sources, apply_safe, safe};

use crate::parse;

/// A fix may show the next mistake; so many times it is looked again.
const ROUNDS: usize = 10;

/// Where all fixes together do not make a program better, so many of them are tried one by one.
const ONE_BY_ONE: usize = 64;

/// The files that change by the safe fixes of a program.
#[must_use]
pub fn fix(sources: &Sources) -> Vec<FixedFile> {
    let mut program = Program::new(sources.clone());
    let mut made = vec![0; sources.iter().count()];
    for _ in 0..ROUNDS {
        let Some((better, fixes)) = program.better() else {
            break;
        };
        for (file, count) in fixes {
            if let Some(made) = made.get_mut(file.0 as usize) {
                *made += count;
            }
        }
        program = better;
    }
    let changed = program.sources.iter().zip(sources.iter()).zip(made);
    let changed = changed.filter(|(((_, now), (_, before)), _)| now.text != before.text);
    let fixed = changed.map(|(((file, now), _), fixes)| FixedFile {
        file,
        text: now.text.clone(),
        fixes,
    });
    fixed.collect()
}

/// A program with what is wrong with it.
struct Program {
    sources: Sources,
    diagnostics: Vec<Diagnostic<FileRange>>,
}

/// How wrong a program is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Wrong {
    errors: usize,
    of_grammar: usize,
    warnings: usize,
}

impl Wrong {
    fn is_less_than(self, before: Wrong) -> bool {
        if before.of_grammar > 0 {
            // What is read now may hold other mistakes, but hardly more than were mended.
            return self.of_grammar < before.of_grammar && self.errors < before.errors;
        }
        (self.errors, self.warnings) < (before.errors, before.warnings) && self.of_grammar == 0
    }
}

/// How many fixes were made, by file.
type Made = Vec<(FileId, usize)>;

impl Program {
    fn new(sources: Sources) -> Program {
        let diagnostics = parse(&sources).check().lower().diagnostics;
        Program {
            sources,
            diagnostics,
        }
    }

    fn wrong(&self) -> Wrong {
        let errors = self.diagnostics.iter().filter(|one| one.is_error());
        Wrong {
            of_grammar: errors
                .clone()
                .filter(|one| one.code.is_of_grammar())
                .count(),
            errors: errors.count(),
            warnings: self
                .diagnostics
                .iter()
                .filter(|one| !one.is_error())
                .count(),
        }
    }

    /// The program with its fixes, if that is better.
    fn better(&self) -> Option<(Program, Made)> {
        if let Some(all) = self.with(&self.diagnostics) {
            return Some(all);
        }
        let fixes: Vec<Diagnostic<FileRange>> = safe(&self.diagnostics).cloned().collect();
        // One alone was all of them.
        if !(2..=ONE_BY_ONE).contains(&fixes.len()) {
            return None;
        }
        fixes
            .iter()
            .find_map(|one| self.with(std::slice::from_ref(one)))
    }

    /// The program with the fixes of some diagnostics, if that is better.
    fn with(&self, diagnostics: &[Diagnostic<FileRange>]) -> Option<(Program, Made)> {
        let fixed = apply_safe(&self.sources, diagnostics);
        if fixed.is_empty() {
            return None;
        }
        let mut sources = Sources::new();
        for (file, source) in self.sources.iter() {
            let text = fixed.iter().find(|fixed| fixed.file == file);
            let text = text.map_or(&source.text, |fixed| &fixed.text);
            sources.add(source.path.clone(), text.clone());
        }
        let program = Program::new(sources);
        let made = fixed
            .iter()
            .map(|fixed| (fixed.file, fixed.fixes))
            .collect();
        program
            .wrong()
            .is_less_than(self.wrong())
            .then_some((program, made))
    }
}
