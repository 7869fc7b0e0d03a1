//! `log LEVEL "…" { … }`

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::log::LogLevel;
use flowright_stdlib::types::Type;
use flowright_syntax::ast::{self, LogStatement, Name};

use super::{Checker, Reason};
use crate::convert;
use crate::program::{Expression, ExpressionKind, Format, Log, Statement};

/// The destination of values in a `log`, as a sink of secrets.
const SINK: &str = "a log line";

impl Checker<'_> {
    pub(super) fn log(&mut self, log: &LogStatement, span: Span) -> Option<Statement> {
        if self.pure(span, "`log`", "write the log line in the workflow") {
            return None;
        }
        if self.cannot_be_undone(span, "`log`") {
            return None;
        }
        let level = LogLevel::named(&log.level.text);
        if level.is_none() {
            let report = unknown_level(&log.level);
            self.report(report);
        }
        if matches!(log.message.kind, ast::ExpressionKind::Record(_)) {
            self.report(without_text(log.message.span));
            self.unread();
            return None;
        }
        let message = self.expect(&log.message, &Type::Text, &Reason::Takes { what: SINK });
        let fields = (!log.fields.is_empty()).then(|| self.log_fields(&log.fields, span));
        Some(Statement::Log(Log {
            level: level?,
            message,
            fields,
            span,
        }))
    }

    /// The fields as JSON.
    fn log_fields(&mut self, fields: &[ast::RecordEntry], span: Span) -> Expression {
        let before = self.writes_json;
        self.writes_json = true;
        let record = ast::Expression {
            kind: ast::ExpressionKind::Record(fields.to_vec()),
            span,
        };
        let value = self.value(&record, None);
        self.writes_json = before;
        self.no_secret(&value, SINK);
        if convert::holds_error(&value.ty) || convert::holds_secret(&value.ty) {
            return super::scope::error(span);
        }
        Expression {
            kind: ExpressionKind::Written(Format::Json, Box::new(value)),
            ty: Type::Text,
            span,
        }
    }
}

/// `E0201`: `log info { a: 1 }`
fn without_text(span: Span) -> Diagnostic {
    Diagnostic::new(Code::Mismatch, span, "a log line begins with a text")
        .label("its fields come after the text")
        .fix(
            "write a text before the fields: `log info \"…\" { name: value }`",
            vec![Edit {
                span: span.before(),
                text: "\"…\" ".to_owned(),
            }],
            Applicability::Unsafe,
        )
}

/// `E0110`: an unknown log level.
fn unknown_level(level: &Name) -> Diagnostic {
    let words = LogLevel::ALL.map(LogLevel::word);
    let report = Diagnostic::new(
        Code::UnknownWord,
        level.span,
        format!("`{}` is not a log level", level.text),
    )
    .label("not one of the levels");
    let meant = match &*level.text {
        "warning" => Some("warn"),
        "err" | "fatal" | "critical" => Some("error"),
        "trace" | "verbose" => Some("debug"),
        "notice" => Some("info"),
        _ => None,
    };
    let report = match meant {
        Some(meant) => {
            let edit = Edit {
                span: level.span,
                text: meant.to_owned(),
            };
            report.fix(format!("write `{meant}`"), vec![edit], Applicability::Safe)
        }
        None => report.did_you_mean(level.span, &level.text, words),
    };
    report.note(format!("the levels are `{}`", words.join("`, `")))
}
