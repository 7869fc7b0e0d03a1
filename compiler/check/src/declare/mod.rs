//! Declarations: everything that stands outside of bodies, and the tables of names that bodies look into.

pub(crate) mod channels;
pub(crate) mod collections;
pub(crate) mod constant;
mod functions;
mod globals;
mod items;
mod moved;
pub(crate) mod services;
pub(crate) mod setting_text;
pub(crate) mod size;
pub(crate) mod types;

use flowright_stdlib::types::{Field, Type};

use crate::reports::Reports;

pub(crate) use functions::{calls, order};
pub(crate) use globals::{Globals, Signature, Thing};
pub(crate) use items::{Items, WithBody};
pub(crate) use types::Types;

/// Reads all declarations but the bodies of functions and workflows.
pub(crate) fn globals(items: &Items<'_>) -> Globals {
    let mut reports = Reports::default();
    let mut globals = Globals::names(items, &mut reports);
    globals.types = Types::declare(items, &globals.poisoned, &mut reports);
    globals.read_configs(items, &mut reports);
    collections::read(&mut globals, items, &mut reports);
    services::read(&mut globals, items, &mut reports);
    channels::read(&mut globals, items, &mut reports);
    functions::signatures(&mut globals, items, &mut reports);
    reports.finish();
    globals.found = reports;
    globals
}

/// The type of a row of a collection, and with `created` as an upsert gives it.
pub(crate) fn row_type(collection: &flowright_stdlib::schema::Collection, created: bool) -> Type {
    let mut fields: Vec<Field> = collection
        .fields
        .iter()
        .map(|field| Field {
            name: field.name.clone(),
            ty: field.ty.clone(),
        })
        .collect();
    if created {
        fields.push(Field {
            name: "created".into(),
            ty: Type::Bool,
        });
    }
    named_record(&format!("row of {}", collection.name), fields)
}

/// A record with a name for messages.
pub(crate) fn named_record(name: &str, fields: Vec<Field>) -> Type {
    Type::Record(std::sync::Arc::new(flowright_stdlib::types::RecordType {
        name: Some(name.into()),
        fields,
    }))
}
