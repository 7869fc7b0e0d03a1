//! Random types, their source text, and which type fits where.

use flowright_stdlib::types::{Field, Structure, Type};

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
        match self.source.below(if depth == 0 { 11 } else { 17 }) {
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

    /// A closed union.
    pub(super) fn literals(&mut self) -> Type {
        let choices = self.source.pick(CHOICES).copied().unwrap_or(&["a"]);
        Type::literals(choices.iter().copied())
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
            Structure::Leaf => ty.to_string(),
        }
    }
}

/// Whether a value of type `from` is valid where `to` is expected in that mode.
pub(super) fn stands(mode: Mode, from: &Type, to: &Type) -> bool {
    match mode {
        Mode::Exact => from == to,
        Mode::Hint => from == to || (fits(from, to) && !from.holds(&is_record)),
        Mode::Must => fits(from, to),
    }
}

fn is_record(ty: &Type) -> bool {
    matches!(ty, Type::Record(_))
}

/// Whether a value of type `from` fits where `to` is expected, according to the manual.
fn fits(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (from, to) if from == to => true,
        (Type::Literals(_), Type::Text) | (Type::Int, Type::Decimal) => true,
        (Type::Literals(from), Type::Literals(to)) => from.iter().all(|text| to.contains(text)),
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
