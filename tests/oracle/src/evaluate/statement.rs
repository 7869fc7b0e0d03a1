//! Blocks and statements.

use std::string::FromUtf8Error;

use flowright_check::program::{Block, Expression, Log, Respond, ResponseBody, Statement};

use flowright_stdlib::log::LogLine;

use super::evaluator::{Evaluation, Evaluator, Stop, failed};
use crate::outcome::Answered;
use crate::value::Value;

impl Evaluator<'_> {
    /// The value of a block; null if it has none.
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
            Statement::Var { binding, value } | Statement::Assign { binding, value } => {
                let value = self.expression(value)?;
                self.bindings.insert(*binding, value);
                Ok(())
            }
            Statement::Expression(value) => self.expression(value).map(drop),
            Statement::Break(_) => Err(Stop::Break),
            Statement::Continue(_) => Err(Stop::Continue),
            Statement::Respond(respond) => self.respond(respond),
            Statement::Log(log) => self.log(log),
        }
    }

    fn log(&mut self, log: &Log) -> Evaluation<()> {
        let message = self.text(&log.message)?;
        let fields = match &log.fields {
            Some(fields) => self.text(fields)?,
            None => String::new(),
        };
        self.log.push(LogLine {
            level: log.level,
            message: message.into(),
            fields: fields.into(),
        });
        Ok(())
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
            let message =
                format!("{status} is not a valid status of a response: it must be from 200 to 599");
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
