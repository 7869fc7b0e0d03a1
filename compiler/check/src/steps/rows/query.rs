//! `find C where …`, `find one C where …`, `count C where …`, `sum .f of C where …`,
//! `distinct .f of C where …`

use flowright_diagnostics::Span;
use flowright_stdlib::query::{
    Aggregate, GroupValue, Predicate, RowOperationKind, RowOrder, Scalar,
};
use flowright_stdlib::types::{Field, Type};
use flowright_syntax::ast::{self, ClauseKind, ExpressionKind, OrderKey, QueryVerb};

use crate::body::{Checker, Reason};
use crate::program::Expression;
use crate::steps::checked::CheckedStep;
use crate::steps::missing_where;
use crate::steps::target::Target;

use super::Outcome;
use super::query_reports::{clause_not_taken, clause_twice, not_a_field, not_computed, not_single};

/// The clauses of a query, each at most once.
#[derive(Default)]
struct Clauses<'a> {
    condition: Option<&'a ast::Expression>,
    group: Option<&'a ast::Expression>,
    order: Option<&'a [OrderKey]>,
    limit: Option<&'a ast::Expression>,
    offset: Option<&'a ast::Expression>,
}

impl<'a> Checker<'a> {
    pub(in crate::steps) fn row_query(
        &mut self,
        step: &ast::QueryStep,
        span: Span,
    ) -> Option<CheckedStep> {
        let clauses = self.clauses(step);
        let target = self.target(&step.collection)?;
        let says_which = clauses.condition.is_some() || clauses.order.is_some();
        if step.verb == QueryVerb::FindOne && !says_which {
            let help =
                "add a condition, `find one … where .id == id`, or an order, `order by .id desc`";
            self.report(missing_where(span, "find one", help));
            return None;
        }
        let mut operands = Vec::new();
        let condition = match clauses.condition {
            Some(written) => {
                let condition = self.where_condition(&target, written);
                condition.map(|condition| {
                    let predicate = condition.with_operands(&mut operands);
                    self.unserved(&target, &predicate, written.span);
                    predicate
                })
            }
            None => Some(Predicate::All),
        };
        let order = self.order(&target, clauses.order.unwrap_or_default());
        let field = step.field.as_ref();
        let field = field.and_then(|field| match step.verb {
            QueryVerb::Distinct | QueryVerb::CountDistinct => {
                self.single_column(&target, field, step.verb.as_str())
            }
            QueryVerb::Find
            | QueryVerb::FindOne
            | QueryVerb::Count
            | QueryVerb::Sum
            | QueryVerb::Avg
            | QueryVerb::Min
            | QueryVerb::Max => self.column_index(&target, field),
        });
        let computed = field.and_then(|at| self.computed(&target, step, at));
        let group = clauses
            .group
            .filter(|_| step.verb.clauses().contains(&"group by"));
        let group = group.map(|key| self.single_column(&target, key, "group by"));
        let limit = self.row_count(clauses.limit, "`limit`", &mut operands);
        let offset = self.row_count(clauses.offset, "`offset`", &mut operands);
        let (condition, order) = (condition?, order?);
        let (kind, ty) = match step.verb {
            QueryVerb::Find => {
                let kind = RowOperationKind::Find {
                    condition,
                    order,
                    limit,
                    offset,
                };
                (kind, self.row(&target, Outcome::Nothing).list())
            }
            QueryVerb::FindOne => {
                let kind = RowOperationKind::FindOne { condition, order };
                (kind, self.row(&target, Outcome::Nothing).optional())
            }
            QueryVerb::Distinct => {
                let field = field?;
                let ty = self.field_type(&target, field)?.list();
                (RowOperationKind::Distinct { field, condition }, ty)
            }
            QueryVerb::Count
            | QueryVerb::CountDistinct
            | QueryVerb::Sum
            | QueryVerb::Avg
            | QueryVerb::Min
            | QueryVerb::Max => {
                let (value, ty) = match step.verb {
                    QueryVerb::Count => (GroupValue::Count, Type::Int),
                    QueryVerb::CountDistinct => (GroupValue::Distinct(field?), Type::Int),
                    _ => {
                        let (field, (function, ty)) = (field?, computed?);
                        (GroupValue::Aggregate(function, field), ty)
                    }
                };
                match group {
                    Some(key) => self.groups(&target, key?, value, ty, condition)?,
                    None => (ungrouped(value, condition), ty),
                }
            }
        };
        Some(target.step(kind, operands, ty))
    }

    /// One value for each group of rows.
    fn groups(
        &mut self,
        target: &Target<'a>,
        key: usize,
        value: GroupValue,
        ty: Type,
        condition: Predicate,
    ) -> Option<(RowOperationKind, Type)> {
        let key_ty = self.field_type(target, key)?;
        // A group has at least one row, so there is a value unless the field may be null.
        let ty = match value {
            GroupValue::Aggregate(_, field) if !self.field_type(target, field)?.is_nullable() => {
                ty.without_null().clone()
            }
            GroupValue::Aggregate(..) | GroupValue::Count | GroupValue::Distinct(_) => ty,
        };
        let group = Type::record(vec![
            Field {
                name: "key".into(),
                ty: key_ty,
            },
            Field {
                name: "value".into(),
                ty,
            },
        ]);
        self.reports
            .index
            .record(&group, vec![Some(target.span_of(key)), None]);
        let kind = RowOperationKind::Groups {
            value,
            key,
            condition,
        };
        Some((kind, group.list()))
    }

    /// The type of a field; `None` if its declaration has an error.
    fn field_type(&self, target: &Target<'a>, field: usize) -> Option<Type> {
        let ty = &target.collection.fields.get(field)?.ty;
        (*ty != Type::Error).then(|| ty.clone())
    }

    /// The clauses; reports the clauses that the verb does not accept.
    fn clauses<'s>(&mut self, step: &'s ast::QueryStep) -> Clauses<'s> {
        let mut clauses = Clauses::default();
        for clause in &step.clauses {
            let (word, is_first) = match &clause.kind {
                ClauseKind::Where(one) => ("where", clauses.condition.replace(one).is_none()),
                ClauseKind::GroupBy(key) => ("group by", clauses.group.replace(key).is_none()),
                ClauseKind::OrderBy(keys) => ("order by", clauses.order.replace(keys).is_none()),
                ClauseKind::Limit(count) => ("limit", clauses.limit.replace(count).is_none()),
                ClauseKind::Offset(count) => ("offset", clauses.offset.replace(count).is_none()),
            };
            if !is_first {
                self.report(clause_twice(word, clause.span));
            } else if !step.verb.clauses().contains(&word) {
                self.report(clause_not_taken(step.verb, word, clause.span));
            }
        }
        clauses
    }

    /// The sort order of the rows; `None` if a key had an error.
    fn order(&mut self, target: &Target<'a>, keys: &[OrderKey]) -> Option<Vec<RowOrder>> {
        let keys = keys.iter().map(|key| {
            Some(RowOrder {
                field: self.single_column(target, &key.value, "order by")?,
                descending: key.descending,
            })
        });
        // All keys are checked, even if an earlier one has an error.
        let keys: Vec<Option<RowOrder>> = keys.collect();
        keys.into_iter().collect()
    }

    /// The index of a field; `None`, with an error reported, if the expression is not a field.
    fn column_index(&mut self, target: &Target<'a>, value: &ast::Expression) -> Option<usize> {
        let ExpressionKind::Column(name) = &value.kind else {
            let report = not_a_field(target, value);
            self.report(report);
            return None;
        };
        self.column_named(target, name)
    }

    /// The index of a field whose values are compared or ordered; `None`, with an error reported,
    /// if the expression is not such a field.
    fn single_column(
        &mut self,
        target: &Target<'a>,
        value: &ast::Expression,
        word: &str,
    ) -> Option<usize> {
        let index = self.column_index(target, value)?;
        let ty = &target.collection.fields.get(index)?.ty;
        if ty.is_json_column() {
            self.report(not_single(word, value.span, ty));
            return None;
        }
        Some(index)
    }

    /// The aggregate computed over a field, and its type.
    fn computed(
        &mut self,
        target: &Target<'a>,
        step: &ast::QueryStep,
        field: usize,
    ) -> Option<(Aggregate, Type)> {
        let ty = target.collection.fields.get(field)?.ty.without_null();
        if *ty == Type::Error {
            return None;
        }
        let (function, fits, result) = match step.verb {
            QueryVerb::Sum => (Aggregate::Sum, ty.is_summed(), ty.clone()),
            QueryVerb::Avg => {
                let mean = match ty {
                    Type::Decimal | Type::Duration => ty.clone(),
                    _ => Type::Float,
                };
                (Aggregate::Avg, ty.is_summed(), mean.optional())
            }
            QueryVerb::Min => (Aggregate::Min, ty.is_ordered(), ty.clone().optional()),
            QueryVerb::Max => (Aggregate::Max, ty.is_ordered(), ty.clone().optional()),
            QueryVerb::Find
            | QueryVerb::FindOne
            | QueryVerb::Count
            | QueryVerb::CountDistinct
            | QueryVerb::Distinct => return None,
        };
        if !fits {
            let span = step
                .field
                .as_ref()
                .map_or(step.collection.span, |one| one.span);
            self.report(not_computed(step.verb, span, ty));
            return None;
        }
        Some((function, result))
    }

    /// A number of rows, as an operand of the step.
    fn row_count(
        &mut self,
        count: Option<&ast::Expression>,
        what: &'static str,
        operands: &mut Vec<Expression>,
    ) -> Option<Scalar> {
        let count = self.expect(count?, &Type::Int, &Reason::Takes { what });
        operands.push(count);
        Some(Scalar::Parameter(operands.len() - 1))
    }
}

/// A value computed over all rows together.
fn ungrouped(value: GroupValue, condition: Predicate) -> RowOperationKind {
    match value {
        GroupValue::Count => RowOperationKind::Count { condition },
        GroupValue::Distinct(field) => RowOperationKind::CountDistinct { field, condition },
        GroupValue::Aggregate(function, field) => RowOperationKind::Aggregate {
            function,
            field,
            condition,
        },
    }
}
