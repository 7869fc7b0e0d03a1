//! Finding the workflow for a path, with the server's table and with `matchit`, which does less:
//! see `routes` in the server.

use std::hint::black_box;
use std::time::Instant;

use flowright_server::routes::{Kind, Lookup, Route, Segment, Table as Routes};
use hyper::Method;
use matchit::Router;

use crate::shared::Result;
use crate::shared::table::Table;

/// Routes of a program.
pub const ROUTES: usize = 1000;

const ROUNDS: usize = 300;

/// A kind of route: its segments after a number, and the corresponding segments of a request.
struct Shape {
    name: &'static str,
    pattern: &'static [&'static str],
    path: &'static str,
}

const SHAPES: [Shape; 3] = [
    Shape {
        name: "literal: `/hooks/7/created`",
        pattern: &["created"],
        path: "created",
    },
    Shape {
        name: "one parameter: `/hooks/7/{shop}`",
        pattern: &["{shop}"],
        path: "north-street",
    },
    Shape {
        name: "two: `/hooks/7/{shop}/orders/{id}`",
        pattern: &["{shop}", "orders", "{id}"],
        path: "north-street/orders/1234567",
    },
];

pub fn measure(table: &mut Table) -> Result<()> {
    for shape in SHAPES {
        let routes: Vec<Route> = (0..ROUTES).map(|number| route(&shape, number)).collect();
        let own = Routes::new(&routes).map_err(|conflict| conflict.to_string())?;
        let mut other = Router::new();
        for number in 0..ROUTES {
            let pattern = shape.pattern.join("/");
            other.insert(format!("/hooks/{number}/{pattern}"), (Method::POST, number))?;
        }
        let paths: Vec<String> = (0..ROUTES)
            .map(|number| format!("/hooks/{number}/{}", shape.path))
            .collect();
        let by_table = each(&paths, |path| match own.find(&Method::POST, path) {
            Lookup::Found { route, parameters } => {
                black_box(parameters);
                Some(route)
            }
            _ => None,
        })?;
        let by_matchit = each(&paths, |path| {
            let found = other.at(path).ok()?;
            black_box(&found.params);
            (found.value.0 == Method::POST).then_some(found.value.1)
        })?;
        table.row([shape.name.to_owned(), by_table, by_matchit]);
    }
    Ok(())
}

fn route(shape: &Shape, number: usize) -> Route {
    let segments = shape.pattern.iter().map(|segment| {
        let inner = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        match inner {
            Some(name) => Segment::Parameter {
                name: name.to_owned(),
                kind: Kind::Text,
            },
            None => Segment::Literal((*segment).to_owned()),
        }
    });
    let first = ["hooks".to_owned(), number.to_string()].map(Segment::Literal);
    Route {
        method: Method::POST,
        pattern: first.into_iter().chain(segments).collect(),
        enabled: true,
    }
}

/// Nanoseconds per path in the quickest run.
fn each(paths: &[String], find: impl Fn(&str) -> Option<usize>) -> Result<String> {
    let mut quickest = f64::MAX;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        for (number, path) in paths.iter().enumerate() {
            if find(black_box(path)) != Some(number) {
                return Err(format!("{path} is not found").into());
            }
        }
        quickest = quickest.min(begun.elapsed().as_secs_f64());
    }
    Ok(format!("{:.0}", quickest * 1e9 / paths.len() as f64))
}
