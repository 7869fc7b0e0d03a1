//! Which locals stay in registers until the code runs out of fuel.
//!
//! A local with a frame word that is live across no step is only needed in the frame when the engine
//! takes over for another slice. It is stored there on that path alone, and loaded where the code
//! resumes; so a loop without steps works in registers.

use flowright_ir::code::{BlockId, Code, LocalId};
use flowright_ir::liveness::{Liveness, suspensions};
use flowright_ir::local_set::LocalSet;

/// The spilled locals of a code.
pub(super) struct Spills {
    /// Those that are in the frame only while the code does not run.
    pub kept: LocalSet,
    /// Of those, the ones live at each resume point.
    pub at: Vec<Vec<LocalId>>,
}

impl Spills {
    /// The spilled locals of a code.
    pub(super) fn of(code: &Code) -> Spills {
        let liveness = Liveness::of(code);
        let framed = (0..).map(LocalId).zip(&code.locals);
        let mut kept = LocalSet::none(code.locals.len());
        for (local, _) in framed.filter(|(_, local)| local.frame.is_some()) {
            kept.insert(local);
        }
        for (_, suspend) in suspensions(code) {
            for local in liveness.after(code, suspend).iter() {
                kept.remove(local);
            }
            let listed = suspend.live.iter().flat_map(|value| &value.locals);
            for local in listed.chain(&suspend.counters) {
                kept.remove(*local);
            }
        }
        let live = |block: &BlockId| {
            let mut live = liveness.at_start(*block).clone();
            live.keep(&kept);
            live.iter().collect()
        };
        let at = code.resume_points.iter().map(live).collect();
        Spills { kept, at }
    }
}
