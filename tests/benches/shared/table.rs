//! Tables in Markdown.

/// Rows under a header, with columns padded to equal width.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub fn new(head: &[&str]) -> Table {
        Table {
            rows: vec![head.iter().map(ToString::to_string).collect()],
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes it to stdout.
    pub fn print(&self) {
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let columns = self.rows.first().map_or(0, Vec::len);
        for (index, row) in self.rows.iter().enumerate() {
            let cells = (0..columns).map(|column| {
                let cell = row.get(column).map_or("", String::as_str);
                format!(" {cell:<width$} ", width = width(column))
            });
            println!("|{}|", cells.collect::<Vec<_>>().join("|"));
            if index == 0 {
                let lines = (0..columns).map(|column| "-".repeat(width(column) + 2));
                println!("|{}|", lines.collect::<Vec<_>>().join("|"));
            }
        }
        println!();
    }
}

/// A word for whether a target is met.
pub fn verdict(met: bool) -> String {
    String::from(if met { "PASS" } else { "short of it" })
}
