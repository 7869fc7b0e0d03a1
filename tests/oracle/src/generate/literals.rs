//! The simplest expressions of a type.

use flowright_stdlib::types::Type;

use super::generator::{Function, Generator, Mode, Piece, Place};

impl Generator<'_> {
    /// An expression that cannot be simplified.
    pub(super) fn leaf(&mut self, mode: Mode, ty: &Type) -> Piece {
        if self.source.below(4) != 0
            && let Some(path) = self.path(mode, ty)
        {
            return path;
        }
        self.literal(mode, ty).into()
    }

    fn literal(&mut self, mode: Mode, ty: &Type) -> String {
        match ty {
            Type::Bool => (self.source.byte() % 2 == 1).to_string(),
            Type::Int => number(self.source.int().to_string()),
            Type::Float if mode != Mode::Exact && self.source.once_in(3) => {
                number(self.source.int().to_string())
            }
            Type::Float => number(format!("{:?}", self.source.float())),
            Type::Duration => {
                let all = ["5s", "0s", "500ms", "90m", "24h", "7d", "106_751_991d"];
                let one = self.source.pick(&all).copied().unwrap_or("5s");
                one.to_owned()
            }
            Type::Date => self.date_literal(),
            // On its own, a literal is an int or a float.
            Type::Decimal if mode == Mode::Exact => {
                format!("({}).to_decimal()", self.source.below(100))
            }
            Type::Decimal => self.decimal_literal(),
            Type::Text if mode == Mode::Exact => {
                let text = self.source.text();
                format!("{}.lower()", quoted(&text))
            }
            Type::Text => quoted(&self.source.text()),
            Type::Literals(_) if mode == Mode::Exact => self.made(ty),
            Type::Literals(texts) => {
                let texts: Vec<&str> = texts.iter().collect();
                quoted(self.source.pick(&texts).copied().unwrap_or_default())
            }
            Type::Time => match self.path(Mode::Exact, ty) {
                Some(path) if self.place == Place::Function => path.text,
                _ if self.place == Place::Function || self.source.once_in(4) => self.time_literal(),
                _ => "now()".to_owned(),
            },
            Type::Optional(inner) if mode == Mode::Exact => {
                let inner = self.literal(Mode::Exact, inner);
                let index = self.source.below(2);
                format!("[{inner}][{index}]")
            }
            Type::Optional(inner) => {
                if self.source.below(2) == 0 {
                    return "null".to_owned();
                }
                self.literal(mode, inner)
            }
            Type::Map(value) => {
                self.map_literal(mode, value, |this, mode, value| this.leaf(mode, value).text)
            }
            Type::List(_) if mode != Mode::Exact && self.source.below(3) == 0 => "[]".to_owned(),
            Type::List(element) => {
                let mode = if mode == Mode::Exact {
                    Mode::Exact
                } else {
                    Mode::Hint
                };
                format!("[{}]", self.leaf(mode, element).text)
            }
            Type::Record(record) => {
                let mode = if mode == Mode::Exact {
                    Mode::Exact
                } else {
                    Mode::Must
                };
                let mut fields = Vec::new();
                for field in &record.fields {
                    let value = self.leaf(mode, &field.ty).text;
                    fields.push(format!("{}: {value}", field.name));
                }
                format!("({{ {} }})", fields.join(", "))
            }
            Type::Json => self.unknown_literal(),
            Type::Bytes => format!("{}.to_bytes()", quoted(&self.source.text())),
            Type::Union(_) if mode != Mode::Must => self.decoded_literal(ty),
            Type::Union(union) => {
                let variant = self.source.below(union.variants.len());
                let texts = union.variants[variant].texts.clone();
                let fields = union.variants[variant].record.fields.clone();
                let mut written = Vec::new();
                for field in &fields {
                    let value = match (&texts, &field.ty) {
                        (Some(texts), Type::Literals(_))
                            if union.tag.as_ref() == Some(&field.name) =>
                        {
                            let texts: Vec<&str> = texts.iter().collect();
                            quoted(self.source.pick(&texts).copied().unwrap_or_default())
                        }
                        (None, Type::Text) if union.tag.as_ref() == Some(&field.name) => {
                            "\"other\"".to_owned()
                        }
                        _ => self.leaf(Mode::Must, &field.ty).text,
                    };
                    written.push(format!("{}: {value}", field.name));
                }
                format!("({{ {} }})", written.join(", "))
            }
            Type::Error | Type::Never | Type::Null | Type::Secret | Type::Headers => {
                unreachable!("no expression makes a `{ty}`")
            }
        }
    }

    /// A number literal, as an operand.
    pub(super) fn decimal_literal(&mut self) -> String {
        number(self.decimal_digits())
    }

    /// The digits of a decimal literal: an int literal has only 64 bits.
    pub(super) fn decimal_digits(&mut self) -> String {
        let digits = self.source.decimal();
        if digits.len() > 18 && !digits.contains('.') {
            return format!("{digits}.0");
        }
        digits
    }

    /// A call to a function that returns one of a fixed set of texts, with exactly that type.
    fn made(&mut self, ty: &Type) -> String {
        let known = self.functions.iter();
        let mut known = known.filter(|one| one.parameters.is_empty() && one.returns == *ty);
        if let Some(known) = known.next() {
            return format!("{}()", known.name);
        }
        let name = self.name("make_");
        let value = self.literal(Mode::Must, ty);
        let written = self.spell(ty);
        self.items
            .push(format!("fn {name}() -> {written} {{ {value} }}"));
        self.functions.push(Function {
            name: name.clone(),
            parameters: Vec::new(),
            returns: ty.clone(),
        });
        format!("{name}()")
    }
}

/// A number, as an operand.
fn number(digits: String) -> String {
    if digits.starts_with('-') {
        return format!("({digits})");
    }
    digits
}

/// A text as a string literal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text as written between the quotes of a string.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for one in text.chars() {
        match one {
            '"' | '\\' | '{' => out.extend(['\\', one]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            one if one.is_control() => out.push_str(&format!("\\u{{{:X}}}", u32::from(one))),
            one => out.push(one),
        }
    }
    out
}
