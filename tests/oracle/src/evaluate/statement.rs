//! Blocks and statements.

use std::string::FromUtf8Error;

use flowright_check::program::{Block, Expression, Respond, ResponseBody, Statement};

use super::evaluator::{Evaluation, Evaluator, Stop, failed};
use crate::outcome::{Answered, Failed};
use crate::value::Value;

impl Evaluator<'_> {
    /// The value of a block; null where it gives none.
    pub(super) fn block(&mut self, block: &Block) -> Evaluation<Value> {
        for statement in &block.statements {
            self.statement(statement)?;
        }
        match &block.value {
            Some(value) => self.expression(value),
            None => Ok(Value::Null),
        }
    }

    fn statement(&mut self, statement: &Statement) -> Evaluation<()> {
        match statement {
            Statement::Let { binding, value } => {
                let value = self.expression(value)?;
                self.bindings.insert(*binding, value);
                Ok(())
            }
            Statement::Expression(value) => self.expression(value).map(drop),
            Statement::Try { body, error, catch } => match self.block(body) {
                Ok(_) => Ok(()),
                Err(Stop::Failed(failure)) => {
                    self.bindings.insert(*error, caught(&failure));
                    self.block(catch).map(drop)
                }
                Err(stop) => Err(stop),
            },
            Statement::Respond(respond) => self.respond(respond),
            Statement::Fail { message, span } => {
                let message = self.text(message)?;
                failed("fail", message, *span)
            }
        }
    }

    fn respond(&mut self, respond: &Respond) -> Evaluation<()> {
        let status = self.int(&respond.status)?;
        let mut headers = Vec::new();
        for (name, value) in &respond.headers {
            headers.push((name.to_string(), self.text(value)?, value.span));
        }
        let (kind, body) = match &respond.body {
            Some(body) => self.body(body, respond)?,
            None => ("", Vec::new()),
        };
        if !(200..=599).contains(&status) {
            let message = format!("{status} is no status of an answer: it must be from 200 to 599");
            return failed("out_of_range", message, respond.status.span);
        }
        for (_, value, span) in &headers {
            let wrong = value
                .chars()
                .find(|one| one.is_ascii_control() && *one != '\t');
            if let Some(wrong) = wrong {
                let message = format!(
                    "a header's value can't hold the control character {:#04x}",
                    u32::from(wrong)
                );
                return failed("out_of_range", message, *span);
            }
        }
        Err(Stop::Answered(Answered {
            status,
            headers: headers
                .into_iter()
                .map(|(name, value, _)| (name, value))
                .collect(),
            kind,
            body: String::from_utf8(body).map_err(FromUtf8Error::into_bytes),
        }))
    }

    fn body(
        &mut self,
        body: &ResponseBody,
        respond: &Respond,
    ) -> Evaluation<(&'static str, Vec<u8>)> {
        let mut text = |value: &Expression| match self.written(value, respond.span)? {
            Value::Text(text) => Ok(text.as_bytes().to_vec()),
            other => unreachable!("{other:?} is no text"),
        };
        Ok(match body {
            ResponseBody::Json(value) => ("json", text(value)?),
            ResponseBody::Text(value) => ("text", text(value)?),
            ResponseBody::Html(value) => ("html", text(value)?),
            ResponseBody::Bytes(value) => match self.expression(value)? {
                Value::Bytes(octets) => ("bytes", octets.to_vec()),
                other => unreachable!("{other:?} is no bytes"),
            },
        })
    }
}

/// The `e` of a `catch`.
fn caught(failure: &Failed) -> Value {
    let status = failure
        .status
        .map_or(Value::Null, |status| Value::Int(status.into()));
    let fields = [
        ("code", Value::text(&failure.code)),
        ("message", Value::text(&failure.message)),
        ("step", Value::text(&failure.step)),
        ("status", status),
    ];
    Value::Record(
        fields
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect(),
    )
}
