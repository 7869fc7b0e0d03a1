//! Steps and answers.

use flowright_check::program::{
    HttpBody, HttpStep, HttpTarget, Predicate, Respond, RespondBody, Scalar, Step, StepKind,
};

use super::Usage;

impl Usage {
    pub(super) fn step(&mut self, step: &Step) {
        match &step.kind {
            StepKind::Create(row) => self.all(row.fields.iter().map(|(_, value)| value)),
            StepKind::Upsert { row, on_create, .. } => {
                let fields = row.fields.iter().chain(on_create);
                self.all(fields.map(|(_, value)| value));
            }
            StepKind::FindOne { condition, .. } => self.predicate(condition),
            StepKind::Update { condition, set, .. } => {
                if let Some(condition) = condition {
                    self.predicate(condition);
                }
                for (_, value) in set {
                    self.scalar(value);
                }
            }
            StepKind::Http(http) => self.http(http),
            StepKind::Notify(notify) => self.all(&notify.arguments),
        }
    }

    fn http(&mut self, http: &HttpStep) {
        match &http.target {
            HttpTarget::Url { rest, .. } => self.parts(rest),
            HttpTarget::Service { path, .. } => self.parts(path),
        }
        let values = http.query.iter().chain(&http.headers);
        self.all(values.map(|(_, value)| value));
        match &http.body {
            HttpBody::None => {}
            HttpBody::Json(value) => self.json(value),
            HttpBody::Text(value) => self.expression(value),
        }
    }

    fn predicate(&mut self, predicate: &Predicate) {
        match predicate {
            Predicate::Compare(_, left, right) => {
                self.scalar(left);
                self.scalar(right);
            }
            Predicate::IsTrue(value) => self.scalar(value),
            Predicate::And(left, right) | Predicate::Or(left, right) => {
                self.predicate(left);
                self.predicate(right);
            }
            Predicate::Not(inner) => self.predicate(inner),
        }
    }

    fn scalar(&mut self, scalar: &Scalar) {
        match scalar {
            Scalar::Column(_) => {}
            Scalar::Value(value) => self.expression(value),
            Scalar::Arithmetic(_, left, right) => {
                self.scalar(left);
                self.scalar(right);
            }
        }
    }

    pub(super) fn respond(&mut self, respond: &Respond) {
        self.expression(&respond.status);
        self.all(respond.headers.iter().map(|(_, value)| value));
        match &respond.body {
            RespondBody::None => {}
            RespondBody::Json(value) => self.json(value),
            RespondBody::Text(value) | RespondBody::Html(value) | RespondBody::Bytes(value) => {
                self.expression(value);
            }
        }
    }
}
