//! Applies safe fixes as long as they improve the program.
//!
//! In: the sources. Out: the changed files, with their new text. Not done here: reading and writing
//! files.
//!
//! Invariant: the fixed program has fewer diagnostics than the original and no new errors, except
//! in parts that could not be parsed before. A fix that misjudges the intention is therefore not
//! applied.

use flowright_diagnostics::{Diagnostic, FileId, FileRange, FixedFile, Sources, apply_safe, safe};

use crate::parse;

/// The maximum number of iterations; a fix may reveal the next mistake.
const ROUNDS: usize = 10;

/// If all fixes together do not improve the program, up to this many are tried one by one.
const ONE_BY_ONE: usize = 64;

/// The files changed by the safe fixes of a program.
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

/// A program with its diagnostics.
struct Program {
    sources: Sources,
    diagnostics: Vec<Diagnostic<FileRange>>,
}

/// The number of problems in a program.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Wrong {
    errors: usize,
    of_grammar: usize,
    warnings: usize,
}

impl Wrong {
    fn is_less_than(self, before: Wrong) -> bool {
        if before.of_grammar > 0 {
            // Newly parsed code may reveal other mistakes, but hardly more than the number that was
            // fixed.
            return self.of_grammar < before.of_grammar && self.errors < before.errors;
        }
        (self.errors, self.warnings) < (before.errors, before.warnings) && self.of_grammar == 0
    }
}

/// The number of fixes made in each file.
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

    /// The program with its fixes, if that is an improvement.
    fn better(&self) -> Option<(Program, Made)> {
        if let Some(all) = self.with(&self.diagnostics) {
            return Some(all);
        }
        let fixes: Vec<Diagnostic<FileRange>> = safe(&self.diagnostics).cloned().collect();
        // If there is only one fix, it has just been tried.
        if !(2..=ONE_BY_ONE).contains(&fixes.len()) {
            return None;
        }
        fixes
            .iter()
            .find_map(|one| self.with(std::slice::from_ref(one)))
    }

    /// The program with the fixes of the given diagnostics, if that is an improvement.
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
