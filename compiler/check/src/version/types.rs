//! Types, by their structure.

use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Field, RecordType, Type, UnionType, Variant};

use super::digest::Writer;
use crate::program::Pattern;

impl Writer {
    pub(super) fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Error => self.kind("error"),
            Type::Never => self.kind("never"),
            Type::Null => self.kind("null"),
            Type::Bool => self.kind("bool"),
            Type::Int => self.kind("int"),
            Type::Float => self.kind("float"),
            Type::Decimal => self.kind("decimal"),
            Type::Text => self.kind("text"),
            // The texts of an open union have no meaning.
            Type::Literals(texts) if texts.is_open() => self.kind("text"),
            Type::Literals(texts) => {
                // The order of the literals has no meaning.
                let mut texts: Vec<&str> = texts.iter().collect();
                texts.sort_unstable();
                self.kind("literals");
                self.texts(texts.into_iter());
            }
            Type::Bytes => self.kind("bytes"),
            Type::Time => self.kind("time"),
            Type::Date => self.kind("date"),
            Type::Duration => self.kind("duration"),
            Type::Json => self.kind("json"),
            Type::Secret => self.kind("secret"),
            Type::Headers => self.kind("headers"),
            Type::Optional(inner) => {
                self.kind("optional");
                self.ty(inner);
            }
            Type::List(element) => {
                self.kind("list");
                self.ty(element);
            }
            Type::Map(value) => {
                self.kind("map");
                self.ty(value);
            }
            Type::Record(record) => {
                let RecordType { origin: _, fields } = &**record;
                self.kind(if record.is_file() { "file" } else { "record" });
                self.length(fields.len());
                for Field { name, ty } in fields {
                    self.text(name);
                    self.ty(ty);
                }
            }
            Type::Union(union) => {
                let UnionType {
                    origin: _,
                    tag,
                    variants,
                } = &**union;
                self.kind("union");
                self.optional(tag.as_deref(), Writer::text);
                self.length(variants.len());
                for Variant {
                    name: _,
                    texts,
                    record: _,
                    ty,
                } in variants
                {
                    self.bool(texts.is_some());
                    self.ty(ty);
                }
            }
        }
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Constant(constant) => self.constant(constant),
            Pattern::Variant(index) => {
                self.kind("variant");
                self.length(*index);
            }
        }
    }

    pub(super) fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::Null => self.kind("null"),
            Constant::Bool(value) => {
                self.kind("bool");
                self.bool(*value);
            }
            Constant::Int(value) => {
                self.kind("int");
                self.number(value.cast_unsigned());
            }
            Constant::Float(value) => {
                self.kind("float");
                self.number(value.to_bits());
            }
            Constant::Time(value) => {
                self.kind("time");
                self.number(value.cast_unsigned());
            }
            Constant::Date(value) => {
                self.kind("date");
                self.number(value.cast_unsigned());
            }
            Constant::Duration(value) => {
                self.kind("duration");
                self.number(value.cast_unsigned());
            }
            Constant::Decimal(value) => {
                self.kind("decimal");
                self.text(&value.to_string());
            }
            Constant::Text(text) => {
                self.kind("text");
                self.text(text);
            }
        }
    }
}
