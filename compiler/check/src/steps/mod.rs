//! Steps with side effects: rows, `http`, `notify`; and the response.

mod call;
mod checked;
mod condition;
mod expected_members;
mod has_column;
pub(crate) mod http;
mod http_secrets;
mod http_target;
mod json_fields;
mod json_reports;
mod membership;
mod method;
mod no_index;
pub(crate) mod notify;
mod predicate;
pub(crate) mod respond;
mod row_fields;
mod rows;
mod scalar;
mod target;
mod text_tests;

pub(crate) use http::ONE_MEGABYTE;
pub(crate) use method::{METHODS, method};
pub(crate) use text_tests::ON_FIELDS;

use flowright_diagnostics::{Code, Diagnostic, Span};
use flowright_stdlib::types::Type;
use flowright_syntax::ast;

use crate::body::{Checker, Use};
use crate::program::{Expression, ExpressionKind, Step};
use crate::unbuilt;
use checked::CheckedStep;

/// The maximum number of values in one step: a third of the store's limit.
const MOST_VALUES: usize = 10_000;

impl Checker<'_> {
    /// Checks a step; reports an error if no step is allowed here.
    pub(crate) fn step(&mut self, step: &ast::Step, want: Use<'_>, span: Span) -> Expression {
        if let ast::StepKind::NotBuilt(feature) = &step.kind {
            self.report(unbuilt::feature(step.span, *feature));
            return nothing(span);
        }
        let (what, name) = names(&step.kind);
        if !self.may_stand(step.span, what)
            || !is_on_rows(&step.kind) && self.cannot_be_undone(step.span, what)
        {
            return nothing(span);
        }
        if let ast::StepKind::Transaction(body) = &step.kind {
            return self.transaction(body, want, span);
        }
        let checked = match &step.kind {
            ast::StepKind::Create(create) => self.create(create),
            ast::StepKind::Upsert(upsert) => self.upsert(upsert, step.span),
            ast::StepKind::Query(query) => self.row_query(query, step.span),
            ast::StepKind::Update(update) => self.update(update, step.span),
            ast::StepKind::Delete(delete) => self.delete(delete, step.span),
            ast::StepKind::Http(http) => self.http(http, step.span),
            ast::StepKind::Notify(notify) => self.notify(notify, step.span),
            ast::StepKind::Call(call) => self.call_workflow(call, want, step.span),
            ast::StepKind::Transaction(_) | ast::StepKind::NotBuilt(_) => None,
        };
        match checked {
            Some(checked) if checked.operands.len() > MOST_VALUES => {
                self.report(too_many_values(step.span, checked.operands.len()));
                nothing(span)
            }
            Some(checked) => made(checked, name, span),
            None => nothing(span),
        }
    }
}

fn made(checked: CheckedStep, name: String, span: Span) -> Expression {
    let CheckedStep { kind, operands, ty } = checked;
    Expression {
        kind: ExpressionKind::Step(Box::new(Step {
            kind,
            operands,
            name: name.into(),
            span,
        })),
        ty,
        span,
    }
}

fn nothing(span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Error,
        ty: Type::Error,
        span,
    }
}

/// Whether a step affects nothing but the rows of a collection.
fn is_on_rows(kind: &ast::StepKind) -> bool {
    match kind {
        ast::StepKind::Create(_)
        | ast::StepKind::Upsert(_)
        | ast::StepKind::Query(_)
        | ast::StepKind::Update(_)
        | ast::StepKind::Delete(_) => true,
        ast::StepKind::Http(_)
        | ast::StepKind::Notify(_)
        | ast::StepKind::Transaction(_)
        | ast::StepKind::Call(_)
        | ast::StepKind::NotBuilt(_) => false,
    }
}

/// The name of a step in the compiler's messages, and in `e.step`.
fn names(kind: &ast::StepKind) -> (&'static str, String) {
    match kind {
        ast::StepKind::Create(one) => ("`create`", format!("create {}", one.collection.text)),
        ast::StepKind::Upsert(one) => ("`upsert`", format!("upsert {}", one.collection.text)),
        ast::StepKind::Query(one) => {
            let what = match one.verb {
                ast::QueryVerb::Find => "`find`",
                ast::QueryVerb::FindOne => "`find one`",
                ast::QueryVerb::Count => "`count`",
                ast::QueryVerb::CountDistinct => "`count distinct`",
                ast::QueryVerb::Distinct => "`distinct`",
                ast::QueryVerb::Sum => "`sum`",
                ast::QueryVerb::Avg => "`avg`",
                ast::QueryVerb::Min => "`min`",
                ast::QueryVerb::Max => "`max`",
            };
            (
                what,
                format!("{} {}", one.verb.as_str(), one.collection.text),
            )
        }
        ast::StepKind::Update(one) => ("`update`", format!("update {}", one.collection.text)),
        ast::StepKind::Delete(one) => ("`delete`", format!("delete {}", one.collection.text)),
        ast::StepKind::Http(one) => {
            let method = one.method.text.to_ascii_uppercase();
            let name = match &one.target {
                ast::HttpTarget::Service { service, .. } => {
                    format!("http {method} {}", service.text)
                }
                ast::HttpTarget::Url(_) => format!("http {method}"),
            };
            ("`http`", name)
        }
        ast::StepKind::Notify(one) => ("`notify`", format!("notify {}", one.channel.text)),
        ast::StepKind::Transaction(_) => ("`transaction`", String::new()),
        ast::StepKind::Call(one) => ("`call`", format!("call {}", one.workflow.text)),
        ast::StepKind::NotBuilt(feature) => (feature.name, String::new()),
    }
}

/// `E0902`: a step with more values than the store accepts.
fn too_many_values(span: Span, values: usize) -> Diagnostic {
    Diagnostic::new(
        Code::WorkflowTooLarge,
        span,
        format!("this step has {values} values"),
    )
    .label(format!("a step has at most {MOST_VALUES}"))
    .help("split the step, or keep the values in a collection")
}

/// `E0508`: a step that does not specify which rows.
pub(crate) fn missing_where(span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MissingWhere,
        span,
        format!("this `{what}` does not state which rows it applies to"),
    )
    .label("`where` is missing")
    .help(help)
}
