//! The settings of a scheme that is fixed except for its secrets.

use crate::catalogue::{SettingKind, SettingSpec};

/// `secret secrets.k`, and nothing else.
pub(super) const SECRET: &[SettingSpec] = &[SettingSpec {
    name: "secret",
    kind: SettingKind::Secrets,
    required: Some("secret secrets.NAME"),
    repeated: false,
    sample: "secret secrets.NAME",
    snippet: "secret [secrets.${1:name}, secrets.${2:name_old}]",
    docs: "The secret, or, for rotation, several, any of which is accepted.",
}];
