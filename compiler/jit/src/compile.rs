//! Compiles an image to machine code.

#![expect(
    unsafe_code,
    reason = "that handlers run a workflow's code is a contract that no type can express"
)]

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::thread;

use flowright_ir::code::Code;
use flowright_ir::handler::Handler;
use flowright_ir::{Executable, Handlers, ValidImage, ValidWorkflow};

use crate::error::JitError;
use crate::limits;
use crate::module::{Buffers, OpenModule};
use crate::options::Options;
use crate::target::Target;

/// Compiles images to machine code.
///
/// The code of a workflow never refers to the code of another one, so a workflow's handlers can be
/// kept when other workflows of the program change.
#[derive(Clone, Debug, Default)]
pub struct Jit {
    options: Options,
    /// Detected once, when there is something to compile.
    target: OnceLock<Result<Target, JitError>>,
}

/// A workflow with its machine code, and the size of that code.
pub struct CompiledWorkflow {
    /// The executable. It keeps its machine code alive, and with it the other code in the same
    /// memory block.
    pub executable: Executable,
    /// The size of its code.
    pub size: WorkflowSize,
}

/// The size of a workflow's code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkflowSize {
    /// The number of IR instructions, including terminators.
    pub instructions: usize,
    /// The size of the machine code in bytes.
    pub machine_code_bytes: usize,
}

/// A single code body compiled to machine code.
pub struct CompiledCode {
    /// The handler that runs it.
    pub handler: Box<dyn Handler>,
    /// Its size.
    pub size: WorkflowSize,
}

impl Jit {
    /// The maximum number of workflows per module: they share the fixed cost of a module, and the
    /// memory that it holds until it is linked.
    pub const MODULE: usize = 16;

    /// Creates a compiler with non-default options.
    #[must_use]
    pub fn new(options: Options) -> Jit {
        Jit {
            options,
            target: OnceLock::new(),
        }
    }

    /// Compiles the workflows of an image to machine code, in order.
    ///
    /// # Errors
    /// If the host forbids executable memory, or the program is too large.
    pub fn compile(image: &ValidImage) -> Result<Vec<Executable>, JitError> {
        let compiled = Jit::default().program(image)?.into_iter();
        Ok(compiled.map(|workflow| workflow.executable).collect())
    }

    /// Compiles the workflows of an image to machine code, in order, with their sizes. Every core
    /// takes a share of them.
    ///
    /// # Errors
    /// As [`compile`](Self::compile).
    pub fn program(&self, image: &ValidImage) -> Result<Vec<CompiledWorkflow>, JitError> {
        let workflows: Vec<ValidWorkflow> = image.workflows().collect();
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        let modules = workflows.len().div_ceil(Jit::MODULE);
        let mut shares = workflows.chunks(modules.div_ceil(cores).max(1) * Jit::MODULE);
        let own = shares.next().unwrap_or_default();
        guarded(|| {
            thread::scope(|scope| {
                let others: Vec<_> = shares
                    .map(|share| scope.spawn(|| self.share(share)))
                    .collect();
                let mut compiled = self.share(own)?;
                for other in others {
                    compiled.extend(other.join().unwrap_or_else(|_| Err(panicked()))?);
                }
                Ok(compiled)
            })
        })
    }

    /// Compiles some workflows to machine code, in order, on this thread.
    ///
    /// # Errors
    /// As [`compile`](Self::compile).
    pub fn workflows(
        &self,
        workflows: &[ValidWorkflow],
    ) -> Result<Vec<CompiledWorkflow>, JitError> {
        guarded(|| self.share(workflows))
    }

    /// Checks that all workflows of an image can be compiled, as far as possible without generating
    /// code.
    ///
    /// # Errors
    /// If Cranelift does not support the host, or the code of a handler is too large.
    pub fn check(&self, image: &ValidImage) -> Result<(), JitError> {
        self.target()?;
        for workflow in &image.workflows {
            for code in workflow.code.all() {
                limits::check(code)?;
            }
        }
        Ok(())
    }

    /// Compiles single code bodies in one module, in order, for tests.
    ///
    /// # Safety
    /// The code must fulfil the contract of [`Lowered::assume`](flowright_ir::Lowered::assume).
    ///
    /// # Errors
    /// As for [`compile`](Self::compile), and if the code refers to something that does not exist.
    #[cfg(feature = "testing")]
    pub unsafe fn codes(&self, codes: &[&Code]) -> Result<Vec<CompiledCode>, JitError> {
        guarded(|| self.module(codes, &mut Buffers::new()))
    }

    /// Compiles the share of one thread.
    fn share(&self, workflows: &[ValidWorkflow]) -> Result<Vec<CompiledWorkflow>, JitError> {
        let mut buffers = Buffers::new();
        let mut compiled = Vec::with_capacity(workflows.len());
        for workflows in workflows.chunks(Jit::MODULE) {
            let codes: Vec<&Code> = workflows
                .iter()
                .flat_map(|workflow| workflow.code.all())
                .map(|code| &**code)
                .collect();
            let mut handlers = self.module(&codes, &mut buffers)?.into_iter();
            for workflow in workflows {
                compiled.push(joined(workflow, &mut handlers)?);
            }
        }
        Ok(compiled)
    }

    fn module(
        &self,
        codes: &[&Code],
        buffers: &mut Buffers,
    ) -> Result<Vec<CompiledCode>, JitError> {
        let mut sizes = Vec::with_capacity(codes.len());
        let mut open = OpenModule::new(self.target()?)?;
        for code in codes {
            sizes.push(WorkflowSize {
                instructions: limits::check(code)?,
                machine_code_bytes: open.define(code, buffers)?,
            });
        }
        let compiled = open.finish()?.into_iter().zip(sizes);
        Ok(compiled
            .map(|(handler, size)| CompiledCode {
                handler: Box::new(handler),
                size,
            })
            .collect())
    }

    fn target(&self) -> Result<&Target, JitError> {
        let target = self.target.get_or_init(|| Target::host(self.options));
        target.as_ref().map_err(JitError::clone)
    }
}

/// A workflow with the next handlers, in the order of
/// [`WorkflowCode::all`](flowright_ir::image::WorkflowCode::all).
fn joined(
    workflow: &ValidWorkflow,
    compiled: &mut impl Iterator<Item = CompiledCode>,
) -> Result<CompiledWorkflow, JitError> {
    let mut size = WorkflowSize::default();
    let mut next = || {
        let compiled = compiled.next().ok_or_else(lost)?;
        size = size.plus(compiled.size);
        Ok(compiled.handler)
    };
    let main = next()?;
    let condition = workflow.code.condition.as_ref();
    let condition = condition.map(|_| next()).transpose()?;
    let parts = workflow.code.parts.iter().map(|_| next());
    let parts = parts.collect::<Result<_, JitError>>()?;
    let handlers = Handlers {
        condition,
        main,
        parts,
    };
    // SAFETY: the handlers were compiled from the code of this workflow: `share` passes the code
    // bodies to `module` in the order in which this function takes the handlers. `emit` generates
    // code that accesses only the frame, the context and the addresses that the code computes.
    let executable = unsafe { Executable::new(workflow, handlers) };
    Ok(CompiledWorkflow { executable, size })
}

impl WorkflowSize {
    fn plus(self, other: WorkflowSize) -> WorkflowSize {
        WorkflowSize {
            instructions: self.instructions + other.instructions,
            machine_code_bytes: self.machine_code_bytes + other.machine_code_bytes,
        }
    }
}

/// Compiles, catching panics. A bug in the code generator must not bring down the process, which
/// may still be serving the previous program.
fn guarded<T>(compile: impl FnOnce() -> Result<T, JitError>) -> Result<T, JitError> {
    let compiled = catch_unwind(AssertUnwindSafe(compile));
    compiled.unwrap_or_else(|_| Err(panicked()))
}

#[cold]
fn panicked() -> JitError {
    JitError::code_generator("it panicked")
}

#[cold]
fn lost() -> JitError {
    JitError::code_generator("a handler was lost")
}
