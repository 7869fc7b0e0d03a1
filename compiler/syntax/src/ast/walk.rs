//! Preorder traversal of nodes.
//!
//! Invariant: a walk keeps its own stack, so no tree is too deep for it.

use flowright_diagnostics::Span;

use super::{Expression, File, Node};

/// The nodes of a walk in preorder; children come in the order of [`Node::for_each_child`].
#[derive(Clone, Debug)]
pub struct Walk<'t> {
    /// The nodes still to visit, the next one last.
    pending: Vec<Node<'t>>,
}

impl<'t> Iterator for Walk<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let node = self.pending.pop()?;
        let before = self.pending.len();
        node.for_each_child(|child| self.pending.push(child));
        self.pending.get_mut(before..).unwrap_or_default().reverse();
        Some(node)
    }
}

impl<'t> Node<'t> {
    /// This node, then every node below it.
    #[must_use]
    pub fn walk(self) -> Walk<'t> {
        Walk {
            pending: vec![self],
        }
    }

    /// Every expression of [`walk`](Node::walk): this node if it is an expression, and the
    /// expressions at any depth below it, including those inside steps, settings and types.
    pub fn expressions(self) -> impl Iterator<Item = &'t Expression> {
        self.walk().filter_map(Node::as_expression)
    }
}

impl File {
    /// Every node of the file.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk {
            pending: self
                .items
                .iter()
                .rev()
                .map(|item| Node::Item(item))
                .collect(),
        }
    }

    /// The nodes whose spans cover `span`, outermost first.
    #[must_use]
    pub fn covering(&self, span: Span) -> Vec<Node<'_>> {
        let covers = |node: &Node<'_>| node.span().covers(span);
        let mut nodes = Vec::new();
        let mut inside: Vec<Node<'_>> = self.items.iter().map(|item| Node::Item(item)).collect();
        while let Some(node) = inside.iter().copied().find(covers) {
            nodes.push(node);
            inside.clear();
            node.for_each_child(|child| inside.push(child));
        }
        nodes
    }
}
