//! Nodes of the typed program, and their direct children.
//!
//! Children are in evaluation order.
//!
//! Invariant: the code names every field of every node and has an arm for every variant, so that a
//! new field or variant cannot be forgotten.

use super::{
    Arm, Block, Branch, Expression, ExpressionKind, FieldValue, For, Lambda, Log, Parallel,
    Respond, ResponseBody, Statement, Step, TextPart, Transaction, Try, While,
};

/// A node of the typed program.
#[derive(Clone, Copy, Debug)]
pub enum Node<'p> {
    /// Statements, then a value.
    Block(&'p Block),
    /// A statement.
    Statement(&'p Statement),
    /// An expression; steps are expressions too.
    Expression(&'p Expression),
}

impl<'p> Node<'p> {
    /// Calls `see` with each direct child of this node.
    pub fn for_each_child(self, mut see: impl FnMut(Node<'p>)) {
        let see = &mut see;
        match self {
            Node::Block(Block {
                statements,
                value,
                ty: _,
            }) => {
                for statement in statements {
                    see(Node::Statement(statement));
                }
                if let Some(value) = value {
                    see(Node::Expression(value));
                }
            }
            Node::Statement(statement) => of_statement(statement, see),
            Node::Expression(expression) => of_expression(expression, see),
        }
    }

    /// This node and all its descendants, in pre-order.
    #[must_use]
    pub fn walk(self) -> Walk<'p> {
        Walk {
            pending: vec![self],
        }
    }
}

/// The nodes of a traversal in pre-order; siblings are in the order of [`Node::for_each_child`].
///
/// Invariant: a traversal keeps its own stack, so no program is too deep for it.
#[derive(Clone, Debug)]
pub struct Walk<'p> {
    /// The nodes still to visit, the next one last.
    pending: Vec<Node<'p>>,
}

impl<'p> Iterator for Walk<'p> {
    type Item = Node<'p>;

    fn next(&mut self) -> Option<Node<'p>> {
        let node = self.pending.pop()?;
        let before = self.pending.len();
        node.for_each_child(|child| self.pending.push(child));
        self.pending.get_mut(before..).unwrap_or_default().reverse();
        Some(node)
    }
}

/// Calls `see` with each of the expressions.
fn all<'p>(expressions: impl IntoIterator<Item = &'p Expression>, see: &mut impl FnMut(Node<'p>)) {
    expressions.into_iter().map(Node::Expression).for_each(see);
}

fn of_statement<'p>(statement: &'p Statement, see: &mut impl FnMut(Node<'p>)) {
    match statement {
        Statement::Let { binding: _, value }
        | Statement::Var { binding: _, value }
        | Statement::Assign { binding: _, value }
        | Statement::Expression(value) => {
            see(Node::Expression(value));
        }
        Statement::Break(_) | Statement::Continue(_) => {}
        Statement::Log(Log {
            level: _,
            message,
            fields,
            span: _,
        }) => {
            see(Node::Expression(message));
            all(fields, see);
        }
        Statement::Respond(Respond {
            status,
            headers,
            body,
            span: _,
        }) => {
            see(Node::Expression(status));
            all(headers.iter().map(|(_, value)| value), see);
            match body {
                Some(
                    ResponseBody::Json(value)
                    | ResponseBody::Text(value)
                    | ResponseBody::Html(value)
                    | ResponseBody::Bytes(value),
                ) => see(Node::Expression(value)),
                None => {}
            }
        }
    }
}

fn of_expression<'p>(expression: &'p Expression, see: &mut impl FnMut(Node<'p>)) {
    let Expression {
        kind,
        ty: _,
        span: _,
    } = expression;
    match kind {
        ExpressionKind::Error
        | ExpressionKind::Constant(_)
        | ExpressionKind::Binding(_)
        | ExpressionKind::Context(_)
        | ExpressionKind::Config(_)
        | ExpressionKind::Secret(_)
        | ExpressionKind::Now => {}
        ExpressionKind::NotNull(inner)
        | ExpressionKind::Keep {
            binding: _,
            value: inner,
        }
        | ExpressionKind::Field {
            record: inner,
            field: _,
        }
        | ExpressionKind::Not(inner)
        | ExpressionKind::Negate(inner)
        | ExpressionKind::Written(_, inner)
        | ExpressionKind::Convert(_, inner)
        | ExpressionKind::Fail { message: inner }
        | ExpressionKind::FailAgain { failure: inner }
        | ExpressionKind::Decode(inner) => see(Node::Expression(inner)),
        ExpressionKind::Lambda(lambda) => {
            let Lambda {
                parameters: _,
                body,
            } = &**lambda;
            see(Node::Expression(body));
        }
        ExpressionKind::For(one) => {
            let For {
                index: _,
                element: _,
                list,
                at_once,
                body,
                gives: _,
            } = &**one;
            see(Node::Expression(list));
            all(at_once, see);
            see(Node::Block(body));
        }
        ExpressionKind::While(one) => {
            let While {
                condition,
                at_most,
                body,
            } = &**one;
            see(Node::Expression(at_most));
            see(Node::Expression(condition));
            see(Node::Block(body));
        }
        ExpressionKind::Try(one) => {
            let Try {
                body,
                error: _,
                catch,
            } = &**one;
            see(Node::Block(body));
            see(Node::Block(catch));
        }
        ExpressionKind::Parallel(one) => {
            let Parallel {
                settled: _,
                branches,
                gives: _,
            } = &**one;
            for Branch { name: _, body } in branches {
                see(Node::Block(body));
            }
        }
        ExpressionKind::Transaction(one) => {
            let Transaction { body, gives: _ } = &**one;
            see(Node::Block(body));
        }
        ExpressionKind::Chain {
            base: first,
            binding: _,
            then: second,
        }
        | ExpressionKind::Coalesce {
            left: first,
            right: second,
        }
        | ExpressionKind::Index {
            list: first,
            index: second,
        }
        | ExpressionKind::Header {
            headers: first,
            name: second,
        }
        | ExpressionKind::And(first, second)
        | ExpressionKind::Or(first, second)
        | ExpressionKind::Arithmetic(_, first, second)
        | ExpressionKind::Compare(_, first, second)
        | ExpressionKind::In {
            negated: _,
            value: first,
            list: second,
        } => {
            see(Node::Expression(first));
            see(Node::Expression(second));
        }
        ExpressionKind::Text(parts) => all(values(parts), see),
        ExpressionKind::Url { path, query } => {
            all(values(path), see);
            all(query.iter().map(|(_, value)| value), see);
        }
        ExpressionKind::Record(fields) => {
            for FieldValue {
                value,
                omit_null: _,
            } in fields
            {
                see(Node::Expression(value));
            }
        }
        ExpressionKind::List(elements) => all(elements, see),
        ExpressionKind::Call {
            function: _,
            arguments,
        }
        | ExpressionKind::CallFunction {
            function: _,
            arguments,
        } => all(arguments, see),
        ExpressionKind::If {
            condition,
            then,
            otherwise,
        } => {
            see(Node::Expression(condition));
            see(Node::Block(then));
            see(Node::Block(otherwise));
        }
        ExpressionKind::Match { scrutinee, arms } => {
            see(Node::Expression(scrutinee));
            for Arm {
                patterns: _,
                binding: _,
                body,
            } in arms
            {
                see(Node::Block(body));
            }
        }
        ExpressionKind::Step(step) => {
            let Step {
                kind: _,
                operands,
                name: _,
                span: _,
            } = &**step;
            all(operands, see);
        }
    }
}

/// The interpolated values of a text.
fn values(parts: &[TextPart]) -> impl Iterator<Item = &Expression> {
    parts.iter().filter_map(|part| match part {
        TextPart::Literal(_) => None,
        TextPart::Value(value) => Some(value),
    })
}
