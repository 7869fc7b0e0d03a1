//! Every `match` on the kinds of a tree's nodes names all of them, so that the compiler finds each
//! `match` when a kind is added.
//!
//! An arm is a wildcard if it accepts anything at a place where another arm of the same `match`
//! names a variant of a tree: `_ =>`, a binding, `Some(_)` next to `Some(StepKind::Http(_))`, `(_,
//! true)` next to `(TypeKind::Error, _)`; in this last example the second element of the pair is
//! free, because no arm names a variant there. An arm with a guard does not count, since the arms
//! below it must be exhaustive without it. `if let`, `let … else` and `matches!` test one node for
//! one thing, and are allowed.

use std::collections::BTreeSet;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Expr, ExprMatch, ItemImpl, Macro, Member, Pat, Path, Token, Type};

use crate::sources::{Module, modules, modules_of};

/// The crates to check.
const CRATES: &[&str] = &[
    "compiler/syntax",
    "compiler/format",
    "compiler/ide",
    "compiler/check",
    "compiler/ir",
    "compiler/jit",
    "tests/oracle",
];

/// The enums of the trees: of the syntax tree, of the typed program, and of code.
const TREES: &[&str] = &[
    "Node",
    "NodeKind",
    "ItemKind",
    "Trigger",
    "PathSegment",
    "SettingTail",
    "BodySetting",
    "TypeKind",
    "StatementKind",
    "ExpressionKind",
    "TextPart",
    "PatternKind",
    "StepKind",
    "HttpTarget",
    "Statement",
    "Predicate",
    "Scalar",
    "Instruction",
    "Terminator",
];

#[test]
fn no_match_over_the_kinds_of_a_tree_has_a_wildcard() {
    let found: Vec<String> = CRATES
        .iter()
        .flat_map(|folder| modules(folder))
        .flat_map(|module| findings(&module))
        .collect();
    assert!(
        found.is_empty(),
        "name every variant:\n{}",
        found.join("\n")
    );
}

/// The wildcards in a module, each with its file and line.
fn findings(module: &Module) -> Vec<String> {
    let mut names = Names(TREES.iter().map(|&name| name.to_owned()).collect());
    for item in &module.items {
        names.visit_item(item);
    }
    let mut finder = Finder {
        trees: names.0,
        implemented: None,
        lines: Vec::new(),
    };
    for item in &module.items {
        finder.visit_item(item);
    }
    let shown = |(line, what)| format!("{}:{line}: {what}", module.file);
    finder.lines.into_iter().map(shown).collect()
}

/// The names of the enums in a module, including those renamed with `as`.
struct Names(BTreeSet<String>);

impl Visit<'_> for Names {
    fn visit_use_rename(&mut self, rename: &syn::UseRename) {
        if self.0.contains(&rename.ident.to_string()) {
            self.0.insert(rename.rename.to_string());
        }
    }
}

struct Finder {
    /// The names of the enums.
    trees: BTreeSet<String>,
    /// Whether `Self` is one of these enums.
    implemented: Option<bool>,
    /// The findings, by line.
    lines: Vec<(usize, &'static str)>,
}

impl Finder {
    fn is_tree(&self, name: &syn::Ident) -> bool {
        (name == "Self" && self.implemented == Some(true)) || self.trees.contains(&name.to_string())
    }

    /// Whether a path names a variant of a tree.
    fn is_variant(&self, path: &Path) -> bool {
        let mut segments = path.segments.iter().rev().skip(1);
        segments.next().is_some_and(|of| self.is_tree(&of.ident))
    }

    /// Adds the places in a pattern, from the whole scrutinee inwards, where a variant of a tree is
    /// named.
    fn variants(&self, pattern: &Pat, place: &[String], to: &mut BTreeSet<Vec<String>>) {
        if path(pattern).is_some_and(|path| self.is_variant(path)) {
            to.insert(place.to_vec());
        }
        for (step, inner) in inside(pattern) {
            let mut place = place.to_vec();
            place.extend(step);
            self.variants(inner, &place, to);
        }
    }
}

impl Visit<'_> for Finder {
    fn visit_item_impl(&mut self, item: &ItemImpl) {
        let is_tree = match &*item.self_ty {
            Type::Path(ty) => {
                let last = ty.path.segments.last();
                last.is_some_and(|segment| self.trees.contains(&segment.ident.to_string()))
            }
            _ => false,
        };
        let outer = self.implemented.replace(is_tree);
        visit::visit_item_impl(self, item);
        self.implemented = outer;
    }

    fn visit_use_path(&mut self, use_path: &syn::UsePath) {
        if self.is_tree(&use_path.ident) {
            let line = use_path.span().start().line;
            self.lines
                .push((line, "imports variants without their enum"));
        }
        visit::visit_use_path(self, use_path);
    }

    fn visit_expr_match(&mut self, expression: &ExprMatch) {
        let mut places = BTreeSet::new();
        for arm in &expression.arms {
            self.variants(&arm.pat, &[], &mut places);
        }
        for arm in expression.arms.iter().filter(|arm| !has_guard(arm)) {
            if places.iter().any(|place| takes_anything(&arm.pat, place)) {
                let line = arm.pat.span().start().line;
                self.lines.push((line, "a wildcard arm"));
            }
        }
        visit::visit_expr_match(self, expression);
    }

    /// A macro's arguments are tokens; if they parse as expressions or statements, they are
    /// checked.
    fn visit_macro(&mut self, of: &Macro) {
        let expressions = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(expressions) = of.parse_body_with(expressions) {
            expressions.iter().for_each(|one| self.visit_expr(one));
        } else if let Ok(statements) = of.parse_body_with(syn::Block::parse_within) {
            statements.iter().for_each(|one| self.visit_stmt(one));
        }
    }
}

fn has_guard(arm: &Arm) -> bool {
    matches!(arm.pat, Pat::Guard(_))
}

/// The path that a pattern names, if any.
fn path(pattern: &Pat) -> Option<&Path> {
    match pattern {
        Pat::Path(pattern) => Some(&pattern.path),
        Pat::Struct(pattern) => Some(&pattern.path),
        Pat::TupleStruct(pattern) => Some(&pattern.path),
        _ => None,
    }
}

/// The patterns directly inside a pattern; each with its step if it matches a part of the whole
/// value.
fn inside(pattern: &Pat) -> Vec<(Option<String>, &Pat)> {
    let same = |inner| vec![(None, inner)];
    match pattern {
        Pat::Guard(pattern) => same(&*pattern.pat),
        Pat::Ident(pattern) => {
            let inner = pattern.subpat.as_ref();
            inner.map_or_else(Vec::new, |(_, inner)| same(&**inner))
        }
        Pat::Or(pattern) => pattern.cases.iter().map(|case| (None, case)).collect(),
        Pat::Paren(pattern) => same(&*pattern.pat),
        Pat::Reference(pattern) => same(&*pattern.pat),
        Pat::Type(pattern) => same(&*pattern.pat),
        Pat::Slice(pattern) => elements("", pattern.elems.iter()),
        Pat::Tuple(pattern) => elements("", pattern.elems.iter()),
        Pat::TupleStruct(pattern) => elements(&last(&pattern.path), pattern.elems.iter()),
        Pat::Struct(pattern) => {
            let of = last(&pattern.path);
            let fields = pattern.fields.iter();
            let step = |member: &Member| match member {
                Member::Named(name) => format!("{of}.{name}"),
                Member::Unnamed(index) => format!("{of}.{}", index.index),
            };
            fields
                .map(|field| (Some(step(&field.member)), &*field.pat))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn elements<'p>(
    of: &str,
    patterns: impl Iterator<Item = &'p Pat>,
) -> Vec<(Option<String>, &'p Pat)> {
    let step = |(index, pattern)| (Some(format!("{of}.{index}")), pattern);
    patterns.enumerate().map(step).collect()
}

fn last(path: &Path) -> String {
    let last = path.segments.last();
    last.map_or_else(String::new, |segment| segment.ident.to_string())
}

/// Whether a pattern accepts anything at a place.
fn takes_anything(pattern: &Pat, place: &[String]) -> bool {
    if is_binding(pattern) {
        return true;
    }
    let inner = inside(pattern);
    let has_rest = match pattern {
        Pat::Struct(pattern) => pattern.rest.is_some(),
        _ => inner.iter().any(|(_, one)| matches!(one, Pat::Rest(_))),
    };
    let next = place.first();
    let is_here = |step: &Option<String>| step.is_none() || step.as_ref() == next;
    let mut here = inner.iter().filter(|(step, _)| is_here(step)).peekable();
    if here.peek().is_none() {
        // `..` covers everything that is not named.
        let of = |step: &String| step.split('.').next().map(str::to_owned);
        let own = path(pattern).map_or_else(String::new, last);
        return has_rest && next.and_then(of) == Some(own);
    }
    here.any(|(step, one)| match step {
        None => takes_anything(one, place),
        Some(_) => {
            matches!(one, Pat::Rest(_)) || takes_anything(one, place.get(1..).unwrap_or_default())
        }
    })
}

/// Whether a pattern is `_` or a binding that matches anything.
fn is_binding(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(pattern) => {
            let name = pattern.ident.to_string();
            pattern.subpat.is_none() && !name.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// The findings in a text.
fn found(text: &str) -> Vec<String> {
    let modules = modules_of(&[("lib.rs", text)]);
    modules.iter().flat_map(findings).collect()
}

/// The number of findings in the body of a function.
fn count(body: &str) -> usize {
    found(&format!("fn f() {{ {body} }}")).len()
}

#[test]
fn a_wildcard_is_found() {
    for body in [
        "match a { StepKind::Http(_) => 1, _ => 2 }",
        "match a { ast::StepKind::Http(_) => 1, other => 2 }",
        "match a { StepKind::Http(_) => 1, StepKind::Notify(_) | _ => 2 }",
        "match a { &StepKind::Http(_) => 1, whole @ _ => 2 }",
        "match a { Some(StepKind::Http(_)) => 1, Some(_) | None => 2 }",
        "match a { (StepKind::Http(_), true) => 1, (_, false) => 2, (StepKind::Notify(_), true) => 3 }",
        "match a { (x, StepKind::Http(_)) => 1, (x, ..) => 2 }",
        "match a { Step { kind: StepKind::Http(_), .. } => 1, Step { .. } => 2 }",
        "match a { Step { kind: StepKind::Http(_), .. } => 1, Step { kind, .. } => 2 }",
        "match a { Node::Trigger(Trigger::Webhook(_)) => 1, Node::Trigger(_) => 2 }",
        "assert!(match a { StepKind::Http(_) => 1, _ => 2 } == 1)",
        "match b { true => match a { StepKind::Http(_) => 1, _ => 2 }, _ => 3 }",
        "use ast::StepKind as Kind; match a { Kind::Http(_) => 1, _ => 2 }",
        "use ast::StepKind::*;",
        "use ast::StepKind::{Http, Notify};",
    ] {
        assert_eq!(count(body), 1, "{body}");
    }
}

#[test]
fn a_wildcard_in_a_method_of_a_tree_is_found() {
    let text = "impl StepKind { fn f(&self) { match self { Self::Http(_) => 1, _ => 2 } } }
        impl Other { fn f(&self) { match self { Self::Http(_) => 1, _ => 2 } } }";
    assert_eq!(found(text), ["lib.rs:1: a wildcard arm"]);
}

#[test]
fn what_names_every_variant_or_asks_one_question_is_not_found() {
    for body in [
        "match a { StepKind::Http(_) => 1, StepKind::Notify(..) => 2 }",
        "match a { StepKind::Http(_) if b => 1, _ if c => 2, StepKind::Http(step) => 3 }",
        "match a { (StepKind::Http(_), true) => 1, (StepKind::Notify(_), _) => 2 }",
        "match a { Some(StepKind::Http(HttpStep { target, .. })) => 1, None => 2 }",
        "match a { Step { kind: StepKind::Http(_), span } => 1 }",
        "match a { Type::Text => 1, _ => 2 }",
        "match a { other::Kind::Http(_) => 1, _ => 2 }",
        "matches!(a, StepKind::Http(_))",
        "if let StepKind::Http(_) = a {} else {}",
        "let StepKind::Http(_) = a else { return };",
        "match b { true => StepKind::Http(1), _ => StepKind::Notify(2) }",
    ] {
        assert_eq!(count(body), 0, "{body}");
    }
}
