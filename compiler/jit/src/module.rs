//! Compiles code to the handlers of one module.
//!
//! A module contains the code of many workflows, because declaring the host functions to Cranelift
//! takes as long as compiling a small workflow.

#![expect(unsafe_code, reason = "an address of linked code becomes a handler")]

use std::sync::{Arc, Mutex, PoisonError};

use cranelift_codegen::Context;
use cranelift_codegen::ir::{AbiParam, types};
use cranelift_frontend::FunctionBuilderContext;
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{FuncId, Linkage, Module, default_libcall_names};
use flowright_ir::code::Code;

use crate::emit::{self, Workshop};
use crate::error::JitError;
use crate::handler::MachineHandler;
use crate::host::HostFunction;
use crate::memory::CodeMemory;
use crate::target::Target;

/// A module that is being filled with functions.
///
/// Invariant: its functions call only host functions, and not each other. A call therefore reaches
/// its target wherever the pages of the module are.
pub(crate) struct OpenModule {
    module: JITModule,
    memory: CodeMemory,
    /// The host functions, in table order.
    imports: Vec<FuncId>,
    unresolved: Unresolved,
    defined: Vec<Defined>,
}

/// Buffers that are reused across functions and modules.
pub(crate) struct Buffers {
    context: Context,
    builder: FunctionBuilderContext,
}

impl Buffers {
    /// Empty buffers.
    pub(crate) fn new() -> Buffers {
        Buffers {
            context: Context::new(),
            builder: FunctionBuilderContext::new(),
        }
    }
}

/// A function of the module.
struct Defined {
    function: FuncId,
    frame_words: u32,
}

/// The symbols that were looked up but are not in the table of host functions.
type Unresolved = Arc<Mutex<Vec<String>>>;

impl OpenModule {
    /// An empty module.
    pub(crate) fn new(target: &Target) -> Result<OpenModule, JitError> {
        let mut builder = JITBuilder::with_isa(target.isa(), default_libcall_names());
        let memory = CodeMemory::default();
        builder.memory_provider(Box::new(memory.clone()));
        let unresolved = Unresolved::default();
        let seen = Arc::clone(&unresolved);
        // The lookup function added last is queried first, and Cranelift's own would query the
        // dynamic linker: an erroneous import must not become a call to a libc function that
        // happens to have that name. The dangling address is never called: `finish` rejects the
        // module.
        builder.symbol_lookup_fn(Box::new(move |symbol| {
            let known = HostFunction::named(symbol);
            if known.is_none() {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push(symbol.to_owned());
            }
            Some(known.map_or(std::ptr::dangling(), HostFunction::address))
        }));
        let mut open = OpenModule {
            module: JITModule::new(builder),
            memory,
            imports: Vec::with_capacity(HostFunction::ALL.len()),
            unresolved,
            defined: Vec::new(),
        };
        for function in HostFunction::ALL {
            let import = open.import(function.name(), function.words())?;
            open.imports.push(import);
        }
        Ok(open)
    }

    /// Compiles code into the module; returns the size of the machine code in bytes.
    pub(crate) fn define(&mut self, code: &Code, buffers: &mut Buffers) -> Result<usize, JitError> {
        let Buffers { context, builder } = buffers;
        self.module.clear_context(context);
        let mut workshop = Workshop {
            module: &mut self.module,
            imports: &self.imports,
            builder,
        };
        emit::function(code, &mut workshop, context)?;
        let function = self
            .module
            .declare_anonymous_function(&context.func.signature)
            .map_err(|error| JitError::module(&error))?;
        self.module
            .define_function(function, context)
            .map_err(|error| JitError::module(&error))?;
        self.defined.push(Defined {
            function,
            frame_words: code.frame_words,
        });
        let compiled = context.compiled_code();
        Ok(compiled.map_or(0, |code| code.code_buffer().len()))
    }

    /// Links the functions and makes them executable; returns a handler for each, in the order of
    /// their definition.
    pub(crate) fn finish(mut self) -> Result<Vec<MachineHandler>, JitError> {
        self.module
            .finalize_definitions()
            .map_err(|error| JitError::no_executable_memory(&error))?;
        let mut unresolved = self
            .unresolved
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(symbol) = unresolved.pop() {
            return Err(JitError::Unresolved { symbol });
        }
        drop(unresolved);
        let handler = |defined: &Defined| {
            let address = self.module.get_finalized_function(defined.function);
            let block = self.memory.block(address).ok_or_else(astray)?;
            // SAFETY: `define` compiled the function with the signature that `emit` gives every
            // function, which is the signature of `Entry`, in the default calling convention of the
            // target, which is the host's `extern "C"`. `emit` rejects code that uses a word at or
            // beyond `frame_words`. The function is finalized and in `block`, which its handler
            // holds.
            Ok(unsafe { MachineHandler::new(address, defined.frame_words, block) })
        };
        self.defined.iter().map(handler).collect()
    }

    /// Declares a function with that many words after the context and the site; all words,
    /// including the result, are 64 bits.
    fn import(&mut self, name: &str, words: usize) -> Result<FuncId, JitError> {
        let mut signature = self.module.make_signature();
        let word = AbiParam::new(types::I64);
        signature.params.resize(2 + words, word);
        signature.returns.push(word);
        self.module
            .declare_function(name, Linkage::Import, &signature)
            .map_err(|error| JitError::module(&error))
    }
}

#[cold]
fn astray() -> JitError {
    JitError::code_generator("a function lies outside of its module's memory")
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
        let target = Target::host(Options::default()).unwrap();
        let mut open = OpenModule::new(&target).unwrap();
        let system = open.import("system", 0).unwrap();
        let module = &mut open.module;
        let mut context = module.make_context();
        context.func.signature = crate::emit::signature(module);
        let target = module.target_config();
        let mut shared = FunctionBuilderContext::new();
        let mut builder = FunctionBuilder::new(&mut context.func, &mut shared);
        let block = builder.create_block();
        builder.append_block_params_for_function_params(block);
        builder.switch_to_block(block);
        let callee = module.declare_func_in_func(system, builder.func);
        let zero = builder.ins().iconst(types::I64, 0);
        builder.ins().call(callee, &[zero, zero]);
        builder.ins().return_(&[zero]);
        builder.seal_all_blocks();
        builder.finalize(target);
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
