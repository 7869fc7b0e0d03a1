//! Machine code that is generated incrementally while the interpreter runs the workflows.

use flowright_ir::{Executable, ValidImage, ValidWorkflow};
use flowright_jit::{Jit, JitError};

/// The workflows of an image that have not been compiled yet.
pub struct Uncompiled {
    jit: Jit,
    /// By their indexes in the image; `None` once a workflow has been processed, which frees its
    /// code.
    workflows: Box<[Option<ValidWorkflow>]>,
}

/// A processed workflow.
pub struct Compiled {
    /// Its index in the image.
    pub workflow: usize,
    /// The workflow as machine code, or the reason why it could not be compiled.
    pub executable: Result<Executable, JitError>,
}

impl Uncompiled {
    /// All workflows of an image. Anything that can be rejected without generating code is rejected
    /// here.
    ///
    /// # Errors
    /// The errors of [`Jit::check`].
    pub fn new(image: &ValidImage) -> Result<Uncompiled, JitError> {
        let jit = Jit::default();
        jit.check(image)?;
        Ok(Uncompiled {
            jit,
            workflows: image.workflows().map(Some).collect(),
        })
    }

    /// Compiles one module's worth of the remaining workflows: workflows for which `is_urgent` is
    /// true or, if there are none, any others. The result is empty when no workflow remains. A
    /// workflow that cannot be compiled does not affect the others.
    pub fn compile_some(&mut self, is_urgent: impl Fn(usize) -> bool) -> Vec<Compiled> {
        let left =
            |(index, workflow): (usize, &Option<ValidWorkflow>)| workflow.as_ref().map(|_| index);
        let left: Vec<usize> = self.workflows.iter().enumerate().filter_map(left).collect();
        let urgent = left.iter().copied().filter(|index| is_urgent(*index));
        let mut chosen: Vec<usize> = urgent.take(Jit::MODULE).collect();
        if chosen.is_empty() {
            chosen = left.into_iter().take(Jit::MODULE).collect();
        }
        let taken = chosen
            .iter()
            .filter_map(|index| self.workflows.get_mut(*index)?.take());
        let workflows: Vec<ValidWorkflow> = taken.collect();
        let executables = self.executables(&workflows);
        let compiled = chosen.into_iter().zip(executables);
        let compiled = compiled.map(|(workflow, executable)| Compiled {
            workflow,
            executable,
        });
        compiled.collect()
    }

    fn executables(&self, workflows: &[ValidWorkflow]) -> Vec<Result<Executable, JitError>> {
        match self.jit.workflows(workflows) {
            Ok(compiled) => compiled.into_iter().map(|one| Ok(one.executable)).collect(),
            Err(error) if workflows.len() < 2 || is_of_host(&error) => {
                workflows.iter().map(|_| Err(error.clone())).collect()
            }
            Err(_) => workflows
                .chunks(1)
                .flat_map(|workflow| self.executables(workflow))
                .collect(),
        }
    }
}

/// Whether no other workflow can be compiled either.
fn is_of_host(error: &JitError) -> bool {
    matches!(error, JitError::NoExecutableMemory { .. })
}
