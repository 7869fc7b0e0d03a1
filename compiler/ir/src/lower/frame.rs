//! The frame: a word for every local that is live where the code may return to the engine.

use crate::code::{Code, LocalId};
use crate::frame::HEADER_WORDS;
use crate::liveness::{Liveness, suspensions};
use crate::local_set::LocalSet;

/// The same code, with its locals spilled.
pub(super) fn spilled(mut code: Code) -> Code {
    let liveness = Liveness::of(&code);
    let mut survives = LocalSet::none(code.locals.len());
    for block in &code.resume_points {
        survives.add_all(liveness.at_start(*block));
    }
    for (_, suspend) in suspensions(&code) {
        let live = suspend.live.iter().flat_map(|value| &value.locals);
        live.chain(&suspend.counters)
            .for_each(|local| survives.insert(*local));
    }
    let mut next = HEADER_WORDS;
    for (local, id) in code.locals.iter_mut().zip((0..).map(LocalId)) {
        if survives.contains(id) {
            local.frame = Some(next);
            next += 1;
        }
    }
    code.frame_words = next;
    code
}
