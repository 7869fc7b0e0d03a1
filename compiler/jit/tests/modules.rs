//! Modules are created and freed one by one. Alone in its process, because it counts the process's
//! pages of machine code.

#![expect(unsafe_code, reason = "codes are compiled that no lowering made")]

use flowright_jit::Jit;
use flowright_jit::testing::{Case, difference};

mod maps;

#[test]
fn a_module_is_unmapped_with_its_last_handler_and_no_other_is() {
    let Some(none) = machine_code_bytes() else {
        return;
    };
    let case = Case::of(&[7; 300].map(|byte: u8| byte.wrapping_mul(31)));
    let jit = Jit::default();
    // SAFETY: generated code reads only addresses that it computed itself.
    let compile = || unsafe { jit.codes(&[&case.code, &case.code]) }.unwrap();
    let first = compile();
    let one = machine_code_bytes();
    let mut second = compile();
    let both = machine_code_bytes();
    assert!(Some(none) < one && one < both);

    drop(first);
    assert_eq!(machine_code_bytes(), one);
    let last = second.pop().unwrap();
    drop(second);
    assert_eq!(machine_code_bytes(), one);
    assert_eq!(difference(&case, &*last.handler), None);
    drop(last);
    assert_eq!(machine_code_bytes(), Some(none));
}

fn machine_code_bytes() -> Option<u64> {
    let mappings = maps::mappings()?;
    let code = mappings.iter().filter(|one| one.is_machine_code());
    Some(code.map(|one| one.bytes).sum())
}
