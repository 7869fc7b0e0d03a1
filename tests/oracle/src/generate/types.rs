//! Random types, their source text, and which type fits where.

use std::sync::Arc;

use flowright_stdlib::types::{Field, Origin, RecordType, Structure, Type, UnionType};

use super::generator::{Generator, Mode};

/// The texts of closed unions.
const CHOICES: &[&[&str]] = &[
    &["a", "b"],
    &["new", "paid", "a b"],
    &["b", "c", "push"],
    &["a"],
];

/// The names of fields.
const FIELDS: &[&str] = &["a", "b", "name", "count", "when", "list"];

impl Generator<'_> {
    /// A type whose values can be generated here, sometimes one with an existing value.
    pub(super) fn ty(&mut self) -> Type {
        if self.source.below(2) == 1 {
            let mut types: Vec<Type> = self.paths().into_iter().map(|path| path.ty).collect();
            types.retain(|ty| self.can_be_made(ty));
            if let Some(ty) = self.source.pick(&types) {
                return ty.clone();
            }
        }
        self.fresh_type(2)
    }

    /// A type of at most the given depth whose values can be generated here.
    pub(super) fn fresh_type(&mut self, depth: usize) -> Type {
        match self.source.below(if depth == 0 { 11 } else { 19 }) {
            17 | 18 => self.union_type(depth - 1),
            15 => self.fresh_type(depth - 1).map(),
            16 => Type::Bytes,
            0 | 1 => Type::Int,
            2 | 3 => Type::Text,
            4 => Type::Bool,
            5 => Type::Float,
            6 | 7 => self.literals(),
            8 => Type::Time,
            9 => Type::Decimal,
            10 if self.source.once_in(2) => Type::Date,
            10 => Type::Duration,
            11 | 12 => self.fresh_type(depth - 1).optional(),
            13 => self.fresh_type(depth - 1).list(),
            _ => self.record_type(depth - 1),
        }
    }

    /// A union of texts, mostly a closed one.
    pub(super) fn literals(&mut self) -> Type {
        let choices = self.source.pick(CHOICES).copied().unwrap_or(&["a"]);
        let choices = choices.iter().copied();
        if self.source.once_in(6) {
            return Type::open_literals(choices);
        }
        Type::literals(choices)
    }

    /// A union of declared records; a new one is declared.
    fn union_type(&mut self, depth: usize) -> Type {
        let known = self.names.iter().map(|(_, ty)| ty);
        let known: Vec<Type> = known.filter(|ty| is_union(ty)).cloned().collect();
        if let Some(known) = self.source.pick(&known)
            && (known_is_enough(&self.names) || self.source.once_in(2))
        {
            return known.clone();
        }
        let mut records: Vec<(Box<str>, Arc<RecordType>)> = Vec::new();
        for at in 0..2 + self.source.below(2) {
            let ty = match at {
                0 => Type::literals(["a", "push"]),
                1 => Type::literals(["b"]),
                _ if self.source.once_in(2) => Type::Text,
                _ => Type::literals(["c"]),
            };
            let tag = Field {
                name: "tag".into(),
                ty,
            };
            let Type::Record(record) = self.record_type(depth) else {
                unreachable!("a record type")
            };
            let mut fields = record.fields.clone();
            // The tag is the only literal text.
            fields.retain(|field| !matches!(field.ty, Type::Literals(_)));
            let place = self.source.below(fields.len() + 1);
            fields.insert(place, tag);
            let Type::Record(record) = Type::record(fields) else {
                unreachable!("a record type")
            };
            let ty = Type::Record(Arc::clone(&record));
            let spelt = self.spell(&ty);
            let name = self.name("Variant");
            self.items.push(format!("type {name} = {spelt}"));
            self.names.push((name.clone(), ty));
            records.push((name.into(), record));
        }
        let names: Vec<&str> = records.iter().map(|(name, _)| &**name).collect();
        let written = names.join(" | ");
        let union = match UnionType::tagged(Origin::Anonymous, records) {
            Ok(union) => Type::Union(Arc::new(union)),
            Err(problem) => unreachable!("{problem:?}"),
        };
        let name = self.name("Union");
        self.items.push(format!("type {name} = {written}"));
        self.names.push((name, union.clone()));
        union
    }

    /// A scalar type.
    pub(super) fn scalar_type(&mut self) -> Type {
        self.fresh_type(0)
    }

    /// A scalar type, or bytes.
    pub(super) fn single_type(&mut self) -> Type {
        if self.source.once_in(8) {
            return Type::Bytes;
        }
        self.scalar_type()
    }

    /// A record type.
    pub(super) fn record_type(&mut self, depth: usize) -> Type {
        let count = 1 + self.source.below(4);
        let start = self.source.below(FIELDS.len());
        let names = FIELDS.iter().cycle().skip(start).take(count);
        let mut fields = Vec::new();
        for name in names {
            let ty = self.fresh_type(depth);
            let name = (*name).into();
            fields.push(Field { name, ty });
        }
        Type::record(fields)
    }

    /// Whether an expression of that type can always be generated, whatever is in scope.
    pub(super) fn can_be_made(&self, ty: &Type) -> bool {
        let unmade = |ty: &Type| match ty {
            Type::Headers | Type::Secret | Type::Null | Type::Never | Type::Error => true,
            Type::Record(record) => record.is_file(),
            Type::Bool
            | Type::Int
            | Type::Float
            | Type::Decimal
            | Type::Time
            | Type::Date
            | Type::Duration
            | Type::Text
            | Type::Bytes
            | Type::Json
            | Type::Literals(_)
            | Type::Optional(_)
            | Type::List(_)
            | Type::Map(_) => false,
            // A written type is never a union without a tag.
            Type::Union(union) => union.tag.is_none(),
        };
        !ty.holds(&unmade)
    }

    /// The source text of a type.
    pub(super) fn spell(&self, ty: &Type) -> String {
        let spelt = |ty: &Type| self.spell(ty);
        if let Some((name, _)) = self.names.iter().find(|(_, known)| known == ty) {
            return name.clone();
        }
        match ty.structure() {
            Structure::Optional(inner) => format!("({})?", spelt(inner)),
            Structure::List(element) => format!("[{}]", spelt(element)),
            Structure::Map(value) => format!("map<{}>", spelt(value)),
            Structure::Record(record) if record.is_file() => "file".to_owned(),
            Structure::Record(record) => {
                let fields = record.fields.iter();
                let fields = fields.map(|field| format!("{}: {}", field.name, spelt(&field.ty)));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
            Structure::Union(_) | Structure::Leaf => ty.to_string(),
        }
    }
}

/// Whether a value of type `from` is valid where `to` is expected in that mode.
pub(super) fn stands(mode: Mode, from: &Type, to: &Type) -> bool {
    match mode {
        Mode::Exact => from == to,
        Mode::Hint => {
            from == to || (fits(from, to) && !from.holds(&is_record) && !to.holds(&is_record))
        }
        Mode::Must => fits(from, to),
    }
}

fn is_record(ty: &Type) -> bool {
    matches!(ty, Type::Record(_) | Type::Union(_))
}

fn is_union(ty: &Type) -> bool {
    matches!(ty, Type::Union(_))
}

/// Whether there are already enough unions.
fn known_is_enough(names: &[(String, Type)]) -> bool {
    names.iter().filter(|(_, ty)| is_union(ty)).count() > 2
}

/// Whether a value of type `from` fits where `to` is expected, according to the manual.
fn fits(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (from, to) if from == to => true,
        (Type::Literals(_), Type::Text) | (Type::Int, Type::Decimal) => true,
        (Type::Text, Type::Literals(to)) => to.is_open(),
        (Type::Literals(from), Type::Literals(to)) => {
            to.is_open() || !from.is_open() && from.iter().all(|text| to.contains(text))
        }
        (Type::Record(record), Type::Union(union)) => union
            .variants
            .iter()
            .any(|variant| variant.record == *record),
        (Type::Optional(from), Type::Optional(to))
        | (Type::List(from), Type::List(to))
        | (Type::Map(from), Type::Map(to)) => fits(from, to),
        (from, Type::Optional(to)) => fits(from, to),
        (Type::Record(from), Type::Record(to)) => to.fields.iter().all(|wanted| {
            let found = from.field(&wanted.name);
            found.is_some_and(|(_, field)| fits(&field.ty, &wanted.ty))
        }),
        _ => false,
    }
}
