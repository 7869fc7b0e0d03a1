//! `flowright migrate PATH --data DIR [--apply] [--drop NAME…]`

use std::path::PathBuf;

use clap::Args;
use flowright_host::Host;
use flowright_store::{Migration, OpenError, Store};

use crate::compile;
use crate::output::{Exit, complain, print};

/// Shows how a program would change the tables of a data folder; --apply makes the changes.
///
/// `serve` makes the same changes at startup, except for those of --drop. Without --apply nothing is changed, and a server may be using
/// the folder.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A folder with .flow files, or one of them.
    path: PathBuf,
    /// The folder with the rows.
    #[arg(
        long,
        env = "FLOWRIGHT_DATA",
        default_value = ".flowright",
        value_name = "DIR"
    )]
    data: PathBuf,
    /// Make the changes.
    #[arg(long)]
    apply: bool,
    /// Delete data that the program no longer declares: a `collection`, or a field as `collection.field`.
    #[arg(long, value_name = "NAME", num_args = 1.., value_delimiter = ',')]
    drop: Vec<String>,
}

/// Exits with 0 if the changes can be made or were made, 1 if they are refused, 2 for wrong usage.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let (_, image) = match compile::program(&arguments.path) {
        Ok(program) => program,
        Err(stop) => return stop.exit("migrate"),
    };
    let (data, drops, clock) = (&arguments.data, &arguments.drop, Host::system().clock);
    let migration = if arguments.apply {
        Store::migrate(data, &image.collections, drops, clock)
    } else {
        Store::plan(data, &image.collections, drops, &*clock)
    };
    match migration {
        Ok(migration) => {
            print(&told(&migration, arguments));
            if migration.refusals.is_empty() {
                return Exit::Fine;
            }
            let refusals = migration.refusals;
            complain(&format!(
                "flowright migrate: {}",
                OpenError::Refused { refusals }
            ));
        }
        Err(error) => complain(&format!("flowright migrate: {error}")),
    }
    Exit::Found
}

/// The plan, and what has been done or remains to be done about it.
fn told(migration: &Migration, arguments: &Arguments) -> String {
    let mut text = String::new();
    for change in &migration.changes {
        text.push_str(&format!("- {change}\n"));
    }
    if migration.is_empty() {
        text.push_str("no changes are needed\n");
    } else if arguments.apply {
        text.push_str("done\n");
    } else if migration.refusals.is_empty() {
        text.push_str("nothing has been changed; add --apply to make the changes\n");
    }
    text
}
