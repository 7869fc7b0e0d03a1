//! Migrates an existing table to a collection as declared.
//!
//! In: a read connection, the recorded fields of the table, the collection. Out: steps, or
//! refusals. Nothing is changed here.

use std::collections::HashMap;

use flowright_stdlib::schema::{Collection, CollectionField, Default as FieldDefault};
use flowright_stdlib::write::{TextKind, string_of};
use rusqlite::Connection;

use super::drops::Drops;
use super::existing::{Existing, count, has_rows};
use super::index::{Held, Indexes};
use super::known::{KnownField, literals};
use super::literal::literal;
use super::references::{References, refers};
use super::step::Steps;
use crate::column::{Column, Kind};
use crate::sql::quoted;
use crate::sqlite::value::storage;
use crate::{Datum, Refusal, SchemaChange};

/// A table while its migration is planned.
pub(super) struct TableChange<'a> {
    pub connection: &'a Connection,
    pub existing: &'a Existing,
    pub drops: &'a Drops<'a>,
    pub collection: &'a Collection,
    /// The value that existing rows get for a `now()` default.
    pub now: i64,
    pub steps: &'a mut Steps,
    pub refusals: &'a mut Vec<Refusal>,
}

/// A column of the table, and the field that it becomes.
struct Kept<'k> {
    known: &'k KnownField,
    /// Its previous names, including the current one if it is renamed.
    was: Vec<String>,
}

impl<'a> TableChange<'a> {
    /// A table for a new collection.
    pub(super) fn create(mut self) -> rusqlite::Result<()> {
        let collection = self.collection;
        if let Some(table) = self.existing.named(&collection.name) {
            self.refusals.push(Refusal::TableTaken {
                collection: collection.name.clone(),
                table: table.to_owned(),
            });
            return Ok(());
        }
        let mut columns = vec!["\"id\" INTEGER PRIMARY KEY AUTOINCREMENT".to_owned()];
        columns.extend(
            self.fields()
                .map(|(field, column)| definition(field, column)),
        );
        let table = quoted(&collection.name);
        let statement = format!("CREATE TABLE {table} ({}) STRICT", columns.join(", "));
        let created = SchemaChange::CreateTable {
            collection: collection.name.clone(),
        };
        self.steps.push(created, statement);
        let indexes = Indexes::new(collection, &[]);
        let nothing_held = |_: &str| Held::Same;
        indexes.create_after(self.connection, false, nothing_held, self.steps)?;
        self.note(&[], &HashMap::new());
        Ok(())
    }

    /// Migrates a table, with the columns recorded for it, to the collection. Reads rows only where
    /// something has changed, because a start must not take longer the more rows there are.
    pub(super) fn between(mut self, before: &[KnownField]) -> rusqlite::Result<()> {
        let collection = self.collection;
        if !self.existing.has_table(&collection.name) {
            return self.create();
        }
        // A column that an operator has dropped by hand cannot be kept.
        let columns = self.columns()?;
        let before: Vec<&KnownField> = before
            .iter()
            .filter(|known| columns.contains(&known.name))
            .collect();
        let taken_over = self.taken_over(&before);
        let is_taken = |known: &KnownField| {
            let mut taken = taken_over.values();
            taken.any(|kept| kept.known.name == known.name)
        };
        let mut undeclared: Vec<&KnownField> = before
            .iter()
            .filter(|known| !is_taken(known))
            .copied()
            .collect();

        let mut dropped: Vec<(&KnownField, i64)> = Vec::new();
        let mut converted: Vec<&str> = Vec::new();
        for (field, column) in self.fields() {
            let Some(kept) = taken_over.get(&*field.name) else {
                continue;
            };
            if kept.known.kind == column.kind {
                continue;
            }
            let is_dropped = self.drops.has_column(&collection.name, &kept.known.name);
            if !is_dropped && self.is_exact(kept.known, column)? {
                converted.push(&kept.known.name);
            } else if let Some(rows) = self.retype(kept.known, field)? {
                dropped.push((kept.known, rows));
            }
        }
        let mut still = Vec::new();
        for known in undeclared {
            match self.remove(known)? {
                Some(rows) => dropped.push((known, rows)),
                None => still.push(known),
            }
        }
        undeclared = still;

        let wanted = taken_over.iter().filter_map(|(name, kept)| {
            let is_dropped = dropped
                .iter()
                .any(|(known, _)| known.name == kept.known.name);
            let field = collection.field(name).filter(|_| !is_dropped);
            let (_, field) = field?;
            Some((&*kept.known.name, field))
        });
        let references = References {
            connection: self.connection,
            existing: self.existing,
            collection,
            before: &before,
        };
        let wanted: Vec<(&str, &CollectionField)> = wanted.collect();
        let found = references.change(&wanted, self.steps)?;
        self.refusals.extend(found);
        let mut indexes = Indexes::new(collection, self.existing.indexes(&collection.name));
        let names: Vec<&str> = dropped.iter().map(|(known, _)| &*known.name).collect();
        indexes.drop_before(&[names.as_slice(), &converted].concat(), self.steps);
        let is_dropped = |known: &KnownField| names.contains(&&*known.name);
        for (field, _) in self.fields() {
            if let Some(kept) = taken_over.get(&*field.name)
                && *kept.known.name != *field.name
            {
                self.rename(kept.known, field);
            }
        }
        for (known, rows) in &dropped {
            let change = SchemaChange::DropColumn {
                collection: collection.name.clone(),
                field: known.name.as_str().into(),
                rows: *rows,
            };
            self.alter(change, &format!("DROP COLUMN {}", quoted(&known.name)));
        }
        let mut held: HashMap<&str, Held> = HashMap::new();
        for (field, column) in self.fields() {
            let kept = taken_over.get(&*field.name);
            let value = match kept.filter(|kept| !is_dropped(kept.known)) {
                Some(kept) => {
                    if kept.known.kind == column.kind {
                        self.adjust(kept.known, field, column)?;
                    } else if converted.contains(&&*kept.known.name) {
                        self.convert(kept.known, field, column)?;
                    }
                    Held::Column(kept.known.name.clone())
                }
                None => self.add(field, column, &undeclared)?,
            };
            held.insert(&field.name, value);
        }
        let held = |field: &str| match held.get(field) {
            Some(Held::Same) => Held::Same,
            Some(Held::Column(name)) => Held::Column(name.clone()),
            None => Held::Column(field.to_owned()),
        };
        let found = indexes.create_after(self.connection, true, held, self.steps)?;
        self.refusals.extend(found);
        let was = taken_over
            .into_iter()
            .map(|(field, kept)| (field, kept.was))
            .collect();
        self.note(&undeclared, &was);
        Ok(())
    }

    /// The fields that have their own column.
    fn fields(&self) -> impl Iterator<Item = (&'a CollectionField, Column)> + use<'a> {
        let fields = self.collection.fields.iter().skip(1);
        fields.filter_map(|field| Some((field, Column::of(&field.ty)?)))
    }

    /// For each field, the existing column that it takes over: a column with the same name, or with
    /// a former name that is no longer declared.
    fn taken_over<'k>(&self, before: &[&'k KnownField]) -> HashMap<&'a str, Kept<'k>> {
        let collection = self.collection;
        let named = |name: &str| before.iter().find(|known| known.name == name);
        let free = |known: &&&KnownField| collection.field(&known.name).is_none();
        let mut kept = HashMap::new();
        for (field, _) in self.fields() {
            if let Some(known) = named(&field.name) {
                let was = known.was.clone();
                kept.insert(&*field.name, Kept { known, was });
                continue;
            }
            let Some(was) = field.was.as_deref() else {
                continue;
            };
            // The column may have been renamed again since.
            let renamed = |known: &&&KnownField| known.was.iter().any(|one| one == was);
            let later = || before.iter().find(|known| renamed(known) && free(known));
            if let Some(known) = named(was).filter(free).or_else(later) {
                let mut was = known.was.clone();
                was.push(known.name.clone());
                kept.insert(&*field.name, Kept { known, was });
            }
        }
        kept
    }

    /// The number of values that a column loses when its type changes; none if the change is
    /// refused.
    fn retype(
        &mut self,
        known: &KnownField,
        field: &CollectionField,
    ) -> rusqlite::Result<Option<i64>> {
        let rows = self.values(known)?;
        let name = &self.collection.name;
        let is_asked_for = self.drops.has_column(name, &known.name);
        if rows > 0 && !is_asked_for {
            self.refusals.push(Refusal::FieldRetyped {
                collection: name.clone(),
                field: field.name.clone(),
                was: known.ty.clone(),
                is: field.ty.to_string(),
                rows,
            });
            return Ok(None);
        }
        Ok(Some(rows))
    }

    /// Handles a column without a field. It is kept if new rows can be written without it, so that
    /// the previous program can be started again. Returns the number of values that are lost if it
    /// is dropped.
    fn remove(&mut self, known: &KnownField) -> rusqlite::Result<Option<i64>> {
        let rows = self.values(known)?;
        let collection = &self.collection.name;
        if self.drops.has_column(collection, &known.name) {
            return Ok(Some(rows));
        }
        let (collection, field) = (collection.clone(), known.name.as_str().into());
        if known.can_be_left_out() {
            self.steps.tell(SchemaChange::KeepColumn {
                collection,
                field,
                rows,
            });
            return Ok(None);
        }
        if !has_rows(self.connection, &self.collection.name)? {
            return Ok(Some(0));
        }
        self.refusals.push(Refusal::FieldRemoved {
            collection,
            field,
            rows,
        });
        Ok(None)
    }

    fn rename(&mut self, known: &KnownField, field: &CollectionField) {
        let change = SchemaChange::RenameColumn {
            collection: self.collection.name.clone(),
            from: known.name.as_str().into(),
            to: field.name.clone(),
        };
        let (from, to) = (quoted(&known.name), quoted(&field.name));
        self.alter(change, &format!("RENAME COLUMN {from} TO {to}"));
    }

    fn add(
        &mut self,
        field: &CollectionField,
        column: Column,
        undeclared: &[&KnownField],
    ) -> rusqlite::Result<Held> {
        let rows = self.count("true")?;
        let value = match &field.default {
            Some(FieldDefault::Value(constant)) => Datum::from(constant),
            Some(FieldDefault::List(constants)) => constants.as_slice().into(),
            Some(FieldDefault::Now) => Datum::Time(self.now),
            // All existing rows would get the same value.
            Some(FieldDefault::Uuid | FieldDefault::Random) | None => Datum::Null,
        };
        let renamed = undeclared
            .iter()
            .find(|known| known.was.iter().any(|name| **name == *field.name));
        let renamed_to = renamed.map(|known| known.name.as_str().into());
        let null = value == Datum::Null;
        if rows > 0 && null && !column.nullable {
            self.refusals.push(Refusal::RequiredWithoutDefault {
                collection: self.collection.name.clone(),
                field: field.name.clone(),
                ty: field.ty.to_string(),
                rows,
                renamed_to: renamed_to.clone(),
            });
        }
        let mut definition = definition(field, column);
        if !null {
            // For the existing rows, and for rows that executions of the previous program still
            // write.
            definition.push_str(" DEFAULT ");
            definition.push_str(&literal(&value));
        }
        let change = SchemaChange::AddColumn {
            collection: self.collection.name.clone(),
            field: field.name.clone(),
            ty: field.ty.to_string(),
            value: (!null).then(|| match field.default {
                Some(FieldDefault::Now) => "the time of the start".to_owned(),
                _ => shown(&value),
            }),
            rows,
            renamed_to,
        };
        self.alter(change, &format!("ADD COLUMN {definition}"));
        Ok(Held::Same)
    }

    /// Adjusts a column whose kind is unchanged, but whose set of allowed values may have grown or
    /// shrunk.
    fn adjust(
        &mut self,
        known: &KnownField,
        field: &CollectionField,
        column: Column,
    ) -> rusqlite::Result<()> {
        let (before, name) = (quoted(&known.name), quoted(&field.name));
        let collection = self.collection.name.clone();
        if column.nullable && !known.nullable {
            let field = field.name.clone();
            let change = SchemaChange::AllowNull { collection, field };
            self.alter(change, &format!("ALTER COLUMN {name} DROP NOT NULL"));
        } else if known.nullable && !column.nullable {
            self.refuse_nulls(known, field)?;
            let field = field.name.clone();
            let change = SchemaChange::ForbidNull { collection, field };
            self.alter(change, &format!("ALTER COLUMN {name} SET NOT NULL"));
        }
        let Some(declared) = literals(&field.ty) else {
            return Ok(());
        };
        let widened = known
            .literals
            .as_ref()
            .is_some_and(|before| before.iter().all(|text| declared.contains(text)));
        if !widened && let Some((rows, literal)) = self.others(&before, column.kind, &declared)? {
            self.refusals.push(Refusal::LiteralsHeld {
                collection: self.collection.name.clone(),
                field: field.name.clone(),
                literal,
                rows,
            });
        }
        Ok(())
    }

    /// Records the fields, and the columns that are kept without a field.
    fn note(&mut self, undeclared: &[&KnownField], was: &HashMap<&str, Vec<String>>) {
        let fields = self.collection.fields.iter().skip(1);
        let fields = fields.filter_map(|field| {
            KnownField::of(field, was.get(&*field.name).cloned().unwrap_or_default())
        });
        let kept = undeclared.iter().map(|known| (*known).clone());
        let noted = fields.chain(kept).collect();
        self.steps.note(self.collection, noted);
    }

    pub(super) fn alter(&mut self, change: SchemaChange, action: &str) {
        let table = quoted(&self.collection.name);
        let statement = format!("ALTER TABLE {table} {action}");
        self.steps.push(change, statement);
    }

    fn columns(&self) -> rusqlite::Result<Vec<String>> {
        self.connection
            .prepare_cached("SELECT name FROM pragma_table_info(?1)")?
            .query_map([&*self.collection.name], |row| row.get(0))?
            .collect()
    }

    /// Refuses a field that is not optional if rows hold null in its column.
    pub(super) fn refuse_nulls(
        &mut self,
        known: &KnownField,
        field: &CollectionField,
    ) -> rusqlite::Result<()> {
        let rows = self.count(&format!("{} IS NULL", quoted(&known.name)))?;
        if rows > 0 {
            self.refusals.push(Refusal::NullsHeld {
                collection: self.collection.name.clone(),
                field: field.name.clone(),
                ty: field.ty.to_string(),
                rows,
            });
        }
        Ok(())
    }

    /// How many rows hold a value in a column.
    pub(super) fn values(&self, known: &KnownField) -> rusqlite::Result<i64> {
        self.count(&format!("{} IS NOT NULL", quoted(&known.name)))
    }

    pub(super) fn count(&self, condition: &str) -> rusqlite::Result<i64> {
        count(self.connection, &self.collection.name, condition)
    }

    /// The number of rows that hold any other text than the given ones, and one such text. The text
    /// may be an element of a list.
    fn others(
        &self,
        column: &str,
        kind: Kind,
        texts: &[String],
    ) -> rusqlite::Result<Option<(i64, String)>> {
        let table = quoted(&self.collection.name);
        let texts: Vec<String> = texts
            .iter()
            .map(|text| literal(&Datum::Text(text.as_str().into())))
            .collect();
        let texts = texts.join(", ");
        let count = if let Kind::List(_) = kind {
            format!(
                "SELECT count(DISTINCT {table}.\"id\"), min(one.value) \
                 FROM {table}, json_each({table}.{column}) AS one WHERE one.value NOT IN ({texts})"
            )
        } else {
            format!("SELECT count(*), min({column}) FROM {table} WHERE {column} NOT IN ({texts})")
        };
        self.connection.query_row(&count, [], |row| {
            let example: Option<String> = row.get(1)?;
            Ok(Some(row.get(0)?).zip(example))
        })
    }
}

fn definition(field: &CollectionField, column: Column) -> String {
    let required = if column.nullable { "" } else { " NOT NULL" };
    let refers = field.reference.as_ref().map_or(String::new(), refers);
    let kind = storage(column.kind);
    format!("{} {kind}{required}{refers}", quoted(&field.name))
}

/// A default as written in a flow.
fn shown(value: &Datum) -> String {
    match value {
        Datum::Null => "null".to_owned(),
        Datum::Bool(value) => value.to_string(),
        Datum::Int(value) => value.to_string(),
        Datum::Float(value) => format!("{value:?}"),
        Datum::Decimal(value) => value.to_string(),
        Datum::Time(value) => written(TextKind::Time, *value),
        Datum::Date(value) => written(TextKind::Date, *value),
        Datum::Duration(microseconds) => format!("{microseconds} µs"),
        Datum::Text(value) => format!("{value:?}"),
        Datum::Bytes(value) => format!("{} bytes", value.len()),
        Datum::Json(text) => text.to_string(),
        Datum::List(values) => {
            let values: Vec<String> = values.iter().map(shown).collect();
            format!("[{}]", values.join(", "))
        }
    }
}

fn written(kind: TextKind, value: i64) -> String {
    // The compiler allows only constants that have a text form.
    string_of(kind, value.cast_unsigned()).unwrap_or_default()
}
