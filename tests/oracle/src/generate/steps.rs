//! Steps, with the types of their results.

use flowright_stdlib::types::{Field, Type};

use super::generator::{Collection, Generator, Mode};

impl Generator<'_> {
    /// The source text of a step, and the type of its result.
    pub(super) fn step(&mut self, depth: usize) -> (String, Type) {
        let collection = self.source.pick(&self.collections).cloned();
        let kinds = if self.in_transaction { 7 } else { 12 };
        match (self.source.below(kinds), collection) {
            (0 | 1, Some(of)) => self.create(&of, depth),
            (2 | 3, Some(of)) => self.upsert(&of, depth),
            (4 | 5, Some(of)) => self.query_step(&of, depth),
            (6, Some(of)) => {
                let condition = self.meant_rows(&of);
                if self.source.once_in(3) {
                    return (format!("delete {} {condition}", of.name), Type::Int);
                }
                let set = self.new_values(&of, depth);
                (
                    format!("update {} {condition} set {set}", of.name),
                    Type::Int,
                )
            }
            (7, _) => self.notify(depth),
            (10 | 11, _) if !self.called.is_empty() => self.call_step(depth),
            _ => self.http(depth),
        }
    }

    fn call_step(&mut self, depth: usize) -> (String, Type) {
        let Some(called) = self.source.pick(&self.called).cloned() else {
            return self.http(depth);
        };
        let arguments = called.parameters.iter();
        let arguments = arguments.map(|ty| self.expression(Mode::Must, ty, depth).text);
        let arguments: Vec<String> = arguments.collect();
        let step = format!("call {}({})", called.name, arguments.join(", "));
        (step, called.returns)
    }

    fn query_step(&mut self, of: &Collection, depth: usize) -> (String, Type) {
        let name = &of.name;
        match self.source.below(8) {
            6 => self.different(of),
            7 => self.groups(of),
            0 | 1 => {
                let condition = self.row_condition(of, 2);
                let order = self.order(of);
                let step = format!("find one {name} where {condition}{order}");
                (step, row_type(of, false).optional())
            }
            2 => {
                let condition = self.row_condition(of, 2);
                (format!("count {name} where {condition}"), Type::Int)
            }
            3 => self.aggregate(of),
            _ => {
                let mut step = format!("find {name}");
                if self.source.below(2) == 1 {
                    step.push_str(&format!(" where {}", self.row_condition(of, 2)));
                }
                step.push_str(&self.order(of));
                for clause in ["limit", "offset"] {
                    if self.source.below(2) == 1 {
                        let count = self.expression(Mode::Must, &Type::Int, depth.min(2)).text;
                        step.push_str(&format!(" {clause} ({count})"));
                    }
                }
                (step, Type::List(row_type(of, false).into()))
            }
        }
    }

    /// Usually nothing; otherwise ` order by` some fields.
    fn order(&mut self, of: &Collection) -> String {
        let mut keys = Vec::new();
        for (name, ty, _) in &of.fields {
            if ty.without_null().is_single() && self.source.once_in(6) {
                let way = self.source.pick(&["", " desc", " asc"]).copied();
                keys.push(format!(".{name}{}", way.unwrap_or_default()));
            }
        }
        if keys.is_empty() {
            return String::new();
        }
        format!(" order by {}", keys.join(", "))
    }

    /// Sometimes ` where` and a condition.
    fn sometimes_where(&mut self, of: &Collection) -> String {
        if self.source.below(2) == 0 {
            return String::new();
        }
        format!(" where {}", self.row_condition(of, 2))
    }

    /// Any field, with its type.
    fn field(&mut self, of: &Collection) -> (String, Type) {
        match self.source.pick(&of.fields) {
            Some((name, ty, _)) if ty.without_null().is_single() && self.source.below(6) != 0 => {
                (name.clone(), ty.clone())
            }
            _ => ("id".to_owned(), Type::Int),
        }
    }

    /// The different values of a field, or their number.
    fn different(&mut self, of: &Collection) -> (String, Type) {
        let (field, ty) = self.field(of);
        let condition = self.sometimes_where(of);
        let name = &of.name;
        if self.source.below(2) == 0 {
            let step = format!("count distinct .{field} of {name}{condition}");
            return (step, Type::Int);
        }
        (format!("distinct .{field} of {name}{condition}"), ty.list())
    }

    /// A value for each group of rows.
    fn groups(&mut self, of: &Collection) -> (String, Type) {
        let (key, key_type) = self.field(of);
        let name = &of.name;
        let (start, ty) = match self.source.below(3) {
            0 => (format!("count {name}"), Type::Int),
            1 => {
                let (field, _) = self.field(of);
                (format!("count distinct .{field} of {name}"), Type::Int)
            }
            _ => {
                let (start, ty) = self.aggregate(of);
                let field = start.split(['.', ' ']).nth(2).unwrap_or_default();
                let declared = of.fields.iter().find(|(name, _, _)| name == field);
                let is_nullable = declared.is_some_and(|(_, ty, _)| ty.is_nullable());
                let ty = if is_nullable {
                    ty
                } else {
                    ty.without_null().clone()
                };
                (start, ty)
            }
        };
        let condition = self.sometimes_where(of);
        let group = Type::record(vec![
            super::steps::field("key", key_type),
            super::steps::field("value", ty),
        ]);
        (format!("{start}{condition} group by .{key}"), group.list())
    }

    fn aggregate(&mut self, of: &Collection) -> (String, Type) {
        let number = |ty: &Type| matches!(ty, Type::Int | Type::Float | Type::Decimal);
        let mut fields = vec![("id", Type::Int)];
        for (name, ty, _) in &of.fields {
            let ty = ty.without_null();
            if number(ty) || matches!(ty, Type::Text | Type::Time | Type::Date | Type::Duration) {
                fields.push((name, ty.clone()));
            }
        }
        let (field, ty) = self
            .source
            .pick(&fields)
            .cloned()
            .unwrap_or(("id", Type::Int));
        let (function, ty) = match self.source.below(4) {
            0 if number(&ty) || ty == Type::Duration => ("sum", ty),
            1 if matches!(ty, Type::Decimal | Type::Duration) => ("avg", ty.optional()),
            1 if number(&ty) => ("avg", Type::Float.optional()),
            0 | 2 => ("min", ty.optional()),
            _ => ("max", ty.optional()),
        };
        let name = &of.name;
        (format!("{function} .{field} of {name}"), ty)
    }

    /// `all`, or a condition.
    fn meant_rows(&mut self, of: &Collection) -> String {
        if self.source.once_in(4) {
            "all".to_owned()
        } else {
            format!("where {}", self.row_condition(of, 2))
        }
    }

    /// A list of records with the fields of a row, and the fields that they contain.
    fn rows_of_list(&mut self, of: &Collection, needed: &[usize], depth: usize) -> String {
        let mut fields = vec![field("extra", Type::Int)];
        for (index, (name, ty, may_lack)) in of.fields.iter().enumerate() {
            if needed.contains(&index) || !may_lack || self.source.below(2) == 0 {
                fields.push(field(name, ty.clone()));
            }
        }
        if self.source.below(2) == 0 {
            fields.reverse();
        }
        let list = Type::record(fields.clone()).list();
        let text = self.expression(Mode::Exact, &list, depth.min(3)).text;
        if !text.contains('[') {
            return text;
        }
        // The records of a list literal have only the fields of the row.
        fields.retain(|field| &*field.name != "extra");
        if let (true, Some((name, ty, _))) = (fields.is_empty(), of.fields.first()) {
            fields.push(field(name, ty.clone()));
        }
        let list = Type::record(fields).list();
        self.expression(Mode::Exact, &list, depth.min(3)).text
    }

    fn create(&mut self, of: &Collection, depth: usize) -> (String, Type) {
        if self.source.once_in(4) {
            let list = self.rows_of_list(of, &[], depth);
            let step = format!("create {} from {list}", of.name);
            return (step, row_type(of, false).list());
        }
        let row = self.row(of, &[], depth).join(", ");
        (
            format!("create {} {{ {row} }}", of.name),
            row_type(of, false),
        )
    }

    fn upsert(&mut self, of: &Collection, depth: usize) -> (String, Type) {
        let by: Vec<&str> = of.unique.iter().map(|at| &*of.fields[*at].0).collect();
        if self.source.once_in(4) {
            let (by, list) = (by.join(", "), self.rows_of_list(of, &of.unique, depth));
            let step = format!("upsert {} by ({by}) from {list}", of.name);
            return (step, row_type(of, true).list());
        }
        let condition = if self.source.once_in(3) {
            format!(" where {}", self.row_condition(of, 2))
        } else {
            String::new()
        };
        let mut row = self.row(of, &of.unique, depth);
        let is_written = |name: &str| {
            row.iter()
                .any(|entry| entry.starts_with(&format!("{name}: ")))
        };
        let mut free = of.fields.clone();
        free.retain(|(name, _, _)| !is_written(name));
        if let Some((name, ty, _)) = free.first() {
            let value = self.expression(Mode::Must, ty, depth);
            row.push(format!("on create {{ {name}: {} }}", value.text));
        }
        let (by, row) = (by.join(", "), row.join(", "));
        (
            format!("upsert {} by ({by}){condition} {{ {row} }}", of.name),
            row_type(of, true),
        )
    }

    fn notify(&mut self, depth: usize) -> (String, Type) {
        if self.source.below(2) == 0 {
            let text = self.expression(Mode::Must, &Type::Text, depth).text;
            return (format!("notify team {text}"), Type::Null);
        }
        let mut settings = vec![format!("to {}", self.recipients(depth))];
        if self.source.once_in(3) {
            settings.push(format!("bcc {}", self.recipients(depth)));
        }
        let value = self.expression(Mode::Must, &Type::Text, depth).text;
        settings.push(format!("subject {value}"));
        let content = self.source.below(3);
        if content != 0 {
            let value = self.expression(Mode::Must, &Type::Text, depth).text;
            settings.push(format!("text {value}"));
        }
        if content != 1 {
            settings.push(format!("html {}", self.markup(depth.min(2))));
        }
        (
            format!("notify mail {{ {} }}", settings.join(", ")),
            Type::Text,
        )
    }

    /// One address or several.
    fn recipients(&mut self, depth: usize) -> String {
        if self.source.once_in(3) {
            let texts = |ty: &Type| matches!(ty, Type::List(text) if **text == Type::Text);
            if let Some((path, _)) = self.path_where(texts) {
                return path.text;
            }
        }
        let count = self.source.below(3);
        // A literal text with a comma would mean several addresses, which does not compile.
        let mut address = || {
            let text = self.expression(Mode::Must, &Type::Text, depth.min(2)).text;
            format!("({text}).trim()")
        };
        if count == 0 {
            return address();
        }
        let addresses: Vec<String> = (0..count).map(|_| address()).collect();
        format!("[{}]", addresses.join(", "))
    }
}

/// A field of a record.
pub(super) fn field(name: &str, ty: Type) -> Field {
    let name = name.into();
    Field { name, ty }
}

fn row_type(of: &Collection, created: bool) -> Type {
    let mut fields = vec![field("id", Type::Int)];
    fields.extend(
        of.fields
            .iter()
            .map(|(name, ty, _)| field(name, ty.clone())),
    );
    if created {
        fields.push(field("created", Type::Bool));
        fields.push(field("changed", Type::Bool));
    }
    Type::record(fields)
}
