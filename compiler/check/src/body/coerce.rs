//! Values where a type is wanted.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::{Checker, Reason, Use};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    /// The value of an expression inside another one, which must be of that type.
    pub fn expect(&mut self, e: &ast::Expression, want: &Type, reason: &Reason<'_>) -> Expression {
        let value = self.operand(e, Use::Must(want, reason));
        self.coerce(value, want, reason)
    }

    /// The value as one of the type that is wanted, or a report.
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

    /// `E0201`: a value of another type; or what it really is about: null, a secret.
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
        help(report, value, want)
    }
}

impl Checker<'_> {
    /// `E0203`, with why a value is wanted. Where an address is, no text stands in for it.
    fn null_where(&self, value: &Expression, want: &Type, reason: &Reason<'_>) -> Diagnostic {
        let mut report = self.may_be_null(value, want);
        match reason {
            Reason::Address => {
                report.helps.clear();
                report
                    .help(self.look_first(value))
                    .note("nothing stands in for an address: a message to none fails")
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
        (Type::Literals(texts), Type::Literals(known)) => {
            let word = texts.iter().next().unwrap_or_default();
            let quoted: Vec<String> = known.iter().map(|text| format!("{text:?}")).collect();
            let constant = matches!(value.kind, ExpressionKind::Constant(_));
            let report = if constant {
                let near = flowright_diagnostics::near(word, known.iter());
                report.propose_as(value.span, &near, |name| format!("{name:?}"))
            } else {
                report
            };
            report.note(format!("the choices are {}", quoted.join(", ")))
        }
        (Type::Int | Type::Float | Type::Bool | Type::Time, Type::Text) => report.fix(
            "make it a text by a string around it",
            around("\"{", "}\""),
            Applicability::Unsafe,
        ),
        (Type::Literals(_), Type::Int | Type::Float | Type::Bool) => {
            match super::operators::unquoted(value, want) {
                Some(word) => super::operators::without_quotes(report, value.span, word),
                None => report,
            }
        }
        (Type::Text, Type::Int | Type::Float | Type::Bool) => report.help(format!(
            "a text does not become `{}` by itself: declare it so where it comes in",
            brief(want.without_null())
        )),
        (Type::List(element), Type::Text) if element.is_text() => report.fix(
            "put its texts together by `.join(\", \")`",
            around("", ".join(\", \")"),
            Applicability::Unsafe,
        ),
        (element, Type::List(wanted)) if convert::fits(element, wanted) => report.fix(
            "a list of this one value stands in brackets",
            around("[", "]"),
            Applicability::Unsafe,
        ),
        (Type::Float, Type::Int) => report.help("a float does not become an int by itself"),
        (Type::Int, Type::Float) => {
            report.help("only a number literal takes the type that is wanted")
        }
        (Type::Null, _) => report.help(format!("only an optional can be null: `{}?`", brief(want))),
        (Type::Text, Type::Literals(_)) => {
            report.help("a text may be anything: sort it out with `match` first")
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

/// How many differences between two types are listed.
const MOST: usize = 4;

/// Where a type does not fit another one, by the path to each place.
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
                        "`{inner}`: `{}` is wanted, and it is not there",
                        brief(&field.ty)
                    )),
                }
            }
        }
        (Type::List(own), Type::List(element)) => {
            differences(own, element, &format!("{path}[]"), all);
        }
        _ if path.is_empty() => {}
        _ => all.push(format!(
            "`{path}`: `{}` is wanted, and `{}` is given",
            brief(wanted),
            brief(found)
        )),
    }
}
