//! Calls to host functions.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use cranelift_module::Module;
use flowright_ir::code::{LocalId, SiteId};

use super::emitter::{Emitter, malformed, words};
use crate::error::JitError;
use crate::host::HostFunction;

/// The site of instructions that have none.
const UNPLACED: SiteId = SiteId(0);

impl Emitter<'_> {
    /// Calls a host function; returns a bool: whether it failed.
    pub(super) fn call_host(
        &mut self,
        function: HostFunction,
        site: SiteId,
        arguments: &[Value],
    ) -> Result<Value, JitError> {
        debug_assert_eq!(arguments.len(), function.words(), "{}", function.name());
        let index = function as usize;
        let known = self.imported.get(index).copied().flatten();
        let target = match (known, self.imports.get(index)) {
            (Some(known), _) => known,
            (None, Some(import)) => {
                let target = self.module.declare_func_in_func(*import, self.builder.func);
                if let Some(place) = self.imported.get_mut(index) {
                    *place = Some(target);
                }
                target
            }
            (None, None) => return Err(malformed("host function", u32::MAX)),
        };
        let site = self.word(u64::from(site.0));
        let mut all = vec![self.context, site];
        all.extend_from_slice(arguments);
        let call = self.builder.ins().call(target, &all);
        let result = self.builder.inst_results(call).first().copied();
        result.ok_or_else(|| malformed("result of a host function", 0))
    }

    /// Calls a host function; continues if it did not fail.
    pub(super) fn call_checked(
        &mut self,
        function: HostFunction,
        site: SiteId,
        arguments: &[Value],
    ) -> Result<(), JitError> {
        let failed = self.call_host(function, site, arguments)?;
        self.check(failed, site);
        Ok(())
    }

    /// Calls a host function that applies `operator` to two operands of two words each, and writes
    /// the results.
    pub(super) fn call_on_pair(
        &mut self,
        function: HostFunction,
        operator: Value,
        [left, right]: [&[LocalId; 2]; 2],
        to: &[LocalId],
        site: SiteId,
    ) -> Result<(), JitError> {
        self.pass(0, left)?;
        self.pass(2, right)?;
        let (operands, out) = (self.scratch_address(0)?, self.scratch_address(4)?);
        self.call_checked(function, site, &[operator, operands, out])?;
        self.take(4, to)
    }

    /// Calls a host function for an instruction without a site, which fails only if the code is
    /// broken. Such a failure is never caught, because the locals that a `catch` reads need not be
    /// written before such an instruction.
    pub(super) fn call_unplaced(
        &mut self,
        function: HostFunction,
        arguments: &[Value],
    ) -> Result<(), JitError> {
        let failed = self.call_host(function, UNPLACED, arguments)?;
        let target = self.uncaught(UNPLACED);
        self.go_on_unless(failed, target);
        Ok(())
    }

    /// The address of a word of the scratch slot.
    pub(super) fn scratch_address(&mut self, word: u32) -> Result<Value, JitError> {
        let offset = words(word)?;
        Ok(self
            .builder
            .ins()
            .stack_addr(types::I64, self.scratch, offset))
    }

    /// Writes locals to the scratch slot, starting at word `first`.
    pub(super) fn pass(&mut self, first: u32, locals: &[LocalId]) -> Result<(), JitError> {
        for (word, local) in (first..).zip(locals) {
            let value = self.read(*local)?;
            self.store_scratch(word, value)?;
        }
        Ok(())
    }

    /// Reads locals from the scratch slot, starting at word `first`.
    pub(super) fn take(&mut self, first: u32, locals: &[LocalId]) -> Result<(), JitError> {
        for (word, local) in (first..).zip(locals) {
            let offset = words(word)?;
            let slot = self.scratch;
            let value = self
                .builder
                .ins()
                .stack_load(types::I64, types::I64, slot, offset);
            self.write(*local, value)?;
        }
        Ok(())
    }

    /// Writes a word of the scratch slot.
    pub(super) fn store_scratch(&mut self, word: u32, value: Value) -> Result<(), JitError> {
        let offset = words(word)?;
        let slot = self.scratch;
        self.builder
            .ins()
            .stack_store(types::I64, value, slot, offset);
        Ok(())
    }
}

/// The number of locals; it has been checked against the size of the scratch slot.
pub(super) fn count(locals: &[LocalId]) -> Result<u32, JitError> {
    u32::try_from(locals.len()).map_err(|_| malformed("local", u32::MAX))
}
