//! Uses of constructs from other languages: members of a request, environment variables, functions
//! of a runtime.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::{self, Name};
use flowright_syntax::habits::{HabitPlace, Instead, habit};
use flowright_syntax::tokens::{WordClass, word};

use super::scope::error;
use super::{Checker, Place};
use crate::program::Expression;

/// The members of a request by their names in web frameworks, each with its name here.
const REQUEST: &[(&str, &str)] = &[
    ("body", "data"),
    ("data", "data"),
    ("json", "data"),
    ("payload", "data"),
    ("form", "data"),
    ("rawBody", "body"),
    ("raw", "body"),
    ("text", "body"),
    ("headers", "headers"),
    ("header", "headers"),
    ("params", "params"),
    ("query", "query"),
    ("args", "query"),
    ("ip", "ip"),
    ("remoteAddress", "ip"),
    ("remote_addr", "ip"),
    ("method", "method"),
    ("path", "path"),
    ("url", "path"),
    ("id", "request_id"),
];

impl Checker<'_> {
    /// Whether the name is undeclared here and belongs to that habit.
    fn is_foreign(&self, name: &Name, instead: Instead) -> bool {
        let is_known = self.visible(&name.text).is_some()
            || self.globals.things.get(&name.text).is_some()
            || self.globals.poisoned.contains(&name.text)
            || matches!(&*name.text, "context" | "config" | "secrets");
        let habit = habit(HabitPlace::Value, &name.text);
        !is_known && habit.is_some_and(|habit| habit.instead == instead)
    }

    /// `req.body`, `process.env.KEY`; `None` if it is neither.
    pub(super) fn foreign_member(
        &mut self,
        base: &ast::Expression,
        field: &Name,
        span: Span,
    ) -> Option<Expression> {
        if let Some(name) = self.environment(base) {
            let report = operator_value(name, field, span);
            self.report(report);
            return Some(error(span));
        }
        let ast::ExpressionKind::Name(name) = &base.kind else {
            return None;
        };
        if self.place == Place::Function || !self.is_foreign(name, Instead::Likely("context")) {
            return None;
        }
        let (_, member) = REQUEST.iter().find(|(theirs, _)| *theirs == &*field.text)?;
        if self.request.is_none() {
            self.no_context(name);
            return Some(error(span));
        }
        let meant = format!("context.{member}");
        let report = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("there is no `{}` here", name.text),
        )
        .label("a name from another language")
        .fix(
            format!("write `{meant}`"),
            vec![Edit { span, text: meant }],
            Applicability::Safe,
        );
        self.report(report);
        if matches!(*member, "params" | "query") {
            return Some(error(span));
        }
        let context = Name {
            text: "context".into(),
            span: name.span,
        };
        let member = Name {
            text: (*member).into(),
            span: field.span,
        };
        Some(self.context_member(&context, &member, span))
    }

    /// The name of the environment object in `env.X`, `process.env.X` and `os.environ.X`.
    fn environment<'e>(&self, base: &'e ast::Expression) -> Option<&'e Name> {
        let name = if let ast::ExpressionKind::Field { base, field, .. } = &base.kind {
            named(base).filter(|_| matches!(&*field.text, "env" | "environ"))
        } else {
            named(base).filter(|name| matches!(&*name.text, "env" | "ENV"))
        }?;
        self.is_foreign(name, Instead::Other).then_some(name)
    }

    /// `console.log(x)`, `print(x)`, `Date.now()`. Returns whether the call was one of these.
    pub(super) fn foreign_call(
        &mut self,
        base: Option<&ast::Expression>,
        function: &Name,
        arguments: &[ast::Expression],
        span: Span,
    ) -> bool {
        let group = base.map(named);
        if group == Some(None) {
            return false;
        }
        let group = group.flatten();
        let first = group.unwrap_or(function);
        if !self.is_foreign(first, Instead::Other) {
            return false;
        }
        let written = match group {
            Some(group) => format!("{}.{}", group.text, function.text),
            None => function.text.to_string(),
        };
        let report = Diagnostic::new(
            Code::UnknownFunction,
            first.span.to(function.span),
            format!("there is no `{written}`"),
        )
        .label("a function from another language");
        let is_log = matches!(
            &*first.text,
            "console" | "print" | "println" | "puts" | "logger" | "logging" | "fmt"
        );
        if &*first.text == "Promise" {
            let report = report
                .help("to run steps side by side, write `parallel { a { http … } b { http … } }`")
                .help("to run a step for each element of a list, write `for x in list at most 8 at once { http … }`");
            self.report(report);
            self.unread();
            return true;
        }
        if &*first.text == "Math"
            && let Some((help, edits)) =
                super::foreign_numbers::own(first, function, arguments, span)
        {
            self.report(report.fix(help, edits, Applicability::Unsafe));
            self.all(arguments);
            return true;
        }
        if let Some((text, applicability)) = as_json(&written, arguments) {
            let report = match text.strip_suffix(" as json") {
                Some(decode) => report.help(format!(
                    "name the fields that are used: `{decode} as {{ id: text }}`"
                )),
                None => report,
            };
            self.report(report.fix(
                format!("write `{text}`"),
                vec![Edit { span, text }],
                applicability,
            ));
            for argument in arguments {
                self.operand(argument, super::Use::Value(None));
            }
            return true;
        }
        let report = match (is_log, &*written, arguments) {
            (true, _, [text]) => {
                let is_text = matches!(text.kind, ast::ExpressionKind::Text(_));
                let (open, close) = if is_text { ("", "") } else { ("\"{", "}\"") };
                let level = match &*function.text {
                    "error" => "error",
                    "warn" | "warning" => "warn",
                    _ => "info",
                };
                let edits = vec![
                    Edit {
                        span: span.before().to(text.span.before()),
                        text: format!("log {level} {open}"),
                    },
                    Edit {
                        span: text.span.after().to(span.after()),
                        text: close.to_owned(),
                    },
                ];
                report.fix(
                    format!("to write to the log, use `log {level} \"…\"`"),
                    edits,
                    Applicability::Unsafe,
                )
            }
            (_, "Date.now", []) => report.fix(
                "the current time is `now()`",
                vec![Edit {
                    span,
                    text: "now()".to_owned(),
                }],
                Applicability::Safe,
            ),
            _ => match habit(HabitPlace::Function, &first.text)
                .filter(|_| group.is_none())
                .or_else(|| habit(HabitPlace::Value, &first.text))
            {
                Some(habit) => report.help(habit.says),
                None => report,
            },
        };
        self.report(report);
        for argument in arguments {
            self.operand(argument, super::Use::Value(None));
        }
        true
    }
}

impl Checker<'_> {
    /// `E0111`: `orders.create({ … })`
    pub(super) fn called_on_rows(
        &self,
        base: &ast::Expression,
        method: &Name,
    ) -> Option<Diagnostic> {
        let rows = named(base).filter(|name| self.visible(&name.text).is_none())?;
        let entry = self.globals.things.get(&rows.text)?;
        let (kind, _) = self.globals.kinds.get(entry.index)?;
        if kind.word() != "collection" {
            return None;
        }
        let name = &rows.text;
        let meant = match &*method.text {
            "create" | "insert" | "add" | "push" | "save" | "insertOne" | "append" => {
                format!("create {name} {{ field: value }}")
            }
            "update" | "updateOne" | "set" => {
                format!("update {name} where .id == 1 set {{ field: value }}")
            }
            "upsert" => format!("upsert {name} by (field) {{ field: value }}"),
            "delete" | "remove" | "deleteOne" | "destroy" => {
                format!("delete {name} where .id == 1")
            }
            "count" | "length" | "size" => format!("count {name}"),
            "findOne" | "get" | "first" | "find_one" => {
                format!("find one {name} where .field == value")
            }
            "find" | "filter" | "all" | "where" | "select" | "findAll" | "map" => {
                format!("find {name} where .field == value")
            }
            _ => return None,
        };
        Some(
            Diagnostic::new(
                Code::NotAValue,
                rows.span.to(method.span),
                format!("`{name}` is a collection, not a value"),
            )
            .label("its rows are read and written by steps")
            .because(entry.span, "the collection is declared here")
            .help(format!("write `{meant}`")),
        )
    }
}

/// What to write here instead of `JSON.stringify(x)` or `JSON.parse(x)`.
fn as_json(written: &str, arguments: &[ast::Expression]) -> Option<(String, Applicability)> {
    let value = super::text::source(arguments.first()?)?;
    match written {
        "JSON.stringify" | "json.dumps" | "json.encode" | "JSON.generate" | "JSON.dump" => {
            Some((format!("{value}.to_json()"), Applicability::Safe))
        }
        "JSON.parse" | "json.loads" | "json.decode" if arguments.len() == 1 => {
            Some((format!("decode {value} as json"), Applicability::Unsafe))
        }
        _ => None,
    }
}

/// `E0104`: a step written as a call; `None` for other functions.
pub(super) fn called_step(name: &Name, arguments: &[ast::Expression]) -> Option<Diagnostic> {
    let text = &*name.text;
    let is_step = word(text).is_some_and(|word| word.class == WordClass::Step);
    let first = arguments.first();
    let column = first.and_then(|first| {
        let ast::ExpressionKind::Field { base, field, .. } = &first.kind else {
            return None;
        };
        Some((named(base)?, field))
    });
    let meant = match (text, column) {
        ("sum" | "avg" | "min" | "max", Some((rows, field))) if arguments.len() == 1 => {
            let help = format!(
                "for the rows of a collection, write `{text} .{} of {}`; for a list, `list.{text}()`",
                field.text, rows.text
            );
            return Some(called_without_value(name).help(help));
        }
        ("sum" | "avg" | "min" | "max" | "count", _) => return None,
        ("notify", _) => match first.and_then(named) {
            Some(channel) => format!("notify {} \"…\"", channel.text),
            None => "notify channel \"…\"".to_owned(),
        },
        ("http", _) => "http GET \"https://…\"".to_owned(),
        ("find", _) => "find rows where .field == value".to_owned(),
        ("create", _) => "create rows { field: value }".to_owned(),
        ("update", _) => "update rows where .id == 1 set { field: value }".to_owned(),
        ("delete", _) => "delete rows where .id == 1".to_owned(),
        (other, _) => format!("{other} …"),
    };
    is_step.then(|| {
        Diagnostic::new(
            Code::UnknownFunction,
            name.span,
            format!("`{text}` is a step, not a function"),
        )
        .label("written without parentheses")
        .help(format!("write `{meant}`"))
    })
}

/// `E0104`: a library function called without a receiver.
fn called_without_value(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownFunction,
        name.span,
        format!("`{}` must be called on a value", name.text),
    )
    .label("no value before it")
}

/// The name, if the expression is a name.
fn named(e: &ast::Expression) -> Option<&Name> {
    let ast::ExpressionKind::Name(name) = &e.kind else {
        return None;
    };
    Some(name)
}

/// `E0101`: an environment variable; here the operator sets the value of a declaration.
fn operator_value(name: &Name, field: &Name, span: Span) -> Diagnostic {
    let own = field.text.to_lowercase();
    let is_secret = ["secret", "token", "key", "password"]
        .iter()
        .any(|word| own.contains(word));
    let (group, declaration) = if is_secret {
        ("secrets", format!("secret {own}"))
    } else {
        ("config", format!("config {own}: text"))
    };
    Diagnostic::new(
        Code::UnknownName,
        name.span,
        format!("there is no `{}` here", name.text),
    )
    .label("a value that the operator sets is a `config` or a `secret`")
    .fix(
        format!("declare it with `{declaration}`, and write `{group}.{own}`"),
        vec![Edit {
            span,
            text: format!("{group}.{own}"),
        }],
        Applicability::Unsafe,
    )
}
