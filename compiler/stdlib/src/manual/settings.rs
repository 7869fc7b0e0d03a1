//! The tables of settings, schemes and channels.

use super::table::{Table, code, table};
use crate::catalogue::{CHANNELS, Owner, SCHEMES, SettingSpec, Written};

/// Every table that is generated from the catalogue.
pub(super) fn tables() -> Vec<Table> {
    vec![
        settings("webhook", Owner::Webhook),
        schemes(),
        scheme_settings(),
        settings("service", Owner::Service),
        channels(),
        messages(),
        settings("http", Owner::Http),
        settings("respond", Owner::Respond),
    ]
}

fn settings(name: &'static str, owner: Owner) -> Table {
    let rows = owner.settings().iter();
    let rows = rows.map(|one| vec![code(one.sample), one.docs.to_owned()]);
    table(name, &["setting", "does"], rows)
}

fn schemes() -> Table {
    let rows = SCHEMES.iter();
    let rows = rows.map(|one| vec![code(one.sample), one.docs.to_owned()]);
    table("schemes", &["scheme", "is"], rows)
}

/// The settings of schemes that have settings other than their secrets.
fn scheme_settings() -> Table {
    let schemes = SCHEMES.iter().filter(|one| one.written == Written::Block);
    let rows = schemes.flat_map(|one| of(one.name, one.settings));
    table("scheme settings", &["scheme", "setting", "does"], rows)
}

fn channels() -> Table {
    let rows = CHANNELS.iter().flat_map(|one| of(one.name, one.settings));
    table("channels", &["kind", "setting", "does"], rows)
}

fn messages() -> Table {
    let rows = CHANNELS.iter().flat_map(|one| of(one.name, one.message));
    table("messages", &["kind", "part", "does"], rows)
}

/// Rows with the settings of one owner. Only the first row shows the name of the owner.
fn of(name: &'static str, settings: &'static [SettingSpec]) -> impl Iterator<Item = Vec<String>> {
    let names = std::iter::once(code(name)).chain(std::iter::repeat(String::new()));
    let rows = names.zip(settings);
    rows.map(|(name, one)| vec![name, code(one.sample), one.docs.to_owned()])
}
