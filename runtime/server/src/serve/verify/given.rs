//! The inputs from which a `verify` is built.

use std::fmt;

use flowright_ir::image::Settings;

use crate::Secret;
use crate::edge::scheme::SetupError;

/// The flow's settings of a scheme, and the secrets that the operator has set.
pub(super) struct Given<'a> {
    /// The settings.
    pub(super) settings: &'a Settings,
    /// The secret with an index; `None` if it is not set.
    pub(super) secret: &'a dyn Fn(usize) -> Option<Secret>,
}

impl Given<'_> {
    /// The secrets of the setting `secret`.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let secrets = self.settings.secrets("secret").iter();
        secrets.filter_map(|index| (self.secret)(*index)).collect()
    }

    /// The names in a setting, each with its secret.
    pub(super) fn named(&self, setting: &str) -> Vec<(&str, Secret)> {
        let named = self.settings.named_secrets(setting);
        let named = named.filter_map(|(name, index)| Some((name, (self.secret)(index)?)));
        named.collect()
    }

    /// The string of a required setting.
    pub(super) fn literal(&self, setting: &'static str) -> Result<&str, SetupError> {
        let text = self.settings.literal(setting);
        text.ok_or(SetupError::NoSetting { setting })
    }
}

impl fmt::Debug for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Given")
            .field("settings", self.settings)
            .finish_non_exhaustive()
    }
}
