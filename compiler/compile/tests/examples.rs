//! Whole programs, from text to machine code.

use flowright_compile::{Engine, handlers, parse};
use flowright_diagnostics::Sources;
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
    let mut sources = Sources::new();
    sources.add(name, text);
    let lowered = parse(&sources).check().lower();
    let image = lowered.image.expect(name);
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

#[test]
fn either_engine_runs_an_image() {
    for (name, text) in EXAMPLES {
        let image = image(name, text);
        for (engine, expected) in [
            (Engine::Jit, "machine code"),
            (Engine::Interpreter, "interpreter"),
        ] {
            let handlers = handlers(&image, engine).unwrap();
            assert_eq!(handlers.len(), image.workflows.len());
            for handlers in handlers {
                assert_eq!(handlers.main.engine(), expected, "{name}");
            }
        }
    }
}
