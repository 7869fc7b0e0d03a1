//! The fixed parts of steps.

use flowright_stdlib::query::{
    Aggregate, Arithmetic, Assignment, Comparison, GroupValue, Predicate, RowOperation,
    RowOperationKind, RowOrder, Scalar, TextTest,
};

use super::declarations::{Declarations, Used};
use super::digest::Writer;
use crate::program::{
    AuthScheme, Expectation, HttpBodyKind, HttpStep, HttpTarget, PartKind, StepKind,
};

impl Declarations {
    pub(super) fn step(&self, writer: &mut Writer, kind: &StepKind) {
        match kind {
            StepKind::Row(RowOperation { collection, kind }) => {
                self.used(writer, Used::Collection(*collection));
                writer.row_operation(kind);
            }
            StepKind::Http(http) => {
                writer.kind("http");
                self.http(writer, http);
            }
            StepKind::Notify { channel, parts } => {
                writer.kind("notify");
                self.used(writer, Used::Channel(*channel));
                writer.texts(parts.iter().copied());
            }
            StepKind::Call { workflow } => {
                writer.kind("call");
                self.used(writer, Used::Called(*workflow));
            }
        }
    }

    fn http(&self, writer: &mut Writer, http: &HttpStep) {
        let HttpStep {
            method,
            target,
            body,
            form,
            parts,
            headers,
            auth,
            timeout,
            expect,
            // Only source positions.
            expected: _,
            accept_any,
            max_response,
        } = http;
        writer.text(method);
        match target {
            HttpTarget::Base(base) => {
                writer.kind("base");
                self.setting_text(writer, base);
            }
            HttpTarget::Service(service) => {
                writer.kind("service");
                self.used(writer, Used::Service(*service));
            }
        }
        writer.kind(match body {
            HttpBodyKind::None => "none",
            HttpBodyKind::Json => "json",
            HttpBodyKind::Text => "text",
            HttpBodyKind::Form => "form",
            HttpBodyKind::Multipart => "multipart",
            HttpBodyKind::Bytes => "bytes",
        });
        writer.texts(form.iter().map(|name| &**name));
        // Empty unless the body has parts: one for each field.
        for part in parts {
            writer.kind(match part {
                PartKind::Text => "text",
                PartKind::Json => "json",
                PartKind::File => "file",
                PartKind::Bytes => "bytes",
            });
        }
        writer.texts(headers.iter().map(|name| &**name));
        writer.optional(*auth, |writer, auth| {
            writer.kind(match auth {
                AuthScheme::Bearer => "bearer",
                AuthScheme::Basic => "basic",
            });
        });
        writer.optional(*timeout, Writer::duration);
        match expect {
            Expectation::Nothing => writer.kind("nothing"),
            Expectation::Json(ty) => {
                writer.kind("json");
                writer.ty(ty);
            }
            Expectation::Text => writer.kind("text"),
            Expectation::Bytes => writer.kind("bytes"),
        }
        writer.bool(*accept_any);
        writer.optional(*max_response, Writer::number);
    }
}

impl Writer {
    fn row_operation(&mut self, kind: &RowOperationKind) {
        match kind {
            RowOperationKind::Create { fields } => {
                self.kind("create");
                self.columns(fields);
            }
            RowOperationKind::CreateEach { fields } => {
                self.kind("create each");
                self.columns(fields);
            }
            RowOperationKind::Upsert {
                unique,
                fields,
                on_create,
                condition,
            } => {
                // This encoding predates conditions.
                if *condition == Predicate::All {
                    self.kind("upsert");
                } else {
                    self.kind("upsert where");
                    self.predicate(condition);
                }
                self.length(*unique);
                self.columns(fields);
                self.columns(on_create);
            }
            RowOperationKind::UpsertEach {
                unique,
                fields,
                on_create,
            } => {
                self.kind("upsert each");
                self.length(*unique);
                self.columns(fields);
                self.columns(on_create);
            }
            RowOperationKind::FindOne { condition, order } => {
                // This encoding predates `order`; keeping it preserves the versions of existing
                // programs.
                if order.is_empty() {
                    self.kind("find one");
                } else {
                    self.kind("find one in order");
                    self.order(order);
                }
                self.predicate(condition);
            }
            RowOperationKind::Find {
                condition,
                order,
                limit,
                offset,
            } => {
                self.kind("find");
                self.predicate(condition);
                self.order(order);
                for count in [limit, offset] {
                    self.length(usize::from(count.is_some()));
                    if let Some(count) = count {
                        self.scalar(count);
                    }
                }
            }
            RowOperationKind::Aggregate {
                function,
                field,
                condition,
            } => {
                self.aggregate(*function);
                self.length(*field);
                self.predicate(condition);
            }
            RowOperationKind::CountDistinct { field, condition } => {
                self.kind("count distinct");
                self.length(*field);
                self.predicate(condition);
            }
            RowOperationKind::Distinct { field, condition } => {
                self.kind("distinct");
                self.length(*field);
                self.predicate(condition);
            }
            RowOperationKind::Groups {
                value,
                key,
                condition,
            } => {
                self.kind("groups");
                match value {
                    GroupValue::Count => self.kind("count"),
                    GroupValue::Distinct(field) => {
                        self.kind("count distinct");
                        self.length(*field);
                    }
                    GroupValue::Aggregate(function, field) => {
                        self.aggregate(*function);
                        self.length(*field);
                    }
                }
                self.length(*key);
                self.predicate(condition);
            }
            RowOperationKind::Count { condition } => {
                self.kind("count");
                self.predicate(condition);
            }
            RowOperationKind::Update { condition, set } => {
                self.kind("update");
                self.predicate(condition);
                self.length(set.len());
                for Assignment { field, value } in set {
                    self.length(*field);
                    self.scalar(value);
                }
            }
            RowOperationKind::Delete { condition } => {
                self.kind("delete");
                self.predicate(condition);
            }
        }
    }

    fn aggregate(&mut self, function: Aggregate) {
        self.kind(match function {
            Aggregate::Sum => "sum",
            Aggregate::Avg => "avg",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
        });
    }

    fn columns(&mut self, columns: &[usize]) {
        self.length(columns.len());
        columns.iter().for_each(|column| self.length(*column));
    }

    fn order(&mut self, order: &[RowOrder]) {
        self.length(order.len());
        for RowOrder { field, descending } in order {
            self.length(*field);
            self.length(usize::from(*descending));
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::All => self.kind("all"),
            Predicate::Compare(comparison, left, right) => {
                self.kind("compare");
                self.comparison(*comparison);
                self.scalar(left);
                self.scalar(right);
            }
            Predicate::IsTrue(value) => {
                self.kind("is true");
                self.scalar(value);
            }
            Predicate::Text(test, text, part) => {
                self.kind(match test {
                    TextTest::Contains => "contains",
                    TextTest::StartsWith => "starts with",
                    TextTest::EndsWith => "ends with",
                });
                self.scalar(text);
                self.scalar(part);
            }
            Predicate::Holds(list, value) => {
                self.kind("holds");
                self.scalar(list);
                self.scalar(value);
            }
            Predicate::In(value, list) => {
                self.kind("in");
                self.scalar(value);
                self.length(*list);
            }
            Predicate::And(left, right) => {
                self.kind("and");
                self.predicate(left);
                self.predicate(right);
            }
            Predicate::Or(left, right) => {
                self.kind("or");
                self.predicate(left);
                self.predicate(right);
            }
            Predicate::Not(inner) => {
                self.kind("not");
                self.predicate(inner);
            }
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        match scalar {
            Scalar::Column(column) => {
                self.kind("column");
                self.length(*column);
            }
            Scalar::Parameter(parameter) => {
                self.kind("parameter");
                self.length(*parameter);
            }
            Scalar::Arithmetic(operator, left, right) => {
                self.kind("arithmetic");
                self.arithmetic(*operator);
                self.scalar(left);
                self.scalar(right);
            }
            Scalar::Lower(text) => {
                self.kind("lower");
                self.scalar(text);
            }
        }
    }

    pub(super) fn arithmetic(&mut self, operator: Arithmetic) {
        self.kind(match operator {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => "/",
            Arithmetic::Remainder => "%",
        });
    }

    pub(super) fn comparison(&mut self, comparison: Comparison) {
        self.kind(match comparison {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        });
    }
}
