//! The table: a tree of segments, and a map of the paths that consist of literals only.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use hyper::Method;

use super::decode::decode;
use super::{Kind, Lookup, Route, Segment};

/// All routes.
#[derive(Debug, Default)]
pub struct Table {
    /// Literal paths in their usual spelling.
    literal: HashMap<String, Vec<End>>,
    root: Node,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, Node>,
    parameter: Option<Box<Node>>,
    ends: Vec<End>,
}

/// A route that ends at a node.
#[derive(Debug, Clone)]
struct End {
    method: Method,
    route: usize,
    enabled: bool,
    kinds: Vec<Kind>,
    /// The names of its parameters.
    names: Vec<String>,
}

/// Represents a segment that cannot be decoded: only a text parameter accepts it.
const UNREADABLE: &str = "\u{fffd}";

/// Two routes with the same method whose patterns match the same paths, regardless of parameter
/// types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The index of the first in the list.
    pub first: usize,
    /// The index of the second.
    pub second: usize,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "routes {} and {} match the same requests",
            self.first, self.second
        )
    }
}

impl std::error::Error for Conflict {}

impl Table {
    /// Builds the table; a route is then identified by its index in the list.
    ///
    /// # Errors
    /// If two routes are equally specific.
    pub fn new(routes: &[Route]) -> Result<Self, Conflict> {
        let mut table = Self::default();
        for (place, route) in routes.iter().enumerate() {
            table.insert(place, route)?;
        }
        Ok(table)
    }

    fn insert(&mut self, place: usize, route: &Route) -> Result<(), Conflict> {
        let mut node = &mut self.root;
        let (mut kinds, mut names) = (Vec::new(), Vec::new());
        let mut path = String::new();
        for segment in &route.pattern {
            match segment {
                Segment::Literal(text) => {
                    node = node.literals.entry(text.clone()).or_default();
                    path.push('/');
                    path.push_str(text);
                }
                Segment::Parameter { kind, name } => {
                    node = node.parameter.get_or_insert_default();
                    kinds.push(*kind);
                    names.push(name.clone());
                }
            }
        }
        if let Some(other) = node.ends.iter().find(|end| end.method == route.method) {
            return Err(Conflict {
                first: other.route,
                second: place,
            });
        }
        let literal = kinds.is_empty();
        let end = End {
            method: route.method.clone(),
            route: place,
            enabled: route.enabled,
            kinds,
            names,
        };
        node.ends.push(end.clone());
        // A literal that contains a slash or a percent sign is escaped in requests, so the tree
        // finds it.
        let plain = |segment: &Segment| matches!(segment, Segment::Literal(text) if !text.contains(['/', '%']));
        if literal && route.pattern.iter().all(plain) {
            self.literal.entry(path).or_default().push(end);
        }
        Ok(())
    }

    /// Looks up a method and a path. `path` is as it was sent, without the query.
    #[must_use]
    pub fn find<'t, 'p>(&'t self, method: &Method, path: &'p str) -> Lookup<'t, 'p> {
        let found = self.find_exact(method, path);
        if found != Lookup::NotFound {
            return found;
        }
        match path.strip_suffix('/') {
            Some(path) if !path.is_empty() && !path.ends_with('/') => self.find_exact(method, path),
            _ => found,
        }
    }

    fn find_exact<'t, 'p>(&'t self, method: &Method, path: &'p str) -> Lookup<'t, 'p> {
        if let Some(ends) = self.literal.get(path) {
            return choose(ends.iter(), method, Vec::new());
        }
        let Some(path) = path.strip_prefix('/') else {
            return Lookup::NotFound;
        };
        let Some(segments) = path.split('/').map(decode).collect::<Option<Vec<_>>>() else {
            return Lookup::Malformed {
                parameter: self.unreadable(path),
            };
        };
        let mut parameters = Vec::new();
        match self.root.find(&segments, &mut parameters) {
            Some(ends) => {
                let fitting: Vec<_> = fitting(ends, &parameters).collect();
                choose(fitting.into_iter(), method, parameters)
            }
            None => Lookup::NotFound,
        }
    }
}

impl Table {
    /// The name of the first parameter that cannot be decoded, if the path otherwise has a route.
    fn unreadable(&self, path: &str) -> Option<&str> {
        let segments = path.split('/').map(|segment| {
            let decoded = decode(segment);
            decoded.unwrap_or(Cow::Borrowed(UNREADABLE))
        });
        let segments: Vec<_> = segments.collect();
        let mut parameters = Vec::new();
        let ends = self.root.find(&segments, &mut parameters)?;
        let at = parameters.iter().position(|text| text == UNREADABLE)?;
        let mut fitting = fitting(ends, &parameters);
        let names = &fitting.find(|end| end.enabled)?.names;
        names.get(at).map(String::as_str)
    }
}

impl Node {
    /// The ends of the most specific pattern that has a route whose types fit. Visits each node at
    /// most once, so the cost of a path is bounded by the size of the table.
    fn find<'n, 'p>(
        &'n self,
        segments: &[Cow<'p, str>],
        parameters: &mut Vec<Cow<'p, str>>,
    ) -> Option<&'n [End]> {
        let Some((segment, rest)) = segments.split_first() else {
            let fits = fitting(&self.ends, parameters).next().is_some();
            return fits.then_some(&self.ends);
        };
        let literal = self.literals.get(segment.as_ref());
        if let Some(ends) = literal.and_then(|node| node.find(rest, parameters)) {
            return Some(ends);
        }
        if matches!(segment.as_ref(), "" | "." | "..") {
            return None;
        }
        let node = self.parameter.as_ref()?;
        parameters.push(segment.clone());
        let ends = node.find(rest, parameters);
        if ends.is_none() {
            parameters.pop();
        }
        ends
    }
}

/// The routes whose parameters parse.
fn fitting<'e>(ends: &'e [End], parameters: &[Cow<'_, str>]) -> impl Iterator<Item = &'e End> {
    ends.iter().filter(move |end| {
        end.kinds
            .iter()
            .zip(parameters)
            .all(|(kind, text)| kind.accepts(text))
    })
}

fn choose<'t, 'p>(
    ends: impl Iterator<Item = &'t End>,
    method: &Method,
    parameters: Vec<Cow<'p, str>>,
) -> Lookup<'t, 'p> {
    let mut allow = Vec::new();
    let mut disabled = None;
    for end in ends {
        let route = end.route;
        match (end.method == *method, end.enabled) {
            (true, true) => return Lookup::Found { route, parameters },
            (false, true) => allow.push(&end.method),
            (_, false) => disabled = Some(route),
        }
    }
    match disabled {
        Some(route) if allow.is_empty() => Lookup::Disabled { route },
        _ => Lookup::MethodNotAllowed { allow },
    }
}
