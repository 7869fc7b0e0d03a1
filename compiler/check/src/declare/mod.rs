//! Declarations: everything outside bodies, and the tables of names that bodies use.

mod channels;
pub(crate) mod collections;
mod columns;
pub(crate) mod constant;
mod functions;
mod globals;
mod items;
mod order;
mod references;
mod renames;
mod services;
pub(crate) mod setting_text;
pub(crate) mod size;
mod stored;
pub(crate) mod type_reports;
pub(crate) mod types;
mod unions;
mod workflows;

use crate::reports::Reports;

pub(crate) use functions::{calls, order};
pub(crate) use globals::{Globals, Signature, Started, Thing, unknown};
pub(crate) use items::{Items, WithBody};
pub(crate) use types::Types;
pub(crate) use workflows::{order as order_called, steps_that_call};

/// Reads all declarations except the bodies of functions and workflows.
pub(crate) fn globals(items: &Items<'_>) -> Globals {
    let mut reports = Reports::default();
    let mut globals = Globals::names(items, &mut reports);
    globals.types = Types::declare(items, &globals.poisoned, &mut reports);
    globals.read_configs(items, &mut reports);
    collections::read(&mut globals, items, &mut reports);
    stored::check(items, &mut reports);
    services::read(&mut globals, items, &mut reports);
    channels::read(&mut globals, items, &mut reports);
    functions::signatures(&mut globals, items, &mut reports);
    workflows::signatures(&mut globals, items, &mut reports);
    reports.finish();
    globals.found = reports;
    globals
}
