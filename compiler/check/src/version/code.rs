//! Blocks, statements and expressions: the data of each node, then its children via the child
//! iterator.

use flowright_stdlib::functions::FunctionId;

use super::declarations::{Declarations, Used};
use super::digest::Writer;
use super::names::Names;
use crate::program::{
    Arm, Block, Branch, ContextMember, Conversion, Expression, ExpressionKind, FieldValue, For,
    Format, Lambda, Log, Node, Parallel, Pattern, Respond, ResponseBody, Statement, Step, TextPart,
    Transaction, Try,
};

impl Declarations {
    /// Writes a tree in pre-order, each node with the number of its children.
    pub(super) fn code(&self, writer: &mut Writer, root: Node<'_>, names: &mut Names) {
        for node in root.walk() {
            let mut children = 0;
            node.for_each_child(|_| children += 1);
            writer.length(children);
            match node {
                Node::Block(block) => {
                    let Block {
                        statements,
                        value,
                        ty,
                    } = block;
                    writer.kind("block");
                    writer.length(statements.len());
                    writer.bool(value.is_some());
                    writer.ty(ty);
                }
                Node::Statement(statement) => write_statement(writer, statement, names),
                Node::Expression(expression) => {
                    let Expression { kind, ty, span: _ } = expression;
                    writer.ty(ty);
                    self.expression(writer, kind, names);
                }
            }
        }
    }

    fn expression(&self, writer: &mut Writer, kind: &ExpressionKind, names: &mut Names) {
        match kind {
            ExpressionKind::Error => writer.kind("error"),
            ExpressionKind::Constant(constant) => {
                writer.kind("constant");
                writer.constant(constant);
            }
            ExpressionKind::Binding(binding) => {
                writer.kind("binding");
                writer.number(names.number(*binding));
            }
            ExpressionKind::NotNull(_) => writer.kind("not null"),
            ExpressionKind::Keep { binding, value: _ } => {
                writer.kind("keep");
                writer.number(names.number(*binding));
            }
            ExpressionKind::Context(member) => {
                writer.kind("context");
                write_member(writer, member);
            }
            ExpressionKind::Config(config) => {
                writer.kind("config");
                self.used(writer, Used::Config(*config));
            }
            ExpressionKind::Secret(secret) => {
                writer.kind("secret");
                self.used(writer, Used::Secret(*secret));
            }
            ExpressionKind::Field { record: _, field } => {
                writer.kind("field");
                writer.length(*field);
            }
            ExpressionKind::Chain {
                base: _,
                binding,
                then: _,
            } => {
                writer.kind("chain");
                writer.number(names.number(*binding));
            }
            ExpressionKind::Coalesce { left: _, right: _ } => writer.kind("coalesce"),
            ExpressionKind::Index { list: _, index: _ } => writer.kind("index"),
            ExpressionKind::Header {
                headers: _,
                name: _,
            } => writer.kind("header"),
            ExpressionKind::Not(_) => writer.kind("not"),
            ExpressionKind::And(_, _) => writer.kind("and"),
            ExpressionKind::Or(_, _) => writer.kind("or"),
            ExpressionKind::Negate(_) => writer.kind("negate"),
            ExpressionKind::Arithmetic(operator, _, _) => {
                writer.kind("arithmetic");
                writer.arithmetic(*operator);
            }
            ExpressionKind::Compare(comparison, _, _) => {
                writer.kind("compare");
                writer.comparison(*comparison);
            }
            ExpressionKind::In {
                negated,
                value: _,
                list: _,
            } => {
                writer.kind("in");
                writer.bool(*negated);
            }
            ExpressionKind::Text(parts) => {
                writer.kind("text");
                write_parts(writer, parts);
            }
            ExpressionKind::Written(format, _) => {
                writer.kind("written");
                writer.kind(match format {
                    Format::Json => "json",
                    Format::Html => "html",
                    Format::Slack => "slack",
                    Format::UrlPath => "url path",
                });
            }
            ExpressionKind::Url { path, query } => {
                writer.kind("url");
                write_parts(writer, path);
                writer.texts(query.iter().map(|(name, _)| &**name));
            }
            ExpressionKind::Record(fields) => {
                writer.kind("record");
                writer.length(fields.len());
                for FieldValue {
                    value: _,
                    omit_null,
                } in fields
                {
                    writer.bool(*omit_null);
                }
            }
            ExpressionKind::List(elements) => {
                writer.kind("list");
                writer.length(elements.len());
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                writer.kind("call");
                write_function(writer, *function);
                writer.length(arguments.len());
            }
            ExpressionKind::CallFunction {
                function,
                arguments,
            } => {
                writer.kind("call of a function");
                self.used(writer, Used::Function(*function));
                writer.length(arguments.len());
            }
            ExpressionKind::Now => writer.kind("now"),
            ExpressionKind::Convert(conversion, _) => {
                writer.kind("convert");
                writer.kind(match conversion {
                    Conversion::Same => "same",
                    Conversion::ToOptional => "to optional",
                    Conversion::NullToOptional => "null to optional",
                    Conversion::IntToDecimal => "int to decimal",
                    Conversion::Copy => "copy",
                    Conversion::ToMap => "to map",
                });
            }
            ExpressionKind::If {
                condition: _,
                then: _,
                otherwise: _,
            } => writer.kind("if"),
            ExpressionKind::Match { scrutinee: _, arms } => {
                writer.kind("match");
                writer.length(arms.len());
                for Arm {
                    patterns,
                    binding,
                    body: _,
                } in arms
                {
                    writer.length(patterns.len());
                    patterns.iter().for_each(|one| writer.pattern(one));
                    if patterns
                        .iter()
                        .any(|one| matches!(one, Pattern::Variant(_)))
                    {
                        writer.optional(*binding, |writer, binding| {
                            writer.number(names.number(binding));
                        });
                    }
                }
            }
            ExpressionKind::Lambda(lambda) => {
                let Lambda {
                    parameters,
                    body: _,
                } = &**lambda;
                writer.kind("lambda");
                writer.length(parameters.len());
                for parameter in parameters {
                    writer.number(names.number(*parameter));
                }
            }
            ExpressionKind::For(one) => {
                let For {
                    index,
                    element,
                    list: _,
                    at_once,
                    body: _,
                    gives,
                } = &**one;
                writer.kind(match at_once {
                    Some(_) => "for at once",
                    None => "for",
                });
                writer.optional(*index, |writer, index| writer.number(names.number(index)));
                writer.number(names.number(*element));
                writer.bool(*gives);
            }
            ExpressionKind::While(_) => writer.kind("while"),
            ExpressionKind::Try(one) => {
                let Try {
                    body: _,
                    error,
                    catch: _,
                } = &**one;
                writer.kind("try");
                writer.number(names.number(*error));
            }
            ExpressionKind::Parallel(one) => {
                let Parallel {
                    settled,
                    branches,
                    gives,
                } = &**one;
                writer.kind("parallel");
                writer.bool(*settled);
                writer.bool(*gives);
                writer.length(branches.len());
                for Branch { name, body: _ } in branches {
                    writer.text(name);
                }
            }
            ExpressionKind::Transaction(one) => {
                let Transaction { body: _, gives } = &**one;
                writer.kind("transaction");
                writer.bool(*gives);
            }
            ExpressionKind::Fail { message: _ } => writer.kind("fail"),
            ExpressionKind::FailAgain { failure: _ } => writer.kind("fail again"),
            ExpressionKind::Decode(_) => writer.kind("decode"),
            ExpressionKind::Step(step) => {
                let Step {
                    kind,
                    operands,
                    name,
                    span: _,
                } = &**step;
                writer.kind("step");
                writer.text(name);
                self.step(writer, kind);
                writer.length(operands.len());
            }
        }
    }
}

fn write_statement(writer: &mut Writer, statement: &Statement, names: &mut Names) {
    match statement {
        Statement::Let { binding, value: _ } => {
            writer.kind("let");
            writer.number(names.number(*binding));
        }
        Statement::Var { binding, value: _ } => {
            writer.kind("var");
            writer.number(names.number(*binding));
        }
        Statement::Assign { binding, value: _ } => {
            writer.kind("assign");
            writer.number(names.number(*binding));
        }
        Statement::Expression(_) => writer.kind("expression"),
        Statement::Break(_) => writer.kind("break"),
        Statement::Continue(_) => writer.kind("continue"),
        Statement::Log(log) => {
            let Log {
                level,
                message: _,
                fields: _,
                span: _,
            } = log;
            writer.kind("log");
            writer.text(level.word());
        }
        Statement::Respond(respond) => {
            let Respond {
                status: _,
                headers,
                body,
                span: _,
            } = respond;
            writer.kind("respond");
            writer.texts(headers.iter().map(|(name, _)| &**name));
            writer.kind(match body {
                None => "nothing",
                Some(ResponseBody::Json(_)) => "json",
                Some(ResponseBody::Text(_)) => "text",
                Some(ResponseBody::Html(_)) => "html",
                Some(ResponseBody::Bytes(_)) => "bytes",
            });
        }
    }
}

/// The literals of a text, and the positions of its values.
fn write_parts(writer: &mut Writer, parts: &[TextPart]) {
    writer.length(parts.len());
    for part in parts {
        let literal = match part {
            TextPart::Literal(text) => Some(&**text),
            TextPart::Value(_) => None,
        };
        writer.optional(literal, Writer::text);
    }
}

/// A library function, by its name and receiver type, because its index in the table may change.
fn write_function(writer: &mut Writer, function: FunctionId) {
    writer.optional(function.get(), |writer, function| {
        writer.text(function.name);
        writer.text(&function.on.to_string());
    });
}

fn write_member(writer: &mut Writer, member: &ContextMember) {
    match member {
        ContextMember::Data => writer.kind("data"),
        ContextMember::Param(index) => {
            writer.kind("param");
            writer.length(*index);
        }
        ContextMember::Header(name) => {
            writer.kind("header");
            writer.text(name);
        }
        ContextMember::Headers => writer.kind("headers"),
        ContextMember::DeclaredHeaders => writer.kind("declared headers"),
        ContextMember::DeclaredQuery => writer.kind("declared query"),
        ContextMember::Query(name) => {
            writer.kind("query");
            writer.text(name);
        }
        ContextMember::Method => writer.kind("method"),
        ContextMember::Path => writer.kind("path"),
        ContextMember::Ip => writer.kind("ip"),
        ContextMember::RequestId => writer.kind("request id"),
        ContextMember::ReceivedAt => writer.kind("received at"),
        ContextMember::Body => writer.kind("body"),
        ContextMember::BodyHash => writer.kind("body hash"),
        ContextMember::Caller => writer.kind("caller"),
    }
}
