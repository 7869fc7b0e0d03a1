//! Whole programs, from text to machine code.

use flowright_compile::{Engine, executables, parse};
use flowright_diagnostics::Sources;
use flowright_ir::ValidImage;
use flowright_jit::{CompiledWorkflow, Jit};

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

fn image(name: &str, text: &str) -> ValidImage {
    let mut sources = Sources::new();
    sources.add(name, text);
    let lowered = parse(&sources).check().lower();
    lowered.image.expect(name).validate().expect(name)
}

#[test]
fn the_examples_become_machine_code() {
    for (name, text) in EXAMPLES {
        let image = image(name, text);
        let program = Jit::default().program(&image).unwrap();
        assert_eq!(program.len(), image.workflows.len());
        for CompiledWorkflow { executable, size } in program {
            let workflow = executable.workflow();
            assert_eq!(executable.engine(), "machine code");
            assert!(size.machine_code_bytes > 100, "{name}: {size:?}");
            println!("{name}, {}: {size:?}", workflow.name);
        }
        assert_eq!(
            Jit::compile(&image).map(|executables| executables.len()),
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
            let executables = executables(&image, engine).unwrap();
            assert_eq!(executables.len(), image.workflows.len());
            for executable in executables {
                assert_eq!(executable.engine(), expected, "{name}");
            }
        }
    }
}

#[test]
fn a_workflow_is_compiled_by_itself() {
    for (name, text) in EXAMPLES {
        let image = image(name, text);
        let whole = Jit::default().program(&image).unwrap();
        for (workflow, whole) in image.workflows().zip(whole) {
            let alone = Jit::default().workflows(&[workflow]).unwrap().remove(0);
            assert_eq!(alone.size, whole.size, "{name}");
        }
    }
}
