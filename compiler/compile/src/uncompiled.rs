//! Machine code that is made bit by bit, while the interpreter runs the workflows.

use flowright_ir::{Executable, ValidImage, ValidWorkflow};
use flowright_jit::{Jit, JitError};

/// The workflows of an image that have no machine code yet.
pub struct Uncompiled {
    jit: Jit,
    /// By their indexes in the image; `None` once their turn has come, which frees their code.
    workflows: Box<[Option<ValidWorkflow>]>,
}

/// A workflow whose turn has come.
pub struct Compiled {
    /// Its index in the image.
    pub workflow: usize,
    /// The workflow on machine code, or why there is none.
    pub executable: Result<Executable, JitError>,
}

impl Uncompiled {
    /// All workflows of an image. Whatever can be refused without generating code is refused here.
    ///
    /// # Errors
    /// Those of [`Jit::check`].
    pub fn new(image: &ValidImage) -> Result<Uncompiled, JitError> {
        let jit = Jit::default();
        jit.check(image)?;
        Ok(Uncompiled {
            jit,
            workflows: image.workflows().map(Some).collect(),
        })
    }

    /// Compiles some of those that are left; of those that `is_urgent` names, as many as are compiled together, and only where
    /// there are none of them, others. Empty when none is left. A workflow that cannot be compiled does not take others with it.
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
