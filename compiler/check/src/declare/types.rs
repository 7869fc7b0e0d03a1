//! Declared types, and the resolution of type expressions to [`Type`]s.

use std::collections::HashSet;
use std::sync::Arc;

use flowright_diagnostics::{Code, Diagnostic, Span, near};
use flowright_stdlib::types::{Field, Origin, Type, UnionType};
use flowright_syntax::ast::{Name, Parameter, TypeExpression, TypeField, TypeKind};
use flowright_syntax::habits::{HabitPlace, Instead, habit};

use super::Items;
use super::size::Size;
use super::type_reports::{built_in, cycle_report, reference_elsewhere, texts_without_quotes};
use super::unions::union;
use crate::body::foreign::said;
use crate::names::{self, Table};
use crate::reports::Reports;
use crate::unbuilt::{self, WordPlace};
use crate::{Meaning, SymbolKind};

const BUILT_IN: &[(&str, Type)] = &[
    ("bool", Type::Bool),
    ("int", Type::Int),
    ("float", Type::Float),
    ("decimal", Type::Decimal),
    ("text", Type::Text),
    ("bytes", Type::Bytes),
    ("time", Type::Time),
    ("date", Type::Date),
    ("duration", Type::Duration),
    ("json", Type::Json),
];

/// The built-in type of a file.
const FILE: &str = "file";

/// The names of the built-in types.
pub(crate) fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name).chain([FILE])
}

fn built_in_type(name: &str) -> Option<Type> {
    if name == FILE {
        return Some(Type::file());
    }
    let known = BUILT_IN.iter().find(|(word, _)| *word == name);
    known.map(|(_, ty)| ty.clone())
}

/// The declared types.
#[derive(Default)]
pub(crate) struct Types {
    pub(super) names: Table,
    pub(super) resolved: Vec<Option<Type>>,
    /// For each type, its size; `None` if it is, or contains, a type that is too large.
    pub(super) sizes: Vec<Option<Size>>,
    pub(super) poisoned: HashSet<Box<str>>,
}

/// A declared type whose referenced types are being resolved.
struct Open<'a> {
    index: usize,
    /// The referenced types still to visit, the next one last.
    named: Vec<&'a Name>,
}

impl Types {
    /// Resolves all declared types; a recursive type is reported and poisoned.
    pub fn declare(
        items: &Items<'_>,
        poisoned: &HashSet<Box<str>>,
        reports: &mut Reports,
    ) -> Types {
        let mut types = Types {
            names: Table::default(),
            resolved: vec![None; items.types.len()],
            sizes: vec![Some(Size::default()); items.types.len()],
            poisoned: poisoned.clone(),
        };
        for (index, item) in items.types.iter().enumerate() {
            names::spelling(&item.name, true, reports);
            if built_in_type(&item.name.text).is_some() {
                reports.push(built_in(&item.name));
                continue;
            }
            reports.index.declare(&item.name, SymbolKind::Type, None);
            types.names.declare(&item.name, index, reports);
        }
        for index in 0..items.types.len() {
            types.declare_one(index, items, reports);
        }
        types
    }

    /// Resolves the types that a type refers to, transitively, then the type itself. A chain of
    /// references can be as long as the program, so the path is kept in a vector instead of on the
    /// call stack.
    fn declare_one(&mut self, index: usize, items: &Items<'_>, reports: &mut Reports) {
        let mut path = Vec::new();
        let mut is_open = HashSet::new();
        let mut next = Some(index);
        loop {
            if let Some(index) = next.filter(|index| self.is_unresolved(*index)) {
                if is_open.insert(index) {
                    path.extend(items.types.get(index).map(|item| {
                        let mut named = Vec::new();
                        names_in(&item.ty, &mut named);
                        named.reverse();
                        Open { index, named }
                    }));
                } else {
                    self.cycle(index, &path, items, reports);
                }
            }
            let Some(open) = path.last_mut() else { return };
            if let Some(name) = open.named.pop() {
                next = self.names.get(&name.text).map(|entry| entry.index);
            } else {
                let index = open.index;
                path.pop();
                is_open.remove(&index);
                next = None;
                self.resolve_one(index, items, reports);
            }
        }
    }

    fn is_unresolved(&self, index: usize) -> bool {
        self.resolved.get(index).is_some_and(Option::is_none)
    }

    /// A type on the path is referenced again: it and all types after it on the path are recursive.
    fn cycle(&mut self, index: usize, path: &[Open<'_>], items: &Items<'_>, reports: &mut Reports) {
        let start = path.iter().position(|open| open.index == index);
        let cycle = path.get(start.unwrap_or(0)..).unwrap_or_default();
        let names: Vec<&Name> = cycle
            .iter()
            .filter_map(|open| items.types.get(open.index).map(|item| &item.name))
            .collect();
        reports.push(cycle_report(&names));
        for open in cycle {
            if let Some(slot) = self.resolved.get_mut(open.index) {
                *slot = Some(Type::Error);
            }
        }
    }

    /// Resolves a type whose referenced types have been resolved.
    fn resolve_one(&mut self, index: usize, items: &Items<'_>, reports: &mut Reports) {
        let Some(item) = items.types.get(index).filter(|_| self.is_unresolved(index)) else {
            return;
        };
        let what = format!("the type `{}`", item.name.text);
        let size = bounded(self.size(&item.ty), &what, item.name.span, reports);
        if let Some(slot) = self.sizes.get_mut(index) {
            *slot = size;
        }
        let ty = match self.read(&item.ty, reports) {
            _ if size.is_none() => Type::Error,
            Type::Record(record) if matches!(item.ty.kind, TypeKind::Record(_)) => {
                let origin = Origin::Named(item.name.text.clone());
                let named = Type::record_of(origin, record.fields.clone());
                reports.index.renamed(&named, &record);
                named
            }
            Type::Union(union) if matches!(item.ty.kind, TypeKind::Union(_)) => {
                Type::Union(Arc::new(UnionType {
                    origin: Origin::Named(item.name.text.clone()),
                    ..UnionType::clone(&union)
                }))
            }
            other => other,
        };
        if let Some(slot) = self.resolved.get_mut(index) {
            *slot = Some(ty);
        }
    }

    /// Resolves a type expression.
    pub fn resolve(&self, written: &TypeExpression, reports: &mut Reports) -> Type {
        let ty = self.read(written, reports);
        match bounded(self.size(written), "this type", written.span, reports) {
            Some(_) => ty,
            None => Type::Error,
        }
    }

    /// Resolves the types of parameters, each with the span of its name.
    pub fn parameters(&self, written: &[Parameter], reports: &mut Reports) -> Vec<(Type, Span)> {
        let resolved = written
            .iter()
            .map(|one| (self.resolve(&one.ty, reports), one.name.span));
        resolved.collect()
    }

    /// The size of a type, including the types it refers to, computed without building it: each
    /// level of references can double the number of fields.
    fn size(&self, written: &TypeExpression) -> Option<Size> {
        Some(match &written.kind {
            TypeKind::Name(name) => match self.names.get(&name.text) {
                Some(entry) => self.sizes.get(entry.index).copied().flatten()?,
                None => Size::default(),
            },
            TypeKind::Optional(inner) | TypeKind::List(inner) | TypeKind::Map(inner) => {
                self.size(inner)?.wrapped()
            }
            TypeKind::Record(fields) => {
                let size = fields.iter().try_fold(Size::default(), |size, field| {
                    Some(size.with_field(self.size(&field.ty)?))
                });
                size?.wrapped()
            }
            TypeKind::Union(members) => {
                let size = members.iter().try_fold(Size::default(), |size, member| {
                    Some(size.with_field(self.size(member)?))
                });
                size?.wrapped()
            }
            TypeKind::Reference(_)
            | TypeKind::Literal(_)
            | TypeKind::NotBuilt(_)
            | TypeKind::Error => Size::default(),
        })
    }

    /// Resolves a type expression of any size. It does not traverse the types that the expression
    /// refers to.
    fn read(&self, written: &TypeExpression, reports: &mut Reports) -> Type {
        match &written.kind {
            TypeKind::Name(name) => self.named(name, reports),
            TypeKind::Optional(inner) => self.read(inner, reports).optional(),
            TypeKind::List(element) => match self.read(element, reports) {
                Type::Error => Type::Error,
                element => element.list(),
            },
            TypeKind::Map(value) => match self.read(value, reports) {
                Type::Error => Type::Error,
                value => value.map(),
            },
            TypeKind::Record(fields) => self.record(fields, reports),
            TypeKind::Reference(name) => {
                reports.push(reference_elsewhere(written.span, name));
                Type::Error
            }
            TypeKind::Literal(text) => Type::literals([&*text.text]),
            TypeKind::Union(members) => {
                if let Some(texts) = self.unquoted(members) {
                    reports.push(texts_without_quotes(written.span, &texts));
                    return Type::literals(texts.iter().map(|name| &*name.text));
                }
                let members: Vec<(&TypeExpression, Type)> = members
                    .iter()
                    .map(|member| (member, self.read(member, reports)))
                    .collect();
                union(written.span, &members, reports)
            }
            TypeKind::NotBuilt(feature) => {
                reports.push(unbuilt::feature(written.span, *feature));
                Type::Error
            }
            TypeKind::Error => Type::Error,
        }
    }

    /// The members of a union that are probably meant as texts: lower-case names, none of which
    /// resembles the name of a type.
    fn unquoted<'t>(&self, members: &'t [TypeExpression]) -> Option<Vec<&'t Name>> {
        let text = |member: &'t TypeExpression| {
            let TypeKind::Name(name) = &member.kind else {
                return None;
            };
            let text = &*name.text;
            let is_type = built_in_type(text).is_some()
                || self.names.get(text).is_some()
                || self.poisoned.contains(text)
                || unbuilt::is_unbuilt(WordPlace::Type, text)
                || habit(HabitPlace::Type, text).is_some()
                || !self.names.near(text).names.is_empty()
                || !near(text, built_in_names()).names.is_empty();
            let is_lower = text.starts_with(|first: char| first.is_ascii_lowercase());
            (is_lower && !is_type).then_some(name)
        };
        members.iter().map(text).collect()
    }

    /// Whether a type has that name.
    pub fn is_declared(&self, name: &str) -> bool {
        self.names.get(name).is_some()
    }

    /// The type with that name, if it is declared.
    pub fn declared(&self, name: &Name, reports: &mut Reports) -> Option<Type> {
        self.is_declared(&name.text)
            .then(|| self.named(name, reports))
    }

    fn named(&self, name: &Name, reports: &mut Reports) -> Type {
        if let Some(ty) = built_in_type(&name.text) {
            return ty;
        }
        if let Some(entry) = self.names.get(&name.text) {
            reports.index.name(name.span, Meaning::Declared(entry.span));
            let resolved = self.resolved.get(entry.index).cloned().flatten();
            return resolved.unwrap_or(Type::Error);
        }
        if unbuilt::is_unbuilt(WordPlace::Type, &name.text) {
            reports.push(unbuilt::report(
                name.span,
                &format!("the type `{}`", name.text),
            ));
        } else if !self.poisoned.contains(&name.text) {
            reports.push(self.unknown(name));
            return foreign(&name.text);
        }
        Type::Error
    }

    /// `E0103`: an undeclared type.
    fn unknown(&self, name: &Name) -> Diagnostic {
        let report = Diagnostic::new(
            Code::UnknownType,
            name.span,
            format!("there is no type `{}`", name.text),
        )
        .label("not a type");
        if &*name.text == "map" {
            return report.help("a map has a type for its values: `map<int>`");
        }
        if let Some(habit) = habit(HabitPlace::Type, &name.text) {
            let instead = match habit.instead {
                Instead::Likely(word) if built_in_type(word).is_none() => Instead::Other,
                instead => instead,
            };
            return said(report, name, instead, habit.says);
        }
        let mut near = near(&name.text, built_in_names());
        if near.names.is_empty() {
            near = self.names.near(&name.text);
        }
        let report = report.propose(name.span, &near);
        if near.is_certain {
            return report;
        }
        report.help(format!("declare it: `type {} = {{ … }}`", name.text))
    }

    fn record(&self, fields: &[TypeField], reports: &mut Reports) -> Type {
        let mut known: Vec<(&Name, Type)> = Vec::with_capacity(fields.len());
        for field in fields {
            let ty = self.read(&field.ty, reports);
            match known.iter().find(|(name, _)| name.text == field.name.text) {
                Some((first, _)) => reports.push(names::declared_twice(&field.name, first.span)),
                None => {
                    let known_type = Some(ty.clone());
                    reports
                        .index
                        .declare(&field.name, SymbolKind::Field, known_type);
                    known.push((&field.name, ty));
                }
            }
        }
        let spans = known.iter().map(|(name, _)| Some(name.span)).collect();
        let fields = known
            .into_iter()
            .map(|(name, ty)| Field {
                name: name.text.clone(),
                ty,
            })
            .collect();
        let ty = Type::record(fields);
        reports.index.record(&ty, spans);
        ty
    }
}

/// The equivalent of another language's type name, so that its misuse causes no further errors.
fn foreign(name: &str) -> Type {
    let word = habit(HabitPlace::Type, name).and_then(|habit| habit.instead.word());
    word.and_then(built_in_type).unwrap_or(Type::Error)
}

fn names_in<'t>(ty: &'t TypeExpression, names: &mut Vec<&'t Name>) {
    match &ty.kind {
        TypeKind::Name(name) => names.push(name),
        TypeKind::Optional(inner) | TypeKind::List(inner) | TypeKind::Map(inner) => {
            names_in(inner, names);
        }
        TypeKind::Record(fields) => fields.iter().for_each(|field| names_in(&field.ty, names)),
        TypeKind::Union(members) => members.iter().for_each(|member| names_in(member, names)),
        TypeKind::Reference(_) | TypeKind::Literal(_) | TypeKind::NotBuilt(_) | TypeKind::Error => {
        }
    }
}

/// The size, if it is within the limits; otherwise reports an error.
fn bounded(size: Option<Size>, what: &str, span: Span, reports: &mut Reports) -> Option<Size> {
    let size = size?;
    match size.report(what, span) {
        None => Some(size),
        Some(report) => {
            reports.push(report);
            None
        }
    }
}
