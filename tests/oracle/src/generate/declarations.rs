//! The program around the statements.

use std::sync::Arc;

use flowright_stdlib::types::{Origin, RecordType, Type, UnionType, Variant};

use super::generator::{Collection, DEPTH, Function, Generator, Mode, Place, Variable};
use super::literals::quoted;

/// Declared by every program, whether used or not.
const DECLARED: &str = r#"secret key
secret slack_url
config host: text = "h"
config on: bool = true
config most: int = 7
config rate: float = 0.5
config price: decimal = 19.99
config grace: duration = 5m
config kind: "a" | "b" = "a"
service ci {
  url "https://ci.example.com/base"
  header "Authorization" "Bearer {secrets.key}"
}
channel team = slack { url secrets.slack_url }
channel mail = email {
  smtp "smtp://localhost:2525"
  from "Shop <hello@shop.example>"
}
"#;

impl Generator<'_> {
    /// A program of one workflow, and those that it may call.
    pub(super) fn program(mut self) -> String {
        self.configs();
        for _ in 0..self.source.below(3) {
            let ty = self.record_type(1);
            let name = self.name("Type");
            self.items
                .push(format!("type {name} = {}", self.spell(&ty)));
            self.names.push((name, ty));
        }
        for _ in 0..1 + self.source.below(2) {
            self.collection();
        }
        for _ in 0..self.source.below(4) {
            self.function();
        }
        for _ in 0..self.source.below(3) {
            self.called_workflow();
        }
        let workflow = self.workflow();
        format!("{DECLARED}{}\n{workflow}", self.items.join("\n"))
    }

    fn configs(&mut self) {
        let types = [
            ("host", Type::Text),
            ("on", Type::Bool),
            ("most", Type::Int),
            ("rate", Type::Float),
            ("price", Type::Decimal),
            ("grace", Type::Duration),
            ("kind", Type::literals(["a", "b"])),
        ];
        for (name, ty) in types {
            let text = format!("config.{name}");
            self.configs.push(Variable { text, ty });
        }
    }

    fn collection(&mut self) {
        self.place = Place::Workflow;
        let mut fields = Vec::new();
        let mut lines = Vec::new();
        for index in 0..2 + self.source.below(4) {
            let mut ty = match self.source.below(4) {
                // The first fields are in a key.
                0 if index >= 2 => Type::Json,
                1 | 2 if index >= 2 => self.scalar_type().list(),
                _ => self.single_type(),
            };
            if self.source.once_in(3) {
                ty = ty.optional();
            }
            let name = self.name("c");
            let default = if self.source.once_in(3) {
                column_default(&ty)
            } else {
                None
            };
            // Drawn by the step that makes the row.
            let drawn = match ty.without_null() {
                Type::Text => Some("uuid()".to_owned()),
                Type::Float => Some("random()".to_owned()),
                _ => None,
            };
            let drawn = drawn.filter(|_| self.source.once_in(4));
            let default = drawn.or(default);
            let may_lack = ty.is_nullable() || default.is_some();
            let default = default.map_or_else(String::new, |value| format!(" = {value}"));
            lines.push(format!("{name}: {}{default}", self.spell(&ty)));
            fields.push((name, ty, may_lack));
        }
        let unique: Vec<usize> = (0..1 + self.source.below(2)).collect();
        let names: Vec<&str> = unique.iter().map(|at| &*fields[*at].0).collect();
        lines.push(format!("unique ({})", names.join(", ")));
        let name = self.name("rows_");
        self.items
            .push(format!("collection {name} {{\n{}\n}}", lines.join("\n")));
        self.collections.push(Collection {
            name,
            fields,
            unique,
        });
    }

    fn function(&mut self) {
        self.place = Place::Function;
        let mark = self.enter();
        let mut parameters = Vec::new();
        let mut written = Vec::new();
        for _ in 0..self.source.below(4) {
            let ty = if self.source.once_in(6) {
                Type::Time
            } else {
                self.fresh_type(2)
            };
            let name = self.name("p");
            written.push(format!("{name}: {}", self.spell(&ty)));
            parameters.push(ty.clone());
            self.variables.push(Variable { text: name, ty });
        }
        let returns = self.fresh_type(2);
        let mut lines = Vec::new();
        for _ in 0..self.source.below(3) {
            let ty = self.ty();
            let mode = if self.source.below(2) == 0 {
                Mode::Must
            } else {
                Mode::Exact
            };
            let value = self.expression(mode, &ty, 3).text;
            let ascribed = match mode {
                Mode::Must => format!(": {}", self.spell(&ty)),
                Mode::Exact | Mode::Hint => String::new(),
            };
            let name = self.name("v");
            lines.push(format!("let {name}{ascribed} = {value}"));
            self.variables.push(Variable { text: name, ty });
        }
        lines.push(self.expression(Mode::Must, &returns, DEPTH).text);
        self.leave(mark);
        let name = self.name("f");
        let (written, spelt) = (written.join(", "), self.spell(&returns));
        self.items.push(format!(
            "fn {name}({written}) -> {spelt} {{\n{}\n}}",
            lines.join("\n")
        ));
        self.functions.push(Function {
            name,
            parameters,
            returns,
        });
    }

    /// A workflow that is called; it may call those before it.
    fn called_workflow(&mut self) {
        self.place = Place::Workflow;
        let mark = self.enter();
        let mut parameters = Vec::new();
        let mut written = Vec::new();
        for _ in 0..self.source.below(3) {
            let ty = self.fresh_type(2);
            let name = self.name("p");
            written.push(format!("{name}: {}", self.spell(&ty)));
            parameters.push(ty.clone());
            self.variables.push(Variable { text: name, ty });
        }
        let returns = if self.source.once_in(4) {
            Type::Null
        } else {
            self.fresh_type(2)
        };
        let (spelt, body) = if returns == Type::Null {
            (String::new(), self.part(|this| this.block(1, false)))
        } else {
            let spelt = format!(" -> {}", self.spell(&returns));
            let body = self.part(|this| this.valued(Mode::Must, &returns, 3));
            (spelt, body)
        };
        self.leave(mark);
        let name = self.name("w");
        let written = written.join(", ");
        self.items.push(format!(
            "workflow {name} {{\ntrigger call ({written}){spelt}\n{}\n}}",
            body.lines.join("\n")
        ));
        self.called.push(Function {
            name,
            parameters,
            returns,
        });
    }

    fn workflow(&mut self) -> String {
        let mut path = String::from("/w");
        let mut params = Vec::new();
        for _ in 0..self.source.below(3) {
            let types = [
                Type::Text,
                Type::Int,
                Type::Float,
                Type::Decimal,
                Type::Bool,
                Type::literals(["a", "b"]),
            ];
            let ty = self.source.pick(&types).cloned().unwrap_or(Type::Text);
            let name = self.name("p");
            path.push_str(&format!("/{{{name}: {ty}}}"));
            params.push((name, ty));
        }
        let named = self.source.once_in(4);
        let verify = if named {
            "verify basic { user \"acme\" secrets.key }"
        } else {
            "verify none because \"a test\""
        };
        let mut settings = vec![verify.to_owned()];
        if self.source.once_in(3) {
            self.place = Place::When;
            self.variables = self.context_members(&params);
            let condition = self.condition(3);
            settings.push(format!("when {}", condition.text));
        }
        self.place = Place::Workflow;
        self.variables = self.context_members(&params);
        if named {
            let (text, ty) = ("context.caller".to_owned(), Type::Text);
            self.variables.push(Variable { text, ty });
        }
        self.declared_query(&mut settings);
        self.declared_headers(&mut settings);
        let (body, data) = self.body(&params);
        settings.push(body);
        settings.push("mode sync".to_owned());
        if let Some(ty) = data {
            let text = "context.data".to_owned();
            self.variables.push(Variable { text, ty });
        }
        let lines = self.block(3, true).lines;
        format!(
            "workflow w {{\ntrigger webhook POST \"{path}\" {{\n{}\n}}\n{}\n}}\n",
            settings.join("\n"),
            lines.join("\n")
        )
    }

    /// The declared records.
    fn variants(&self) -> Vec<(String, Arc<RecordType>)> {
        let names = self.names.iter();
        let records = names.filter_map(|(name, ty)| match ty {
            Type::Record(record) => Some((name.clone(), Arc::clone(record))),
            _ => None,
        });
        records.collect()
    }

    /// `body json by`, and the union that it gives.
    fn body_by(&mut self, params: &[(String, Type)]) -> (String, Option<Type>) {
        let mut variants = self.variants();
        variants.truncate(3);
        self.place = Place::When;
        let members = self.context_members(params);
        let all = std::mem::replace(&mut self.variables, members);
        let by = self.path_where(|ty| *ty.without_null() == Type::Text);
        self.variables = all;
        self.place = Place::Workflow;
        let by = by.map_or_else(|| "context.method".to_owned(), |(by, _)| by.text);
        let mut arms = Vec::new();
        for (at, (name, _)) in variants.iter().enumerate() {
            let text = ["push", "a", "b"].get(at).copied().unwrap_or("x");
            arms.push(format!("{} => {name}", quoted(text)));
        }
        let rest = match self.source.below(2) {
            0 => "ignore".to_owned(),
            _ => variants
                .first()
                .map_or_else(String::new, |(name, _)| name.clone()),
        };
        arms.push(format!("_ => {rest}"));
        let variants = variants.into_iter();
        let union = UnionType {
            origin: Origin::Anonymous,
            tag: None,
            variants: variants
                .map(|(name, record)| Variant::new(name.into(), None, record))
                .collect(),
        };
        let text = format!("body json by {by} {{ {} }}", arms.join(", "));
        (text, Some(Type::Union(Arc::new(union))))
    }

    /// The kind of the body, and the type of `context.data`.
    fn body(&mut self, params: &[(String, Type)]) -> (String, Option<Type>) {
        match self.source.below(12) {
            10 | 11 => {
                let ty = self.multipart_type();
                (format!("body multipart {}", self.spell(&ty)), Some(ty))
            }
            0 => ("body none".to_owned(), None),
            1 => ("body text".to_owned(), Some(Type::Text)),
            2 => ("body bytes".to_owned(), Some(Type::Bytes)),
            3 => ("body json".to_owned(), Some(Type::Json)),
            5 if self.variants().len() > 1 => self.body_by(params),
            4 => {
                let ty = self.form_type();
                (format!("body form {}", self.spell(&ty)), Some(ty))
            }
            _ => {
                let ty = self.record_type(3);
                (format!("body json {}", self.spell(&ty)), Some(ty))
            }
        }
    }

    /// Sometimes `query { … }`, after which `context.query` is a record.
    fn declared_query(&mut self, settings: &mut Vec<String>) {
        if !self.source.once_in(3) {
            return;
        }
        let ty = self.form_type();
        settings.push(format!("query {{ {} }}", self.declared(&ty, str::to_owned)));
        self.variables
            .retain(|variable| !variable.text.starts_with("context.query"));
        let text = "context.query".to_owned();
        self.variables.push(Variable { text, ty });
    }

    /// Sometimes `headers { … }`, after which these headers have types.
    fn declared_headers(&mut self, settings: &mut Vec<String>) {
        if !self.source.once_in(3) {
            return;
        }
        let ty = self.form_type();
        let fields = self.declared(&ty, |name| format!("\"X-{name}\""));
        settings.push(format!("headers {{ {fields} }}"));
        if let Type::Record(record) = &ty {
            for field in &record.fields {
                self.variables.push(Variable {
                    text: format!("context.headers[\"x-{}\"]", field.name),
                    ty: field.ty.clone(),
                });
            }
        }
    }

    /// The fields of a record as members with types, some with defaults.
    fn declared(&mut self, ty: &Type, name: impl Fn(&str) -> String) -> String {
        let Type::Record(record) = ty else {
            return String::new();
        };
        let fields = record.fields.iter().map(|field| {
            let default = match field.ty.without_null() {
                Type::Time => None,
                ty => default_of(ty),
            };
            let default = default.filter(|_| self.source.once_in(2));
            let default = default.map_or(String::new(), |default| format!(" = {default}"));
            format!("{}: {}{default}", name(&field.name), self.spell(&field.ty))
        });
        fields.collect::<Vec<_>>().join(", ")
    }

    /// A form with a file.
    fn multipart_type(&mut self) -> Type {
        let file = match self.source.below(4) {
            0 => Type::file().optional(),
            1 => Type::file().list(),
            2 => Type::file().list().optional(),
            _ => Type::file(),
        };
        let Type::Record(form) = self.form_type() else {
            return file;
        };
        let mut fields = form.fields.clone();
        let name = "f4".into();
        fields.push(flowright_stdlib::types::Field { name, ty: file });
        Type::record(fields)
    }

    fn form_type(&mut self) -> Type {
        let mut fields = Vec::new();
        for name in ["f1", "f2", "f3"]
            .into_iter()
            .take(1 + self.source.below(3))
        {
            let ty = self.single_type();
            let ty = match self.source.below(3) {
                0 => ty,
                1 => ty.optional(),
                _ => ty.list(),
            };
            let name = name.into();
            fields.push(flowright_stdlib::types::Field { name, ty });
        }
        Type::record(fields)
    }
}

/// A default for a field of a collection.
fn column_default(ty: &Type) -> Option<String> {
    match ty {
        Type::List(element) => {
            let element = default_of(element).filter(|_| **element != Type::Time);
            Some(format!("[{}]", element.unwrap_or_default()))
        }
        ty => default_of(ty),
    }
}

/// A default for a value of a simple type.
fn default_of(ty: &Type) -> Option<String> {
    match ty {
        Type::Int | Type::Float => Some("7".to_owned()),
        Type::Decimal => Some("7.25".to_owned()),
        Type::Duration => Some("-5m".to_owned()),
        Type::Bool => Some("true".to_owned()),
        Type::Text => Some("\"d\"".to_owned()),
        Type::Time => Some("now()".to_owned()),
        Type::Date => Some("date(\"2026-02-28\")".to_owned()),

        _ => None,
    }
}
