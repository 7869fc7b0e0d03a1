//! Steps.

use flowright_check::program::{
    Expectation, Expression, ExpressionKind, HttpBodyKind, HttpTarget, Step, StepKind,
};
use flowright_stdlib::query::{Assignment, Predicate, RowOperation, RowOperationKind, Scalar};
use flowright_stdlib::types::Type;

use super::Look;

impl Look<'_> {
    pub(super) fn step(&self, step: &Step) {
        let operands = step.operands.as_slice();
        match &step.kind {
            StepKind::Row(RowOperation { collection, kind }) => match kind {
                RowOperationKind::Create { .. } => {
                    self.columns(*collection, &kind.written(), operands);
                }
                RowOperationKind::Upsert { condition, .. } => {
                    let written = kind.written();
                    let (values, rest) = operands.split_at(written.len());
                    self.columns(*collection, &written, values);
                    let mut met = Vec::new();
                    parameters(condition, &mut met);
                    let all = written.len()..written.len() + rest.len();
                    assert_eq!(met, all.collect::<Vec<_>>());
                }
                RowOperationKind::CreateEach { fields } => {
                    self.rows(*collection, fields, operands);
                }
                RowOperationKind::UpsertEach {
                    unique: _,
                    fields,
                    on_create,
                } => {
                    let fields: Vec<usize> = fields.iter().chain(on_create).copied().collect();
                    self.rows(*collection, &fields, operands);
                }
                RowOperationKind::Find {
                    condition,
                    order: _,
                    limit,
                    offset,
                } => {
                    let mut met = Vec::new();
                    parameters(condition, &mut met);
                    for count in [limit, offset].into_iter().flatten() {
                        parameters_of(count, &mut met);
                    }
                    assert_eq!(met, (0..operands.len()).collect::<Vec<_>>());
                }
                RowOperationKind::FindOne {
                    condition,
                    order: _,
                }
                | RowOperationKind::Aggregate {
                    function: _,
                    field: _,
                    condition,
                }
                | RowOperationKind::Count { condition }
                | RowOperationKind::CountDistinct {
                    field: _,
                    condition,
                }
                | RowOperationKind::Distinct {
                    field: _,
                    condition,
                }
                | RowOperationKind::Groups {
                    value: _,
                    key: _,
                    condition,
                }
                | RowOperationKind::Delete { condition } => {
                    let mut met = Vec::new();
                    parameters(condition, &mut met);
                    assert_eq!(met, (0..operands.len()).collect::<Vec<_>>());
                }
                RowOperationKind::Update { condition, set } => {
                    assert!(!set.is_empty());
                    let mut met = Vec::new();
                    parameters(condition, &mut met);
                    for Assignment { value, .. } in set {
                        parameters_of(value, &mut met);
                    }
                    assert_eq!(met, (0..operands.len()).collect::<Vec<_>>());
                }
            },
            StepKind::Http(http) => {
                if let HttpTarget::Base(base) = &http.target {
                    assert!(!base.parts.is_empty());
                }
                if let Expectation::Json(ty) = &http.expect {
                    assert_ne!(*ty, Type::Error);
                }
                let body = match http.body {
                    HttpBodyKind::None => 0,
                    HttpBodyKind::Json | HttpBodyKind::Text | HttpBodyKind::Bytes => 1,
                    HttpBodyKind::Form | HttpBodyKind::Multipart => http.form.len(),
                };
                let auth = http.auth.map_or(0, |auth| auth.operands().len());
                assert_eq!(operands.len(), 1 + body + http.headers.len() + auth);
                assert!(matches!(operands[0].kind, ExpressionKind::Url { .. }));
                let text = |value: &Expression| matches!(value.ty, Type::Text | Type::Secret);
                let parts = http.body == HttpBodyKind::Multipart;
                assert_eq!(http.parts.len(), if parts { body } else { 0 });
                let is_bytes = http.body == HttpBodyKind::Bytes;
                assert!(!is_bytes || operands[1].ty == Type::Bytes);
                let fields = 1..1 + http.form.len().max(usize::from(is_bytes));
                let mut others = operands.iter().enumerate();
                assert!(others.all(|(at, one)| fields.contains(&at) || text(one)));
            }
            StepKind::Notify { channel, parts } => {
                assert!(*channel < self.program.channels.len());
                assert_eq!(operands.len(), parts.len());
                let texts = Type::list(Type::Text);
                let is_part = |operand: &Expression| [&Type::Text, &texts].contains(&&operand.ty);
                assert!(operands.iter().all(is_part));
            }
            StepKind::Call { workflow } => {
                let called = &self.program.called[*workflow];
                let wanted = called.parameters.iter();
                let wanted = wanted.map(|parameter| &called.bindings[parameter.0 as usize].ty);
                assert!(wanted.eq(operands.iter().map(|operand| &operand.ty)));
            }
        }
    }

    /// Each operand has the type of its column.
    /// The only operand is a list of records of exactly these fields.
    fn rows(&self, collection: usize, columns: &[usize], operands: &[Expression]) {
        let collection = self.program.collections.get(collection);
        let fields = &collection.expect("a collection").value.fields;
        let [list] = operands else {
            panic!("several lists of rows");
        };
        let Type::List(element) = &list.ty else {
            panic!("rows of {}", list.ty);
        };
        let Type::Record(record) = &**element else {
            panic!("rows of {}", list.ty);
        };
        let declared = columns.iter().map(|column| &fields[*column]);
        let declared: Vec<(&str, &Type)> =
            declared.map(|field| (&*field.name, &field.ty)).collect();
        let given = record.fields.iter();
        let given: Vec<(&str, &Type)> = given.map(|field| (&*field.name, &field.ty)).collect();
        assert_eq!(declared, given);
    }

    fn columns(&self, collection: usize, columns: &[usize], operands: &[Expression]) {
        let collection = self.program.collections.get(collection);
        let fields = &collection.expect("a collection").value.fields;
        let declared: Vec<&Type> = columns.iter().map(|column| &fields[*column].ty).collect();
        let given: Vec<&Type> = operands.iter().map(|operand| &operand.ty).collect();
        assert_eq!(declared, given);
    }
}

/// The indexes of the parameters of a condition, in order of occurrence.
fn parameters(predicate: &Predicate, met: &mut Vec<usize>) {
    match predicate {
        Predicate::All => {}
        Predicate::Compare(_, left, right) => {
            parameters_of(left, met);
            parameters_of(right, met);
        }
        Predicate::IsTrue(scalar) => parameters_of(scalar, met),
        Predicate::Text(_, text, part) | Predicate::Holds(text, part) => {
            parameters_of(text, met);
            parameters_of(part, met);
        }
        Predicate::In(value, list) => {
            parameters_of(value, met);
            met.push(*list);
        }
        Predicate::And(left, right) | Predicate::Or(left, right) => {
            parameters(left, met);
            parameters(right, met);
        }
        Predicate::Not(inner) => parameters(inner, met),
    }
}

fn parameters_of(scalar: &Scalar, met: &mut Vec<usize>) {
    match scalar {
        Scalar::Column(_) => {}
        Scalar::Parameter(number) => met.push(*number),
        Scalar::Lower(text) => parameters_of(text, met),
        Scalar::Arithmetic(_, left, right) => {
            parameters_of(left, met);
            parameters_of(right, met);
        }
    }
}
