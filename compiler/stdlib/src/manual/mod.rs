//! The tables of the manual, generated from the specs of functions, settings, schemes and channels.
//! `tests/manual.rs` compares them with the page, and updates the page on request.
//!
//! - [`functions`]: the tables of functions, one for each kind of receiver.
//! - [`settings`]: the tables of settings, schemes and channels.
//! - [`table`]: a table, as Markdown.

mod functions;
mod settings;
mod table;
#[cfg(test)]
mod tests;

pub use table::Table;

/// Every generated table.
#[must_use]
pub fn tables() -> Vec<Table> {
    let mut all = functions::tables();
    all.extend(settings::tables());
    all
}
