//! `http` steps: their targets, settings and responses.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode};
use super::steps::field;

/// The literal text between the values of a URL.
const PATHS: &[&str] = &["/", "/x/", ".", "/..", "/%2e", "?q=", "&r=", "/ë x/", "-"];

impl Generator<'_> {
    /// An `http` step, and the type of its response.
    pub(super) fn http(&mut self, depth: usize) -> (String, Type) {
        let methods = ["POST", "GET", "PUT"];
        let method = self.source.pick(&methods).copied().unwrap_or("POST");
        let start = self.source.below(4);
        let mut path = String::from(if self.source.once_in(8) { "?" } else { "/" });
        for _ in 0..self.source.below(4) {
            let mut literal = self.source.pick(PATHS).copied().unwrap_or_default();
            if start < 2 && literal.contains(' ') {
                literal = "/ë/";
            }
            path.push_str(literal);
            if self.source.below(3) != 0 {
                if self.source.once_in(6) && !path.contains('?') {
                    let text = self.expression(Mode::Must, &Type::Text, depth.min(2)).text;
                    path.push_str(&format!("{{({text}).as_path()}}"));
                    continue;
                }
                let value = self.not_literal(depth.min(2));
                path.push_str(&format!("{{{value}}}"));
            }
        }
        let target = match start {
            0 => format!("\"https://{{config.host}}.example.com{path}\""),
            1 => format!("\"https://example.com{path}\""),
            _ => format!("ci \"{path}\""),
        };
        let secret = target.starts_with("ci");
        let mut settings = Vec::new();
        if method != "GET" {
            match self.source.below(6) {
                0 => {}
                1 => settings.push(self.form(secret, depth)),
                4 => settings.push(self.multipart(secret, depth)),
                5 => {
                    let bytes = self.expression(Mode::Exact, &Type::Bytes, depth.min(2));
                    settings.push(format!("bytes {}", bytes.text));
                }
                2 => settings.push(format!("json {}", self.json(depth))),
                _ => settings.push(format!("text {}", self.secret_text(secret, depth))),
            }
        }
        if self.source.below(3) == 1 {
            let value = if self.source.below(2) == 1 {
                self.secret_text(secret, depth)
            } else {
                self.header_text(depth)
            };
            settings.push(format!("header \"X-A\" {value}"));
        }
        if self.source.once_in(4) {
            let value = self.secret_text(secret, depth.min(2));
            settings.push(if self.source.below(2) == 1 {
                let user = self.not_literal(depth.min(2));
                format!("auth basic(\"u{{{user}}}\", {value})")
            } else {
                format!("auth bearer({value})")
            });
        }
        if self.source.below(3) == 1 {
            settings.push(self.query(depth));
        }
        if self.source.once_in(6) {
            settings.push("timeout 3s".to_owned());
        }
        let expected = match self.source.below(5) {
            0 => None,
            4 => {
                settings.push("expect bytes".to_owned());
                Some(Type::Bytes)
            }
            1 => {
                settings.push("expect text".to_owned());
                Some(Type::Text)
            }
            _ => {
                let ty = if self.source.once_in(8) {
                    Type::Json
                } else {
                    self.record_type(1)
                };
                settings.push(format!("expect {}", self.spell(&ty)));
                Some(ty)
            }
        };
        let accepts_any = self.source.once_in(4);
        if accepts_any {
            settings.push("accept any".to_owned());
        }
        let ty = response_type(expected, accepts_any);
        (
            format!("http {method} {target} {{ {} }}", settings.join(", ")),
            ty,
        )
    }

    /// A text for the service, which may contain its secret.
    fn secret_text(&mut self, may_be_secret: bool, depth: usize) -> String {
        if may_be_secret && self.source.once_in(3) {
            return if self.source.below(2) == 1 {
                "secrets.key".to_owned()
            } else {
                format!("\"k {{secrets.key}} {{{}}}\"", self.not_literal(depth))
            };
        }
        // After the name of a header, a `[` would be parsed as an index.
        let text = self.expression(Mode::Must, &Type::Text, depth).text;
        if text.starts_with('[') {
            format!("({text})")
        } else {
            text
        }
    }

    /// Fields of a form, a value as JSON and a file.
    fn multipart(&mut self, secret: bool, depth: usize) -> String {
        let fields = self.form_fields(secret, depth);
        let depth = depth.min(1);
        let json = match self.source.below(3) {
            0 => self.unknown_literal(),
            1 => {
                let ty = Type::Int.map();
                self.expression(Mode::Exact, &ty, depth).text
            }
            _ => {
                let ty = self.record_type(1);
                self.expression(Mode::Exact, &ty, depth).text
            }
        };
        let is_file = |ty: &Type| match ty.without_null() {
            Type::List(element) => element.is_file(),
            ty => ty.is_file(),
        };
        let file = match self.path_where(is_file) {
            Some((path, _)) => path.text,
            None => {
                let name = self.expression(Mode::Exact, &Type::Text, depth).text;
                let bytes = self.expression(Mode::Exact, &Type::Bytes, depth).text;
                format!("{{ name: {name}, content_type: \"a/b\", bytes: {bytes} }}")
            }
        };
        let bytes = Type::Bytes.optional();
        let raw = self.expression(Mode::Exact, &bytes, depth).text;
        format!("multipart {{ {fields}, data: {json}, file: {file}, raw: {raw} }}")
    }

    fn form(&mut self, secret: bool, depth: usize) -> String {
        format!("form {{ {} }}", self.form_fields(secret, depth))
    }

    fn form_fields(&mut self, secret: bool, depth: usize) -> String {
        let mut members = Vec::new();
        for name in ["id", "\"a b\""] {
            let mut ty = self.scalar_type();
            match self.source.below(4) {
                0 => ty = ty.optional(),
                1 => ty = Type::list(ty),
                2 => ty = Type::list(ty.optional()).optional(),
                _ => {}
            }
            let value = self.expression(Mode::Exact, &ty, depth.min(2));
            members.push(format!("{name}: {}", value.text));
        }
        members.push(format!("key: {}", self.secret_text(secret, depth.min(2))));
        members.join(", ")
    }

    fn query(&mut self, depth: usize) -> String {
        let mut members = Vec::new();
        for name in ["page", "\"q r\"", "z"]
            .into_iter()
            .take(1 + self.source.below(3))
        {
            let mut ty = self.scalar_type();
            if self.source.once_in(3) {
                ty = ty.optional();
            }
            let value = self.expression(Mode::Exact, &ty, depth);
            members.push(format!("{name}: {}", value.text));
        }
        format!("query {{ {} }}", members.join(", "))
    }
}

fn response_type(expected: Option<Type>, accepts_any: bool) -> Type {
    let mut fields = vec![field("status", Type::Int), field("headers", Type::Headers)];
    let expected = expected.map(|ty| if accepts_any { ty.optional() } else { ty });
    fields.extend(expected.map(|ty| field("body", ty)));
    Type::record(fields)
}
