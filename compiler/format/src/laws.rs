//! The properties of a text that formatting must preserve.

use std::fmt;

use flowright_syntax::tokens::TokenKind;
use flowright_syntax::tree::{Concrete, Node, NodeKind, Part, Role};

use crate::file;

/// A law that a result breaks: a bug in the formatter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// Formatting is idempotent.
    Stable,
    /// The tree stays the same.
    SameTree,
    /// Comments are preserved, in order.
    SameComments,
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Law::Stable => "formatting it twice would change it again",
            Law::SameTree => "formatting it would change what it means",
            Law::SameComments => "formatting it would lose or move a comment",
        })
    }
}

impl std::error::Error for Law {}

/// Checks a result against its source.
pub(crate) fn check(before: &Concrete, text: &str, formatted: &str) -> Result<(), Law> {
    let after = before.reparse(text, formatted);
    if comments(before, text) != comments(&after, formatted) {
        return Err(Law::SameComments);
    }
    if shape(before, text) != shape(&after, formatted) {
        return Err(Law::SameTree);
    }
    if file::format(&after, formatted).text != formatted {
        return Err(Law::Stable);
    }
    Ok(())
}

fn comments<'t>(concrete: &Concrete, text: &'t str) -> Vec<&'t str> {
    let is_comment = |kind| {
        matches!(
            kind,
            TokenKind::Comment | TokenKind::DocComment | TokenKind::ForeignComment
        )
    };
    let comments = concrete
        .tokens
        .iter()
        .filter(|token| is_comment(token.kind));
    comments
        .filter_map(|token| text.get(token.start as usize..token.end as usize))
        .map(str::trim_end)
        .collect()
}

/// A step of the walk over a tree.
#[derive(Debug, PartialEq, Eq)]
enum Walk<'t> {
    Item(bool),
    Into(NodeKind),
    Token(&'t str),
    Out,
}

/// The declarations without their layout: no blanks, comments and separators.
fn shape<'t>(concrete: &Concrete, text: &'t str) -> Vec<Walk<'t>> {
    let mut walk = Vec::new();
    for item in &concrete.items {
        walk.push(Walk::Item(item.tree.is_some()));
        match &item.tree {
            Some(tree) => into(concrete, text, tree, &mut walk),
            None => {
                let (start, end) = file::bytes(concrete, item);
                walk.push(Walk::Token(text.get(start..end).unwrap_or("")));
            }
        }
    }
    walk
}

fn into<'t>(concrete: &Concrete, text: &'t str, node: &Node, walk: &mut Vec<Walk<'t>>) {
    walk.push(Walk::Into(node.kind));
    for part in concrete.parts(node) {
        match part {
            Part::Node(node) => into(concrete, text, node, walk),
            Part::Token(index) => {
                let separates = concrete.role(index) == Role::Separator
                    || concrete.kind(index) == TokenKind::Comma;
                let token = concrete.tokens.get(index).filter(|_| !separates);
                walk.extend(token.and_then(|token| {
                    text.get(token.start as usize..token.end as usize)
                        .map(Walk::Token)
                }));
            }
        }
    }
    walk.push(Walk::Out);
}
