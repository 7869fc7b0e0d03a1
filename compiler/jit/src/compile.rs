//! From an image to machine code.

#![expect(
    unsafe_code,
    reason = "that handlers run a workflow's code is a contract that no type can express"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use flowright_ir::code::Code;
use flowright_ir::handler::Handler;
use flowright_ir::{Executable, ValidImage, ValidWorkflow};

use crate::error::JitError;
use crate::limits;
use crate::module::{Buffers, OpenModule};
use crate::options::Options;
use crate::target::Target;

/// The compiler of images to machine code.
///
/// Each workflow has a module of its own, so its handlers can be kept when other workflows of the program change.
#[derive(Clone, Debug, Default)]
pub struct Jit {
    options: Options,
    /// Asked for once, when there is something to compile.
    target: OnceLock<Result<Target, JitError>>,
}

/// A workflow with its machine code, and how large that is.
pub struct CompiledWorkflow {
    /// What runs. It keeps its machine code, and that of no other workflow.
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
        Jit {
            options,
            target: OnceLock::new(),
        }
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
        guarded(|| {
            let mut buffers = Buffers::new();
            let workflows = image.workflows();
            workflows
                .map(|workflow| self.module_of(&workflow, &mut buffers))
                .collect()
        })
    }

    /// One workflow as machine code.
    ///
    /// # Errors
    /// As [`compile`](Self::compile).
    pub fn workflow(&self, workflow: &ValidWorkflow) -> Result<CompiledWorkflow, JitError> {
        guarded(|| self.module_of(workflow, &mut Buffers::new()))
    }

    /// Handlers of single codes in one module, in order, for tests.
    ///
    /// # Safety
    /// The codes keep the contract of [`Lowered::assume`](flowright_ir::Lowered::assume).
    ///
    /// # Errors
    /// As [`compile`](Self::compile), and where a code names what is not there.
    #[cfg(feature = "testing")]
    pub unsafe fn codes(&self, codes: &[&Code]) -> Result<Vec<CompiledCode>, JitError> {
        guarded(|| self.module(codes, &mut Buffers::new()))
    }

    fn module_of(
        &self,
        workflow: &ValidWorkflow,
        buffers: &mut Buffers,
    ) -> Result<CompiledWorkflow, JitError> {
        // The condition comes last: it is short, and often fits behind the statements in their last page.
        let code = &workflow.code;
        let codes: Vec<&Code> = [&code.main].into_iter().chain(&code.when).collect();
        let mut compiled = self.module(&codes, buffers)?.into_iter();
        let main = compiled.next().ok_or_else(lost)?;
        let when = compiled.next();
        let when_size = when.as_ref().map(|when| when.size).unwrap_or_default();
        let when = when.map(|when| when.handler);
        // SAFETY: the handlers were compiled from the very codes of this workflow, the statements first, then the condition where there
        // is one. `emit` makes code that accesses the frame, the context and the addresses that the code computes, and nothing else.
        let executable = unsafe { Executable::new(workflow, when, main.handler) };
        Ok(CompiledWorkflow {
            executable,
            size: main.size.plus(when_size),
        })
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

impl WorkflowSize {
    fn plus(self, other: WorkflowSize) -> WorkflowSize {
        WorkflowSize {
            instructions: self.instructions + other.instructions,
            machine_code_bytes: self.machine_code_bytes + other.machine_code_bytes,
        }
    }
}

/// Compiles. A defect of the code generator must not take the process with it, which may be serving the program before.
fn guarded<T>(compile: impl FnOnce() -> Result<T, JitError>) -> Result<T, JitError> {
    let compiled = catch_unwind(AssertUnwindSafe(compile));
    compiled.unwrap_or_else(|_| Err(JitError::code_generator("it panicked")))
}

#[cold]
fn lost() -> JitError {
    JitError::code_generator("a handler was lost")
}
