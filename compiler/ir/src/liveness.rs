//! Liveness of locals: a local is live if it is read later on some path before it is written.

use crate::code::{Block, BlockId, Code, Suspend, Terminator};
use crate::local_set::LocalSet;

/// The locals live at the start of each block.
pub(crate) struct Liveness {
    at_start: Vec<LocalSet>,
    none: LocalSet,
}

impl Liveness {
    /// The liveness of the locals of some code. The values that a suspension lists as live count as
    /// read by it.
    pub(crate) fn of(code: &Code) -> Liveness {
        let none = LocalSet::none(code.locals.len());
        let mut liveness = Liveness {
            at_start: vec![none.clone(); code.blocks.len()],
            none,
        };
        let mut changed = true;
        while changed {
            changed = false;
            for (index, block) in code.blocks.iter().enumerate().rev() {
                let before = liveness.before(code, block);
                if let Some(known) = liveness.at_start.get_mut(index)
                    && *known != before
                {
                    *known = before;
                    changed = true;
                }
            }
        }
        liveness
    }

    /// The locals live at the start of a block.
    pub(crate) fn at_start(&self, block: BlockId) -> &LocalSet {
        self.at_start.get(block.0 as usize).unwrap_or(&self.none)
    }

    /// The locals live after a suspension, whether its step succeeds or fails.
    pub(crate) fn after(&self, code: &Code, suspend: &Suspend) -> LocalSet {
        let mut live = self.none.clone();
        for target in suspend.targets(code) {
            live.add_all(self.at_start(target));
        }
        live
    }

    fn before(&self, code: &Code, block: &Block) -> LocalSet {
        let mut live = match &block.terminator {
            Terminator::Suspend(suspend) => self.after(code, suspend),
            Terminator::Jump(_)
            | Terminator::Branch { .. }
            | Terminator::Fuel { .. }
            | Terminator::Done
            | Terminator::Return(_)
            | Terminator::Fail { .. } => {
                let mut live = self.none.clone();
                for target in block.terminator.targets(code) {
                    live.add_all(self.at_start(target));
                }
                live
            }
        };
        if let (Terminator::Fail { .. }, Some(catch)) = (&block.terminator, block.catch) {
            live.add_all(self.at_start(catch));
        }
        for local in block.terminator.reads() {
            live.insert(local);
        }
        for instruction in block.instructions.iter().rev() {
            for local in instruction.writes() {
                live.remove(local);
            }
            for local in instruction.reads() {
                live.insert(local);
            }
            if let (Some(_), Some(catch)) = (instruction.site(), block.catch) {
                live.add_all(self.at_start(catch));
            }
        }
        live
    }
}

/// All suspensions in some code.
pub(crate) fn suspensions(code: &Code) -> impl Iterator<Item = (BlockId, &Suspend)> {
    let blocks = (0..).map(BlockId).zip(&code.blocks);
    blocks.filter_map(|(id, block)| match &block.terminator {
        Terminator::Suspend(suspend) => Some((id, &**suspend)),
        Terminator::Jump(_)
        | Terminator::Branch { .. }
        | Terminator::Fuel { .. }
        | Terminator::Done
        | Terminator::Return(_)
        | Terminator::Fail { .. } => None,
    })
}
