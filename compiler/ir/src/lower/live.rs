//! Lists the values live across each step, whole and with their types.

use flowright_stdlib::types::Type;

use super::layouts::Layouts;
use super::values::Values;
use crate::code::{Code, LiveValue, Suspend, Terminator};
use crate::liveness::{Liveness, suspensions};
use crate::local_set::LocalSet;

/// Lists at each suspension the values that are live after it.
///
/// A value is live if any of its words is live, and then all of its words are. Listing one word may
/// make other words live at earlier points, so this repeats until no list grows.
pub(super) fn list_live(code: &mut Code, values: &Values, layouts: &Layouts) {
    loop {
        if suspensions(code).next().is_none() {
            return;
        }
        let liveness = Liveness::of(code);
        let lists: Vec<Vec<LiveValue>> = suspensions(code)
            .map(|(_, suspend)| live_values(&liveness.after(code, suspend), values, layouts))
            .collect();
        let mut changed = false;
        for (suspend, list) in suspends_mut(code).zip(lists) {
            changed |= suspend.live != list;
            suspend.live = list;
        }
        if !changed {
            return;
        }
    }
}

/// Clears the lists of live values, because the code has changed since they were computed.
pub(super) fn forget_live(code: &mut Code) {
    suspends_mut(code).for_each(|suspend| suspend.live.clear());
}

/// The values that own the live locals, each once, in the order of their creation.
fn live_values(live: &LocalSet, values: &Values, layouts: &Layouts) -> Vec<LiveValue> {
    let mut owners: Vec<u32> = live
        .iter()
        .filter_map(|local| values.owner(local))
        .collect();
    owners.sort_unstable();
    owners.dedup();
    let value = |(ty, locals): (&Type, &[_])| LiveValue {
        ty: layouts.stored(ty),
        locals: locals.to_vec(),
    };
    let found = owners.into_iter().filter_map(|owner| values.get(owner));
    found.map(value).collect()
}

fn suspends_mut(code: &mut Code) -> impl Iterator<Item = &mut Suspend> {
    code.blocks
        .iter_mut()
        .filter_map(|block| match &mut block.terminator {
            Terminator::Suspend(suspend) => Some(&mut **suspend),
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Fuel { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => None,
        })
}
