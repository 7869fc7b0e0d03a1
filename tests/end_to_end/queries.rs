//! `find` of many rows and `count`, observed from outside.

use flowright_tests::{Options, Request, Server};
use serde_json::json;

use crate::shared::{BINARY, folder};

#[test]
fn rows_come_in_order_and_in_part() {
    let server = Server::start(BINARY, &folder("queries"), &Options::new());
    let get = |path: &str| server.send(&Request::new("GET", path)).json();
    assert_eq!(get("/scores"), json!([]));
    let nothing = json!({ "total": 0, "best": null, "mean": null, "all": 0, "known": 0, "latest": null, "names": "" });
    assert_eq!(get("/scores/counts"), nothing);

    let scores = [
        ("bo", json!(3)),
        ("al", json!(3)),
        ("cy", json!(null)),
        ("di", json!(7)),
        ("ed", json!(0)),
    ];
    for (player, points) in &scores {
        let score = json!({ "player": player, "points": points });
        let added = server.send(&Request::post("/scores", score.to_string()));
        assert_eq!(added.status, 204);
    }
    let best = json!([
        { "player": "di", "points": 7 },
        { "player": "al", "points": 3 },
        { "player": "bo", "points": 3 },
        { "player": "cy", "points": null },
    ]);
    assert_eq!(get("/scores"), best);
    assert_eq!(get("/scores?most=2&skip=1"), json!([best[1], best[2]]));
    assert_eq!(get("/scores?most=-1"), json!([]));
    let counts = json!({ "total": 6, "best": 7, "mean": 3.25, "all": 5, "known": 4, "latest": "ed", "names": "bo al cy di ed" });
    assert_eq!(get("/scores/counts"), counts);
}
