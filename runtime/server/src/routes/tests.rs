use proptest::prelude::*;

use super::*;

fn route(method: Method, pattern: &str) -> Route {
    let pattern = pattern.trim_start_matches('/').split('/').map(|segment| {
        let Some(inner) = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        else {
            return Segment::Literal(segment.to_owned());
        };
        let (name, kind) = inner.split_once(": ").unwrap_or((inner, "text"));
        let kind = match kind {
            "int" => Kind::Int,
            "float" => Kind::Float,
            "bool" => Kind::Bool,
            _ => Kind::Text,
        };
        Segment::Parameter {
            name: name.to_owned(),
            kind,
        }
    });
    Route {
        method,
        pattern: pattern.collect(),
        enabled: true,
    }
}

fn table(patterns: &[&str]) -> Table {
    let routes: Vec<_> = patterns
        .iter()
        .map(|pattern| route(Method::POST, pattern))
        .collect();
    Table::new(&routes).unwrap()
}

fn find(table: &Table, path: &str) -> Option<(usize, Vec<String>)> {
    match table.find(&Method::POST, path) {
        Lookup::Found { route, parameters } => {
            Some((route, parameters.into_iter().map(Cow::into_owned).collect()))
        }
        _ => None,
    }
}

fn found(route: usize, parameters: &[&str]) -> Option<(usize, Vec<String>)> {
    Some((
        route,
        parameters.iter().map(|text| (*text).to_owned()).collect(),
    ))
}

#[test]
fn a_literal_segment_beats_a_parameter_from_left_to_right() {
    let table = table(&["/{a}/x", "/a/{b}", "/a/x", "/{a}/{b}/c", "/a/{b}/{c}"]);
    assert_eq!(find(&table, "/a/x"), found(2, &[]));
    assert_eq!(find(&table, "/a/y"), found(1, &["y"]));
    assert_eq!(find(&table, "/b/x"), found(0, &["b"]));
    assert_eq!(find(&table, "/b/y"), None);
    assert_eq!(find(&table, "/a/y/c"), found(4, &["y", "c"]));
    assert_eq!(find(&table, "/b/y/c"), found(3, &["b", "y"]));
}

#[test]
fn a_dead_end_behind_a_literal_leads_back_to_the_parameter() {
    let table = table(&["/a/b/c", "/{x}/b/d"]);
    assert_eq!(find(&table, "/a/b/d"), found(1, &["a"]));
}

#[test]
fn paths_are_compared_decoded_and_by_segment() {
    let table = table(&["/api/hooks", "/files/{name}", "/ä/b"]);
    assert_eq!(find(&table, "/api/hooks"), found(0, &[]));
    assert_eq!(find(&table, "/%61pi/hooks"), found(0, &[]));
    assert_eq!(find(&table, "/api%2Fhooks"), None);
    assert_eq!(find(&table, "/files/a%2Fb%20c"), found(1, &["a/b c"]));
    assert_eq!(find(&table, "/%C3%A4/b"), found(2, &[]));
    assert_eq!(find(&table, "/API/hooks"), None);
    for broken in ["/files/%", "/files/%zz", "/files/%ff"] {
        assert_eq!(
            table.find(&Method::POST, broken),
            Lookup::Malformed {
                parameter: Some("name")
            },
            "{broken}"
        );
    }
}

#[test]
fn a_segment_that_cannot_be_decoded_is_named_where_it_is_a_parameter() {
    let table = table(&["/a/{x}/{y}", "/n/{id: int}", "/l"]);
    let malformed = |path| match table.find(&Method::POST, path) {
        Lookup::Malformed { parameter } => parameter.map(str::to_owned),
        other => Some(format!("{other:?}")),
    };
    assert_eq!(malformed("/a/1/%ff").as_deref(), Some("y"));
    assert_eq!(malformed("/a/%ff/%").as_deref(), Some("x"));
    for other in ["/n/%ff", "/%ff", "/a/%ff", "/b/%ff/c"] {
        assert_eq!(malformed(other), None, "{other}");
    }
}

#[test]
fn a_trailing_slash_is_ignored_where_no_route_has_it() {
    let table = table(&["/a", "/b/", "/{x}/y", "/c", "/c/", "/d/{z}"]);
    assert_eq!(find(&table, "/a/"), found(0, &[]));
    assert_eq!(find(&table, "/b"), None);
    assert_eq!(find(&table, "/b/"), found(1, &[]));
    assert_eq!(find(&table, "/q/y/"), found(2, &["q"]));
    assert_eq!(find(&table, "/c"), found(3, &[]));
    assert_eq!(find(&table, "/c/"), found(4, &[]));
    assert_eq!(find(&table, "/d/e/"), found(5, &["e"]));
    assert_eq!(find(&table, "/d/"), None);
    let method = table.find(&Method::GET, "/a/");
    assert!(matches!(method, Lookup::MethodNotAllowed { .. }));
    assert_eq!(find(&table, "//y"), None);
    for other in ["", "*", "a", "/", "//a", "/a//"] {
        assert_eq!(
            table.find(&Method::POST, other),
            Lookup::NotFound,
            "{other}"
        );
    }
}

#[test]
fn dots_and_nothing_are_no_parameters() {
    let table = table(&["/f/{name}/g"]);
    for path in [
        "/f//g",
        "/f/./g",
        "/f/../g",
        "/f/%2e/g",
        "/f/%2E%2e/g",
        "/f/.%2e/g",
    ] {
        assert_eq!(find(&table, path), None, "{path}");
    }
    assert_eq!(find(&table, "/f/.../g"), found(0, &["..."]));
}

#[test]
fn a_typed_parameter_that_does_not_parse_is_no_such_path() {
    let table = table(&["/o/{id: int}", "/{any}/{text}", "/t/{x: float}/{y: bool}"]);
    assert_eq!(find(&table, "/o/-42"), found(0, &["-42"]));
    assert_eq!(find(&table, "/o/x"), found(1, &["o", "x"]));
    for text in ["+1", "1.0", "9223372036854775808", " 1", "0x1"] {
        assert_eq!(
            find(&table, &format!("/o/{text}")).map(|(route, _)| route),
            Some(1)
        );
    }
    assert_eq!(find(&table, "/t/1.5/true"), found(2, &["1.5", "true"]));
    for path in [
        "/t/inf/true",
        "/t/NaN/true",
        "/t/1e999/true",
        "/t/1/True",
        "/t/1/1",
        "/t/.5/true",
    ] {
        assert_eq!(table.find(&Method::POST, path), Lookup::NotFound, "{path}");
    }
}

/// Cases that a router returning a single route for the raw path cannot handle.
#[test]
fn the_next_pattern_is_tried_and_literals_match_decoded() {
    let table = table(&[
        "/a/{id: int}",
        "/{x}/{y}",
        "/{x}/./b",
        "/a/b c/d",
        "/{x}/{y}/d",
    ]);
    assert_eq!(find(&table, "/a/7"), found(0, &["7"]));
    assert_eq!(find(&table, "/a/seven"), found(1, &["a", "seven"]));
    assert_eq!(find(&table, "/a/./b"), found(2, &["a"]));
    assert_eq!(find(&table, "/%61/b%20c/d"), found(3, &[]));
    assert_eq!(find(&table, "/a/b%2Fc/d"), found(4, &["a", "b/c"]));
    assert_eq!(find(&table, "/a/b%2Fc%2Fd"), found(1, &["a", "b/c/d"]));
}

#[test]
fn another_method_is_told_which_are_allowed() {
    let routes = [
        route(Method::GET, "/a"),
        route(Method::POST, "/a"),
        route(Method::PUT, "/{x}"),
        route(Method::DELETE, "/{n: int}"),
    ];
    let table = Table::new(&routes).unwrap();
    let allow = |method: &Method, path| match table.find(method, path) {
        Lookup::MethodNotAllowed { allow } => allow.iter().map(ToString::to_string).collect(),
        other => vec![format!("{other:?}")],
    };
    assert_eq!(allow(&Method::PUT, "/a"), ["GET", "POST"]);
    assert_eq!(allow(&Method::HEAD, "/a"), ["GET", "POST"]);
    assert_eq!(allow(&Method::OPTIONS, "/1"), ["PUT", "DELETE"]);
    assert_eq!(allow(&Method::OPTIONS, "/b"), ["PUT"]);
    let lower = Method::from_bytes(b"get").unwrap();
    assert_eq!(allow(&lower, "/a"), ["GET", "POST"]);
}

#[test]
fn a_disabled_route_is_found_as_disabled_and_hides_less_specific_ones() {
    let disabled = |method: Method, pattern| Route {
        enabled: false,
        ..route(method, pattern)
    };
    let routes = [
        route(Method::GET, "/a"),
        disabled(Method::POST, "/a"),
        disabled(Method::POST, "/orders/new"),
        route(Method::POST, "/orders/{id}"),
        disabled(Method::POST, "/x/{id}"),
    ];
    let table = Table::new(&routes).unwrap();
    for (method, path, route) in [
        (Method::POST, "/orders/new", 2),
        (Method::OPTIONS, "/orders/new", 2),
        (Method::POST, "/x/1", 4),
        (Method::GET, "/x/1", 4),
    ] {
        let disabled = Lookup::Disabled { route };
        assert_eq!(table.find(&method, path), disabled, "{method} {path}");
    }
    for method in [Method::PUT, Method::POST] {
        let allow = vec![&Method::GET];
        let not_allowed = Lookup::MethodNotAllowed { allow };
        assert_eq!(table.find(&method, "/a"), not_allowed, "{method}");
        assert_eq!(table.find(&method, "/a/"), not_allowed, "{method}");
    }
    assert_eq!(find(&table, "/orders/7"), found(3, &["7"]));
    // Like the response for an unknown path, this one names no parameter.
    assert_eq!(
        table.find(&Method::POST, "/x/%"),
        Lookup::Malformed { parameter: None }
    );
}

#[test]
fn two_routes_equally_specific_are_refused() {
    let both = [
        route(Method::POST, "/o/{id: int}"),
        route(Method::POST, "/o/{name}"),
    ];
    assert_eq!(
        Table::new(&both).unwrap_err(),
        Conflict {
            first: 0,
            second: 1
        }
    );
    let other = [
        route(Method::POST, "/o/{id}"),
        route(Method::GET, "/o/{id}"),
    ];
    assert!(Table::new(&other).is_ok());
}

proptest! {
    #[test]
    fn no_path_makes_it_panic(path in "(/|%2[Ff]|\\.|a|b|%|[0-9]|\\PC){0,30}") {
        let table = table(&["/a/{b}", "/{a}/b", "/a/b/{c: int}", "/{a}/{b}/{c}", "/"]);
        let _ = table.find(&Method::POST, &path);
    }
}
