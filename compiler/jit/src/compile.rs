//! From an image to machine code.

#![expect(
    unsafe_code,
    reason = "that handlers run a workflow's code is a contract that no type can express"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cranelift_codegen::Context;
use cranelift_frontend::FunctionBuilderContext;
use cranelift_module::{FuncId, Module};
use flowright_ir::code::Code;
use flowright_ir::handler::Handler;
use flowright_ir::{Executable, ValidImage, ValidWorkflow};

use crate::emit::{self, Workshop};
use crate::error::JitError;
use crate::handler::MachineHandler;
use crate::host::HostFunction;
use crate::limits;
use crate::module::OpenModule;
use crate::options::Options;
use crate::target::Target;

/// The compiler of images to machine code.
///
/// Each workflow has a module of its own, so that it can be kept, or freed, when others change.
#[derive(Clone, Copy, Debug, Default)]
pub struct Jit {
    options: Options,
}

/// A workflow with its machine code, and how large that is.
pub struct CompiledWorkflow {
    /// What runs.
    pub executable: Executable,
    /// How large its code is.
    pub size: WorkflowSize,
}

/// How large the code of a workflow is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkflowSize {
    /// Instructions of the Ir, terminators included.
    pub instructions: usize,
    /// Bytes of machine code.
    pub machine_code_bytes: usize,
}

/// A single code as machine code.
pub struct CompiledCode {
    /// What runs it.
    pub handler: Box<dyn Handler>,
    /// How large it is.
    pub size: WorkflowSize,
}

impl Jit {
    /// With other options than the usual ones.
    #[must_use]
    pub fn new(options: Options) -> Jit {
        Jit { options }
    }

    /// The workflows of an image as machine code, in order.
    ///
    /// # Errors
    /// Where the host forbids executable memory, or the program is too large.
    pub fn compile(image: &ValidImage) -> Result<Vec<Executable>, JitError> {
        let compiled = Jit::default().program(image)?.into_iter();
        Ok(compiled.map(|workflow| workflow.executable).collect())
    }

    /// The workflows of an image as machine code, in order, and how large it is.
    ///
    /// # Errors
    /// As [`compile`](Self::compile).
    pub fn program(&self, image: &ValidImage) -> Result<Vec<CompiledWorkflow>, JitError> {
        let target = Target::new(self.options)?;
        let workflows = image.workflows();
        workflows
            .map(|workflow| compiled(&target, &workflow))
            .collect()
    }

    /// One workflow as machine code.
    ///
    /// # Errors
    /// As [`compile`](Self::compile).
    pub fn workflow(&self, workflow: &ValidWorkflow) -> Result<CompiledWorkflow, JitError> {
        compiled(&Target::new(self.options)?, workflow)
    }

    /// Handlers of single codes, in order, for tests.
    ///
    /// # Safety
    /// The codes keep the contract of [`Lowered::assume`](flowright_ir::Lowered::assume).
    ///
    /// # Errors
    /// As [`compile`](Self::compile), and where a code names what is not there.
    #[cfg(feature = "testing")]
    pub unsafe fn codes(&self, codes: &[&Code]) -> Result<Vec<CompiledCode>, JitError> {
        guarded(&Target::new(self.options)?, codes)
    }
}

fn compiled(target: &Target, workflow: &ValidWorkflow) -> Result<CompiledWorkflow, JitError> {
    let when = workflow.code.when.iter();
    let codes: Vec<&Code> = when.chain([&workflow.code.main]).collect();
    let mut handlers = guarded(target, &codes)?;
    let main = handlers.pop().ok_or_else(lost)?;
    let when = handlers.pop();
    let size = when.as_ref().map(|when| when.size).unwrap_or_default();
    // SAFETY: the handlers were compiled from the very codes of this workflow, `when` first where there is one.
    let executable = unsafe {
        let when = when.map(|when| when.handler);
        Executable::new(workflow, when, main.handler)
    };
    Ok(CompiledWorkflow {
        executable,
        size: size.plus(main.size),
    })
}

/// Codes in one module. A defect of the code generator must not take the process with it, which may be serving other programs.
fn guarded(target: &Target, codes: &[&Code]) -> Result<Vec<CompiledCode>, JitError> {
    let compile = AssertUnwindSafe(|| module(target, codes));
    catch_unwind(compile).unwrap_or_else(|_| Err(panicked()))
}

fn module(target: &Target, codes: &[&Code]) -> Result<Vec<CompiledCode>, JitError> {
    let mut instructions = 0_usize;
    for code in codes {
        instructions = instructions.saturating_add(limits::check(code)?);
    }
    let mut open = OpenModule::new(target, instructions)?;
    let mut imports = Vec::with_capacity(HostFunction::ALL.len());
    for function in HostFunction::ALL {
        imports.push(open.import(function.name(), function.words())?);
    }
    let mut context = open.module().make_context();
    let mut builder = FunctionBuilderContext::new();
    let mut functions = Vec::with_capacity(codes.len());
    for code in codes {
        let mut workshop = Workshop {
            module: open.module(),
            imports: &imports,
            builder: &mut builder,
        };
        functions.push(define(code, &mut workshop, &mut context)?);
    }
    let mut module = open.finish()?;
    let entries: Vec<_> = functions.iter().map(|(id, _)| module.entry(*id)).collect();
    let module = Arc::new(module);
    let made = codes.iter().zip(functions).zip(entries);
    Ok(made
        .map(|((code, (_, size)), entry)| CompiledCode {
            handler: Box::new(MachineHandler::new(
                entry,
                code.frame_words,
                Arc::clone(&module),
            )),
            size,
        })
        .collect())
}

impl WorkflowSize {
    fn plus(self, other: WorkflowSize) -> WorkflowSize {
        WorkflowSize {
            instructions: self.instructions + other.instructions,
            machine_code_bytes: self.machine_code_bytes + other.machine_code_bytes,
        }
    }
}

/// Compiles a code into the module.
fn define(
    code: &Code,
    workshop: &mut Workshop<'_>,
    context: &mut Context,
) -> Result<(FuncId, WorkflowSize), JitError> {
    workshop.module.clear_context(context);
    emit::function(code, workshop, context)?;
    let module = &mut *workshop.module;
    let function = module
        .declare_anonymous_function(&context.func.signature)
        .map_err(|error| JitError::of_module(&error))?;
    module
        .define_function(function, context)
        .map_err(|error| JitError::of_module(&error))?;
    let machine_code_bytes = context
        .compiled_code()
        .map_or(0, |code| code.code_buffer().len());
    let instructions = limits::instructions(code);
    Ok((
        function,
        WorkflowSize {
            instructions,
            machine_code_bytes,
        },
    ))
}

#[cold]
fn lost() -> JitError {
    JitError::CodeGenerator {
        reason: "a handler was lost".to_owned(),
    }
}

#[cold]
fn panicked() -> JitError {
    JitError::CodeGenerator {
        reason: "it panicked".to_owned(),
    }
}
