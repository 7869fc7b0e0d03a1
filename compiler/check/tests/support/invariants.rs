//! The invariants of every `Program` without errors: no `Error` anywhere, and exactly matching
//! types.

#![allow(clippy::panic, reason = "a test says so by a panic")]

use flowright_check::program::{
    Arm, Block, Body, Comparison, Conversion, Expectation, Expression, ExpressionKind, Format,
    HttpBodyKind, HttpTarget, Node, Pattern as ProgramPattern, Program, Respond, ResponseBody,
    Statement, Step, StepKind, TextPart, Trigger, failure_type,
};
use flowright_stdlib::functions::{Pattern, Unknowns};
use flowright_stdlib::query::{Assignment, Predicate, RowOperation, RowOperationKind, Scalar};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

/// Panics if the program violates an invariant.
pub fn check(program: &Program) {
    for function in &program.functions {
        let look = Look {
            program,
            bindings: function.bindings.iter().map(|one| one.ty.clone()).collect(),
        };
        look.tree(Node::Block(&function.body));
        assert_eq!(
            function.body.ty, function.returns,
            "the value of {}",
            function.name
        );
    }
    for workflow in &program.called {
        let look = Look {
            program,
            bindings: workflow.bindings.iter().map(|one| one.ty.clone()).collect(),
        };
        look.tree(Node::Block(&workflow.body));
        of_branch(&workflow.body, &workflow.returns);
    }
    for workflow in &program.workflows {
        let look = Look {
            program,
            bindings: workflow.bindings.iter().map(|one| one.ty.clone()).collect(),
        };
        let Trigger::Webhook(webhook) = &workflow.trigger;
        if let Some(when) = &webhook.when {
            look.tree(Node::Expression(when));
            assert_eq!(when.ty, Type::Bool);
        }
        if let Body::JsonBy { by, union } = &webhook.body {
            look.tree(Node::Expression(by));
            assert_eq!(by.ty, Type::Int);
            assert!(matches!(union, Type::Union(union) if union.tag.is_none()));
        }
        look.tree(Node::Block(&workflow.body));
        assert_eq!(
            workflow.body.ty,
            Type::Never,
            "the end of {}",
            workflow.name
        );
    }
    every_expression_is_met(program);
}

/// A walk visits as many expressions as the debug output shows.
fn every_expression_is_met(program: &Program) {
    for function in &program.functions {
        met(Node::Block(&function.body), &format!("{:?}", function.body));
    }
    for workflow in &program.called {
        met(Node::Block(&workflow.body), &format!("{:?}", workflow.body));
    }
    for workflow in &program.workflows {
        met(Node::Block(&workflow.body), &format!("{:?}", workflow.body));
    }
}

fn met(node: Node<'_>, debug: &str) {
    let met = node
        .walk()
        .filter(|node| matches!(node, Node::Expression(_)));
    let shown = debug.matches("Expression { kind: ").count();
    assert_eq!(met.count(), shown, "{debug}");
}

struct Look<'p> {
    program: &'p Program,
    bindings: Vec<Type>,
}

impl Look<'_> {
    fn tree(&self, node: Node<'_>) {
        for node in node.walk() {
            match node {
                Node::Block(block) => of_block(block),
                Node::Statement(statement) => self.statement(statement),
                Node::Expression(expression) => self.expression(expression),
            }
        }
    }

    fn statement(&self, statement: &Statement) {
        match statement {
            Statement::Let { binding, value } => {
                let bound = self.bindings.get(binding.0 as usize).expect("a binding");
                assert!(*bound == value.ty || value.ty == Type::Never, "a let");
            }
            Statement::Var { binding, value } | Statement::Assign { binding, value } => {
                let bound = self.bindings.get(binding.0 as usize).expect("a binding");
                assert!(*bound == value.ty || value.ty == Type::Never, "a var");
            }
            Statement::Expression(_) | Statement::Break(_) | Statement::Continue(_) => {}
            Statement::Respond(respond) => of_respond(respond),
            Statement::Log(log) => {
                assert_eq!(log.message.ty, Type::Text);
                assert!(log.fields.iter().all(|fields| fields.ty == Type::Text));
            }
        }
    }

    fn arm(&self, arm: &Arm, matched: &Type) {
        let mut variants = Vec::new();
        for pattern in &arm.patterns {
            if let (ProgramPattern::Variant(index), Type::Union(union)) = (pattern, matched) {
                variants.push(&union.variants.get(*index).expect("a variant").ty);
            } else {
                assert!(matches!(pattern, ProgramPattern::Constant(_)), "a variant");
            }
        }
        if let Some(binding) = arm.binding {
            let bound = self.bindings.get(binding.0 as usize).expect("a binding");
            assert_eq!(variants, [bound], "the name of a variant");
        }
    }

    fn expression(&self, e: &Expression) {
        assert_ne!(e.ty, Type::Error, "{e:?}");
        let ty = &e.ty;
        match &e.kind {
            ExpressionKind::Error => panic!("an error in a program without one: {e:?}"),
            ExpressionKind::Constant(constant) => {
                let fits = match (constant, ty) {
                    (Constant::Null, Type::Null)
                    | (Constant::Bool(_), Type::Bool)
                    | (Constant::Int(_), Type::Int)
                    | (Constant::Float(_), Type::Float)
                    | (Constant::Decimal(_), Type::Decimal)
                    | (Constant::Time(_), Type::Time)
                    | (Constant::Date(_), Type::Date)
                    | (Constant::Duration(_), Type::Duration)
                    | (Constant::Text(_), Type::Text) => true,
                    (Constant::Text(text), Type::Literals(texts)) => texts.contains(text),
                    _ => false,
                };
                assert!(fits, "{constant:?} as {ty}");
            }
            ExpressionKind::Binding(id) => {
                assert_eq!(self.bindings.get(id.0 as usize), Some(ty), "a binding");
            }
            ExpressionKind::NotNull(inner) => {
                assert_eq!(inner.ty, ty.clone().optional());
                assert!(!ty.is_nullable());
            }
            ExpressionKind::Keep { binding, value } => {
                assert_eq!(value.ty, *ty);
                assert_eq!(
                    self.bindings.get(binding.0 as usize),
                    Some(ty),
                    "a kept value"
                );
            }
            ExpressionKind::Context(_)
            | ExpressionKind::Config(_)
            | ExpressionKind::Secret(_)
            | ExpressionKind::Now => {}
            ExpressionKind::Field { record, field } => {
                let own = match &record.ty {
                    Type::Record(fields) => fields.fields.get(*field).cloned(),
                    Type::Union(union) => union.shared(*field),
                    other => panic!("a field of {other}"),
                };
                assert_eq!(own.map(|one| one.ty).as_ref(), Some(ty));
            }
            ExpressionKind::Chain {
                base,
                binding,
                then,
            } => {
                let bound = self.bindings.get(binding.0 as usize);
                assert_eq!(bound, Some(base.ty.without_null()));
                assert!(base.ty.is_nullable());
                assert_eq!(*ty, then.ty.clone().optional());
            }
            ExpressionKind::Coalesce { left, right } => {
                assert!(matches!(left.ty, Type::Optional(_)));
                assert!(*ty == right.ty || right.ty == Type::Never);
                assert_eq!(left.ty, ty.clone().optional());
            }
            ExpressionKind::Index { list, index } => {
                assert_eq!(index.ty, Type::Int);
                let Type::List(element) = &list.ty else {
                    panic!("an index into {}", list.ty);
                };
                assert_eq!(*ty, (**element).clone().optional());
            }
            ExpressionKind::Header { headers, name } => {
                assert_eq!((&headers.ty, &name.ty), (&Type::Headers, &Type::Text));
            }
            ExpressionKind::Not(inner) => assert_eq!(inner.ty, Type::Bool),
            ExpressionKind::And(left, right) | ExpressionKind::Or(left, right) => {
                assert_eq!((&left.ty, &right.ty), (&Type::Bool, &Type::Bool));
            }
            ExpressionKind::Negate(inner) => assert_eq!(*ty, inner.ty),
            ExpressionKind::Arithmetic(_, left, right) => {
                if ty.is_number() && (&left.ty, &right.ty) == (ty, ty) {
                    return;
                }
                let is_span = |ty: &Type| matches!(ty, Type::Time | Type::Duration);
                let spans = [&left.ty, &right.ty].into_iter().filter(|ty| is_span(ty));
                assert!(spans.count() == 2 || is_span(ty), "arithmetic of type {ty}");
            }
            ExpressionKind::Compare(comparison, left, right) => {
                assert_eq!(left.ty, right.ty);
                let ordered = left.ty.is_ordered();
                assert!(ordered || matches!(comparison, Comparison::Equal | Comparison::NotEqual));
            }
            ExpressionKind::In { value, list, .. } => {
                assert_eq!(list.ty, value.ty.clone().list());
            }
            ExpressionKind::Text(parts) => {
                of_parts(parts);
                assert!(matches!(ty, Type::Text | Type::Secret));
            }
            ExpressionKind::Written(format, value) => {
                if matches!(format, Format::Html | Format::Slack | Format::UrlPath) {
                    assert_eq!(value.ty, Type::Text);
                }
                assert!(matches!(ty, Type::Text | Type::Secret));
            }
            ExpressionKind::Url { path, query: _ } => {
                of_parts(path);
                assert!(matches!(ty, Type::Text | Type::Secret));
            }
            ExpressionKind::Record(values) => {
                let Type::Record(record) = ty else {
                    panic!("a record of type {ty}");
                };
                assert_eq!(record.fields.len(), values.len());
                for (field, value) in record.fields.iter().zip(values) {
                    assert_eq!(field.ty, value.value.ty, "the field {}", field.name);
                }
            }
            ExpressionKind::List(values) => {
                for value in values {
                    assert_eq!(*ty, value.ty.clone().list());
                }
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                let function = function.get().expect("a function");
                if function.on == Pattern::Nothing {
                    assert_eq!(function.parameters.len(), arguments.len());
                    return;
                }
                let receiver = arguments.first().expect("a receiver");
                assert_eq!(function.on.resolve(&receiver.ty), receiver.ty);
                assert_eq!(function.parameters.len() + 1, arguments.len());
                let lambda = arguments
                    .iter()
                    .rfind(|one| matches!(one.kind, ExpressionKind::Lambda(_)));
                let unknowns = Unknowns {
                    receiver: &receiver.ty,
                    other: arguments.get(1).map_or(&Type::Error, |one| &one.ty),
                    given: lambda.map_or(&Type::Error, |one| &one.ty),
                };
                for (parameter, argument) in
                    function.parameters.iter().zip(arguments.iter().skip(1))
                {
                    if !matches!(parameter.ty, Pattern::Lambda(_)) {
                        assert_eq!(parameter.ty.resolve_with(unknowns), argument.ty);
                    }
                }
                assert_eq!(function.returns.resolve_with(unknowns), *ty);
            }
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => {
                let function = self.program.functions.get(*function).expect("a function");
                assert_eq!(function.parameters.len(), arguments.len());
                for (parameter, argument) in function.parameters.iter().zip(arguments) {
                    let bound = function
                        .bindings
                        .get(parameter.0 as usize)
                        .expect("a parameter");
                    assert_eq!(bound.ty, argument.ty);
                }
                assert_eq!(function.returns, *ty);
            }
            ExpressionKind::Convert(conversion, inner) => {
                conversion_fits(*conversion, &inner.ty, ty);
            }
            ExpressionKind::If {
                condition,
                then,
                otherwise,
            } => {
                assert_eq!(condition.ty, Type::Bool);
                of_branch(then, ty);
                of_branch(otherwise, ty);
            }
            ExpressionKind::Match { scrutinee, arms } => {
                for arm in arms {
                    self.arm(arm, scrutinee.ty.without_null());
                    of_branch(&arm.body, ty);
                }
            }
            ExpressionKind::Lambda(lambda) => assert_eq!(*ty, lambda.body.ty),
            ExpressionKind::For(one) => {
                let bound = self
                    .bindings
                    .get(one.element.0 as usize)
                    .map(|ty| ty.clone().list());
                assert_eq!(bound.as_ref(), Some(&one.list.ty));
                if let Some(most) = &one.at_once {
                    assert_eq!(most.ty, Type::Int);
                }
                if one.gives {
                    assert!(one.body.ty == Type::Never || *ty == one.body.ty.clone().list());
                } else {
                    assert_eq!(*ty, Type::Null);
                }
            }
            ExpressionKind::While(one) => {
                assert_eq!(
                    (&one.condition.ty, &one.at_most.ty),
                    (&Type::Bool, &Type::Int)
                );
                assert_eq!(*ty, Type::Null);
            }
            ExpressionKind::Try(one) => {
                of_branch(&one.body, ty);
                of_branch(&one.catch, ty);
            }
            ExpressionKind::Parallel(one) => {
                let Type::Record(record) = ty else {
                    assert_eq!((ty, one.gives), (&Type::Null, false));
                    return;
                };
                let names = one.branches.iter().map(|branch| &*branch.name);
                assert!(record.names().eq(names));
                for (branch, field) in one.branches.iter().zip(&record.fields) {
                    let value = match &branch.body.ty {
                        Type::Never => Type::Null,
                        other => other.clone(),
                    };
                    let Type::Record(outcome) = &field.ty else {
                        assert!(!one.settled && field.ty == value);
                        continue;
                    };
                    if one.settled {
                        let error = outcome.field("error").map(|(_, field)| &field.ty);
                        assert_eq!(error, Some(&failure_type().optional()));
                        let given = outcome.field("value").map(|(_, field)| field.ty.clone());
                        assert_eq!(given, (value != Type::Null).then(|| value.optional()));
                    }
                }
            }
            ExpressionKind::Transaction(one) => {
                if one.gives && one.body.ty != Type::Never {
                    assert_eq!(*ty, one.body.ty);
                } else {
                    assert_eq!(*ty, Type::Null);
                }
            }
            ExpressionKind::Fail { message } => {
                assert_eq!((&message.ty, ty), (&Type::Text, &Type::Never));
            }
            ExpressionKind::FailAgain { failure } => {
                assert_eq!((&failure.ty, ty), (&failure_type(), &Type::Never));
            }
            ExpressionKind::Decode(value) => {
                assert!(matches!(value.ty, Type::Json | Type::Text | Type::Bytes));
            }
            ExpressionKind::Step(step) => self.step(step),
        }
    }

    fn step(&self, step: &Step) {
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

fn of_block(block: &Block) {
    match &block.value {
        Some(value) => assert_eq!(value.ty, block.ty, "the value of a block"),
        None => assert!(
            matches!(block.ty, Type::Null | Type::Never),
            "a block without value"
        ),
    }
}

fn of_branch(block: &Block, ty: &Type) {
    assert!(
        block.ty == *ty || block.ty == Type::Never,
        "a branch of {ty} is {}",
        block.ty
    );
}

fn of_respond(respond: &Respond) {
    assert_eq!(respond.status.ty, Type::Int);
    for (_, value) in &respond.headers {
        assert_eq!(value.ty, Type::Text);
    }
    match &respond.body {
        None => {}
        Some(ResponseBody::Json(value) | ResponseBody::Text(value) | ResponseBody::Html(value)) => {
            assert_eq!(value.ty, Type::Text);
        }
        Some(ResponseBody::Bytes(value)) => assert_eq!(value.ty, Type::Bytes),
    }
}

fn of_parts(parts: &[TextPart]) {
    for part in parts {
        if let TextPart::Value(value) = part {
            assert!(!value.ty.is_nullable());
        }
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

fn conversion_fits(conversion: Conversion, from: &Type, to: &Type) {
    let fits = match conversion {
        Conversion::Same => from.is_text() && to.is_text(),
        Conversion::ToOptional => from.clone().optional() == *to && !from.is_nullable(),
        Conversion::NullToOptional => *from == Type::Null && matches!(to, Type::Optional(_)),
        Conversion::IntToDecimal => (from, to) == (&Type::Int, &Type::Decimal),
        Conversion::Copy => matches!(
            (from, to),
            (Type::Optional(_), Type::Optional(_))
                | (Type::Record(_), Type::Record(_) | Type::Union(_))
                | (Type::Union(_), Type::Union(_))
                | (Type::List(_), Type::List(_))
                | (Type::Map(_), Type::Map(_))
        ),
        Conversion::ToMap => match (from, to) {
            (Type::Record(record), Type::Map(value)) => {
                record.fields.iter().all(|field| field.ty == **value)
            }
            _ => false,
        },
    };
    assert!(fits, "{conversion:?} from {from} to {to}");
    assert_ne!(from, to, "a conversion of nothing");
}
