//! A table, as Markdown.

/// A table of the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, which the page contains in a comment before it.
    pub name: &'static str,
    /// The table.
    pub markdown: String,
}

pub(super) fn code(text: &str) -> String {
    format!("`{text}`")
}

pub(super) fn table(
    name: &'static str,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Table {
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
