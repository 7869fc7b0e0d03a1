//! Whole programs, from text to machine code.

use flowright_diagnostics::{Diagnostic, FileId};
use flowright_ir::image::Image;
use flowright_jit::Jit;

const EXAMPLES: [(&str, &str); 2] = [
    (
        "contact_form",
        include_str!("../../../examples/contact_form/contact_form.flow"),
    ),
    (
        "github_push",
        include_str!("../../../examples/github_push/github_push.flow"),
    ),
];

fn image(name: &str, text: &str) -> Image {
    let (file, mut diagnostics) = flowright_syntax::parse(FileId(0), text);
    let (program, more) = flowright_check::check(&[file]);
    diagnostics.extend(more);
    let errors: Vec<_> = diagnostics.iter().filter(|one| one.is_error()).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    let (image, diagnostics) = flowright_ir::lower(&program);
    assert!(
        !diagnostics.iter().any(Diagnostic::is_error),
        "{name}: {diagnostics:#?}"
    );
    assert_eq!(flowright_ir::validate(&image), Ok(()), "{name}");
    image
}

#[test]
fn the_examples_become_machine_code() {
    for (name, text) in EXAMPLES {
        let image = image(name, text);
        let program = Jit::default().program(&image).unwrap();
        assert_eq!(program.handlers.len(), image.workflows.len());
        for ((handlers, size), workflow) in program
            .handlers
            .iter()
            .zip(&program.sizes)
            .zip(&image.workflows)
        {
            assert_eq!(handlers.main.engine(), "machine code");
            assert_eq!(handlers.main.frame_words(), workflow.main.frame_words);
            assert_eq!(handlers.when.is_some(), workflow.when.is_some());
            assert!(size.machine_code_bytes > 100, "{name}: {size:?}");
            println!("{name}, {}: {size:?}", workflow.name);
        }
        assert_eq!(
            Jit::compile(&image).map(|handlers| handlers.len()),
            Ok(image.workflows.len())
        );
    }
}
