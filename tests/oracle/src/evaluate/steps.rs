//! Steps: their arguments and their results.

use flowright_check::program::{AuthScheme, HttpBodyKind, HttpStep, Step, StepKind};
use flowright_stdlib::query::{RowOperation, RowOperationKind};
use flowright_stdlib::types::Type;

use super::evaluator::{Evaluation, Evaluator, Stop};
use crate::fixed;
use crate::outcome::{Failed, STEP_MESSAGE, StepAnswer, StepRecord};
use crate::random_value;
use crate::value::Value;

impl Evaluator<'_> {
    /// Evaluates the operands, records the step, and continues with its result.
    pub(super) fn step(&mut self, step: &Step, ty: &Type) -> Evaluation<Value> {
        if let StepKind::Call { workflow } = step.kind {
            return self.call_workflow(workflow, &step.operands, ty);
        }
        let mut arguments = Vec::new();
        let names = self.names(&step.kind, step.operands.len());
        for (name, operand) in names.into_iter().zip(&step.operands) {
            arguments.push((name, self.expression(operand)?));
        }
        assert_eq!(
            arguments.len(),
            step.operands.len(),
            "an operand without a name"
        );
        self.steps.push(StepRecord {
            name: step.name.to_string(),
            span: step.span,
            fixed: fixed::of_program(&step.kind),
            arguments,
        });
        let answer = random_value::answer(&mut self.answers, ty);
        self.answered.push(answer.clone());
        match answer {
            StepAnswer::Gives(value) => Ok(value),
            StepAnswer::Fails(code, status) => Err(Stop::Failed(Failed {
                code: code.as_str().to_owned(),
                message: STEP_MESSAGE.to_owned(),
                step: step.name.to_string(),
                status,
                span: step.span,
            })),
        }
    }

    /// The name of each operand.
    fn names(&self, kind: &StepKind, operands: usize) -> Vec<String> {
        match kind {
            StepKind::Row(RowOperation { collection, kind }) => match kind {
                RowOperationKind::Create { fields } => self.columns(*collection, fields),
                RowOperationKind::Upsert {
                    unique: _,
                    fields,
                    on_create,
                    condition: _,
                } => {
                    let mut names = self.columns(*collection, fields);
                    names.extend(self.columns(*collection, on_create));
                    let rest = names.len()..operands;
                    names.extend(rest.map(|number| number.to_string()));
                    names
                }
                RowOperationKind::CreateEach { fields: _ }
                | RowOperationKind::UpsertEach {
                    unique: _,
                    fields: _,
                    on_create: _,
                } => vec!["0".to_owned()],
                RowOperationKind::FindOne {
                    condition: _,
                    order: _,
                }
                | RowOperationKind::Find {
                    condition: _,
                    order: _,
                    limit: _,
                    offset: _,
                }
                | RowOperationKind::Aggregate {
                    function: _,
                    field: _,
                    condition: _,
                }
                | RowOperationKind::Count { condition: _ }
                | RowOperationKind::CountDistinct {
                    field: _,
                    condition: _,
                }
                | RowOperationKind::Distinct {
                    field: _,
                    condition: _,
                }
                | RowOperationKind::Groups {
                    value: _,
                    key: _,
                    condition: _,
                }
                | RowOperationKind::Update {
                    condition: _,
                    set: _,
                }
                | RowOperationKind::Delete { condition: _ } => {
                    (0..operands).map(|number| number.to_string()).collect()
                }
            },
            StepKind::Http(HttpStep {
                body,
                form,
                headers,
                auth,
                ..
            }) => {
                let mut names = vec!["target".to_owned()];
                match body {
                    HttpBodyKind::None => {}
                    HttpBodyKind::Json | HttpBodyKind::Text | HttpBodyKind::Bytes => {
                        names.push("body".to_owned());
                    }
                    HttpBodyKind::Form | HttpBodyKind::Multipart => {
                        names.extend(form.iter().map(ToString::to_string));
                    }
                }
                names.extend(headers.iter().map(ToString::to_string));
                let auth: &[&str] = match auth {
                    None => &[],
                    Some(AuthScheme::Bearer) => &["token"],
                    Some(AuthScheme::Basic) => &["user", "password"],
                };
                names.extend(auth.iter().map(ToString::to_string));
                names
            }
            StepKind::Notify { channel: _, parts } => {
                parts.iter().map(|name| (*name).to_owned()).collect()
            }
            StepKind::Call { workflow: _ } => unreachable!("a call is a part"),
        }
    }

    fn columns(&self, collection: usize, columns: &[usize]) -> Vec<String> {
        let fields = &self.program.collections[collection].value.fields;
        columns
            .iter()
            .map(|column| fields[*column].name.to_string())
            .collect()
    }
}
