//! `x[i]`, `x?[i]`.

use flowright_diagnostics::{Applicability, Code, Diagnostic, Edit, Span};
use flowright_stdlib::functions::{self, Function, FunctionId, Pattern};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::{Origin, RecordType, Type};
use flowright_syntax::ast::{self, Name};

use super::scope::error;
use super::unknown_field::unknown_field;
use super::variables::widened;
use super::{Checker, Reason};
use crate::SymbolKind;
use crate::describe::brief;
use crate::program::{Expression, ExpressionKind};

impl Checker<'_> {
    pub(super) fn index(
        &mut self,
        base: &ast::Expression,
        index: &ast::Expression,
        optional: bool,
        span: Span,
    ) -> Expression {
        if !optional && let Some(value) = self.context_lookup(base, index, span) {
            return value;
        }
        let base = self.value(base, None);
        if self.looked_into(&base, "indexed") {
            return error(span);
        }
        if optional {
            return self.chain(base, "[", span, |checker, value| {
                checker.index_of(value, index, span)
            });
        }
        if let Type::Optional(inner) = &base.ty {
            let report = self.null_index(&base, inner);
            self.report(report);
            self.value(index, None);
            return error(span);
        }
        self.index_of(base, index, span)
    }

    /// An index of a value that is not null.
    fn index_of(&mut self, base: Expression, index: &ast::Expression, span: Span) -> Expression {
        match &base.ty {
            Type::Error => {
                self.value(index, None);
                error(span)
            }
            Type::List(element) => {
                let ty = (**element).clone().optional();
                let Some(index) = self.number_of_element(index) else {
                    return error(span);
                };
                Expression {
                    kind: ExpressionKind::Index {
                        list: Box::new(base),
                        index: Box::new(index),
                    },
                    ty,
                    span,
                }
            }
            Type::Map(value) => {
                let value = (**value).clone();
                self.map_value(base, &value, index, span)
            }
            Type::Headers => {
                let what = "the name of a header";
                let name = self.expect(index, &Type::Text, &Reason::Takes { what });
                Expression {
                    kind: ExpressionKind::Header {
                        headers: Box::new(base),
                        name: Box::new(name),
                    },
                    ty: Type::Text.optional(),
                    span,
                }
            }
            Type::Record(record) => {
                let record = record.clone();
                self.quoted_field(base, &record, index, span)
            }
            _ => {
                let known: Vec<_> = functions::indexes(&base.ty).collect();
                if known.is_empty() {
                    let report = not_indexed(&base);
                    self.report(report);
                    return error(span);
                }
                self.library_index(base, &known, index, span)
            }
        }
    }

    /// The index of an element: an int that is not a negative literal.
    fn number_of_element(&mut self, index: &ast::Expression) -> Option<Expression> {
        let index = self.expect(index, &Type::Int, &Reason::Takes { what: "an index" });
        if let ExpressionKind::Constant(Constant::Int(number @ ..0)) = index.kind {
            let report = below_zero(&index, number);
            self.report(match number {
                -1 => report.help("the last element is `list[list.length - 1]`"),
                _ => report,
            });
            return None;
        }
        Some(index)
    }

    /// An index that calls a library function; the type of the key selects the function.
    fn library_index(
        &mut self,
        base: Expression,
        known: &[(FunctionId, &'static Function)],
        index: &ast::Expression,
        span: Span,
    ) -> Expression {
        let takes = |pattern: Pattern| {
            let mut known = known.iter();
            known.find(|(_, one)| one.parameters.first().is_some_and(|key| key.ty == pattern))
        };
        let key = self.value(index, None);
        let Some(key) = self.not_null(key) else {
            return error(span);
        };
        let found = match &key.ty {
            Type::Int => takes(Pattern::Int),
            ty if ty.is_text() => takes(Pattern::Text),
            _ => None,
        };
        let Some((id, function)) = found else {
            let report = wrong_key(&base, &key, known);
            self.report(report);
            return error(span);
        };
        if let ExpressionKind::Constant(Constant::Int(number @ ..0)) = key.kind {
            let report = below_zero(&key, number);
            self.report(report);
            return error(span);
        }
        let key = match key.ty {
            Type::Literals(_) => crate::convert::apply(key, &Type::Text),
            _ => key,
        };
        Expression {
            ty: function.returns.resolve(&base.ty),
            kind: ExpressionKind::Call {
                function: *id,
                arguments: vec![base, key],
            },
            span,
        }
    }

    /// `E0203`: an index of a value that may be null.
    fn null_index(&self, base: &Expression, inner: &Type) -> Diagnostic {
        let is_known = matches!(inner, Type::List(_) | Type::Map(_) | Type::Headers)
            || functions::indexes(inner).next().is_some();
        if !is_known {
            return self.may_be_null(base, inner);
        }
        let question = Edit {
            span: base.span.after(),
            text: "?".to_owned(),
        };
        Diagnostic::new(
            Code::NullUsed,
            base.span,
            "this may be null, so it cannot be indexed",
        )
        .label(format!("`{}` may be null", brief(&base.ty)))
        .fix(
            "write `?[`, which is null if this is null",
            vec![question],
            Applicability::Unsafe,
        )
        .help(format!("or {}", self.look_first(base)))
    }

    /// `x["event-data"]`
    fn quoted_field(
        &mut self,
        base: Expression,
        record: &RecordType,
        index: &ast::Expression,
        span: Span,
    ) -> Expression {
        let name = self.value(index, None);
        if let ExpressionKind::Constant(Constant::Text(text)) = name.kind {
            let name = Name {
                text,
                span: index.span,
            };
            if record.field(&name.text).is_some() {
                return self.field_of(base, &name, span);
            }
            let report = unknown_field(record, &name);
            self.report(Diagnostic {
                helps: Vec::new(),
                ..report
            });
        } else if name.ty != Type::Error {
            let report = match name.ty.without_null().is_text() {
                true => self.record_as_map(&base, record),
                false => not_indexed(&base),
            };
            self.report(report);
        }
        error(span)
    }
}

impl Checker<'_> {
    /// `E0214`: a computed key of a record.
    fn record_as_map(&self, base: &Expression, record: &RecordType) -> Diagnostic {
        let report = Diagnostic::new(
            Code::NotIndexed,
            base.span,
            "a record has no computed fields",
        )
        .label(format!("this is `{}`", brief(&base.ty)));
        let mut types = record.fields.iter().map(|field| widened(&field.ty));
        let first = types.next();
        let value = first.filter(|first| types.all(|ty| ty == *first));
        let Some(value) = value.filter(|_| record.origin == Origin::Anonymous) else {
            return report
                .help("only a map has them: declare `map<text>`, or write the field: `x.name`");
        };
        let ExpressionKind::Binding(id) = base.kind else {
            return report.help(format!("declare it as a map: `map<{}>`", brief(&value)));
        };
        let Some(binding) = self.binding(id) else {
            return report;
        };
        let ty = format!(": map<{}>", brief(&value));
        let help = format!("declare it as a map: `let {}{ty} = {{ … }}`", binding.name);
        let mut symbols = self.reports.index.symbols.iter().rev();
        let symbol = symbols.find(|one| one.span == binding.span);
        if symbol.is_none_or(|one| one.kind != SymbolKind::Binding) {
            return report.help(help);
        }
        let edit = Edit {
            span: binding.span.after(),
            text: ty,
        };
        report.fix(help, vec![edit], Applicability::Unsafe)
    }
}

/// `E0201`: a key whose type cannot be used as an index of the value.
fn wrong_key(
    base: &Expression,
    key: &Expression,
    known: &[(FunctionId, &'static Function)],
) -> Diagnostic {
    let keys = known.iter().flat_map(|(_, one)| one.parameters.first());
    let kinds: Vec<String> = keys.clone().map(|key| format!("`{}`", key.ty)).collect();
    let base_ty = brief(&base.ty);
    let report = Diagnostic::new(
        Code::Mismatch,
        key.span,
        format!(
            "expected {}, found `{}`",
            kinds.join(" or "),
            brief(&key.ty)
        ),
    )
    .label(format!("this is `{}`", brief(&key.ty)))
    .because(base.span, format!("this is `{base_ty}`"));
    keys.fold(report, |report, key| {
        report.note(format!("`{}`: {}", key.ty, key.docs))
    })
}

/// `E0214`: a negative index.
fn below_zero(index: &Expression, number: i64) -> Diagnostic {
    Diagnostic::new(
        Code::NotIndexed,
        index.span,
        format!("negative index `{number}`: the first index is 0"),
    )
    .label("negative")
    .help("indexes count from the start, beginning with 0")
}

/// `E0214`: indexing a value that is not a list.
fn not_indexed(base: &Expression) -> Diagnostic {
    let report = Diagnostic::new(
        Code::NotIndexed,
        base.span,
        format!("`{}` cannot be indexed with `[ ]`", brief(&base.ty)),
    )
    .label(format!("this is `{}`", brief(&base.ty)));
    match &base.ty {
        Type::Record(_) => report.help("write the field: `x.name`, or `x[\"a-name\"]` in quotes"),
        Type::Text | Type::Literals(_) => {
            report.help("for the first character, write `text.take(1)`")
        }
        _ => report,
    }
}
