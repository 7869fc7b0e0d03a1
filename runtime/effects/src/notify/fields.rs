//! Settings and message parts by name.

use std::fmt;

use flowright_stdlib::catalogue::{SettingKind, SettingSpec};

use super::NotifyError;

/// Texts by name. Its `Debug` shows the names only.
#[derive(Clone, Copy)]
pub struct Fields<'a>(&'a [(&'a str, &'a str)]);

impl<'a> Fields<'a> {
    /// These texts.
    #[must_use]
    pub fn new(fields: &'a [(&'a str, &'a str)]) -> Self {
        Self(fields)
    }

    /// All texts, each with its name.
    #[must_use]
    pub fn pairs(self) -> &'a [(&'a str, &'a str)] {
        self.0
    }

    /// Checks that the texts are settings or parts of these specs, that each except recipients is
    /// given at most once, and that all required ones are given.
    ///
    /// # Errors
    ///
    /// If one is missing, duplicated or unknown.
    pub fn are(self, specs: &'static [SettingSpec]) -> Result<(), NotifyError> {
        let is_known = |name: &str| specs.iter().any(|spec| spec.name == name);
        if let Some((name, _)) = self.0.iter().find(|(name, _)| !is_known(name)) {
            return Err(NotifyError::UnknownField {
                field: (*name).to_owned(),
            });
        }
        for spec in specs {
            let count = self.0.iter().filter(|(name, _)| *name == spec.name).count();
            let is_list = matches!(spec.kind, SettingKind::Recipients);
            if count > 1 && !is_list || count == 0 && spec.required.is_some() {
                return Err(NotifyError::NotOnce { field: spec.name });
            }
        }
        Ok(())
    }

    /// The texts with exactly these names, in the order of the names. None may be missing, and
    /// there may be no others.
    ///
    /// # Errors
    ///
    /// If one is missing, duplicated or unknown.
    pub fn exactly<const N: usize>(
        self,
        names: [&'static str; N],
    ) -> Result<[&'a str; N], NotifyError> {
        if let Some((name, _)) = self.0.iter().find(|(name, _)| !names.contains(name)) {
            return Err(NotifyError::UnknownField {
                field: (*name).to_owned(),
            });
        }
        let mut texts = [""; N];
        for (name, text) in names.iter().zip(&mut texts) {
            let mut found = self.0.iter().filter(|(given, _)| given == name);
            let (Some((_, only)), None) = (found.next(), found.next()) else {
                return Err(NotifyError::NotOnce { field: name });
            };
            *text = only;
        }
        Ok(texts)
    }

    /// The text with that name.
    ///
    /// # Errors
    ///
    /// If it is missing or duplicated.
    pub fn one(self, name: &'static str) -> Result<&'a str, NotifyError> {
        let text = self.at_most_one(name)?;
        text.ok_or(NotifyError::NotOnce { field: name })
    }

    /// The text with that name, if given.
    ///
    /// # Errors
    ///
    /// If it is duplicated.
    pub fn at_most_one(self, name: &'static str) -> Result<Option<&'a str>, NotifyError> {
        let mut found = self.every(name);
        match (found.next(), found.next()) {
            (text, None) => Ok(text),
            (_, Some(_)) => Err(NotifyError::NotOnce { field: name }),
        }
    }

    /// The texts with that name.
    pub fn every(self, name: &'static str) -> impl Iterator<Item = &'a str> {
        let found = self.0.iter().filter(move |(given, _)| *given == name);
        found.map(|(_, text)| *text)
    }
}

impl fmt::Debug for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_once_and_all() {
        let fields = [("to", "a"), ("text", "b")];
        assert!(matches!(
            Fields::new(&fields).exactly(["text", "to"]),
            Ok(["b", "a"])
        ));
        let error = Fields::new(&fields).exactly(["to"]);
        assert!(matches!(error, Err(NotifyError::UnknownField { field }) if field == "text"));
        let error = Fields::new(&fields).exactly(["to", "text", "subject"]);
        assert!(matches!(
            error,
            Err(NotifyError::NotOnce { field: "subject" })
        ));
        let twice = [("to", "a"), ("to", "b")];
        let error = Fields::new(&twice).exactly(["to"]);
        assert!(matches!(error, Err(NotifyError::NotOnce { field: "to" })));
    }

    #[test]
    fn debug_shows_no_setting() {
        assert_eq!(
            format!("{:?}", Fields::new(&[("url", "s3cret")])),
            r#"["url"]"#
        );
    }
}
