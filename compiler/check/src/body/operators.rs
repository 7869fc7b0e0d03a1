//! Comparison and `in`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::operators::Comparison;
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use super::scope::error;
use super::{Checker, nulls};
use crate::convert;
use crate::describe::{brief, found};
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn equality(
        &mut self,
        comparison: Comparison,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        let (left, right) = self.two_values(left, right, None);
        if self.looked_into(&left, "compared") || self.looked_into(&right, "compared") {
            return error(span);
        }
        for (one, other) in [(&left, &right), (&right, &left)] {
            let null = one.ty == Type::Null;
            if null && !other.ty.is_nullable() && !convert::holds_error(&other.ty) {
                let report = nulls::never_null(other.span, &other.ty, None);
                self.report(report);
            }
        }
        let Some((left, right)) = self.alike(left, right) else {
            return error(span);
        };
        Expression {
            kind: ExpressionKind::Compare(comparison, Box::new(left), Box::new(right)),
            ty: Type::Bool,
            span,
        }
    }

    /// Both values converted to a common type that supports `==`; reports an error if there is
    /// none.
    fn alike(&mut self, left: Expression, right: Expression) -> Option<(Expression, Expression)> {
        // A comparison with null is meaningful even if part of the other value had an error.
        let with_null = left.ty == Type::Null || right.ty == Type::Null;
        let unknown = |ty: &Type| *ty == Type::Error || !with_null && convert::holds_error(ty);
        if unknown(&left.ty) || unknown(&right.ty) {
            return None;
        }
        if let (Type::Literals(a), Type::Literals(b)) =
            (left.ty.without_null(), right.ty.without_null())
            && !a.overlaps(b)
        {
            let constant = |value: &Expression| matches!(value.kind, ExpressionKind::Constant(_));
            if !(constant(&left) && constant(&right)) {
                let (value, other) = if constant(&left) {
                    (&left, &right)
                } else {
                    (&right, &left)
                };
                let reason = super::Reason::Operand { span: other.span };
                let want = other.ty.without_null().clone();
                self.coerce(value.clone(), &want, &reason);
                return None;
            }
        }
        let common = if convert::value_fits(&left, &right.ty) {
            Some(right.ty.clone())
        } else if convert::value_fits(&right, &left.ty) {
            Some(left.ty.clone())
        } else {
            convert::common(&left.ty, &right.ty)
        };
        match common {
            Some(ty) if holds_headers(&ty) || convert::holds_secret(&ty) => {
                let report = incomparable(&left, &right, "compared");
                self.report(report);
                None
            }
            Some(ty) if !with_null && holds_json(&ty) => {
                let json = if holds_json(&left.ty) { &left } else { &right };
                let report = json_compared(json, left.span.to(right.span));
                self.report(report);
                None
            }
            Some(ty) => Some((convert::apply(left, &ty), convert::apply(right, &ty))),
            None => {
                let report = incomparable(&left, &right, "equal");
                self.report(report);
                None
            }
        }
    }

    pub(super) fn ordering(
        &mut self,
        comparison: Comparison,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        let (left, right) = self.two_values(left, right, None);
        if self.looked_into(&left, "compared") || self.looked_into(&right, "compared") {
            return error(span);
        }
        // A null check would not help if the types differ in any case.
        if may_be_null(&left, &right) && !may_be_compared(&left, &right) {
            let report = incomparable(&left, &right, "compared");
            self.report(report);
            return error(span);
        }
        let Some((left, right)) = self.two_not_null(left, right) else {
            return error(span);
        };
        let widen = |value: Expression| match value.ty {
            Type::Literals(_) => convert::apply(value, &Type::Text),
            _ => value,
        };
        let (left, right) = (widen(left), widen(right));
        let (left, right) = adapt(left, right);
        if left.ty != right.ty || !left.ty.is_ordered() {
            let report = incomparable(&left, &right, "ordered");
            self.report(report);
            return error(span);
        }
        if left.ty == Type::Text {
            self.report(text_order(left.span.to(right.span)));
        }
        Expression {
            kind: ExpressionKind::Compare(comparison, Box::new(left), Box::new(right)),
            ty: Type::Bool,
            span,
        }
    }

    /// Both values if neither is null nor poisoned; otherwise reports an error.
    pub(super) fn two_not_null(
        &mut self,
        left: Expression,
        right: Expression,
    ) -> Option<(Expression, Expression)> {
        let left = self.not_null(left);
        let right = self.not_null(right);
        Some((left?, right?))
    }

    /// The value if it cannot be null; otherwise reports an error.
    pub fn not_null(&mut self, value: Expression) -> Option<Expression> {
        match &value.ty {
            Type::Error => None,
            Type::Optional(inner) => {
                let report = self.may_be_null(&value, inner);
                self.report(report);
                None
            }
            _ => Some(value),
        }
    }

    pub(super) fn is_in(
        &mut self,
        negated: bool,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
    ) -> Expression {
        let value = self.value(left, None);
        let want = match &value.ty {
            Type::Literals(_) => None,
            other => Some(other.without_null().clone().list()),
        };
        let list = self.value(right, want.as_ref());
        if self.looked_into(&value, "compared") {
            return error(span);
        }
        let (Some(value), Some(list)) = (self.not_null(value), self.not_null(list)) else {
            return error(span);
        };
        if let Type::Map(_) = &list.ty {
            if !value.ty.is_text() {
                let report = super::maps::not_a_key(&value, &list);
                self.report(report);
                return error(span);
            }
            return self.is_key(negated, value, list, span);
        }
        let Type::List(element) = list.ty.clone() else {
            let report = not_a_list(&list);
            self.report(report);
            return error(span);
        };
        if holds_headers(&element) || convert::holds_secret(&element) {
            let report = incomparable(&value, &list, "compared");
            self.report(report);
            return error(span);
        }
        if holds_json(&element) {
            let report = json_compared(&list, value.span.to(list.span));
            self.report(report);
            return error(span);
        }
        let Some(common) = convert::common(&value.ty, &element) else {
            self.report(never_in(&value.ty, value.span, &element, list.span));
            return error(span);
        };
        Expression {
            kind: ExpressionKind::In {
                negated,
                value: Box::new(convert::apply(value, &common)),
                list: Box::new(convert::apply(list, &common.list())),
            },
            ty: Type::Bool,
            span,
        }
    }
}

/// Whether one of the values has an optional type.
pub(crate) fn may_be_null(left: &Expression, right: &Expression) -> bool {
    [left, right]
        .iter()
        .any(|one| matches!(one.ty, Type::Optional(_)))
}

/// Whether both values would be comparable if they were not null.
pub(crate) fn may_be_compared(left: &Expression, right: &Expression) -> bool {
    let (a, b) = (left.ty.without_null(), right.ty.without_null());
    let is_unknown = |ty: &Type| matches!(ty, Type::Null | Type::Error | Type::Never);
    a == b
        || a.is_text() && b.is_text()
        || is_unknown(a)
        || is_unknown(b)
        || convert::value_fits(left, b)
        || convert::value_fits(right, a)
}

/// Number literals take the type of the other operand, and an int is converted to a decimal if the
/// other operand is a decimal.
pub(super) fn adapt(left: Expression, right: Expression) -> (Expression, Expression) {
    if left.ty == right.ty {
        return (left, right);
    }
    if matches!(right.ty, Type::Float) && convert::value_fits(&left, &right.ty) {
        return (convert::apply(left, &Type::Float), right);
    }
    if matches!(left.ty, Type::Float) && convert::value_fits(&right, &left.ty) {
        return (left, convert::apply(right, &Type::Float));
    }
    match (&left.ty, &right.ty) {
        (Type::Int, Type::Decimal) => (convert::apply(left, &Type::Decimal), right),
        (Type::Decimal, Type::Int) => (left, convert::apply(right, &Type::Decimal)),
        _ => (left, right),
    }
}

fn holds_headers(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Headers))
}

/// An operator on a float and a decimal.
pub(super) fn float_and_decimal(
    report: Diagnostic,
    left: &Expression,
    right: &Expression,
) -> Diagnostic {
    let is_literal =
        |one: &Expression| one.ty == Type::Float && matches!(one.kind, ExpressionKind::Constant(_));
    if is_literal(left) || is_literal(right) {
        return report.help("a decimal has at most 28 digits");
    }
    report.help("declare both as decimals, as in `let rate: decimal = 0.25`, or convert one: `.to_decimal()`, `.to_float()`")
}

/// Whether two values of the type could differ only in the way they are written.
fn holds_json(ty: &Type) -> bool {
    ty.holds(&|ty| matches!(ty, Type::Json))
}

/// `E0205`: a comparison of data of unknown shape.
fn json_compared(value: &Expression, span: Span) -> Diagnostic {
    let report = Diagnostic::new(Code::Incomparable, span, "`json` values cannot be compared")
        .label("the same data can be written in several ways")
        .because(value.span, format!("this is `{}`", brief(&value.ty)));
    match value.ty {
        Type::Json => report.help("decode it first: `(decode x as text) == \"a\"`"),
        Type::Optional(_) => {
            report.help("check for null, then decode it: `(decode x as text) == \"a\"`")
        }
        _ => report.help("compare the parts that matter, and `decode` the `json` among them"),
    }
}

/// `E0205`: a comparison of values with different types.
pub(crate) fn incomparable(left: &Expression, right: &Expression, how: &str) -> Diagnostic {
    let a = found(&left.ty, &right.ty);
    let b = found(&right.ty, &left.ty);
    let message = match how {
        "equal" => format!("`{a}` and `{b}` are never equal"),
        "ordered" if left.ty == right.ty => format!("`{a}` has no order"),
        _ if left.ty.is_number() && right.ty.is_number() || may_be_null(left, right) => {
            format!("`{a}` and `{b}` cannot be compared")
        }
        _ => format!(
            "{} and {} cannot be compared",
            kind(&left.ty),
            kind(&right.ty)
        ),
    };
    let report = Diagnostic::new(Code::Incomparable, left.span.to(right.span), message)
        .label(if how == "ordered" && left.ty == right.ty {
            "only numbers, times, dates, durations and texts have an order"
        } else {
            "compares different types"
        })
        .because(left.span, format!("this is `{a}`"))
        .because(right.span, format!("this is `{b}`"));
    let found = unquoted(left, &right.ty).map(|word| (left, word));
    if let Some((value, word)) = found.or_else(|| Some((right, unquoted(right, &left.ty)?))) {
        return without_quotes(report, value.span, word);
    }
    let found = literal_call(left, &right.ty).map(|call| (left, call));
    if let Some((value, call)) = found.or_else(|| Some((right, literal_call(right, &left.ty)?))) {
        return as_literal(report, value.span, call);
    }
    // Operands that are fields of a row are shown without their expression.
    let is_field = |side: &Expression| matches!(side.kind, ExpressionKind::Error);
    let number_and_text = |number: &Expression, text: &Expression| {
        number.ty.without_null().is_number() && text.ty.without_null().is_text()
    };
    let text = if number_and_text(left, right) {
        Some(right)
    } else {
        number_and_text(right, left).then_some(left)
    };
    match (&left.ty, &right.ty) {
        (json, other) | (other, json)
            if *json.without_null() == Type::Json && *other.without_null() != Type::Json =>
        {
            report.help(format!(
                "decode the `json` first: `decode x as {}`",
                brief(&super::variables::widened(other.without_null()))
            ))
        }
        _ if text.is_some_and(is_field) => {
            report.help("there are no implicit conversions: declare the field as a number")
        }
        _ if text.is_some() => report.help(
            "there are no implicit conversions: declare the text as a number where it is decoded",
        ),
        (Type::Int, Type::Float) if !is_field(left) => report.help(TO_FLOAT),
        (Type::Float, Type::Int) if !is_field(right) => report.help(TO_FLOAT),
        (Type::Int, Type::Float) | (Type::Float, Type::Int) => {
            report.help("declare both as the same type; only number literals adapt")
        }
        (Type::Float, Type::Decimal) | (Type::Decimal, Type::Float) => {
            float_and_decimal(report, left, right)
        }
        (Type::Duration, number) | (number, Type::Duration) if number.is_number() => {
            report.help("write the unit: `30s`, or `n * 1s` for a computed number")
        }
        (Type::Time, Type::Text | Type::Literals(_)) | (Type::Text | Type::Literals(_), Type::Time) => report.help(
            "a text is not a time: declare it as `time` where it is decoded, such as `query { since: time }`",
        ),
        (Type::Bytes, text) | (text, Type::Bytes) if text.is_text() => report.help(
            "make bytes of the text, `.to_bytes()`, or a text of the bytes, such as `.sha256()` or `.hex()`",
        ),
        (Type::Date, Type::Text | Type::Literals(_)) | (Type::Text | Type::Literals(_), Type::Date) => report.help(
            "a text is not a date: declare it as `date` where it is decoded, such as `query { day: date }`, or read it with `.to_date()`",
        ),
        (Type::Date, number) | (number, Type::Date) if number.is_number() => {
            report.help("write the date as `date(\"2026-01-02\")`")
        }
        (Type::Date, Type::Time) | (Type::Time, Type::Date) => report.help(
            "the date of a time depends on the zone: `time.date(\"Europe/Stockholm\")`",
        ),
        (Type::Optional(_), _) | (_, Type::Optional(_)) if how == "ordered" => {
            report.help("replace null by a default: `x ?? 0`")
        }
        _ => report,
    }
}

/// How to convert an int to a float; only literals are converted implicitly.
pub(super) const TO_FLOAT: &str = "convert the int with `.to_float()`; only number literals adapt";

/// A type in words, for a sentence.
fn kind(ty: &Type) -> String {
    match ty {
        Type::Int | Type::Float | Type::Decimal => "a number".to_owned(),
        Type::Text => "a text".to_owned(),
        Type::Literals(_) => "a text".to_owned(),
        other => format!("`{}`", brief(other)),
    }
}

/// Suggests removing the quotes of a literal that is a valid value without them.
pub(super) fn without_quotes(report: Diagnostic, span: Span, word: &str) -> Diagnostic {
    let edit = Edit {
        span,
        text: word.to_owned(),
    };
    report.fix(
        format!("write `{word}` without quotes"),
        vec![edit],
        Applicability::Safe,
    )
}

/// Suggests `date("…")` for a text that is written as a date, and the same for times.
pub(super) fn as_literal(report: Diagnostic, span: Span, call: String) -> Diagnostic {
    let help = format!("write `{call}`");
    let edit = Edit { span, text: call };
    report.fix(help, vec![edit], Applicability::Safe)
}

/// The time or date that a text in quotes would be.
pub(super) fn literal_call(value: &Expression, want: &Type) -> Option<String> {
    let ExpressionKind::Constant(Constant::Text(text)) = &value.kind else {
        return None;
    };
    convert::literal(text, want)
}

/// The text of a quoted literal that is a valid value without its quotes.
pub(super) fn unquoted<'e>(value: &'e Expression, want: &Type) -> Option<&'e str> {
    let ExpressionKind::Constant(Constant::Text(text)) = &value.kind else {
        return None;
    };
    convert::is_written(text, want.without_null()).then_some(&**text)
}

/// `E0204`: `in` on a value that is not a list.
pub(crate) fn not_a_list(list: &Expression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::Operands,
        list.span,
        format!("`in` takes a list, not `{}`", brief(&list.ty)),
    )
    .label(format!("this is `{}`", brief(&list.ty)));
    match list.ty {
        Type::Text | Type::Literals(_) => {
            report.help("to search in a text, write `text.contains(part)`")
        }
        _ => report,
    }
}

/// `E0205`: a value that cannot occur in a list with such elements.
pub(crate) fn never_in(value: &Type, span: Span, element: &Type, list: Span) -> Diagnostic {
    let found = found(value, element);
    let element = brief(element);
    let report = Diagnostic::new(
        Code::Incomparable,
        span,
        format!("`{found}` is never in a list of `{element}`"),
    )
    .label(format!("this is `{found}`"))
    .because(list, format!("this is a list of `{element}`"));
    match value {
        Type::Date => report.help("write dates in the list: `[date(\"2026-01-02\")]`"),
        _ => report,
    }
}

/// `W0204`: `<` on texts.
pub(crate) fn text_order(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::TextOrder,
        span,
        "texts are compared by their characters",
    )
    .label("`\"10\" < \"9\"` holds")
    .help("declare numbers and times as such where they are decoded: `body json { n: int }`")
}
