//! Each suspension lists the values that are live across it, whole, with their types, and spilled
//! to the frame.

use std::collections::HashSet;

use flowright_stdlib::types::register_words;

use super::broken::Problem;
use super::subject::Subject;
use crate::code::{BlockId, LocalId, Suspend};
use crate::liveness::{Liveness, suspensions};

pub(super) fn check(subject: &Subject<'_>) -> Result<(), Problem> {
    let code = subject.code;
    let mut steps = HashSet::new();
    let mut liveness = None;
    for (block, suspend) in suspensions(code) {
        if !steps.insert(suspend.step) {
            return Err(at(block, "a step has two suspensions".to_owned()));
        }
        let liveness = liveness.get_or_insert_with(|| Liveness::of(code));
        listed(subject, suspend, liveness).map_err(|rule| at(block, rule))?;
    }
    Ok(())
}

fn listed(subject: &Subject<'_>, suspend: &Suspend, liveness: &Liveness) -> Result<(), String> {
    let mut known: HashSet<LocalId> = suspend.counters.iter().copied().collect();
    for value in &suspend.live {
        if register_words(&value.ty) as usize != value.locals.len() {
            return Err(format!(
                "a live value of type `{}` has the wrong number of locals",
                value.ty
            ));
        }
        let distinct: HashSet<&LocalId> = value.locals.iter().collect();
        if distinct.len() != value.locals.len() {
            return Err(format!("a live value of `{}` has a local twice", value.ty));
        }
        known.extend(&value.locals);
    }
    let code = subject.code;
    let in_frame = |local: &LocalId| {
        let local = code.locals.get(local.0 as usize);
        local.is_some_and(|local| local.frame.is_some())
    };
    if let Some(local) = known.iter().find(|local| !in_frame(local)) {
        return Err(format!("{local} is listed as live and not spilled"));
    }
    let live = liveness.after(code, suspend);
    match live.iter().find(|local| !known.contains(local)) {
        Some(local) => Err(format!("{local} is live across a step and not listed")),
        None => Ok(()),
    }
}

fn at(block: BlockId, rule: String) -> Problem {
    (Some(block), rule)
}
