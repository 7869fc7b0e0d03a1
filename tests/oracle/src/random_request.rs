//! Random requests that a workflow accepts.

use flowright_check::program::{Body, Members, PathSegment, Program, Trigger, Workflow};
use flowright_stdlib::types::Type;

use crate::evaluate;
use crate::random_value::{headers, time, value, variant};
use crate::request::{Operator, Request};
use crate::source::Source;
use crate::value::Value;
use crate::write;

/// The values of configs and secrets.
pub(crate) fn operator(bytes: &[u8], program: &Program) -> Operator {
    let source = &mut Source::new(bytes);
    let configs = program.configs.iter();
    let secrets = program.secrets.iter();
    Operator {
        configs: configs.map(|one| value(source, &one.ty)).collect(),
        secrets: secrets.map(|one| Value::text(&one.name)).collect(),
    }
}

/// A request that a workflow accepts.
pub(crate) fn request(
    bytes: &[u8],
    operator: &Operator,
    program: &Program,
    workflow: &Workflow,
) -> Request {
    let (bytes, answers) = bytes.split_at(bytes.len() / 2);
    let source = &mut Source::new(bytes);
    let Trigger::Webhook(webhook) = &workflow.trigger;
    let data = match &webhook.body {
        Body::Json(ty) => value(source, ty),
        Body::Form(ty) | Body::Multipart(ty) => form_value(source, ty),
        Body::Text => Value::text(&source.text()),
        Body::Bytes => value(source, &Type::Bytes),
        // The rest of the request determines the body.
        Body::None | Body::JsonBy { .. } => Value::Null,
    };
    let body = match (&webhook.body, &data) {
        (Body::Json(_), data) => write::json(data).unwrap_or_default().into_bytes(),
        (Body::Form(_), data) => form(data).into_bytes(),
        // The engine gets the parts; the other contents of the body do not matter.
        (Body::Multipart(_), _) => b"--b--".to_vec(),
        (Body::Text, Value::Text(text)) => text.as_bytes().to_vec(),
        (Body::Bytes, Value::Bytes(octets)) => octets.to_vec(),
        (Body::None | Body::JsonBy { .. }, _) => Vec::new(),
        (Body::Text | Body::Bytes, other) => unreachable!("a body of {other:?}"),
    };
    let params = webhook.path.iter().filter_map(|segment| match segment {
        PathSegment::Parameter { name: _, ty } => Some(value(source, ty)),
        PathSegment::Literal(_) => None,
    });
    let params = params.collect();
    let mut query = if source.below(2) == 1 {
        vec![
            ("q".to_owned(), source.text()),
            ("q".to_owned(), "second".to_owned()),
        ]
    } else {
        Vec::new()
    };
    let mut headers = headers(source);
    let declared_query = declared(source, webhook.query.as_ref(), &mut query);
    let declared_headers = declared(source, webhook.headers.as_ref(), &mut headers);
    let mut request = Request {
        data,
        body,
        params,
        headers,
        query,
        declared_query,
        declared_headers,
        received_at: time(source),
        operator: operator.clone(),
        answers: answers.to_vec(),
    };
    if let Body::JsonBy { by, union } = &webhook.body
        && let Type::Union(union) = union
    {
        let number = evaluate::chosen(program, by, &request);
        let data = variant(source, union, number.saturating_sub(1));
        request.body = write::json(&data).unwrap_or_default().into_bytes();
        request.data = data;
    }
    request
}

/// The values of declared members, which are added to the request. A member with a default is not
/// always sent.
fn declared(
    source: &mut Source<'_>,
    members: Option<&Members>,
    sent: &mut Vec<(String, String)>,
) -> Value {
    let Some(Members { ty, defaults }) = members else {
        return Value::Null;
    };
    let Value::Record(fields) = form_value(source, ty) else {
        unreachable!("declared members are a record")
    };
    let fields = fields.iter().zip(defaults).map(|((name, value), default)| {
        if let Some(default) = default
            && source.below(2) == 0
        {
            return (name.clone(), Value::constant(default));
        }
        for value in write::repeated(value) {
            sent.push((name.to_string(), write::field(value)));
        }
        match (value, default) {
            // It was not sent.
            (Value::Null, Some(default)) => (name.clone(), Value::constant(default)),
            _ => (name.clone(), value.clone()),
        }
    });
    Value::Record(fields.collect())
}

/// A value of a form: an empty field of an optional is null.
fn form_value(source: &mut Source<'_>, ty: &Type) -> Value {
    let Value::Record(fields) = value(source, ty) else {
        unreachable!("a form is a record")
    };
    let Type::Record(record) = ty else {
        unreachable!("a form is a record")
    };
    let fields = fields
        .iter()
        .zip(&record.fields)
        .map(|((name, value), field)| {
            let is_empty = *value == Value::text("")
                || *value == Value::Bytes([].into())
                || matches!(value, Value::List(elements) if elements.is_empty());
            let is_empty = is_empty && field.ty.is_nullable();
            (
                name.clone(),
                if is_empty { Value::Null } else { value.clone() },
            )
        });
    Value::Record(fields.collect())
}

fn form(data: &Value) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    if let Value::Record(fields) = data {
        for (name, value) in fields.iter() {
            for value in write::repeated(value) {
                form.append_pair(name, &write::field(value));
            }
        }
    }
    form.finish()
}
