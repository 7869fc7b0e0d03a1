//! The word in which machine code encodes why it returned: the kind in the low half, an ID in the
//! high half.

use flowright_ir::code::{SiteId, StepId};
use flowright_ir::handler::Outcome;

const DONE: u64 = 0;
const SUSPEND: u64 = 1;
const FAILED: u64 = 2;
const OUT_OF_FUEL: u64 = 3;

/// Encodes an outcome.
pub(crate) fn encode(outcome: Outcome) -> u64 {
    match outcome {
        Outcome::Done => DONE,
        Outcome::Suspend(step) => SUSPEND | u64::from(step.0) << 32,
        Outcome::Failed(site) => FAILED | u64::from(site.0) << 32,
        Outcome::OutOfFuel => OUT_OF_FUEL,
    }
}

/// Decodes an outcome; `None` for a word that [`encode`] never returns.
pub(crate) fn decode(word: u64) -> Option<Outcome> {
    let id = u32::try_from(word >> 32).ok()?;
    match word & u64::from(u32::MAX) {
        DONE => Some(Outcome::Done),
        SUSPEND => Some(Outcome::Suspend(StepId(id))),
        FAILED => Some(Outcome::Failed(SiteId(id))),
        OUT_OF_FUEL => Some(Outcome::OutOfFuel),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, SiteId, StepId, decode, encode};

    #[test]
    fn every_outcome_comes_back() {
        for outcome in [
            Outcome::Done,
            Outcome::OutOfFuel,
            Outcome::Suspend(StepId(0)),
            Outcome::Suspend(StepId(u32::MAX)),
            Outcome::Failed(SiteId(7)),
        ] {
            assert_eq!(decode(encode(outcome)), Some(outcome));
        }
        assert_eq!(decode(4), None);
    }
}
