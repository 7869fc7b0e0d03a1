//! No file of a crate uses, directly or indirectly, a file that uses it.
//!
//! A file uses another if a path in it, or a private `use`, leads to an item defined in the other
//! file. A name that a module merely re-exports (`pub use`) leads to the file that defines it, and
//! re-exporting does not count as a use. Method calls are not detected, because they name no file.

use std::collections::{BTreeMap, BTreeSet};

use crate::sources::{Module, crates, modules, modules_of};
use crate::uses::{Graph, graph};

/// The crates that still have cycles.
const NOT_YET: &[&str] = &[];

#[test]
fn no_files_use_each_other_in_a_circle() {
    let mut wrong = Vec::new();
    for folder in crates() {
        let found = cycles(&modules(&folder));
        for cycle in &found {
            println!("{cycle}");
        }
        match (found.is_empty(), NOT_YET.contains(&folder.as_str())) {
            (false, false) => wrong.extend(found),
            (true, true) => wrong.push(format!("{folder} has no cycle: take it off the list")),
            (true, false) | (false, true) => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// For each group of files that use each other: the shortest cycle through its first file, then all
/// uses within the group.
fn cycles(modules: &[Module]) -> Vec<String> {
    let graph = graph(modules);
    let reached: BTreeMap<&String, BTreeSet<&String>> = graph
        .keys()
        .map(|file| (file, reachable(&graph, file)))
        .collect();
    let reaches = |from: &String, to: &String| {
        let reached = reached.get(from);
        reached.is_some_and(|files| files.contains(to))
    };
    let mut left: BTreeSet<&String> = graph.keys().collect();
    let mut cycles = Vec::new();
    while let Some(start) = left.pop_first() {
        let Some(mut cycle) = shortest_cycle(&graph, start) else {
            continue;
        };
        cycle.push(start);
        let shown: Vec<String> = cycle
            .windows(2)
            .map(|pair| shown(&graph, pair[0], pair[1]))
            .collect();
        let mut group: Vec<&String> = vec![start];
        group.extend(
            graph
                .keys()
                .filter(|file| *file != start && reaches(file, start) && reaches(start, file)),
        );
        left.retain(|file| !group.contains(file));
        let mut text = format!(
            "{} files, the cycle:\n  {}\n",
            group.len(),
            shown.join("\n  ")
        );
        if group.len() > 2 {
            text.push_str(" all of the group:\n");
            for from in &group {
                for to in group.iter().filter(|to| graph[*from].contains_key(**to)) {
                    text.push_str(&format!("  {}\n", self::shown(&graph, from, to)));
                }
            }
        }
        cycles.push(text);
    }
    cycles
}

fn shown(graph: &Graph, from: &str, to: &str) -> String {
    let names = graph.get(from).and_then(|uses| uses.get(to));
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    format!("{from} uses {} of {to}", names.join(", "))
}

fn reachable<'g>(graph: &'g Graph, start: &str) -> BTreeSet<&'g String> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&String> = graph
        .get(start)
        .into_iter()
        .flat_map(BTreeMap::keys)
        .collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(graph.get(file).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

/// The shortest path from a file back to itself.
fn shortest_cycle<'g>(graph: &'g Graph, start: &'g String) -> Option<Vec<&'g String>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = way.last().and_then(|file| graph.get(*file));
            for file in last.into_iter().flat_map(BTreeMap::keys) {
                if file == start {
                    return Some(way);
                }
                if seen.insert(file) {
                    longer.push(way.iter().copied().chain([file]).collect());
                }
            }
        }
        ways = longer;
    }
    None
}

/// The first line of each cycle in a crate with those files.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let cycles = cycles(&modules_of(files));
    let first = |cycle: &String| cycle.lines().nth(1).unwrap_or_default().trim().to_owned();
    cycles.iter().map(first).collect()
}

#[test]
fn two_files_that_use_each_other_are_a_cycle() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::g; pub fn f() { g() }"),
        ("b.rs", "pub fn g() { crate::a::f() }"),
    ];
    assert_eq!(found(&files), ["a.rs uses g of b.rs"]);
}

#[test]
fn a_child_that_uses_what_its_parent_defines_is_a_cycle_where_the_parent_uses_it() {
    for child in [
        "use super::T; pub fn f(_: T) {}",
        "use super::*; pub fn f(_: T) {}",
        "use crate::a as outer; pub fn f(_: outer::T) {}",
        "pub fn f() { println!(\"{}\", super::T) }",
        "mod inner { fn f(_: super::super::T) {} } pub fn f() {}",
    ] {
        let parent = "mod b; pub struct T; pub fn g() { b::f(T) }";
        let files = [
            ("lib.rs", "mod a;"),
            ("a/mod.rs", parent),
            ("a/b.rs", child),
        ];
        assert_eq!(found(&files), ["a/b.rs uses T of a/mod.rs"], "{child}");
    }
}

#[test]
fn a_cycle_by_way_of_a_third_file_is_found() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; pub use b::B as Other;"),
        ("a.rs", "pub struct A(crate::Other);"),
        ("b.rs", "use crate::c; pub struct B(c::C);"),
        ("c.rs", "pub struct C(Box<super::a::A>);"),
    ];
    assert_eq!(found(&files), ["a.rs uses B of b.rs"]);
}

#[test]
fn passing_on_is_no_use() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
        ("a.rs", "pub struct A;"),
        ("b.rs", "use crate::A; pub struct B(A);"),
    ];
    assert_eq!(found(&files), [""; 0]);
}

#[test]
fn tests_and_other_crates_are_left_out() {
    let files = [
        ("lib.rs", "mod a; mod b; #[cfg(test)] mod tests;"),
        (
            "a.rs",
            "use b::C; pub struct A(C); #[cfg(test)] mod tests { use crate::b::B; }",
        ),
        (
            "b.rs",
            "use crate::a::A; pub struct B(A); pub struct C; #[cfg(test)] use crate::a::A;",
        ),
    ];
    assert_eq!(found(&files), [""; 0]);
}

#[test]
fn a_function_and_a_module_may_have_one_name() {
    let files = [
        ("lib.rs", "mod a; mod b; pub use b::b;"),
        ("a.rs", "use crate::b::T; pub struct A(T);"),
        ("b.rs", "pub struct T; pub fn b() { crate::a::A; }"),
    ];
    assert_eq!(found(&files), ["a.rs uses T of b.rs"]);
    let files = [
        ("lib.rs", "mod a; mod b; pub use b::b;"),
        ("a.rs", "use crate::b; pub struct A; fn f() { b() }"),
        ("b.rs", "pub fn b() { crate::a::A; }"),
    ];
    assert_eq!(found(&files), ["a.rs uses b of b.rs"]);
}
