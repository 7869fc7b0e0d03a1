//! What the operator gives a program: secrets and configs, by name, as texts.

mod problem;
mod resolve;

use std::collections::BTreeMap;

pub use problem::{MissingValue, StartProblem};
pub(crate) use resolve::{Resolved, resolve};

use flowright_ir::image::Image;
use zeroize::Zeroizing;

/// What the operator has set. `Debug` shows names only.
#[derive(Clone, Default)]
pub struct Operator {
    /// Values of secrets.
    pub secrets: BTreeMap<String, Zeroizing<String>>,
    /// Values of configs.
    pub configs: BTreeMap<String, String>,
}

impl Operator {
    /// What of the program's secrets and configs is missing or of another type.
    #[must_use]
    pub fn problems(&self, image: &Image) -> Vec<StartProblem> {
        let mut problems = Vec::new();
        resolve(image, self, &mut problems);
        problems
    }
}

impl std::fmt::Debug for Operator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operator")
            .field("secrets", &self.secrets.keys())
            .field("configs", &self.configs.keys())
            .finish()
    }
}
