//! Random programs: the interpreter and machine code agree with the oracle.

use flowright_oracle::{Case, Engine};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

/// That many cases, or the number in `PROPTEST_CASES`, for a longer run.
fn config(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES");
    let wanted = wanted.ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(wanted.unwrap_or(cases))
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn the_interpreter_does_what_the_oracle_says(bytes in vec(any::<u8>(), 0..400)) {
        let checked = Case::of(&bytes).check(&[Engine::Interpreter]);
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn machine_code_does_what_the_oracle_says(bytes in vec(any::<u8>(), 0..400)) {
        let checked = Case::of(&bytes).check(&[Engine::Interpreter, Engine::Jit]);
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}
