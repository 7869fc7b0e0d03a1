//! Durations: literals, arithmetic with times and ints, and values that are not durations.

use crate::{assert_clean, assert_diagnostics, program};

/// A function with times, a duration, an int and a float.
fn function(returns: &str, body: &str) -> String {
    program(
        &format!(
            "fn f(from: time, to: time, wait: duration, count: int, ratio: float) -> {returns} {{\n{body}\n}}"
        ),
        "",
    )
}

#[test]
fn durations_are_computed() {
    assert_clean!(function(
        "duration",
        "let _a: duration = to - from + 5s - wait\nlet _b: time = from + wait - 7d\nlet _c: time = 1h + to\nlet _d: duration = wait * 2 + 3 * wait + count * 1s - wait / 2\nlet _e: int = (to - from) / 1m\nlet _f: duration = wait % 1h\nlet _g = wait < 90m and to - from == wait and -wait <= -5s\nlet _h = [wait, 5s].sort().max()\nlet _i = ratio > 0\nlet _j: text = \"{wait}\"\nlet _k: duration? = 500ms\nlet _l = wait in [1s, 2s]\n(-wait).abs()"
    ));
}

#[test]
fn ints_and_floats_are_no_durations() {
    assert_diagnostics!(function(
        "duration",
        "let _a: duration = 5\nlet _b: int = wait\nlet _c = from + count\nlet _d = wait + count\nlet _e = wait * 1.5\nlet _f = wait < 30\nlet _g: duration = \"5s\"\nwait * ratio"
    ));
}

#[test]
fn times_are_not_added() {
    assert_diagnostics!(function(
        "time",
        "let _a = from + to\nlet _b = wait - from\nlet _c = wait * wait\nlet _d = count / wait\nlet _e = -from\nlet _f = from < wait\nlet _g: text = wait\nlet _h = wait + ratio + count\nto"
    ));
}

#[test]
fn a_duration_that_is_too_long() {
    let body = "let _a = 106_751_991d\n200_000_000d";
    let text = function("duration", body);
    assert_diagnostics!(format!("config most: duration = 200_000_000d\n{text}"));
}

#[test]
fn durations_are_declared_and_stored() {
    assert_clean!(
        "config grace: duration = 24h\ncollection jobs {\n  took: duration = 0s\n  limit: duration?\n  began: time = now()\n  index (took)\n}\nworkflow w {\n  trigger webhook POST \"/w\" {\n    verify none because \"a test\"\n    query { most: duration = 90m }\n    body form { took: duration, others: [duration] }\n  }\n  let took = context.data.took\n  create jobs { took, limit: 5m }\n  update jobs where .took > context.query.most and .began < now() - config.grace set { took: 1h, limit: null }\n  let longest = max .took of jobs where .took in [5s, took]\n  respond 200 json { longest, ended: now() + took }\n}"
    );
}

#[test]
fn durations_of_rows_that_do_not_fit() {
    assert_diagnostics!(
        "config grace: duration = 60\ncollection jobs {\n  took: duration = \"5s\"\n  began: time = now()\n}\nworkflow w {\n  trigger webhook POST \"/w/{wait: duration}\" { verify none because \"a test\" }\n  let _a = sum .took of jobs where .took > 5\n  let _b = count jobs where .began + 5m < now()\n  respond 204\n}"
    );
}
