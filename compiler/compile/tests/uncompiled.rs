//! Incrementally generated machine code.

#![expect(clippy::unwrap_used, reason = "a test fails by it")]
#![cfg(feature = "jit")]

use std::fmt::Write;

use flowright_compile::{Uncompiled, parse};
use flowright_diagnostics::Sources;
use flowright_ir::ValidImage;

fn image(workflows: usize) -> ValidImage {
    let mut text = String::new();
    for number in 0..workflows {
        write!(
            text,
            "workflow w{number} {{\n  trigger webhook GET \"/{number}\" {{\n    verify none because \"a test\"\n  }}\n  \
             respond 200 json {{ number: {number} }}\n}}\n"
        )
        .unwrap();
    }
    let mut sources = Sources::new();
    sources.add("test.flow", text);
    let lowered = parse(&sources).check().lower();
    lowered.image.unwrap().validate().unwrap()
}

/// The indexes of the workflows compiled next; checks that each is the machine code of its own
/// workflow.
fn next(uncompiled: &mut Uncompiled, image: &ValidImage, urgent: &[usize]) -> Vec<usize> {
    let compiled = uncompiled.compile_some(|workflow| urgent.contains(&workflow));
    let compiled = compiled.into_iter().map(|one| {
        let executable = one.executable.unwrap();
        assert_eq!(executable.engine(), "machine code");
        let name = &image.workflows[one.workflow].workflow.name;
        assert_eq!(executable.workflow().name, *name);
        one.workflow
    });
    compiled.collect()
}

#[test]
fn each_is_compiled_once_and_urgent_ones_first() {
    let image = image(40);
    let mut uncompiled = Uncompiled::new(&image).unwrap();
    assert_eq!(next(&mut uncompiled, &image, &[35, 3]), [3, 35]);
    let mut all = vec![3, 35];
    let first = next(&mut uncompiled, &image, &[3, 35]);
    assert_eq!(first.first(), Some(&0));
    all.extend(first);
    loop {
        let some = next(&mut uncompiled, &image, &[]);
        if some.is_empty() {
            break;
        }
        all.extend(some);
    }
    all.sort_unstable();
    assert_eq!(all, (0..40).collect::<Vec<_>>());
}
