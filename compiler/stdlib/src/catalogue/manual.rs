//! The tables of the manual, as Markdown. `tests/manual.rs` compares them with the pages, and
//! updates the pages on request.

use super::{CHANNELS, Owner, SCHEMES, SettingSpec, Written};

/// A table of the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, which the page contains in a comment before it.
    pub name: &'static str,
    /// The table.
    pub markdown: String,
}

/// Every table that is generated from the catalogue.
#[must_use]
pub fn tables() -> Vec<Table> {
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

/// Rows of which only the first shows the name of their owner.
fn of(name: &'static str, settings: &'static [SettingSpec]) -> impl Iterator<Item = Vec<String>> {
    let names = std::iter::once(code(name)).chain(std::iter::repeat(String::new()));
    let rows = names.zip(settings);
    rows.map(|(name, one)| vec![name, code(one.sample), one.docs.to_owned()])
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn table(name: &'static str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Table {
    let mut markdown = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for cells in rows {
        markdown.push('|');
        for cell in cells {
            let cell = cell.replace('|', "\\|");
            let blank = if cell.is_empty() { "" } else { " " };
            markdown.push_str(&format!("{blank}{cell} |"));
        }
        markdown.push('\n');
    }
    Table { name, markdown }
}
