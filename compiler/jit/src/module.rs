//! Who owns machine code, and what it may call.

#![expect(unsafe_code, reason = "a module's memory is freed by hand")]

use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, PoisonError};

use cranelift_jit::{ArenaMemoryProvider, JITBuilder, JITModule};
use cranelift_module::{FuncId, Linkage, Module, default_libcall_names};

use crate::entry::Entry;
use crate::error::JitError;
use crate::host::HostFunction;
use crate::target::Target;

/// A module that is being filled; its memory is freed when it is dropped.
pub(crate) struct OpenModule {
    module: ManuallyDrop<JITModule>,
    unresolved: Unresolved,
}

/// A finished module: executable, and never changed again.
///
/// Invariant: the code is freed when this is dropped and not before; whoever calls it holds an `Arc` of this.
pub(crate) struct ExecutableModule {
    open: OpenModule,
}

/// The symbols that were looked for outside of the table of host functions.
type Unresolved = Arc<Mutex<Vec<String>>>;

// SAFETY: `JITModule` is `Send` but not `Sync` for its caches; nothing but `Drop`, which has it exclusively, touches the module inside an
// `ExecutableModule`, and the code that others execute is read-only memory.
unsafe impl Sync for ExecutableModule {}

impl OpenModule {
    /// An empty module with room for about so many instructions.
    pub(crate) fn new(target: &Target, instructions: usize) -> Result<OpenModule, JitError> {
        let mut builder = JITBuilder::with_isa(target.isa(), default_libcall_names());
        // One reservation: relocations reach 2 GiB, and separate mappings may lie farther apart.
        let memory = ArenaMemoryProvider::new_with_size(reservation(instructions))
            .map_err(|error| JitError::no_executable_memory(&error))?;
        builder.memory_provider(Box::new(memory));
        for function in HostFunction::ALL {
            builder.symbol(function.name(), function.address());
        }
        let unresolved = Unresolved::default();
        let seen = Arc::clone(&unresolved);
        // The last function added is asked first, and cranelift's own would ask the dynamic linker: an import by mistake must not
        // become a call of whatever libc has by that name. The address is never called: `finish` refuses the module.
        builder.symbol_lookup_fn(Box::new(move |symbol| {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push(symbol.to_owned());
            Some(std::ptr::dangling())
        }));
        let module = ManuallyDrop::new(JITModule::new(builder));
        Ok(OpenModule { module, unresolved })
    }

    /// The module, to declare and define functions.
    pub(crate) fn module(&mut self) -> &mut JITModule {
        &mut self.module
    }

    /// Declares a function with that many words after the context and the site; all words, the result too, are 64 bits.
    pub(crate) fn import(&mut self, name: &str, words: usize) -> Result<FuncId, JitError> {
        let mut signature = self.module.make_signature();
        let word = cranelift_codegen::ir::AbiParam::new(cranelift_codegen::ir::types::I64);
        signature.params.resize(2 + words, word);
        signature.returns.push(word);
        self.module
            .declare_function(name, Linkage::Import, &signature)
            .map_err(|error| JitError::of_module(&error))
    }

    /// Makes the code executable.
    pub(crate) fn finish(mut self) -> Result<ExecutableModule, JitError> {
        self.module
            .finalize_definitions()
            .map_err(|error| JitError::of_module(&error))?;
        let mut unresolved = self
            .unresolved
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(symbol) = unresolved.pop() {
            return Err(JitError::Unresolved { symbol });
        }
        drop(unresolved);
        Ok(ExecutableModule { open: self })
    }
}

impl ExecutableModule {
    /// Where a function begins that was compiled with the signature of [`Entry`].
    pub(crate) fn entry(&mut self, function: FuncId) -> Entry {
        let address = self.open.module.get_finalized_function(function);
        // SAFETY: only handlers are defined in a module, all with the signature of `Entry` in the host's calling convention.
        unsafe { std::mem::transmute::<*const u8, Entry>(address) }
    }
}

impl Drop for OpenModule {
    fn drop(&mut self) {
        // SAFETY: the module is taken once, here. None of its code runs and none is called later: whoever can call it holds the
        // `Arc<ExecutableModule>` around this value.
        unsafe { ManuallyDrop::take(&mut self.module).free_memory() };
    }
}

impl std::fmt::Debug for ExecutableModule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ExecutableModule(..)")
    }
}

/// Bytes of address space; only what is used becomes memory.
fn reservation(instructions: usize) -> usize {
    const LEAST: usize = 64 << 10;
    const BYTES_PER_INSTRUCTION: usize = 1024;
    instructions
        .saturating_mul(BYTES_PER_INSTRUCTION)
        .clamp(LEAST, 1 << 30)
}

#[cfg(test)]
mod tests {
    use cranelift_codegen::ir::{InstBuilder, types};
    use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
    use cranelift_module::Module;

    use super::{JitError, OpenModule, Target};
    use crate::options::Options;

    #[test]
    fn an_import_that_is_no_host_function_is_refused_whatever_libc_has() {
        let mut open = OpenModule::new(&Target::new(Options::default()).unwrap(), 1).unwrap();
        let system = open.import("system", 0).unwrap();
        let mut context = open.module().make_context();
        context.func.signature = crate::emit::signature(open.module());
        let target = open.module().target_config();
        let mut shared = FunctionBuilderContext::new();
        let mut builder = FunctionBuilder::new(&mut context.func, &mut shared);
        let block = builder.create_block();
        builder.append_block_params_for_function_params(block);
        builder.switch_to_block(block);
        let callee = open.module().declare_func_in_func(system, builder.func);
        let zero = builder.ins().iconst(types::I64, 0);
        builder.ins().call(callee, &[zero, zero]);
        builder.ins().return_(&[zero]);
        builder.seal_all_blocks();
        builder.finalize(target);
        let module = open.module();
        let function = module
            .declare_anonymous_function(&context.func.signature)
            .unwrap();
        module.define_function(function, &mut context).unwrap();
        let refused = open.finish().map(|_| ());
        assert_eq!(
            refused,
            Err(JitError::Unresolved {
                symbol: "system".to_owned()
            })
        );
    }
}
