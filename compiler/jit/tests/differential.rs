//! Random code: machine code and interpreter must agree bit for bit, at both optimization levels.

use flowright_jit::testing::Case;
use flowright_jit::{Jit, OptimizationLevel, Options};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

/// The number of cases, overridden by `PROPTEST_CASES` for a longer run.
fn config(cases: u32) -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES");
    let wanted = wanted.ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(wanted.unwrap_or(cases))
    }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn machine_code_does_what_the_interpreter_does(bytes in vec(any::<u8>(), 0..1_500)) {
        let checked = Case::of(&bytes).check(&Jit::default());
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn optimization_changes_nothing(bytes in vec(any::<u8>(), 0..1_500)) {
        let options = Options { optimization: OptimizationLevel::None, verify: true };
        let checked = Case::of(&bytes).check(&Jit::new(options));
        prop_assert!(checked.is_ok(), "{}", checked.unwrap_err());
    }
}
