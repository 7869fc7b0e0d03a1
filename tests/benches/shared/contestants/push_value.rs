//! The push as most people would write it: arbitrary JSON, accessed wherever a value is needed.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use serde_json::{Value, json};

use super::hand::{self, Answer};
use super::push_verify::{State, verified};

pub(super) async fn answer(state: Arc<State>, request: Request<Incoming>) -> Answer {
    let body = match verified(&state, request).await {
        Ok(body) => body,
        Err(status) => return hand::empty(status),
    };
    let Ok(push) = serde_json::from_slice::<Value>(&body) else {
        return hand::empty(StatusCode::BAD_REQUEST);
    };
    let text = |pointer: &str| push.pointer(pointer).and_then(Value::as_str);
    let (Some(reference), Some(commit), Some(repository), Some(by), Some(deleted), Some(commits)) = (
        text("/ref"),
        text("/after"),
        text("/repository/full_name"),
        text("/pusher/name"),
        push.get("deleted").and_then(Value::as_bool),
        push.get("commits").and_then(Value::as_array),
    ) else {
        return hand::empty(StatusCode::BAD_REQUEST);
    };
    if reference != "refs/heads/main" || deleted {
        return hand::json(StatusCode::OK, &json!({ "result": "main did not move" }));
    }
    let moved = json!({
        "result": "main moved",
        "repository": repository,
        "commit": commit,
        "by": by,
        "commits": commits.len(),
    });
    hand::json(StatusCode::OK, &moved)
}
