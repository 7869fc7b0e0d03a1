//! Texts.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode};
use super::literals::escaped;

impl Generator<'_> {
    /// A text that has exactly that type.
    pub(super) fn text(&mut self, depth: usize) -> String {
        match self.source.below(14) {
            13 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let pattern = self.pattern();
                let to = self.expression(Mode::Must, &Type::Text, depth.min(1));
                format!("({}).replace_match({pattern}, {})", text.text, to.text)
            }
            12 => {
                let value = self.json(depth.min(2));
                format!("({value}).to_json()")
            }
            0..=4 => self.interpolated(depth),
            5 => {
                let ty = [
                    Type::Int,
                    Type::Float,
                    Type::Decimal,
                    Type::Duration,
                    Type::Bool,
                    Type::Time,
                    Type::Date,
                ];
                let ty = self.source.pick(&ty).cloned().unwrap_or(Type::Int);
                match (&ty, self.path(Mode::Exact, &ty)) {
                    (Type::Time, None) => self.interpolated(depth),
                    (Type::Time, Some(path)) => format!("{}.to_text()", path.text),
                    _ => format!(
                        "({}).to_text()",
                        self.expression(Mode::Exact, &ty, depth).text
                    ),
                }
            }
            6 => {
                let list = self.expression(Mode::Exact, &Type::Text.list(), depth);
                let separator = self.expression(Mode::Must, &Type::Text, depth);
                format!("{}.join({})", list.text, separator.text)
            }
            7 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let names = ["lower", "upper", "trim"];
                let name = self.source.pick(&names).copied().unwrap_or("trim");
                format!("{}.{name}()", text.text)
            }
            8 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let names = ["remove_prefix", "remove_suffix"];
                let name = self.source.pick(&names).copied().unwrap_or("remove_prefix");
                let part = self.expression(Mode::Must, &Type::Text, depth);
                format!("{}.{name}({})", text.text, part.text)
            }
            9 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let from = self.expression(Mode::Must, &Type::Text, depth);
                let to = self.expression(Mode::Must, &Type::Text, depth);
                format!("{}.replace({}, {})", text.text, from.text, to.text)
            }
            10 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let count = self.expression(Mode::Must, &Type::Int, depth);
                format!("{}.take({})", text.text, count.text)
            }
            _ => self.expression(Mode::Exact, &Type::Text, depth).text,
        }
    }

    /// Bytes.
    pub(super) fn bytes(&mut self, depth: usize) -> String {
        match self.source.below(3) {
            0 => self.leaf(Mode::Exact, &Type::Bytes).text,
            1 => {
                let bytes = self.expression(Mode::Exact, &Type::Bytes, depth);
                let count = self.expression(Mode::Must, &Type::Int, depth.min(1));
                format!("{}.take({})", bytes.text, count.text)
            }
            _ => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                format!("({}).to_bytes()", text.text)
            }
        }
    }

    /// A regular expression.
    pub(super) fn pattern(&mut self) -> &'static str {
        let patterns = [
            "r\"[a-z]+\"",
            "r\"^.\"",
            "r\"(a)|(b)\"",
            "r\"(?i)Z.?é\"",
            "\"\"",
            "r\"\\w*\\d$\"",
        ];
        self.source.pick(&patterns).copied().unwrap_or("\"a\"")
    }

    /// The first match of a pattern, or null.
    pub(super) fn match_groups(&mut self, depth: usize) -> String {
        let text = self.expression(Mode::Exact, &Type::Text, depth.min(2)).text;
        let index = self.source.below(3);
        format!("({text}).match_groups({})?[{index}]", self.pattern())
    }

    /// A string with interpolated values.
    pub(super) fn interpolated(&mut self, depth: usize) -> String {
        self.interpolated_in(depth, String::as_str)
    }

    /// The same without tags, because values are not allowed everywhere in them.
    pub(super) fn markup(&mut self, depth: usize) -> String {
        self.interpolated_in(depth, |literal| {
            literal.split('<').next().unwrap_or_default()
        })
    }

    fn interpolated_in(&mut self, depth: usize, kept: fn(&String) -> &str) -> String {
        let mut text = String::from("\"");
        for _ in 0..1 + self.source.below(3) {
            let literal = self.source.text();
            text.push_str(&escaped(kept(&literal)));
            let value = self.not_literal(depth);
            text.push_str(&format!("{{{value}}}"));
        }
        text.push('"');
        text
    }

    /// A value that can be interpolated and is not a literal, since literals are rejected between
    /// braces.
    pub(super) fn not_literal(&mut self, depth: usize) -> String {
        let is_scalar = |ty: &Type| {
            matches!(
                ty,
                Type::Bool
                    | Type::Int
                    | Type::Float
                    | Type::Decimal
                    | Type::Date
                    | Type::Duration
                    | Type::Text
                    | Type::Literals(_)
                    | Type::Time
            )
        };
        if self.source.below(2) == 1
            && let Some((path, _)) = self.path_where(is_scalar)
        {
            return path.text;
        }
        let ty = self.scalar_type();
        let value = self.expression(Mode::Exact, &ty, depth).text;
        let is_literal = value.starts_with(['"', '-'])
            || value.starts_with(|one: char| one.is_ascii_digit())
            || value.starts_with("(-")
            || value == "true"
            || value == "false";
        if is_literal && value.ends_with('"') {
            return format!("{value}.trim()");
        }
        if is_literal && ty != Type::Text {
            return format!("({value}).to_text()");
        }
        value
    }

    /// A text for a header; a text without control characters does not fail.
    pub(super) fn header_text(&mut self, depth: usize) -> String {
        if self.source.once_in(4) {
            // After the name of the header, a `[` would be parsed as an index.
            let text = self.expression(Mode::Must, &Type::Text, depth).text;
            return if text.starts_with('[') {
                format!("({text})")
            } else {
                text
            };
        }
        let ty = [Type::Int, Type::Bool, Type::Float, Type::Decimal];
        let ty = self.source.pick(&ty).cloned().unwrap_or(Type::Int);
        let value = self.expression(Mode::Exact, &ty, depth);
        format!("\"v {{({}).to_text()}}\"", value.text)
    }
}
