//! Programs written as source text.

use flowright_check::{Program, check};
use flowright_diagnostics::FileId;

/// The program of a text without errors.
pub fn program(text: &str) -> Program {
    let (file, mut diagnostics) = flowright_syntax::parse(FileId(0), text);
    let (program, more) = check(&[file]);
    diagnostics.extend(more);
    diagnostics.retain(flowright_diagnostics::Diagnostic::is_error);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    program
}

/// A program of one workflow that accepts JSON of a type, with these statements; then more items.
pub fn json_flow(ty: &str, statements: &str, items: &str) -> Program {
    program(&format!(
        "workflow w {{\n  trigger webhook POST \"/w\" {{\n    verify none because \"a test\"\n    body json {ty}\n    \
         mode sync\n  }}\n{statements}\n}}\n{items}\n"
    ))
}
