//! Translates a [`Code`] to a Cranelift function.
//!
//! In: the code and the [host functions](crate::host) imported into the module. Out: a function
//! `extern "C" fn(frame: *mut u64, context: *mut Context) -> u64` that returns an
//! [encoded](crate::outcome) outcome. Not done here: compiling it to machine code, and instructions
//! that take more than a few machine instructions, which are in [`flowright_ir::operations`].
//!
//! Invariant: no trapping instruction is reachable; the only memory accesses are to frame words
//! below `frame_words`, to the first fields of the context, to the function's own scratch slot, and
//! to the addresses that the code computes.

mod arithmetic;
mod call;
mod compare;
mod emitter;
mod failed_arithmetic;
mod failure;
mod instruction;
mod memory;
pub(crate) mod scratch;
mod terminator;
mod text;

use cranelift_codegen::Context;
use cranelift_codegen::ir::{AbiParam, Signature, types};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_jit::JITModule;
use cranelift_module::{FuncId, Module};
use flowright_ir::code::Code;

use crate::error::JitError;
use emitter::Emitter;

/// What is needed to build a function.
pub(crate) struct Workshop<'a> {
    /// The module that the function will be defined in.
    pub module: &'a mut JITModule,
    /// The host functions, in table order.
    pub imports: &'a [FuncId],
    /// Reused across functions.
    pub builder: &'a mut FunctionBuilderContext,
}

/// The signature of every handler.
pub(crate) fn signature(module: &JITModule) -> Signature {
    let mut signature = module.make_signature();
    signature.params.resize(2, AbiParam::new(types::I64));
    signature.returns.push(AbiParam::new(types::I64));
    signature
}

/// Builds the function for some code in `function`, which is empty.
pub(crate) fn function(
    code: &Code,
    workshop: &mut Workshop<'_>,
    function: &mut Context,
) -> Result<(), JitError> {
    function.func.signature = signature(workshop.module);
    let target = workshop.module.target_config();
    let builder = FunctionBuilder::new(&mut function.func, workshop.builder);
    let mut emitter = Emitter::new(code, builder, workshop.module, workshop.imports)?;
    emitter.entry()?;
    for (index, block) in code.blocks.iter().enumerate() {
        emitter.block(index, block)?;
    }
    emitter.failures()?;
    emitter.finish(target);
    Ok(())
}
