//! What a `verify` is built of.

use std::fmt;

use flowright_ir::image::Settings;

use crate::Secret;
use crate::edge::scheme::SetupError;

/// What the flow says of a scheme, and the secrets that the operator has set.
pub(super) struct Given<'a> {
    /// The settings.
    pub(super) settings: &'a Settings,
    /// The secret of an index; none for one that is not there.
    pub(super) secret: &'a dyn Fn(usize) -> Option<Secret>,
}

impl Given<'_> {
    /// The secrets of the setting `secret`.
    pub(super) fn secrets(&self) -> Vec<Secret> {
        let secrets = self.settings.secrets("secret").iter();
        secrets.filter_map(|index| (self.secret)(*index)).collect()
    }

    /// The names that a setting has, each with its secret.
    pub(super) fn named(&self, setting: &str) -> Vec<(&str, Secret)> {
        let named = self.settings.named_secrets(setting);
        let named = named.filter_map(|(name, index)| Some((name, (self.secret)(index)?)));
        named.collect()
    }

    /// The string of a setting without which there is no scheme.
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
