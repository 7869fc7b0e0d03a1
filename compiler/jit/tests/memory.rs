//! Where machine code is placed, its page permissions, and when it is freed.

#![expect(unsafe_code, reason = "codes are compiled that no lowering made")]

use std::sync::Arc;

use flowright_ir::handler::Handler;
use flowright_jit::testing::{Case, difference};
use flowright_jit::{Jit, OptimizationLevel, Options};

mod maps;

fn quick() -> Jit {
    Jit::new(Options {
        optimization: OptimizationLevel::None,
        verify: false,
    })
}

fn case(seed: u8) -> Case {
    Case::of(&[seed; 300].map(|byte: u8| byte.wrapping_mul(31)))
}

#[test]
fn memory_is_given_back_with_the_last_handler() {
    let Some(pages) = resident_pages() else {
        return;
    };
    let jit = quick();
    let case = case(5);
    let round = || {
        // SAFETY: generated code reads only addresses that it computed itself.
        let compiled = unsafe { jit.codes(&[&case.code, &case.code]) }.unwrap();
        assert_eq!(compiled.len(), 2);
    };
    for _ in 0..50 {
        round();
    }
    let before = resident_pages().unwrap_or(pages);
    for _ in 0..2_000 {
        round();
    }
    let after = resident_pages().unwrap_or(pages);
    // A leak of one page per program would be 2,000; other tests of this process run concurrently.
    assert!(
        after < before + 1_500,
        "{before} pages before, {after} after"
    );
}

#[test]
fn a_handler_outlives_its_siblings() {
    let case = case(3);
    // SAFETY: generated code reads only addresses that it computed itself.
    let mut compiled = unsafe { quick().codes(&[&case.code, &case.code]) }.unwrap();
    let last = compiled.pop().unwrap();
    drop(compiled);
    assert_eq!(difference(&case, &*last.handler), None);
    assert!(last.size.machine_code_bytes > 0 && last.size.instructions > 0);
}

#[test]
fn many_threads_run_one_handler() {
    let case = Arc::new(case(9));
    let handler: Arc<dyn Handler> = Arc::from(machine_code(&case));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            let (case, handler) = (Arc::clone(&case), Arc::clone(&handler));
            scope.spawn(move || {
                for _ in 0..200 {
                    assert_eq!(difference(&case, &*handler), None);
                }
            });
        }
    });
}

#[test]
fn no_page_is_both_writable_and_executable() {
    let handlers: Vec<_> = (0..20).map(|seed| machine_code(&case(seed))).collect();
    let Some(mappings) = maps::mappings() else {
        return;
    };
    let mut bytes = 0;
    for mapping in mappings {
        let rights = &mapping.rights;
        assert!(!(rights.contains('w') && rights.contains('x')), "{rights}");
        if mapping.is_machine_code() {
            bytes += mapping.bytes;
        }
    }
    // The system may report adjacent pages as one mapping; each module has at least one page.
    assert!(bytes >= handlers.len() as u64 * 4096, "{bytes}");
}

fn machine_code(case: &Case) -> Box<dyn Handler> {
    // SAFETY: generated code reads only addresses that it computed itself.
    let compiled = unsafe { quick().codes(&[&case.code]) };
    compiled.expect("machine code").remove(0).handler
}

fn resident_pages() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    statm.split_ascii_whitespace().nth(1)?.parse().ok()
}
