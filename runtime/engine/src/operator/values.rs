//! Secrets and configs, by name.

use std::collections::BTreeMap;
use std::fmt;

use zeroize::Zeroizing;

/// The operator's settings. `Debug` shows only names.
#[derive(Clone, Default)]
pub struct Operator {
    /// Values of secrets.
    pub secrets: BTreeMap<String, Zeroizing<String>>,
    /// Values of configs.
    pub configs: BTreeMap<String, String>,
}

impl fmt::Debug for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operator")
            .field("secrets", &self.secrets.keys())
            .field("configs", &self.configs.keys())
            .finish()
    }
}
