//! Values where a type is expected.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::types::{LiteralTexts, Type};
use flowright_syntax::ast;

use super::{Checker, Reason, Use};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};
use crate::settings::choices;

impl Checker<'_> {
    /// The value of a nested expression, which must have the given type.
    pub fn expect(&mut self, e: &ast::Expression, want: &Type, reason: &Reason<'_>) -> Expression {
        let value = self.operand(e, Use::Must(want, reason));
        self.coerce(value, want, reason)
    }

    /// The value converted to the expected type; reports an error if it does not fit.
    pub fn coerce(&mut self, value: Expression, want: &Type, reason: &Reason<'_>) -> Expression {
        if convert::value_fits(&value, want) {
            let declared = &self.globals.found.index;
            self.reports.index.taken_as(declared, &value.ty, want);
            return convert::apply(value, want);
        }
        if !convert::holds_error(&value.ty) && !convert::holds_error(want) {
            let report = self.mismatch(&value, want, reason);
            self.report(report);
        }
        Expression {
            kind: ExpressionKind::Error,
            ty: Type::Error,
            span: value.span,
        }
    }

    /// `E0201`: a value of another type; or the more specific error if the cause is null or a
    /// secret.
    fn mismatch(&mut self, value: &Expression, want: &Type, reason: &Reason<'_>) -> Diagnostic {
        if convert::holds_secret(&value.ty) {
            return self.leak(value, &reason.sink());
        }
        if let Type::Optional(inner) = &value.ty
            && convert::fits(inner, want)
        {
            return self.null_where(value, want, reason);
        }
        let found = found(&value.ty, want);
        let wanted = brief(want);
        let report = Diagnostic::new(
            Code::Mismatch,
            value.span,
            format!("expected `{wanted}`, found `{found}`"),
        )
        .label(format!("this is `{found}`"));
        let report = reason.explain(report, want);
        if let (Reason::Address, Type::List(_), Type::Text) = (reason, &value.ty, want) {
            return report.help("only one address is possible here: take one, as with `.first()`");
        }
        if *want.without_null() == Type::Int {
            let report = self.id_in_place_of_row(report, value, reason);
            return help(report, value, want);
        }
        if let (Type::Text, Type::Literals(known)) = (&value.ty, want.without_null())
            && let Some(source) = self.source(value)
        {
            return narrowed(report, value.span, &source, known);
        }
        help(report, value, want)
    }
}

/// Suggests narrowing a text to one of a fixed set of texts.
fn narrowed(report: Diagnostic, span: Span, source: &str, known: &LiteralTexts) -> Diagnostic {
    let declare = report
        .clone()
        .help("declare this type where the text is decoded");
    let arms: Vec<String> = known
        .iter()
        .map(|one| format!("{one:?} => {one:?}"))
        .collect();
    let Some(first) = known.iter().next().filter(|_| arms.len() <= 4) else {
        return declare.help("or narrow it with `match`");
    };
    let meant = format!("match {source} {{ {}, _ => {first:?} }}", arms.join(", "));
    report
        .fix(
            format!("a text may have any value; narrow it: `{meant}`"),
            vec![Edit { span, text: meant }],
            Applicability::Unsafe,
        )
        .help("or declare this type where the text is decoded")
}

impl Checker<'_> {
    /// `E0203`, with the reason why a value is required. An address has no fallback text.
    fn null_where(&self, value: &Expression, want: &Type, reason: &Reason<'_>) -> Diagnostic {
        let mut report = self.may_be_null(value, want);
        match reason {
            Reason::Address => {
                report.helps.clear();
                report
                    .help(self.look_first(value))
                    .note("an address has no sensible default: handle null before sending")
            }
            Reason::Takes { .. } => report,
            Reason::None
            | Reason::Annotation { .. }
            | Reason::Returns { .. }
            | Reason::Parameter { .. }
            | Reason::Library { .. }
            | Reason::Column { .. }
            | Reason::Variable { .. }
            | Reason::Operand { .. } => reason.explain(report, want),
        }
    }
}

fn help(report: Diagnostic, value: &Expression, want: &Type) -> Diagnostic {
    let around = |open: &str, close: &str| {
        let edit = |span, text: &str| Edit {
            span,
            text: text.to_owned(),
        };
        vec![
            edit(value.span.before(), open),
            edit(value.span.after(), close),
        ]
    };
    match (&value.ty, want.without_null()) {
        (found, wanted) if *found.without_null() == Type::Json => {
            let first = match found {
                Type::Optional(_) => "check it for null, then decode it",
                _ => "decode it",
            };
            report.help(format!("{first}: `decode x as {}`", brief(wanted)))
        }
        (_, Type::Json) => report.help("make JSON of it: `decode x.to_json() as json`"),
        (file, Type::Bytes) if file.is_file() => report.fix(
            "write `.bytes` for its content",
            around("", ".bytes"),
            Applicability::Unsafe,
        ),
        (file, Type::Text) if file.is_file() => report.help(
            "its content as text is `.bytes.to_text()`, which is null if it is not UTF-8",
        ),
        (Type::Bytes, Type::Text) => report
            .help("write `.to_text()`, which is null if they are not UTF-8, or `.base64()`"),
        (Type::Bytes, Type::Int) => report.help("the number of bytes is `.length`"),
        (text, Type::Bytes) if text.is_text() => report.fix(
            "write `.to_bytes()` for its UTF-8 bytes",
            around("", ".to_bytes()"),
            Applicability::Unsafe,
        ),
        (Type::Record(_) | Type::List(_) | Type::Map(_), Type::Bytes) => {
            report.help("bytes are made of a text: `x.to_json().to_bytes()`")
        }
        (text, Type::Secret) if text.is_text() => {
            report.help("declare it as `secret name`, and use it as `secrets.name`")
        }
        (Type::Literals(texts), Type::Literals(known)) => {
            let word = texts.iter().next().unwrap_or_default();
            let quoted: Vec<String> = known.iter().map(|text| format!("{text:?}")).collect();
            let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
            let constant = matches!(value.kind, ExpressionKind::Constant(_));
            let report = if constant {
                let near = flowright_diagnostics::near(word, known.iter());
                report.propose_as(value.span, &near, |name| format!("{name:?}"))
            } else {
                report
            };
            report.note(choices(&quoted))
        }
        (
            Type::Int
            | Type::Float
            | Type::Decimal
            | Type::Bool
            | Type::Time
            | Type::Date
            | Type::Duration,
            Type::Text,
        ) => report.fix(
            "convert it to a text with a string around it",
            around("\"{", "}\""),
            Applicability::Unsafe,
        ),
        (
            Type::Literals(_),
            Type::Int | Type::Float | Type::Decimal | Type::Duration | Type::Bool,
        ) => match super::operators::unquoted(value, want) {
            Some(word) => super::operators::without_quotes(report, value.span, word),
            None => report,
        },
        (Type::Literals(_) | Type::Text, wanted @ (Type::Time | Type::Date)) => {
            match super::operators::literal_call(value, wanted) {
                Some(call) => super::operators::as_literal(report, value.span, call),
                None => report.help(format!(
                    "a text is not a `{wanted}`: declare that type where it is decoded, or read it with `.to_{wanted}()`, which may be null"
                )),
            }
        }
        (Type::Time, Type::Date) => {
            report.help("the date of a time depends on the zone: `time.date(\"Europe/Stockholm\")`")
        }
        (Type::Date, Type::Time) => report.help(
            "a date has no time of day: say which one, and where: `date.at(\"00:00\", \"Europe/Stockholm\")`",
        ),
        (Type::Text, Type::Int | Type::Float | Type::Decimal | Type::Bool) => report.help(format!(
            "a text is not converted to `{}` implicitly: declare that type where it is decoded",
            brief(want.without_null())
        )),
        (Type::List(element), Type::Text) if element.is_text() => report.fix(
            "join its texts with `.join(\", \")`",
            around("", ".join(\", \")"),
            Applicability::Unsafe,
        ),
        (element, Type::List(wanted)) if convert::fits(element, wanted) => report.fix(
            "make it a list of one element: put it in brackets",
            around("[", "]"),
            Applicability::Unsafe,
        ),
        (Type::Float, Type::Int) => report.help(
            "round it: `.round(0).floor()` to the nearest int, `.floor()` down, `.ceil()` up",
        ),
        (Type::Int, Type::Float) if !is_field(value) => report.help(super::operators::TO_FLOAT),
        (Type::Int | Type::Float | Type::Decimal, Type::Duration) => {
            report.help("write the unit: `5s`, or `n * 1s` for a computed number")
        }
        (Type::Duration, Type::Int) => {
            report.help("divide it by its unit: `duration / 1s` is the number of seconds")
        }
        (Type::Decimal, Type::Int) => report
            .help("a decimal is not converted to an int implicitly: call `.floor()` or `.ceil()`"),
        (Type::Float, Type::Decimal) | (Type::Decimal, Type::Float) => {
            super::operators::float_and_decimal(report, value, value)
        }
        (Type::Int, Type::Float) => {
            report.help("declare both as the same type; only number literals adapt")
        }
        (Type::Null, _) => report.help(format!(
            "only an optional can be null: declare `{}?`",
            brief(want)
        )),
        (Type::Text, Type::Literals(_)) if is_field(value) => report.help(
            "a text may have any value: read the row with `find one`, and narrow the field with `match`",
        ),
        (Type::Text, Type::Literals(_)) => {
            report.help("a text may have any value: narrow it with `match` first")
        }
        (Type::Record(_), Type::Union(union)) => match &union.tag {
            Some(tag) => report.help(format!(
                "its `{tag}` decides which variant it is: write a text that one of them has"
            )),
            None => report.help("only a request is one of these types: use the value itself"),
        },
        (Type::Union(_), Type::Union(_)) => {
            report.help("it has variants that are not wanted here: narrow it with `match` first")
        }
        (Type::Union(_), Type::Record(_)) => {
            report.help("it may be another variant: narrow it with `match` first")
        }
        (Type::Record(_), Type::Map(_)) => {
            report.help("only a record literal becomes a map: write the entries in braces, here")
        }
        (found @ (Type::Record(_) | Type::List(_)), wanted @ (Type::Record(_) | Type::List(_))) => {
            let mut paths = Vec::new();
            differences(found, wanted, "", &mut paths);
            let more = paths.len().saturating_sub(MOST);
            paths.truncate(MOST);
            let report = paths.into_iter().fold(report, Diagnostic::note);
            if more > 0 {
                return report.note(format!("and {more} more"));
            }
            report
        }
        _ => report,
    }
}

/// Whether the value is a field of the current row, which has no expression.
fn is_field(value: &Expression) -> bool {
    matches!(value.kind, ExpressionKind::Error)
}

/// The maximum number of differences between two types to list.
const MOST: usize = 4;

/// Where a type does not fit another one, with the path to each place.
fn differences(found: &Type, wanted: &Type, path: &str, all: &mut Vec<String>) {
    if convert::fits(found, wanted) {
        return;
    }
    match (found.without_null(), wanted.without_null()) {
        (Type::Record(own), Type::Record(record))
            if !found.is_nullable() || wanted.is_nullable() =>
        {
            for field in &record.fields {
                let inner = match path {
                    "" => field.name.to_string(),
                    path => format!("{path}.{}", field.name),
                };
                match own.field(&field.name) {
                    Some((_, ty)) => differences(&ty.ty, &field.ty, &inner, all),
                    None => all.push(format!(
                        "`{inner}`: expected `{}`, but the field is missing",
                        brief(&field.ty)
                    )),
                }
            }
        }
        (Type::List(own), Type::List(element)) => {
            differences(own, element, &format!("{path}[]"), all);
        }
        (Type::Map(own), Type::Map(value)) => {
            differences(own, value, &format!("{path}[…]"), all);
        }
        _ if path.is_empty() => {}
        _ => all.push(format!(
            "`{path}`: expected `{}`, found `{}`",
            brief(wanted),
            brief(found)
        )),
    }
}
