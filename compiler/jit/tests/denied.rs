//! A host that forbids executable memory. Alone in its process, because the setting cannot be
//! undone.

#![cfg(target_os = "linux")]
#![expect(
    unsafe_code,
    reason = "the process forbids itself executable memory, and compiles a code that no lowering made"
)]

use flowright_jit::testing::{Case, CodeBuilder};
use flowright_jit::{Jit, JitError};

/// `PR_SET_MDWE`, `PR_MDWE_REFUSE_EXEC_GAIN`: Linux 6.3 and newer.
const SET_MDWE: i32 = 65;
const REFUSE_EXEC_GAIN: u64 = 1;

unsafe extern "C" {
    fn prctl(option: i32, first: u64, second: u64, third: u64, fourth: u64) -> i32;
}

#[test]
fn refused_executable_memory_is_an_error_that_says_so() {
    // SAFETY: `prctl` takes five integers, and this option accesses no memory.
    let forbidden = unsafe { prctl(SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0) } == 0;
    let mut builder = CodeBuilder::new();
    builder.block(vec![], flowright_ir::code::Terminator::Done);
    // SAFETY: the code reads no address.
    let compiled = unsafe { Jit::default().codes(&[&builder.finish()]) }.map(|_| ());
    if forbidden {
        assert!(
            matches!(compiled, Err(JitError::NoExecutableMemory { .. })),
            "{compiled:?}"
        );
    } else {
        assert_eq!(compiled, Ok(()));
        assert_eq!(Case::of(&[]).check(&Jit::default()), Ok(()));
    }
}
