//! A walk visits every node of a tree exactly once, with its span.

use std::collections::BTreeMap;
use std::sync::Arc;

use flowright_diagnostics::{Anchors, FileId, Span};
use flowright_syntax::ast::{File, Node};
use flowright_syntax::parse;

const FIXTURES: &[&str] = &[
    include_str!("fixtures/program.flow"),
    include_str!("fixtures/whole_language.flow"),
    include_str!("fixtures/strays.flow"),
    "fn f() -> bool {\n  let a = find one c where .d == 1 order by .d\n  a\n}\n",
];

/// The node types whose names have no other meaning in debug output.
const TYPES: [&str; 15] = [
    "Item",
    "CollectionField",
    "CollectionKey",
    "TypeExpression",
    "TypeField",
    "Setting",
    "Block",
    "Statement",
    "Expression",
    "Step",
    "Clause",
    "RecordEntry",
    "MatchArm",
    "BranchArm",
    "Pattern",
];

fn trees() -> impl Iterator<Item = File> {
    FIXTURES.iter().map(|text| parse(FileId(0), text).0)
}

/// The name of the type of a node, unless a variant shares that name.
fn type_of(node: Node<'_>) -> Option<&'static str> {
    Some(match node {
        Node::Item(_) => "Item",
        Node::Column(_) => "CollectionField",
        Node::Key(_) => "CollectionKey",
        Node::Type(_) => "TypeExpression",
        Node::TypeField(_) => "TypeField",
        Node::Setting(_) => "Setting",
        Node::Block(_) => "Block",
        Node::Statement(_) => "Statement",
        Node::Expression(_) => "Expression",
        Node::Step(_) => "Step",
        Node::Clause(_) => "Clause",
        Node::Entry(_) => "RecordEntry",
        Node::MatchArm(_) => "MatchArm",
        Node::BranchArm(_) => "BranchArm",
        Node::Pattern(_) => "Pattern",
        // `Parameter` is also a variant of path segments, and triggers and segments are enums.
        Node::Parameter(_) | Node::Trigger(_) | Node::Segment(_) => return None,
    })
}

#[test]
fn a_walk_meets_every_node_that_the_debug_output_shows() {
    let mut met = BTreeMap::<&str, usize>::new();
    let mut shown = BTreeMap::<String, usize>::new();
    for tree in trees() {
        for name in tree.walk().filter_map(type_of) {
            *met.entry(name).or_default() += 1;
        }
        let debug = format!("{tree:?}");
        let words: Vec<&str> = debug.split(' ').collect();
        for pair in words.windows(2).filter(|pair| pair[1].starts_with('{')) {
            let word = pair[0].rsplit(['(', '[']).next().unwrap_or_default();
            *shown.entry(word.to_owned()).or_default() += 1;
        }
    }
    for name in TYPES {
        assert!(met.contains_key(name), "no fixture has a {name}");
        assert_eq!(met.get(name), shown.get(name), "{name}");
    }
}

#[test]
fn a_child_stands_inside_its_parent() {
    for tree in trees() {
        for node in tree.walk() {
            node.for_each_child(|child| {
                let (outer, inner) = (node.span(), child.span());
                assert!(outer.covers(inner), "{child:?} is not inside {node:?}");
            });
        }
    }
}

#[test]
fn a_parent_comes_before_its_children_and_they_in_order() {
    let text = "fn f(a: int) -> text {\n  let b: int = g(a, [1, 2])\n  \"x{b + 3}y\"\n}\n";
    let (tree, _) = parse(FileId(0), text);
    let texts: Vec<&str> = tree
        .walk()
        .filter_map(|node| match node {
            Node::Expression(one) => Some(&text[one.span.start as usize..one.span.end as usize]),
            _ => None,
        })
        .collect();
    let expected = [
        "g(a, [1, 2])",
        "a",
        "[1, 2]",
        "1",
        "2",
        "\"x{b + 3}y\"",
        "b + 3",
        "b",
        "3",
    ];
    assert_eq!(texts, expected);
    let item = tree.items.iter().map(|item| Node::Item(item));
    assert_eq!(item.flat_map(Node::expressions).count(), expected.len());
}

#[test]
fn nodes_that_cover_a_span_come_from_the_outside_in() {
    let text = "fn f(a: int) -> int {\n  a + 12\n}\n";
    let (tree, _) = parse(FileId(0), text);
    let at = u32::try_from(text.find("12").expect("in the text")).expect("a short text");
    let anchor = tree.items[0].span.anchor;
    let covering = tree.covering(Span::new(anchor, at, at + 2));
    let kinds: Vec<&str> = covering.into_iter().filter_map(type_of).collect();
    assert_eq!(
        kinds,
        ["Item", "Block", "Statement", "Expression", "Expression"]
    );
}

#[test]
fn a_span_leads_to_its_place_and_back() {
    for (text, tree) in FIXTURES.iter().zip(trees()) {
        let anchors = Anchors::new([Arc::clone(&tree.anchors)]);
        for node in tree.walk() {
            let place = anchors.resolve(node.span());
            assert_eq!(anchors.locate(place), node.span(), "{node:?}");
            assert!(text.get(place.range()).is_some(), "{node:?}");
        }
        for item in tree.items.iter().filter_map(|item| item.name()) {
            assert_eq!(&text[anchors.resolve(item.span).range()], &*item.text);
        }
    }
}
