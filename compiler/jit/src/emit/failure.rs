//! The targets of failures: the block's `catch`, or the end of the function.

use cranelift_codegen::ir::{Block, InstBuilder, Value};
use flowright_ir::code::{Arithmetic, SiteId};
use flowright_ir::handler::Outcome;

use super::emitter::Emitter;
use super::failed_arithmetic::FailedArithmetic;
use crate::error::JitError;
use crate::host::{Encode, HostFunction};
use crate::outcome;

impl Emitter<'_> {
    /// Continues in a new block unless `failed`, a bool, is set; the failure is already in the
    /// context.
    pub(super) fn check(&mut self, failed: Value, site: SiteId) {
        let target = match self.catch {
            Some(block) => block,
            None => self.uncaught(site),
        };
        self.go_on_unless(failed, target);
    }

    /// Continues in a new block, or in `target` if `failed`, a bool, is set.
    pub(super) fn go_on_unless(&mut self, failed: Value, target: Block) {
        let next = self.builder.create_block();
        self.builder.ins().brif(failed, target, &[], next, &[]);
        self.builder.switch_to_block(next);
    }

    /// Continues in a new block unless `failed`, a bool, is set; if it is set, arithmetic on these
    /// two operands has failed.
    pub(super) fn check_arithmetic(
        &mut self,
        failed: Value,
        function: HostFunction,
        operator: Arithmetic,
        [left, right]: [Value; 2],
        site: SiteId,
    ) {
        let block = self.builder.create_block();
        self.builder.set_cold_block(block);
        let next = self.builder.create_block();
        self.builder.ins().brif(failed, block, &[], next, &[]);
        self.builder.switch_to_block(next);
        self.failed_arithmetic.push(FailedArithmetic {
            block,
            function,
            operator,
            left,
            right,
            site,
            catch: self.catch,
        });
    }

    /// Ends the current block: passes the failure in the context to the target of failures in this
    /// block.
    pub(super) fn fail(&mut self, site: SiteId) {
        match self.catch {
            Some(block) => {
                self.builder.ins().jump(block, &[]);
            }
            None => self.return_failed(site),
        }
    }

    /// Ends the current block: returns to the engine.
    pub(super) fn return_outcome(&mut self, outcome: Outcome) {
        let word = self.word(outcome::encode(outcome));
        self.builder.ins().return_(&[word]);
    }

    /// Ends the current block: the execution has failed.
    pub(super) fn return_failed(&mut self, site: SiteId) {
        self.return_outcome(Outcome::Failed(site));
    }

    /// Emits the blocks that failures jump to.
    pub(super) fn failures(&mut self) -> Result<(), JitError> {
        for failed in std::mem::take(&mut self.failed_arithmetic) {
            self.builder.switch_to_block(failed.block);
            self.catch = failed.catch;
            let operator = self.word(failed.operator.encode());
            let words = [operator, failed.left, failed.right];
            self.call_host(failed.function, failed.site, &words)?;
            self.fail(failed.site);
        }
        for (site, block) in std::mem::take(&mut self.uncaught) {
            self.builder.switch_to_block(block);
            self.return_failed(site);
        }
        Ok(())
    }

    /// The block that returns a failure at that site to the engine.
    pub(super) fn uncaught(&mut self, site: SiteId) -> Block {
        if let Some(known) = self.uncaught.get(&site) {
            return *known;
        }
        let block = self.builder.create_block();
        self.builder.set_cold_block(block);
        self.uncaught.insert(site, block);
        block
    }
}
