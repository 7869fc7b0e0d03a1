//! From sources to an image.

use flowright_check::Program;
use flowright_diagnostics::{Code, Diagnostic, FileRange, Sources};
use flowright_syntax::ast::File;

/// The syntax trees of all files.
#[derive(Debug)]
pub struct Parsed {
    /// In the order of the sources.
    pub files: Vec<File>,
    /// The parser's diagnostics.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
}

/// The typed program.
#[derive(Debug)]
pub struct Checked {
    /// The program; incomplete if a diagnostic is an error.
    pub program: Program,
    /// The diagnostics so far, by position.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
}

/// The image, if the program has no errors.
#[derive(Debug)]
pub struct Lowered {
    /// `None` if a diagnostic is an error.
    pub image: Option<flowright_ir::Lowered>,
    /// The diagnostics: those of the parser and the checker by position, followed by those of the
    /// lowering.
    pub diagnostics: Vec<Diagnostic<FileRange>>,
}

/// Parses every file.
#[must_use]
pub fn parse(sources: &Sources) -> Parsed {
    let mut parsed = Parsed {
        files: Vec::new(),
        diagnostics: Vec::new(),
    };
    let sources: Vec<_> = sources.iter().collect();
    let files = flowright_shares::map(&sources, |(id, source)| {
        flowright_syntax::parse(*id, &source.text)
    });
    for (file, found) in files {
        parsed.files.push(file);
        parsed.diagnostics.extend(found);
    }
    parsed
}

impl Parsed {
    /// Checks the files together.
    #[must_use]
    pub fn check(self) -> Checked {
        let mut diagnostics = self.diagnostics;
        let (program, found) = flowright_check::check(&self.files);
        diagnostics.extend(found);
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(no_workflow(&self.files, &program));
        }
        diagnostics.sort_by_key(|one| one.primary.span);
        Checked {
            program,
            diagnostics,
        }
    }
}

impl Checked {
    /// Lowers the program, if it has no errors.
    #[must_use]
    pub fn lower(self) -> Lowered {
        let mut diagnostics = self.diagnostics;
        if diagnostics.iter().any(Diagnostic::is_error) {
            return Lowered {
                image: None,
                diagnostics,
            };
        }
        let (image, found) = flowright_ir::lower(&self.program);
        diagnostics.extend(found);
        let has_errors = diagnostics.iter().any(Diagnostic::is_error);
        Lowered {
            image: (!has_errors).then_some(image),
            diagnostics,
        }
    }
}

/// `W0503`: a program with declarations but no workflow.
fn no_workflow(files: &[File], program: &Program) -> Option<Diagnostic<FileRange>> {
    let first = files.iter().find_map(|file| file.items.first())?;
    let report = Diagnostic::new(Code::NoWorkflow, first.span, "this program has no workflow")
        .label("only workflows handle requests")
        .help("add one: `workflow hello { trigger webhook POST \"/hello\" { verify … } … }`");
    program
        .workflows
        .is_empty()
        .then(|| report.resolve(&program.anchors))
}
