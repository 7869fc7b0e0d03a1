//! Uses of constructs from other languages: members of a request, environment variables, functions
//! of a runtime.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_syntax::ast::{self, Name};
use flowright_syntax::habits::{HabitPlace, Instead, habit};

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

    /// `console.log(x)`, `print(x)`, `Date.now()`. Returns whether it was one of these.
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
            _ => match habit(HabitPlace::Value, &first.text) {
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

/// The name, if the expression is one.
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
