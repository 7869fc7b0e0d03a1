//! The table of the schemes that have a name.

use super::github;
use super::scheme::Preset;

/// The schemes that need no settings but their secrets. A new one is a file and a line here.
pub const PRESETS: &[Preset] = &[github::GITHUB];

/// The preset of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::edge::scheme::SetupError;

    #[test]
    fn presets_have_unique_names() {
        for (at, preset) in PRESETS.iter().enumerate() {
            assert!(
                !PRESETS
                    .iter()
                    .skip(at + 1)
                    .any(|other| other.name == preset.name)
            );
            assert_eq!(
                named(preset.name).map(|found| found.name),
                Some(preset.name)
            );
        }
        assert!(named("nobody").is_none());
    }

    #[test]
    fn every_preset_refuses_to_start_without_a_secret() {
        for preset in PRESETS {
            assert_eq!((preset.build)(vec![]).err(), Some(SetupError::NoSecret));
            let secrets = vec![Secret::new("k"), Secret::new("")];
            let refused = (preset.build)(secrets).err();
            assert_eq!(refused, Some(SetupError::EmptySecret { number: 2 }));
        }
    }
}
