//! Expressions.

use flowright_check::program::{
    Comparison, Conversion, Expression, ExpressionKind, Format, TextPart, failure_type,
};
use flowright_stdlib::functions::{Pattern, Unknowns};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use super::{Look, of_branch};

impl Look<'_> {
    pub(super) fn expression(&self, e: &Expression) {
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
}

fn of_parts(parts: &[TextPart]) {
    for part in parts {
        if let TextPart::Value(value) = part {
            assert!(!value.ty.is_nullable());
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
