//! What of a step is fixed.

use flowright_stdlib::query::{Arithmetic, Assignment, Comparison, Predicate, Scalar};

use super::declarations::{Declarations, Used};
use super::digest::Writer;
use crate::program::{Expectation, HttpBodyKind, HttpStep, HttpTarget, StepKind};

impl Declarations {
    pub(super) fn step(&self, writer: &mut Writer, kind: &StepKind) {
        match kind {
            StepKind::Create {
                collection,
                columns,
            } => {
                writer.kind("create");
                self.used(writer, Used::Collection(*collection));
                writer.columns(columns);
            }
            StepKind::Upsert {
                collection,
                unique,
                columns,
                on_create,
            } => {
                writer.kind("upsert");
                self.used(writer, Used::Collection(*collection));
                writer.length(*unique);
                writer.columns(columns);
                writer.columns(on_create);
            }
            StepKind::FindOne {
                collection,
                condition,
            } => {
                writer.kind("find one");
                self.used(writer, Used::Collection(*collection));
                writer.predicate(condition);
            }
            StepKind::Update {
                collection,
                condition,
                set,
            } => {
                writer.kind("update");
                self.used(writer, Used::Collection(*collection));
                writer.predicate(condition);
                writer.length(set.len());
                for Assignment { field, value } in set {
                    writer.length(*field);
                    writer.scalar(value);
                }
            }
            StepKind::Http(http) => {
                writer.kind("http");
                self.http(writer, http);
            }
            StepKind::Notify { channel } => {
                writer.kind("notify");
                self.used(writer, Used::Channel(*channel));
            }
        }
    }

    fn http(&self, writer: &mut Writer, http: &HttpStep) {
        let HttpStep {
            method,
            target,
            body,
            headers,
            timeout,
            expect,
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
        });
        writer.texts(headers.iter().map(|name| &**name));
        writer.optional(*timeout, Writer::duration);
        match expect {
            Expectation::Nothing => writer.kind("nothing"),
            Expectation::Json(ty) => {
                writer.kind("json");
                writer.ty(ty);
            }
            Expectation::Text => writer.kind("text"),
        }
        writer.bool(*accept_any);
        writer.number(*max_response);
    }
}

impl Writer {
    fn columns(&mut self, columns: &[usize]) {
        self.length(columns.len());
        columns.iter().for_each(|column| self.length(*column));
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
