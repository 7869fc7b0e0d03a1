//! The invariants of every `Program` without errors: no `Error` anywhere, and exactly matching
//! types.

#![allow(clippy::panic, reason = "a test says so by a panic")]

mod expressions;
mod steps;

use flowright_check::program::{
    Arm, Block, Body, Node, Pattern as ProgramPattern, Program, Respond, ResponseBody, Statement,
    Trigger,
};
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
