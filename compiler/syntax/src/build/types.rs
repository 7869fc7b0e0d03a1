//! Types.

use flowright_diagnostics::Span;

use super::{Builder, Children};
use crate::ast::{Name, TypeExpression, TypeField, TypeKind, TypedField};
use crate::grammar::{Pair, Rule};
use crate::mistakes;

impl Builder<'_> {
    /// `type_expression`
    pub(super) fn ty(&mut self, pair: Pair<'_>) -> TypeExpression {
        let span = self.span(&pair);
        let mut terms: Vec<TypeExpression> = pair
            .into_inner()
            .filter(|child| child.as_rule() == Rule::type_term)
            .map(|term| self.type_term(term))
            .collect();
        match (terms.pop(), terms.is_empty()) {
            (Some(only), true) => only,
            (Some(last), false) => {
                terms.push(last);
                if let Some(optional) = self.or_null(&terms, span) {
                    return optional;
                }
                TypeExpression {
                    kind: TypeKind::Union(terms),
                    span,
                }
            }
            (None, _) => TypeExpression {
                kind: TypeKind::Error,
                span,
            },
        }
    }

    /// `T | null`, which Flowright writes `T?`.
    fn or_null(&mut self, terms: &[TypeExpression], span: Span) -> Option<TypeExpression> {
        let is_null = |term: &&TypeExpression| matches!(&term.kind, TypeKind::Name(name) if &*name.text == "null");
        let others: Vec<&TypeExpression> = terms.iter().filter(|term| !is_null(term)).collect();
        if others.len() == terms.len() {
            return None;
        }
        let written: Vec<&str> = others
            .iter()
            .map(|term| self.text(term.span).trim())
            .collect();
        let (meant, inner) = match others.as_slice() {
            [] => return None,
            [only] => (
                format!("{}?", written.concat().trim_end_matches('?')),
                (*only).clone(),
            ),
            several => {
                let union = TypeExpression {
                    kind: TypeKind::Union(several.iter().map(|term| (*term).clone()).collect()),
                    span,
                };
                (format!("({})?", written.join(" | ")), union)
            }
        };
        self.report(mistakes::or_null(span, &meant));
        let kind = if let TypeKind::Optional(_) = inner.kind {
            inner.kind
        } else {
            TypeKind::Optional(Box::new(inner))
        };
        Some(TypeExpression { kind, span })
    }

    fn type_term(&mut self, pair: Pair<'_>) -> TypeExpression {
        let whole = self.span(&pair);
        let mut ty = TypeExpression {
            kind: TypeKind::Error,
            span: whole,
        };
        for child in pair.into_inner() {
            let span = self.span(&child);
            ty = match child.as_rule() {
                Rule::optional_mark if matches!(ty.kind, TypeKind::Optional(_)) => ty,
                Rule::optional_mark => TypeExpression {
                    span: ty.span.to(span),
                    kind: TypeKind::Optional(Box::new(ty)),
                },
                Rule::array_mark => {
                    self.report(mistakes::array_mark(ty.span, span));
                    TypeExpression {
                        span: ty.span.to(span),
                        kind: TypeKind::List(Box::new(ty)),
                    }
                }
                _ => TypeExpression {
                    kind: self.type_primary(child),
                    span,
                },
            };
        }
        ty
    }

    fn type_primary(&mut self, pair: Pair<'_>) -> TypeKind {
        match pair.as_rule() {
            Rule::name => TypeKind::Name(self.name(&pair)),
            Rule::string => {
                let span = self.span(&pair);
                TypeKind::Literal(Name {
                    text: self.plain_text(pair),
                    span,
                })
            }
            Rule::type_reference => match Children::of(pair).find(Rule::name) {
                Some(name) => TypeKind::Reference(self.name(&name)),
                None => TypeKind::Error,
            },
            Rule::type_record => TypeKind::Record(self.type_fields(pair)),
            Rule::type_list => match Children::of(pair).find(Rule::type_expression) {
                Some(element) => TypeKind::List(Box::new(self.ty(element))),
                None => TypeKind::Error,
            },
            Rule::type_group => match Children::of(pair).find(Rule::type_expression) {
                Some(inner) => self.ty(inner).kind,
                None => TypeKind::Error,
            },
            Rule::type_map => match Children::of(pair).find(Rule::type_expression) {
                Some(value) => TypeKind::Map(Box::new(self.ty(value))),
                None => TypeKind::Error,
            },
            _ => TypeKind::Error,
        }
    }

    /// `type_record`
    pub(super) fn type_fields(&mut self, pair: Pair<'_>) -> Vec<TypeField> {
        pair.into_inner()
            .filter(|child| child.as_rule() == Rule::type_field)
            .filter_map(|field| self.type_field(field))
            .collect()
    }

    fn type_field(&mut self, pair: Pair<'_>) -> Option<TypeField> {
        let doc = self.doc(self.span(&pair));
        let mut children = Children::of(pair);
        let name = children.take(Rule::field_name)?;
        let name = self.field_name(name);
        let ty = self.field_type(&name, &mut children);
        Some(TypeField { doc, name, ty })
    }

    /// `typed_field`: a field with a default.
    pub(super) fn typed_field(&mut self, pair: Pair<'_>) -> Option<TypedField> {
        let doc = self.doc(self.span(&pair));
        let mut children = Children::of(pair);
        let name = children.take(Rule::field_name)?;
        let name = self.field_name(name);
        let ty = self.field_type(&name, &mut children);
        children.take(Rule::equal);
        let default = children.take(Rule::expression);
        Some(TypedField {
            field: TypeField { doc, name, ty },
            default: default.map(|default| self.expression(default)),
        })
    }

    /// The part after the name of a field: `: T`, or one of the two common mistakes.
    pub(super) fn field_type(
        &mut self,
        name: &Name,
        children: &mut Children<'_>,
    ) -> TypeExpression {
        let mark = children.take(Rule::question).map(|mark| self.span(&mark));
        let sign = children.take(Rule::field_colon);
        if let Some(sign) = &sign {
            self.field_colon(sign, "type");
        }
        let ty = match children.take(Rule::type_expression) {
            Some(ty) => {
                let ty = self.ty(ty);
                if sign.is_none() && !matches!(ty.kind, TypeKind::Error) {
                    self.report(mistakes::field_without_colon(
                        mark.unwrap_or(name.span),
                        ty.span,
                    ));
                }
                ty
            }
            None => TypeExpression {
                kind: TypeKind::Error,
                span: sign.map_or_else(|| name.span.after(), |sign| self.span(&sign)),
            },
        };
        if let Some(mark) = mark {
            self.report(mistakes::optional_field(mark, ty.span));
            if !matches!(ty.kind, TypeKind::Optional(_) | TypeKind::Error) {
                return TypeExpression {
                    span: ty.span,
                    kind: TypeKind::Optional(Box::new(ty)),
                };
            }
        }
        ty
    }

    /// Reports `=` between the name of a field and its type or value, where `:` belongs.
    pub(super) fn field_colon(&mut self, sign: &Pair<'_>, what: &str) {
        if sign.as_str() == "=" {
            let span = self.span(sign);
            self.report(mistakes::field_equal(span, what));
        }
    }
}
