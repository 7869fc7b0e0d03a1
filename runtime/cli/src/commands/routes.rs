//! `flowright routes PATH`

use std::path::PathBuf;

use clap::Args;
use flowright_ir::image::Flag;

use super::serve::routes;
use crate::compile;
use crate::output::{Exit, print};

/// Lists the routes of a program: method, path, workflow, and how requests are verified.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A folder with .flow files, or one of them.
    path: PathBuf,
}

/// Exits with 0 if the program compiles, 1 if it has mistakes, 2 if a path cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    match compile::program(&arguments.path) {
        Ok((_, image)) => {
            let workflows = image.workflows.iter().map(|lowered| &*lowered.workflow);
            print(&routes::table(workflows, |flag| match flag {
                Flag::Constant(true) => None,
                Flag::Constant(false) => Some(String::from("disabled")),
                Flag::Config(index) => {
                    let config = image.configs.get(index)?;
                    Some(format!("enabled by config.{}", config.name))
                }
            }));
            Exit::Fine
        }
        Err(stop) => stop.exit("routes"),
    }
}
